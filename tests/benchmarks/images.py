"""A network for images here and in a plain script: ``python -m tests.benchmarks.images``.

The plain script is what everyone writes first: a ``DataLoader`` with workers, transforms of single
images on the CPU, eager float32, the default memory format. Both train the same network from the
same kind of start on the same images with the same crops and mirrors, in turns, in one process
tree. Prints images a second of both, their ratio for each pair, and the training loss that both
have come to; on a GPU also the seconds that an epoch of 50,000 images takes, and what share that
is of what the card does in a product of two large bfloat16 matrices.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, Dataset
from torch.utils.flop_counter import FlopCounterMode

from tests.harness.learners import learner_of
from training.data.kinds import LabelledData
from training.learner.models import build
from training.settings import Experiment, LabelledDataset, Trainer
from training.settings.image_models import ResNet18, Vgg11, Vgg16

PAD = 4
WARM_UP = 5
"""Steps before anything is measured: a graph is captured in the fourth."""
MODELS = {"resnet18": ResNet18, "vgg11": Vgg11, "vgg16": Vgg16}


class Images(Dataset[tuple[Tensor, int]]):
    """Images with a random crop and mirror, one by one."""

    def __init__(self, data: LabelledData) -> None:
        self.pixels, self.labels = data.pixels("train"), data.given
        self.mean = torch.tensor(self.pixels.mean(axis=(0, 1, 2)) / 255).float()[:, None, None]
        self.std = torch.tensor(self.pixels.std(axis=(0, 1, 2)) / 255).float()[:, None, None]

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        image = torch.from_numpy(self.pixels[index]).permute(2, 0, 1).float() / 255
        image = nn.functional.pad(image, (PAD,) * 4)
        top, left = np.random.randint(0, 2 * PAD + 1, 2)
        image = image[:, top : top + 32, left : left + 32]
        if np.random.random() < 0.5:
            image = image.flip(2)
        return (image - self.mean) / self.std, int(self.labels[index])


class Plain(nn.Module):
    """The same network, with images in the default format."""

    def __init__(self, experiment: Experiment) -> None:
        super().__init__()
        dataset = experiment.dataset
        network = build(experiment.model, 0, dataset.inputs, dataset.outputs)
        layers: nn.Module = network.layers  # type: ignore[assignment]
        self.layers = layers.to(memory_format=torch.contiguous_format)  # type: ignore[call-overload]

    def forward(self, x: Tensor) -> Tensor:
        """Map (n, 3, 32, 32) to (n, k)."""
        outputs: Tensor = self.layers(x)
        return outputs


def plain(experiment: Experiment, device: str, workers: int) -> Callable[[int], list[float]]:
    """Return a function that trains so many steps and returns their losses."""
    data = learner_of(experiment).setup.data
    assert isinstance(data, LabelledData)
    model, trainer = Plain(experiment).to(device), experiment.trainer
    optimizer = torch.optim.SGD(model.parameters(), lr=trainer.learning_rate, momentum=0.9)
    loss_of = nn.CrossEntropyLoss()
    loader = DataLoader(
        Images(data),
        trainer.batch_size,
        shuffle=True,
        num_workers=workers,
        drop_last=True,
        persistent_workers=workers > 0,
    )
    batches = iter(loader)

    def advance(count: int) -> list[float]:
        nonlocal batches
        losses = []
        model.train()
        for _ in range(count):
            try:
                x, y = next(batches)
            except StopIteration:
                batches = iter(loader)
                x, y = next(batches)
            optimizer.zero_grad()
            loss = loss_of(model(x.to(device)), y.to(device))
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        return losses

    return advance


def ours(experiment: Experiment) -> Callable[[int], list[float]]:
    """Return the same of the app's engine."""
    learner = learner_of(experiment)
    return lambda count: learner.advance(count).losses.tolist()


def _synchronise(device: str) -> None:
    if device == "cuda":
        torch.cuda.synchronize()


def floating_point_operations(experiment: Experiment) -> float:
    """Count those of a training step, for each image: a backward pass is two forward ones."""
    dataset = experiment.dataset
    network = build(experiment.model, 0, dataset.inputs, dataset.outputs)
    with FlopCounterMode(display=False) as counter:
        network(torch.zeros(2, dataset.inputs))
    return 3.0 * counter.get_total_flops() / 2


def largest_rate() -> float:
    """Measure a card's floating-point operations a second in bfloat16."""
    side, count = 8192, 20
    a, b = (torch.randn(side, side, device="cuda", dtype=torch.bfloat16) for _ in range(2))
    for repeats in (3, count):
        torch.cuda.synchronize()
        start = time.perf_counter()
        for _ in range(repeats):
            a @ b
        torch.cuda.synchronize()
    return count * 2 * side**3 / (time.perf_counter() - start)


def print_card(experiment: Experiment, rates: dict[str, float]) -> None:
    """Say what the rates are to a card."""
    peak, for_each = largest_rate(), floating_point_operations(experiment)
    for name, rate in rates.items():
        print(
            f"{name}: {50_000 / rate:.2f} s an epoch of 50,000 images; "
            f"{rate * for_each / peak:.1%} of {peak / 1e12:.0f} TFLOP/s"
        )


def main() -> int:
    """Run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--steps", type=int, default=4)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--width", type=float, default=1.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--model", default="resnet18", choices=("resnet18", "vgg11", "vgg16"))
    parser.add_argument("--path", default=LabelledDataset().path, help="of the images")
    options = parser.parse_args()
    experiment = Experiment(
        dataset=LabelledDataset(path=options.path, crop="padded", flip=True),
        model=MODELS[options.model](width=options.width),
        trainer=Trainer(
            optimizer={"kind": "momentum"}, learning_rate=0.01, batch_size=options.batch,
            loss="cross_entropy", device=options.device,
        ),
    )  # fmt: skip
    sides = {"plain": plain(experiment, options.device, options.workers), "ours": ours(experiment)}
    rates: dict[str, list[float]] = {name: [] for name in sides}
    losses: dict[str, list[float]] = {name: [] for name in sides}
    for advance in sides.values():
        advance(WARM_UP)
    for pair in range(options.pairs):
        for name in list(sides) if pair % 2 else list(sides)[::-1]:
            start = time.perf_counter()
            losses[name] += sides[name](options.steps)
            _synchronise(options.device)
            rates[name].append(options.steps * options.batch / (time.perf_counter() - start))
        ratio = rates["ours"][-1] / rates["plain"][-1]
        print(
            f"plain {rates['plain'][-1]:8.1f}  ours {rates['ours'][-1]:8.1f} images/s  "
            f"ratio {ratio:.2f}",
            flush=True,
        )
    ratios = [o / p for o, p in zip(rates["ours"], rates["plain"], strict=True)]
    print(f"ratio: median {statistics.median(ratios):.2f}, worst {min(ratios):.2f}")
    if options.device == "cuda":
        print_card(experiment, {name: statistics.median(found) for name, found in rates.items()})
    for name, found in losses.items():
        print(f"{name}: mean loss of the last 40 steps {np.mean(found[-40:]):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
