"""Sentences survive a file, and a file cannot make up ones that do harm."""

import json
import math

import pytest

from training.settings import Experiment
from training.store import RunInfo
from training.store.sentences import MOST, NOTHING, read, write
from training.text import Text

SAID = [
    NOTHING,
    Text("CPU, 1 thread"),
    Text("{device}, compiled", {"device": Text("CPU, {threads} threads", {"threads": 2})}),
    Text("Diverged: the loss became {loss:.3g} at step {step:,}.", {"loss": 1e30, "step": 1000}),
    Text("“{name}” is gone.", {"name": '泛 "化" {x}'}),
]


@pytest.mark.parametrize("text", SAID)
def test_that_a_sentence_is_the_same_again(text: Text) -> None:
    run = RunInfo(key="0" * 32, experiment=Experiment(), device=text, detail=text)
    again = RunInfo.model_validate_json(run.model_dump_json())
    assert (again.device, again.detail) == (text, text)


def test_that_a_loss_that_is_no_number_is_kept() -> None:
    text = read(write(Text("the loss became {loss:.3g}", {"loss": math.nan})))
    assert str(text) == "the loss became nan"


def test_that_english_of_older_files_is_a_sentence() -> None:
    assert str(read("CPU, 2 threads")) == "CPU, 2 threads"
    assert str(read("{broken")) == "{broken"
    assert str(read("[" * MOST)) == "[" * MOST
    assert read("") == NOTHING


def test_that_a_long_sentence_is_cut() -> None:
    stored = write(Text("{reason}", {"reason": "long " * 1000}))
    assert len(stored) == MOST
    assert str(read(stored)).startswith("long long")


def stored(template: object, values: object, **more: object) -> str:
    return json.dumps({"template": template, "values": values, **more})


@pytest.mark.parametrize(
    "value",
    [
        stored("{x}", {}),
        stored("{}", {"x": 1}),
        stored("{x", {"x": 1}),
        stored("{x!r}", {"x": 1}),
        stored("{x.__class__}", {"x": 1}),
        stored("{x.y}", {"x.y": 1}),
        stored("{0}", {"0": 1}),
        stored("{x:.3g}", {"x": 10**400}),
        stored("{x:9999999999}", {"x": 1}),
        stored("{x:{y}}", {"x": 1, "y": 9}),
        stored("{x:.3g}", {"x": "a"}),
        stored("{x}", {"x": [1]}),
        stored("{x}", {"x": {"template": "{y}", "values": {}}}),
        stored(1, {}),
        stored("a", []),
        stored("a", {}, more=1),
        "a" * (MOST + 1),
        1,
    ],
)
def test_that_what_is_no_sentence_is_refused_and_costs_no_run(value: object) -> None:
    with pytest.raises(ValueError, match=r"sentence|expected"):
        read(value)
    run = RunInfo.model_validate({"key": "0" * 32, "experiment": Experiment(), "device": value})
    assert run.device == NOTHING
