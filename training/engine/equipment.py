"""What this computer trains with: versions and devices, as ``fanhua device`` prints them."""

import platform
from typing import Any

import torch

from training import machine


def described() -> dict[str, Any]:
    """Return versions, the devices that can be used, and what CUDA needs."""
    devices = ["cpu"]
    if torch.cuda.is_available():
        devices.append("cuda")
    if torch.backends.mps.is_available():
        devices.append("mps")
    return {
        "python": platform.python_version(),
        "platform": platform.platform(),
        "torch": torch.__version__,
        "cuda_build": torch.version.cuda or "",
        "devices": devices,
        "gpu": torch.cuda.get_device_name() if "cuda" in devices else "",
        "threads": machine.cores(),
        "preferred": machine.preferred_device(),
    }
