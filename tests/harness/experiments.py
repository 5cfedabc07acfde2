"""Experiments of all kinds, for hypothesis to draw from."""

from typing import Any

from hypothesis import strategies as st

from training.settings import Experiment, FormulaDataset, Mlp, PointsDataset, Spectrum, Trainer
from training.settings.base import union_members

number = st.floats(-100, 100, allow_nan=False)


def union(model: type, field: str) -> st.SearchStrategy[Any]:
    members = union_members(model.model_fields[field])
    return st.sampled_from(sorted(members)).map(lambda kind: members[kind]())


experiments = st.builds(
    Experiment,
    dataset=st.one_of(
        st.builds(FormulaDataset, v=number, points=st.integers(1, 50), noise=st.floats(0, 5)),
        st.builds(
            PointsDataset, points=st.lists(st.tuples(number, number), min_size=1, max_size=9)
        ),
    ),
    model=st.builds(
        Mlp,
        widths=st.lists(st.integers(1, 5000), min_size=1, max_size=8),
        activation=union(Mlp, "activation"),
        initialisation=union(Mlp, "initialisation"),
        dropout=st.floats(0, 0.99),
    ),
    trainer=st.builds(
        Trainer,
        optimizer=union(Trainer, "optimizer"),
        learning_rate=st.floats(1e-12, 1e12),
        batch_size=st.integers(0, 1000),
    ),
    spectrum=st.builds(Spectrum, peaks=st.lists(st.floats(0, 100), max_size=8)),
)
