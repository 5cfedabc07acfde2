"""One network being trained: by compiled steps, or by the plain autograd loop they are held to."""

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from training.arrays import Bools, Floats, Floats32, Steps
from training.data.kinds import LabelledData
from training.learner import devices, optimizers
from training.learner.autograd import Autograd, loss_function
from training.learner.batches import Batches
from training.learner.checkpoint import CheckpointError, check_parameters
from training.learner.compiled_steps import Compiled
from training.learner.device_data import make_feed
from training.learner.filtering import Filtering
from training.learner.kernel import cache
from training.learner.landscape import Surveyor
from training.learner.memory import check_batch, free_memory, too_large
from training.learner.models import build, set_dropout
from training.learner.models.hidden import first_layer
from training.learner.schedule import Schedule
from training.messages.announcements import LandscapeReading, Predictions
from training.settings import Experiment
from training.settings.image_models import ImageModel
from training.setup.prepare import data_settings, prepare, with_beside
from training.setup.setup import Setup

if TYPE_CHECKING:
    from training.learner.kernel.call import Call
    from training.learner.kernel.stepper import FusedStepper

CHUNK = 4096
"""Points of a curve that are looked at in one pass."""
DRAWN = 1000
"""Test images of which single predictions are told."""


@dataclass(frozen=True, slots=True, eq=False)
class Progress:
    """What a chunk of steps left behind.

    ``losses``: shape (k,), each step's loss before its update. ``peak_steps``, ``peaks``: shapes
    (j,) and (j, p), the network's complex spectrum at the tracked peaks.
    """

    losses: Floats32
    peak_steps: Steps
    peaks: NDArray[np.complex128]


