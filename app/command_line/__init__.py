"""The program without a window: train, list, inspect, export; results as words or JSON.

Never Qt: it runs where there is no display.
"""
