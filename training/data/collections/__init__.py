"""Collections of labelled images: format detected, checked and read; NumPy and Pillow only.

``open_collection(path)`` reads whatever a path names, once for a process.
Never here: which of the images are trained on.
"""

from training.data.collections.collection import (
    Cancelled,
    CollectionError,
    Progress,
    Subset,
)
from training.data.collections.reading import (
    Collection,
    forget_collections,
    is_open,
    locate,
    open_collection,
)

__all__ = [
    "Cancelled",
    "Collection",
    "CollectionError",
    "Progress",
    "Subset",
    "forget_collections",
    "is_open",
    "locate",
    "open_collection",
]
