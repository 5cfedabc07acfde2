"""A widget that says what its subclasses must have."""

from PySide6.QtWidgets import QWidget


class AbstractWidget(QWidget):
    """Refuses to be made while a method of it is abstract, as an ``ABC`` does.

    It cannot be one: ``ABC`` refuses in ``object.__new__``, which Qt's classes do not come by, and
    its metaclass joined with theirs is made in one order of the two only, which has changed between
    versions of PySide. The checker needs no metaclass to know what is abstract.
    """

    def __init__(self) -> None:
        missing = [n for n in dir(type(self)) if _is_abstract(getattr(type(self), n, None))]
        if missing:
            raise TypeError(f"{type(self).__name__} lacks {', '.join(missing)}")
        super().__init__()


def _is_abstract(attribute: object) -> bool:
    return bool(getattr(attribute, "__isabstractmethod__", False))
