"""A view of the data themselves, which are of a kind that it names."""

from abc import abstractmethod
from typing import Generic, TypeVar

from typing_extensions import override

from training.data.kinds import Data
from training.setup.setup import Setup
from widgets.views.view import View

D = TypeVar("D", bound=Data)


class DataView(View, Generic[D]):
    """A view that draws the data, which are of the kinds ``D``.

    ``draws`` says to the program what ``D`` says to the checker, which compares both. The base is
    not generic: who tells all views of something does not ask which data each draws.
    """

    draws: tuple[type[D], ...]

    @override
    def show_setup(self, setup: Setup) -> None:
        """Take other data: before a run, or when they changed during one.

        Raises
        ------
        TypeError
            When the data are of a kind that the view does not draw.
        """
        if not isinstance(setup.data, self.draws):
            raise TypeError(f"{type(self).__name__} does not draw {type(setup.data).__name__}")
        self.take_data(setup.data, setup)

    @abstractmethod
    def take_data(self, data: D, setup: Setup) -> None:
        """Take the data of a setup, and what else it has."""
