"""Data of many inputs."""

import numpy as np
import pytest

from tests.samples import run, small
from training.data.datasets import load
from training.data.kinds import TableData
from training.messages.announcements import End, Frame, RunEnded
from training.messages.readings import Fit
from training.settings import SumDataset
from training.setup.prepare import prepare


def loaded(**settings: object) -> TableData:
    data = load(SumDataset.model_validate(settings))
    assert isinstance(data, TableData)
    return data


def test_that_only_the_inputs_that_count_are_summed() -> None:
    data = loaded(formula="x", dimension=6, relevant=2, points=30, test_points=40)
    assert data.inputs("train").shape == (30, 6)
    assert np.allclose(data.y_train, data.x_train[:, :2].sum(axis=1))
    assert data.inputs("grid").shape == (70, 6)
    assert data.x_train.min() >= -4
    assert data.x_train.max() <= 2


def test_that_more_points_leave_the_others_as_they_are() -> None:
    few, many = loaded(points=10), loaded(points=20)
    assert np.array_equal(few.x_test, many.x_test)
    assert np.array_equal(few.x_train, many.x_train[:10])


def test_that_a_network_of_many_inputs_trains_and_has_no_spectrum() -> None:
    experiment = small(
        dataset=SumDataset(points=12).model_dump(), trainer={"batch_size": 5, "steps": 9}
    )
    messages = run(experiment)
    end, last = messages[-1], [m for m in messages if isinstance(m, Frame)][-1]
    assert isinstance(end, RunEnded)
    assert end.reason is End.FINISHED
    fit = last.readings[Fit]
    assert fit.values.shape == (12 + 500,)
    assert len(prepare(experiment).spectrum.omega) == 0


@pytest.mark.parametrize(
    "wrong",
    [{"relevant": 9}, {"low": 3.0}, {"formula": "log(x)"}, {"formula": "y"}, {"dimension": 0}],
)
def test_that_what_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="Sum over inputs"):
        SumDataset.model_validate(wrong)
