"""Captured steps, as far as that can be seen without a GPU; and the choice of a device."""

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from tests.harness.learners import learner_of
from tests.samples import small
from training.engine import device_choice
from training.learner.checkpoint import from_bytes, to_bytes
from training.learner.cuda_graph import CapturedStep, is_worth_capturing
from training.learner.learner import Learner
from training.settings import Experiment, LabelledDataset
from training.settings.assign import assigned

needs_gpu = pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no CUDA device here")


class Replayed(CapturedStep):
    """Notes steps as a graph does: the arrays that were there once are those of all replays."""

    captures = 0

    def _aside(self, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        return self._update(x, y)

    def _capture(self, x: Tensor, y: Tensor) -> Any:
        self.captures += 1
        self._x, self._y = x.clone(), y.clone()
        self._found = (torch.zeros(()), torch.zeros(y.shape))
        return self

    def replay(self) -> None:
        for place, value in zip(self._found, self._update(self._x, self._y), strict=True):
            place.copy_(value)


def by_autograd(experiment: Experiment) -> Learner:
    learner = learner_of(experiment)
    learner.compiled.is_there = False
    return learner


def replays(learner: Learner, step: CapturedStep) -> None:
    """Let a learner do a graph's steps where there is no GPU."""
    learner.graph.captured = step
    learner.graph.supports = lambda _: True  # type: ignore[method-assign]


@pytest.mark.parametrize("batch", [0, 6])  # of 21 points: every fourth batch is a short one
def test_that_replayed_steps_see_each_batch_and_tell_each_loss(batch: int) -> None:
    found = small(trainer={"batch_size": batch, "schedule": {"kind": "cosine"}})
    plain, replayed = by_autograd(found), by_autograd(found)
    step = Replayed(replayed.graph.update)
    replays(replayed, step)
    expected, progress = plain.advance(25), replayed.advance(25)
    assert np.array_equal(progress.losses, expected.losses)
    assert np.array_equal(progress.peaks, expected.peaks)
    assert step.captures == 1


def test_that_a_step_that_cannot_be_captured_is_done_as_usual(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Failing(Replayed):
        def _capture(self, x: Tensor, y: Tensor) -> Any:
            self.captures += 1
            raise RuntimeError("operation not permitted when stream is capturing")

    found = small()
    plain, failing = by_autograd(found), by_autograd(found)
    step = Failing(failing.graph.update)
    replays(failing, step)
    assert np.array_equal(failing.advance(20).losses, plain.advance(20).losses)
    assert step.captures == 1
    assert "cannot be captured" in caplog.text


def test_that_only_steps_of_little_work_on_a_gpu_are_captured() -> None:
    gpu, images = torch.device("cuda"), Experiment(dataset=LabelledDataset())
    assert is_worth_capturing(small(), gpu, 1000)
    assert is_worth_capturing(images, gpu, 128)
    assert not is_worth_capturing(images, gpu, 129)
    assert not is_worth_capturing(small(), torch.device("cpu"), 10)
    assert not is_worth_capturing(small(trainer={"optimizer": {"kind": "lbfgs"}}), gpu, 10)


def test_that_the_automatic_device_is_the_faster_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def rate(experiment: Experiment, device: torch.device) -> float:
        asked.append(device.type)
        is_large = experiment.parameter_count > 1000
        return 500.0 if (device.type == "cuda") == is_large else 100.0

    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(device_choice, "steps_a_second", rate)
    monkeypatch.setattr(device_choice, "_chosen", {})
    few, many = small(), assigned(small(), "model.widths", "[100, 100]")
    assert [device_choice.choose(e).type for e in (few, many, few)] == ["cpu", "cuda", "cpu"]
    assert asked == ["cpu", "cuda"] * 2  # once for each
    assert device_choice.choose(Experiment(dataset=LabelledDataset())).type == "cuda"


def test_that_a_trial_is_short_and_leaves_nothing_behind() -> None:
    found = assigned(small(), "trainer.device", "cpu")
    expected = learner_of(found).advance(10).losses
    assert device_choice.steps_a_second(found, torch.device("cpu")) > 1
    assert np.array_equal(learner_of(found).advance(10).losses, expected)


KINDS = ("sgd", "momentum", "nesterov", "adam", "adamw", "rmsprop", "rprop")
WAYS: dict[str, dict[str, Any]] = {
    "full": {},
    "batches": {"trainer": {"batch_size": 6}},
    "schedule": {"trainer": {"schedule": {"kind": "cosine"}}},
    "dropout": {"model": {"dropout": 0.2}},
}


def on_gpu(kind: str, way: str) -> Experiment:
    changes = {part: dict(settings) for part, settings in WAYS[way].items()}
    changes.setdefault("trainer", {}).update(device="cuda", optimizer={"kind": kind})
    return small(**changes)


def eager(found: Experiment) -> Learner:
    """Make a learner that captures nothing, whatever changes."""
    learner = learner_of(found)
    learner.graph.supports = lambda _: False  # type: ignore[method-assign]
    return learner


def is_captured(learner: Learner) -> bool:
    return learner.graph.captured._graph is not None


@needs_gpu
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_that_replay_equals_eager_bit_for_bit(kind: str, way: str) -> None:
    found = on_gpu(kind, way)
    plain, captured = eager(found), learner_of(found)
    for _ in range(4):  # in turns: each has its own place in what dropout draws
        assert np.array_equal(captured.advance(50).losses, plain.advance(50).losses)
    assert is_captured(captured)
    assert not is_captured(plain)


@needs_gpu
@pytest.mark.parametrize("way", WAYS)
def test_that_a_captured_run_goes_on_from_its_checkpoint(way: str) -> None:
    found = on_gpu("adam", way)
    first, second = learner_of(found), learner_of(found)
    first.advance(40)
    state = from_bytes(to_bytes(first.state()))
    expected = first.advance(40).losses
    second.advance(7)
    second.set_state(state)
    assert np.array_equal(second.advance(40).losses, expected)


@needs_gpu
@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("trainer.learning_rate", "0.02"),
        ("trainer.optimizer.kind", "sgd"),
        ("trainer.batch_size", "7"),
        ("trainer.weight_decay", "0.1"),
        ("trainer.loss", "mae"),
        ("model.dropout", "0.3"),
        ("dataset.noise", "0.5"),
    ],
)
def test_that_captured_steps_obey_what_changes(path: str, value: str) -> None:
    found = on_gpu("adam", "full")
    changed = assigned(found, path, value)
    captured, unchanged = learner_of(found), learner_of(found)
    plain = eager(found)
    plain.advance(20)
    plain.change(changed)
    expected = plain.advance(40).losses
    captured.advance(20)
    captured.change(changed)
    assert np.array_equal(captured.advance(40).losses, expected)
    assert is_captured(captured)
    unchanged.advance(20)
    assert not np.array_equal(unchanged.advance(40).losses, expected)


@needs_gpu
@pytest.mark.parametrize("kind", ["resnet18", "vgg11", "two_layer_cnn", "small_alexnet"])
def test_that_networks_for_images_are_captured_and_learn(kind: str) -> None:
    found = Experiment.model_validate(
        {
            "dataset": {"kind": "labelled", "train_images": 500, "crop": "padded", "flip": True},
            "model": {"kind": kind},
            "trainer": {"device": "cuda", "loss": "cross_entropy", "batch_size": 50,
                        "learning_rate": 1e-3},
        }
    )  # fmt: skip
    learner = learner_of(found)
    losses = learner.advance(200).losses
    assert is_captured(learner)
    assert losses[-10:].mean() < losses[:10].mean()
    assert learner.step == 200
