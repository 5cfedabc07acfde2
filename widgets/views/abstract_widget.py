"""A widget that says what its subclasses must have."""

from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget


class AbstractWidget(QWidget):
    """Refuses to be made while a method of it is abstract, as an ``ABC`` does.

    It cannot be one: ``ABC`` refuses in ``object.__new__``, which Qt's classes do not come by, and
    its metaclass joined with theirs is made in one order of the two only, which has changed between
    versions of PySide. The checker needs no metaclass to know what is abstract.
    """

    _missing: ClassVar[list[str]] = []

    def __init_subclass__(cls, **arguments: Any) -> None:
        super().__init_subclass__(**arguments)
        # Once for a class, not for each widget: Qt's classes have hundreds of names.
        cls._missing = [name for name in dir(cls) if _is_abstract(getattr(cls, name, None))]

    def __init__(self) -> None:
        if self._missing:
            raise TypeError(f"{type(self).__name__} lacks {', '.join(self._missing)}")
        super().__init__()


def _is_abstract(attribute: object) -> bool:
    return bool(getattr(attribute, "__isabstractmethod__", False))
