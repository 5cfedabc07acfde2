"""Evaluation of a network at its data: outputs, losses, accuracies, errors."""

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.arrays import Floats
from training.data.kinds import LabelledData
from training.learner.filtering import Filtering
from training.learner.landscape import LandscapeSampler
from training.learner.losses import loss_function
from training.learner.step_engine import StepEngine
from training.learner.trained_network import TrainedNetwork
from training.learner.training_data import TrainingData
from training.messages.readings import LandscapeReading, Predictions

CHUNK = 4096
"""Points of a curve that are evaluated in one pass."""
DRAWN = 1000
"""Test images whose single predictions are reported at most."""


class Evaluation:
    """Evaluates a network on its data, as it is after the last step.

    Points are named ``train``, ``test``, ``grid`` or ``spectrum``.

    Parameters
    ----------
    engine
        Returns the engine of the next steps, which has the newest parameters.
    """

    def __init__(
        self, data: TrainingData, network: TrainedNetwork, engine: Callable[[], StepEngine]
    ) -> None:
        self._data, self._network, self._engine = data, network, engine
        self._landscapes = LandscapeSampler(network.parameters)
        self._outputs: dict[str, Tensor] = {}
        self.predictions: Predictions | None = None
        """Of the test images, from the last measurement."""
        self.begin_anew(has_other_data=True)

    def begin_anew(self, *, has_other_data: bool) -> None:
        """Go on with other settings."""
        data = self._data.setup.data
        if has_other_data:
            self._filtering = Filtering(data) if isinstance(data, LabelledData) else None
        self.forget()

    def forget(self) -> None:
        """Drop what was computed with other parameters."""
        self._outputs.clear()

    # --- values ---

    def outputs(self, points: str) -> Tensor:
        """Return the network's values without dropout, shape (n, k), in its own units.

        Cached until the next step.
        """
        if points not in self._outputs:
            engine, chunks = self._engine(), self._data.on_device.chunks(points)
            self._outputs[points] = (
                engine.outputs_ahead(*chunks)
                if points == "train" and self._data.steps_see_outputs
                else engine.outputs(chunks)
            )
        return self._outputs[points]

    def peaks(self) -> Tensor:
        """Return the spectrum at the tracked peaks, shape (1, 2 p), real parts first.

        Called within a chunk of steps, so cached outputs are not used.
        """
        data = self._data
        outputs = self._engine().outputs(data.on_device.chunks(data.setup.spectrum.points))
        return torch.mv(data.peak_basis, outputs.squeeze(1))[None]

    def values(self, points: str, *, centred: bool = False) -> Floats:
        """Return ``outputs`` in the user's units, shape (n,), or (n, k) for k > 1 outputs.

        ``centred`` leaves out the offset of y.
        """
        scale = self._data.setup.data.scale
        outputs = self.outputs(points).squeeze(1).cpu().numpy().astype(np.float64)
        return outputs * scale.y_factor + (0.0 if centred else scale.y_offset)

    def values_at(self, x: Floats) -> Floats:
        """Evaluate a function of one variable at x; shapes (n,) -> (n,), in the user's units."""
        scale = self._data.setup.data.scale
        inputs = torch.split(self._data.on_device.tensor(scale.inputs(x)), CHUNK)
        outputs = self._engine().outputs(inputs).squeeze(1).cpu().numpy().astype(np.float64)
        return np.asarray(outputs * scale.y_factor + scale.y_offset)

    # --- losses ---

    @property
    def tests(self) -> frozenset[str]:
        """Names of the test losses that these data have."""
        return frozenset(self._data.tests)

    def loss(self, points: str) -> float:
        """Return the loss, without dropout and penalty, at ``train`` points or those of a test."""
        loss = loss_function(self._data.experiment.trainer)
        tests = self._data.tests
        at = "test" if points in tests else points
        outputs, targets = self.outputs(at), self._data.on_device.targets(at)
        places = tests.get(points)
        if places is not None:
            outputs, targets = outputs[places], targets[places]
        return float(loss(outputs, targets))

    def accuracy(self, points: str) -> float:
        """Return the fraction of points that are classified correctly."""
        outputs, targets = self.outputs(points), self._data.on_device.targets(points)
        right = outputs.argmax(dim=1) == targets.argmax(dim=1)
        if points == "test":
            self.predictions = _predictions(outputs, targets, self._network.step)
        return float(right.float().mean())

    def filter_errors(self) -> Floats:
        """Return ``Filtering.errors`` on the training images that are evaluated."""
        assert self._filtering is not None
        probabilities = self.outputs("train").softmax(dim=1)
        targets = self._data.on_device.targets("train")
        return self._filtering.errors(probabilities, targets, self._data.setup.filter_delta)

    # --- the loss on a plane of parameters ---

    def landscape(self) -> LandscapeReading | None:
        """Return the newest loss landscape, recomputed when due; None for too large models."""
        engine, data, network = self._engine(), self._data, self._network
        engine.settle()
        loss = loss_function(data.experiment.trainer)

        def loss_now() -> float:
            outputs = network.outputs(data.on_device.chunks("train"))
            return float(loss(outputs, data.on_device.targets("train")))

        reading = self._landscapes.read(data.experiment.landscape, network.step, loss_now)
        # The parameters were restored, but autograd sees that they were written.
        engine.forget()
        return reading

    def hurry(self) -> bool:
        """Make the landscape of the present step due; return whether it is to be computed."""
        return self._landscapes.hurry(self._data.experiment.landscape, self._network.step)


def _predictions(outputs: Tensor, targets: Tensor, step: int) -> Predictions:
    predicted, true = outputs.argmax(dim=1), targets.argmax(dim=1)
    classes = outputs.shape[1]
    pairs = torch.bincount(true * classes + predicted, minlength=classes**2)
    losses = functional.cross_entropy(outputs[:DRAWN], targets[:DRAWN], reduction="none")
    return Predictions(
        predicted[:DRAWN].cpu().numpy().astype(np.uint16),
        losses.cpu().numpy(),
        pairs.reshape(classes, classes).cpu().numpy(),
        step,
    )
