"""What views are drawn with: plots, axes, overlays, read-outs, pictures.

Never readings: views know those.
"""
