"""Older forms of an experiment, as files and recorded runs have them, brought to today's."""

from typing import Any


def migrated(values: dict[str, Any]) -> dict[str, Any]:
    """Return an experiment's values in today's form; values that are no experiment stay."""
    model = values.get("model")
    if isinstance(model, dict) and "kind" not in model:  # before there were other models
        values = {**values, "model": {"kind": "mlp", **model}}
    for version, migrate in _STEPS:
        if values.get("version") == version:
            values = migrate(values)
    return values


def _to_2(values: dict[str, Any]) -> dict[str, Any]:
    """Keep the spectrum as it was: 40 lines whose local maxima were tracked."""
    spectrum = values.get("spectrum", {})
    if isinstance(spectrum, dict):
        spectrum = {"bins": 40, "find": "maxima", **spectrum}
    return {**values, "version": 2, "spectrum": spectrum}


def _test_loss_together(values: dict[str, Any]) -> dict[str, Any]:
    """Keep the test loss that of all points: within the data and beyond them."""
    dataset = values.get("dataset", {"kind": "formula"})
    if isinstance(dataset, dict) and dataset.get("kind") in _WITH_MARGIN:
        dataset = {"tested": "together", **dataset}
    return {**values, "dataset": dataset}


def _halved_difference(values: dict[str, Any]) -> dict[str, Any]:
    """Keep the output of two anti-symmetric networks: their difference over sqrt(2)."""
    model = values.get("model")
    if not isinstance(model, dict) or model.get("kind") != "mlp":
        return values
    return {**values, "model": {**model, "antisymmetric_form": "halved"}}


def _natural_splines(values: dict[str, Any]) -> dict[str, Any]:
    """Keep splines that are straight at their ends."""
    truths, comparison = values.get("truths", {}), values.get("comparison")
    if isinstance(truths, dict):
        values = {**values, "truths": {"spline_ends": "natural", **truths}}
    if isinstance(comparison, dict) and comparison.get("kind") == "spline":
        values = {**values, "comparison": {"ends": "natural", **comparison}}
    return values


def _to_3(values: dict[str, Any]) -> dict[str, Any]:
    """Keep what each part measured or did before there was a choice."""
    for keep in _KEPT_BY_3:
        values = keep(values)
    return {**values, "version": 3}


_WITH_MARGIN = ("formula", "points")
"""Kinds of dataset whose test points may reach beyond the data."""
_KEPT_BY_3 = (_test_loss_together, _halved_difference, _natural_splines)
_STEPS = ((1, _to_2), (2, _to_3))