class Learner:
    """Model, optimizer and data of one run, and the steps that were done.

    Raises
    ------
    Problem
        When the data cannot be had; the message is for the user.
    """

    def __init__(self, experiment: Experiment, device: torch.device) -> None:
        self.experiment, self.device = experiment, device
        self.step = 0
        self._threads = devices.set_threads(experiment)
        has_convolutions = isinstance(experiment.model, ImageModel)
        self.is_mixed = has_convolutions and devices.prefers_16_bits(self.device)
        """Whether the network runs in bfloat16, with weights and optimizer in 32 bits."""
        trainer = experiment.trainer
        # Dropout draws from the default generator: each learner keeps a state of its own for it.
        torch.manual_seed(trainer.seed)
        self._dropout_state = devices.random_state(self.device)
        self._dropout = torch.Generator()  # what compiled steps draw from, in that state
        self._shuffler = torch.Generator().manual_seed(trainer.seed)
        dataset = experiment.dataset
        model = build(experiment.model, trainer.seed, dataset.inputs, dataset.outputs)
        self._model = model.to(self.device)
        self.start = first_layer(self._model)
        """As it was drawn, at step 0."""
        self._parameters: list[Tensor] = list(self._model.parameters())
        self._buffers: list[Tensor] = list(self._model.buffers())
        """What batch norm has learned of the data."""
        self._surveyor = Surveyor(self._parameters)
        self._kept = [*(p.detach() for p in self._parameters), *self._buffers]
        self._good = [p.clone() for p in self._kept]
        self.good_step = 0
        self._optimizer = optimizers.build(trainer, self._parameters)
        self._outputs: dict[str, Tensor] = {}
        self.compiled = Compiled(self._model, self._optimizer, self.device)
        self._autograd = Autograd(self._run, self._parameters, self.device)
        self.predictions: Predictions | None = None
        """Of the test images, when they were last measured."""
        self._use(prepare(experiment))

    # --- data ---

    def _use(self, setup: Setup) -> None:
        self.setup = setup
        data, spectrum = setup.data, setup.spectrum
        has_own = spectrum.points not in ("train", "test", "grid")
        extra = {spectrum.points: spectrum.inputs(data.scale)} if has_own else {}
        self._feed = make_feed(data, extra, self.device)
        self.tests = {name: self._places(chosen) for name, chosen in data.tests.items()}
        """Which test points a test loss is of, by name; None: all."""
        self.filtering = Filtering(data) if isinstance(data, LabelledData) else None
        self._forget()
        self._batches = self._make_batches()
        self._prepare_autograd()
        weights = spectrum.peak_basis * data.scale.y_factor
        basis = np.concatenate([weights.real, weights.imag]).astype(np.float32)
        self._peak_basis = torch.from_numpy(basis).to(self.device)

    def _places(self, chosen: Bools) -> Tensor | None:
        return None if chosen.all() else torch.from_numpy(np.flatnonzero(chosen)).to(self.device)

    def _make_batches(self) -> Batches:
        size = self.experiment.trainer.batch_size
        check_batch(self.experiment, size or self._feed.count, self.device)
        return Batches(self._feed.count, size, self._shuffler, self.device)

    def _prepare_autograd(self) -> None:
        size = self.experiment.trainer.batch_size or self._feed.count
        self._autograd.prepare(self.experiment, self._optimizer, size)

    @property
    def schedule(self) -> Schedule:
        """At which steps something is measured."""
        is_costly = isinstance(self.setup.data, LabelledData)
        return Schedule(self._batches.per_epoch if is_costly else 1)

    @property
    def _steps_see_outputs(self) -> bool:
        """Whether a step's forward pass gives what ``outputs("train")`` gives."""
        return self._batches.is_full and self._feed.looks_at_all and self.experiment.dropout == 0

    @property
    def peaks_every(self) -> int:
        """Distance in steps between two looks at the tracked peaks.

        1 where a step computes the needed outputs anyway; else so large that the extra forward
        passes cost about a tenth of the training. 0 where there are no peaks.
        """
        spectrum = self.setup.spectrum
        if not len(spectrum.peaks):
            return 0
        if self._steps_see_outputs and spectrum.points == "train":
            return 1
        size = self.experiment.trainer.batch_size or self._feed.count
        return max(2, round(4 * spectrum.count / size))

    # --- the network, wherever its parameters are ---

    @property
    def model(self) -> nn.Module:
        """The network as it is after the last step."""
        self.compiled.settle()
        return self._model

    @property
    def uses_kernel(self) -> bool:
        """Whether the next steps are compiled ones; else they are autograd's."""
        return self.compiled.is_there and cache.supports(self.experiment)

    @property
    def threads(self) -> int:
        """How many threads of the CPU the next steps take."""
        return self._take().threads if self.uses_kernel else self._threads

    def _take(self) -> "FusedStepper":
        return self.compiled.take(self.experiment, *self._feed.batch(None, self._shuffler))

    # --- training ---

    def advance(self, count: int) -> Progress:
        """Do ``count`` optimizer steps; nothing leaves the device before the last of them."""
        steps = self.steps(count)
        while True:
            try:
                next(steps).do()
            except StopIteration as done:
                progress: Progress = done.value
                return progress

    def steps(self, count: int) -> Generator["Call", None, Progress]:
        """Do ``count`` steps; yield what compiled ones are to be done in between, maybe by others.

        Nobody else may touch this learner until all of them are done.
        """
        if self.uses_kernel:
            return (yield from self._compiled_steps(count))
        try:
            return self._plain_steps(count)
        except torch.OutOfMemoryError:
            size = self.experiment.trainer.batch_size or self._feed.count
            free = free_memory(self.device)
            if free is None or not isinstance(self.experiment.model, ImageModel):
                raise
            raise too_large(self.experiment, size, free) from None

    def _compiled_steps(self, count: int) -> Generator["Call", None, Progress]:
        fused, every, first = self._take(), self.peaks_every, self.step
        losses, peaks = np.empty(count, dtype=np.float32), []
        done = 0
        while done < count:
            at = first + done
            if every > 1 and at % every == 0:
                peaks.append(self._measure_peaks()[None])
            part = count - done if every <= 1 else min(count - done, every - at % every)
            if self.experiment.dropout:
                part = min(part, fused.most_steps)
            self._dropout.set_state(self._dropout_state)
            batches, rates = self._batches.take(part), self._rates(at, part)
            call = fused.begin(
                self.experiment, rates, batches, self._dropout, wants_outputs=every == 1
            )
            self._dropout_state = self._dropout.get_state()
            self.compiled.is_stored = False
            yield call
            losses[done : done + part] = call.losses
            if every == 1:
                peaks.append(torch.from_numpy(call.outputs) @ self._peak_basis.T)
            done += part
        self.step += count
        self._forget()
        return Progress(losses, self._looked_at(first, every), self._complex(peaks))

    def _looked_at(self, first: int, every: int) -> Steps:
        """Return the steps from ``first`` to now at which the peaks were looked at."""
        steps = np.arange(first, self.step, dtype=np.int64)
        return steps[steps % every == 0] if every > 0 else steps[:0]

    def _plain_steps(self, count: int) -> Progress:
        self.compiled.give_back()
        if self.experiment.dropout == 0:
            return self._advance(count)
        devices.set_random_state(self.device, self._dropout_state)
        progress = self._advance(count)
        self._dropout_state = devices.random_state(self.device)
        return progress

    def _advance(self, count: int) -> Progress:
        every = self.peaks_every
        losses = torch.empty(count, device=self.device)
        peaks: list[Tensor] = []
        self._model.train()
        for index in range(count):
            x, y = self._feed.batch(self._batches.next(), self._shuffler)
            self._set_rate(self.step + index)
            looks = every > 0 and (self.step + index) % every == 0
            if looks and every > 1:
                peaks.append(self._measure_peaks()[None])
                self._model.train()
            loss, prediction = self._autograd.step(x, y)
            losses[index] = loss
            if looks and every == 1:
                peaks.append(torch.mv(self._peak_basis, prediction.squeeze(1))[None])
        first = self.step
        self.step += count
        self._forget()
        return Progress(losses.cpu().numpy(), self._looked_at(first, every), self._complex(peaks))

    def _rates(self, first: int, count: int) -> Floats:
        """Return the learning rates that the schedule says, shape (count,)."""
        trainer, per_epoch = self.experiment.trainer, self._batches.per_epoch
        factors: Any = 1.0
        if trainer.schedule.kind != "constant":
            factors = [
                trainer.schedule.factor(step / per_epoch, step / trainer.steps)
                for step in range(first, first + count)
            ]
        return np.full(count, trainer.learning_rate) * np.asarray(factors, dtype=np.float64)

    def _set_rate(self, step: int) -> None:
        """Let a step have the learning rate that its schedule says."""
        if self.experiment.trainer.schedule.kind != "constant":  # set when the optimizer was made
            optimizers.set_rate(self._optimizer, float(self._rates(step, 1)[0]))

    def _measure_peaks(self) -> Tensor:
        outputs = self._evaluate(self.setup.spectrum.points)
        return torch.mv(self._peak_basis, outputs.squeeze(1))

    def _complex(self, peaks: list[Tensor]) -> NDArray[np.complex128]:
        count = len(self.setup.spectrum.peaks)
        if not peaks:
            return np.empty((0, count), dtype=np.complex128)
        values = torch.cat(peaks).cpu().numpy().astype(np.float64)
        return np.asarray(values[:, :count] + 1j * values[:, count:])

    # --- measuring ---

    @torch.no_grad()
    def _evaluate(self, points: str) -> Tensor:
        return self._look(self._feed.chunks(points))

    def _look(self, chunks: Iterable[Tensor]) -> Tensor:
        if self.uses_kernel:
            fused = self._take()
            return torch.cat([fused.look(x) for x in chunks])
        return self._pass(chunks)

    @torch.no_grad()
    def _pass(self, chunks: Iterable[Tensor]) -> Tensor:
        self.model.eval()
        return torch.cat([self._run(x) for x in chunks])

    def _run(self, x: Tensor) -> Tensor:
        """Run the network; images in 16 bits, where a device is faster so."""
        if self.is_mixed:
            with torch.autocast(self.device.type, torch.bfloat16):
                mixed: Tensor = self._model(x)
            return mixed.float()
        outputs: Tensor = self._model(x)
        return outputs

    def outputs(self, points: str) -> Tensor:
        """Return the network's values without dropout, shape (n, k), in its own units.

        ``points`` is ``train``, ``test``, ``grid`` or ``spectrum``. Computed once a step.
        """
        if points not in self._outputs:
            self._outputs[points] = (
                self._autograd.pass_ahead(*self._feed.chunks("train"))
                if points == "train" and self._steps_see_outputs and not self.uses_kernel
                else self._evaluate(points)
            )
        return self._outputs[points]

    def _forget(self) -> None:
        """Drop what was computed with other parameters, data or settings."""
        self._outputs.clear()
        self._autograd.forget()

    def values(self, points: str, *, centred: bool = False) -> Floats:
        """Return ``outputs`` in the user's units, shape (n,), or (n, k) for k > 1 outputs.

        ``centred`` leaves the mean of the data out.
        """
        scale = self.setup.data.scale
        outputs = self.outputs(points).squeeze(1).cpu().numpy().astype(np.float64)
        return outputs * scale.y_factor + (0.0 if centred else scale.y_offset)

    @torch.no_grad()
    def values_at(self, x: Floats) -> Floats:
        """Return a function of one variable anywhere; shapes (n,) -> (n,), the user's units."""
        scale = self.setup.data.scale
        inputs = torch.split(self._feed.tensor(scale.inputs(x)), CHUNK)
        outputs = self._look(inputs).squeeze(1).cpu().numpy().astype(np.float64)
        return np.asarray(outputs * scale.y_factor + scale.y_offset)

    def loss(self, points: str) -> float:
        """Return the loss, without dropout and penalty, at ``train`` points or those of a test."""
        loss = loss_function(self.experiment.trainer)
        at = "test" if points in self.tests else points
        outputs, targets, places = self.outputs(at), self._feed.targets(at), self.tests.get(points)
        if places is not None:
            outputs, targets = outputs[places], targets[places]
        return float(loss(outputs, targets))

    def filter_errors(self) -> Floats:
        """Return ``Filtering.errors`` on the training images that are looked at."""
        assert self.filtering is not None
        found = self.outputs("train").softmax(dim=1)
        targets = self._feed.targets("train")
        return self.filtering.errors(found, targets, self.setup.filter_delta)

    def accuracy(self, points: str) -> float:
        """Return which part of the points is taken for the right class."""
        outputs, targets = self.outputs(points), self._feed.targets(points)
        right = outputs.argmax(dim=1) == targets.argmax(dim=1)
        if points == "test":
            self.predictions = self._predictions(outputs, targets)
        return float(right.float().mean())

    def _predictions(self, outputs: Tensor, targets: Tensor) -> Predictions:
        predicted, true = outputs.argmax(dim=1), targets.argmax(dim=1)
        classes = outputs.shape[1]
        pairs = torch.bincount(true * classes + predicted, minlength=classes**2)
        losses = functional.cross_entropy(outputs[:DRAWN], targets[:DRAWN], reduction="none")
        return Predictions(
            predicted[:DRAWN].cpu().numpy().astype(np.uint16),
            losses.cpu().numpy(),
            pairs.reshape(classes, classes).cpu().numpy(),
            self.step,
        )

    def landscape(self) -> LandscapeReading | None:
        """Return the loss round the present parameters, as far as that is due."""
        self.compiled.settle()
        loss = loss_function(self.experiment.trainer)

        def loss_now() -> float:
            outputs = self._pass(self._feed.chunks("train"))
            return float(loss(outputs, self._feed.targets("train")))

        reading = self._surveyor.read(self.experiment.landscape, self.step, loss_now)
        # To autograd the parameters were touched, though they are what they were.
        self._autograd.forget()
        return reading

    def hurry(self) -> bool:
        """Let the next landscape be that of the present step; tell whether there is to be one."""
        return self._surveyor.hurry(self.experiment.landscape, self.step)

    # --- checkpoints ---

    def state(self) -> dict[str, Any]:
        """Return all that the next steps depend on, besides experiment and data."""
        self.compiled.settle_all()
        return {
            "has_kernel": self.compiled.is_there,
            "step": self.step,
            "parameters": [p.detach() for p in self._parameters],
            "buffers": self._buffers,
            "optimizer": self._optimizer.state_dict()["state"],
            "batches": self._batches.state(),
            "dropout": self._dropout_state,
        }

    @torch.no_grad()
    def set_state(self, state: Mapping[str, Any]) -> None:
        """Go on from a state: bit for bit as the run did that it was taken of.

        Raises
        ------
        CheckpointError
            When it is damaged or belongs to another network; the learner is of no use then.
        """
        try:
            # The first checkpoints knew of no kernel.
            self.compiled.go_on(is_wanted=bool(state.get("has_kernel", False)))
            check_parameters(state["parameters"], self._parameters)
            torch._foreach_copy_(self._parameters, state["parameters"])
            buffers = state.get("buffers", [])  # the first checkpoints knew no batch norm
            check_parameters(buffers, self._buffers)
            for mine, theirs in zip(self._buffers, buffers, strict=True):
                mine.copy_(theirs)
            optimizers.load_memory(self._optimizer, state["optimizer"])
            self._batches.set_state(state["batches"])
            self._dropout_state = state["dropout"]
            self.step = int(state["step"])
        except CheckpointError:
            raise
        except (KeyError, TypeError, ValueError, RuntimeError, IndexError, AttributeError):
            raise CheckpointError("The checkpoint is damaged.") from None
        self._prepare_autograd()
        self._forget()
        self.keep()

    # --- changes and the last good state ---

    def change(self, experiment: Experiment) -> None:
        """Go on with other live settings; raise Problem, and keep the old ones, if impossible."""
        before, trainer = self.experiment, experiment.trainer
        needs_data = (experiment.dataset, experiment.spectrum) != (before.dataset, before.spectrum)
        setup = prepare(experiment) if needs_data else None
        self.compiled.give_back()
        self.experiment = experiment
        self._forget()
        set_dropout(self._model, experiment.dropout)
        if type(trainer.optimizer) is type(before.trainer.optimizer):
            optimizers.update(self._optimizer, trainer)
        else:
            self._optimizer = optimizers.build(trainer, self._parameters)
            self.compiled.optimizer = self._optimizer
        if setup is None and data_settings(experiment) != data_settings(before):
            self.setup = with_beside(self.setup, experiment)
        if setup is not None:
            self._use(setup)
        elif trainer.batch_size != before.trainer.batch_size:
            self._batches = self._make_batches()
        self._prepare_autograd()

    @torch.no_grad()
    def keep(self) -> None:
        """Remember the parameters as good."""
        self.compiled.settle()
        torch._foreach_copy_(self._good, self._kept)
        self.good_step = self.step

    @torch.no_grad()
    def restore(self) -> None:
        """Go back to the parameters that were last good."""
        self.compiled.give_back()
        torch._foreach_copy_(self._kept, self._good)
        self.step = self.good_step
        self._forget()


def count_parameters(model: nn.Module) -> int:
    """Count the trainable numbers of a module."""
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
