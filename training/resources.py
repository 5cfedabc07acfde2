"""Where the files are that come with the app: presets, lessons, data, icons, a font ..."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
"""Of a checkout, or of what a packaged app has unpacked."""
RESOURCES = ROOT / "resources"
