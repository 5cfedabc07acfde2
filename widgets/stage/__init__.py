"""Where views stand: the grid, slots, small multiples, and the scene that an audience sees.

Never what a view draws.
"""
