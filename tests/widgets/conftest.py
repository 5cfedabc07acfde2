"""What every test of a widget needs."""

import pytest


@pytest.fixture(autouse=True)
def application(qapp: object) -> None:
    """Have an application, whichever test is the first: without one Qt ends the process."""
