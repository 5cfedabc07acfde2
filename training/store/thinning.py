"""Chooses which snapshots and checkpoints to drop when they exceed their budget."""

from collections.abc import Mapping


def surplus(kept: Mapping[int, int], budget: int) -> list[int]:
    """Return the steps to drop so that the rest fits.

    First and last stay. Of the others goes, again and again, the one whose neighbours are
    closest by ratio of their steps: what stays is spaced about logarithmically.

    Parameters
    ----------
    kept
        Step to bytes.
    budget
        Bytes that all of them may take together.
    """
    steps, size = sorted(kept), sum(kept.values())
    dropped: list[int] = []
    while size > budget and len(steps) > 2:
        gaps = ((steps[i + 1] + 1) / (steps[i - 1] + 1) for i in range(1, len(steps) - 1))
        index, _ = min(enumerate(gaps, 1), key=lambda pair: pair[1])
        step = steps.pop(index)
        size -= kept[step]
        dropped.append(step)
    return dropped
