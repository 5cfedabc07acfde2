"""All claims, and how many parameters presets say their networks have."""

from tests.claims import frequencies, images, lessons, neurons, shapes

CLAIMS = tuple(
    claim for table in (shapes, frequencies, neurons, images, lessons) for claim in table.CLAIMS
)

COUNTS = (
    ("five-points", "150,000 parameters for each point", 5 * 150_000, 0.01),
    ("runge", "20,501 parameters", 20_501, 0.0),
    ("over-fitting", "40,801 parameters", 40_801, 0.0),
    ("elephant", "4,000 parameters", 4_000, 0.1),
    ("double-descent", "10,000 parameters", 10_000, 0.1),
    ("matrix-completion", "32 parameters", 32, 0.0),
)
"""Preset, words, parameters and how far their number may be from that: no run is needed."""
