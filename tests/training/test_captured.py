"""Captured steps, as far as that can be seen without a GPU; and the choice of a device."""

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from tests.samples import small
from training import devices, trial
from training.captured import CapturedStep, is_worth_capturing
from training.learner import Learner
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
    learner = Learner(experiment)
    learner.compiled.is_there = False
    return learner


@pytest.mark.parametrize("batch", [0, 6])  # of 21 points: every fourth batch is a short one
def test_that_replayed_steps_see_each_batch_and_tell_each_loss(batch: int) -> None:
    found = small(trainer={"batch_size": batch, "schedule": {"kind": "cosine"}})
    plain, replayed = by_autograd(found), by_autograd(found)
    step = Replayed(replayed._autograd.update)
    replayed._autograd.captured = step
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
    step = Failing(failing._autograd.update)
    failing._autograd.captured = step
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

    def rate(experiment: Experiment) -> float:
        asked.append(experiment.trainer.device)
        is_large = experiment.parameter_count > 1000
        return 500.0 if (experiment.trainer.device == "cuda") == is_large else 100.0

    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(trial, "steps_a_second", rate)
    monkeypatch.setattr(trial, "_chosen", {})
    few, many = small(), assigned(small(), "model.widths", "[100, 100]")
    assert [devices.choose(e).type for e in (few, many, few)] == ["cpu", "cuda", "cpu"]
    assert asked == ["cpu", "cuda"] * 2  # once for each
    assert devices.choose(Experiment(dataset=LabelledDataset())).type == "cuda"


def test_that_a_trial_is_short_and_leaves_nothing_behind() -> None:
    found = assigned(small(), "trainer.device", "cpu")
    expected = Learner(found).advance(10).losses
    assert trial.steps_a_second(found) > 1
    assert np.array_equal(Learner(found).advance(10).losses, expected)


@needs_gpu
@pytest.mark.parametrize("kind", ["sgd", "momentum", "adam", "adamw", "rmsprop", "rprop"])
def test_that_replay_equals_eager_bit_for_bit(kind: str) -> None:
    found = small(trainer={"device": "cuda", "optimizer": {"kind": kind}})
    captured, eager = Learner(found), Learner(found)
    eager._autograd.captured = None
    assert np.array_equal(captured.advance(200).losses, eager.advance(200).losses)
    step = captured._autograd.captured
    assert step is not None
    assert step._graph is not None
