"""Compiles the kernel once per computer, in the background, and caches it on disk."""

import hashlib
import logging
import os
import sys
import threading
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from platformdirs import user_cache_path

from training.learner.kernel import disk_cache, locator
from training.learner.kernel.step_batch import Kernel
from training.settings import Experiment, LabelledDataset, Mlp, choices
from training.settings.choices.losses import LOSSES

SWITCH = "FANHUA_ENGINE"
"""Environment variable; ``autograd`` trains everything with PyTorch's own loop."""
LONGEST_LOAD = 20.0
"""Seconds that a run waits for loading a cached kernel, which mostly takes half a second."""

_lock = threading.Lock()
_thread: threading.Thread | None = None
_kernel: Kernel | None = None


def _folder() -> Path:
    """Return the cache folder, one for each version of sources and compiler."""
    folders = (Path(__file__).parent, Path(choices.__file__).parent)
    parts = [path.read_bytes() for folder in folders for path in sorted(folder.glob("*.py"))]
    if not parts:  # a bundle has no sources: hash the program instead
        parts = [str(Path(sys.executable).stat().st_mtime_ns).encode()]
    with suppress(PackageNotFoundError):
        parts.append(version("numba").encode())
    digest = hashlib.sha256(b"".join(parts))
    return user_cache_path("fanhua", appauthor=False) / "kernels" / digest.hexdigest()[:16]


def _compile(folder: Path) -> None:
    global _kernel  # noqa: PLW0603 - one for a process
    try:
        folder = disk_cache.usable(folder)
        disk_cache.make_whole(folder)
        os.environ[locator.FOLDER] = str(folder)
        os.environ[locator.CLASSES] = f"{locator.__name__}.{locator.Locator.__name__}"
        from training.learner.kernel.kernel import evaluate, run  # noqa: PLC0415 - the folder comes first
        from training.learner.kernel.signature import EVALUATE, RUN  # noqa: PLC0415

        run.compile(RUN)
        evaluate.compile(EVALUATE)
        if not disk_cache.is_whole(folder):
            disk_cache.seal(folder)
    except Exception:  # whatever fails: autograd can train instead
        logging.getLogger(__name__).exception("no compiled kernel; training goes on without")
        return
    _kernel = Kernel(run, evaluate)


def supports(experiment: Experiment) -> bool:
    """Whether the steps of an experiment can be compiled ones: all that it chooses has a kernel."""
    model, trainer = experiment.model, experiment.trainer
    if not isinstance(model, Mlp) or isinstance(experiment.dataset, LabelledDataset):
        return False
    kernels = (model.activation.kernel, trainer.optimizer.kernel, LOSSES[trainer.loss].kernel)
    return None not in kernels


def prepare() -> None:
    """Start a thread that loads or compiles the kernel."""
    global _thread  # noqa: PLW0603
    with _lock:
        if _thread is None and is_wanted():
            _thread = threading.Thread(target=_compile, args=(_folder(),), daemon=True)
            _thread.start()


def is_wanted() -> bool:
    """Whether anything but PyTorch's own loop may be used."""
    return os.environ.get(SWITCH, "") != "autograd"


def is_kept() -> bool:
    """Whether a compiled kernel is cached and needs only loading."""
    return disk_cache.is_whole(_folder())


def kernel(*, patience: float | None = None) -> Kernel | None:
    """Return the kernel, or None where it is not there yet.

    One that was compiled before is waited for; one that must be compiled is waited for
    ``patience`` seconds.
    """
    prepare()
    if _kernel is None and _thread is not None:
        _thread.join(patience if patience is not None else LONGEST_LOAD if is_kept() else 0.0)
    return _kernel
