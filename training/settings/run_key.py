"""What names a run in all files."""

from typing import Annotated

from pydantic import Field

RunKey = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
"""For ever: 32 hexadecimal digits."""
