"""What PyTorch calls the parameters of a network, in their order: as in the exported script."""

from collections.abc import Callable, Iterator
from typing import Any

from training.settings import Experiment, Mlp, network_plans
from training.settings.image_models import ImageModel
from training.settings.network_plans import NetworkPlan
from training.settings.simple_models import FactoredModel, FilterModel, LinearModel, MatrixModel

Names = Iterator[str]
SIMPLE: dict[type, tuple[str, ...]] = {
    LinearModel: ("offset", "weights"),
    FactoredModel: ("offset", "weights", "last"),
    MatrixModel: ("a", "b"),
    FilterModel: ("filter", "bias", "behind.offset", "behind.weights"),
}
STATISTICS = ("running_mean", "running_var", "num_batches_tracked")
"""What batch norm has learned of the data."""


def names(experiment: Experiment) -> tuple[list[str], list[str]]:
    """Return the names of parameters and of buffers."""
    model, dataset = experiment.model, experiment.dataset
    if isinstance(model, Mlp):
        return [*_of_mlp(model, dataset.inputs, dataset.outputs)], []
    if isinstance(model, ImageModel):
        entries = [*_of_plan(model.plan(dataset.outputs), "layers")]
        is_buffer = [name.rpartition(".")[2] in STATISTICS for name in entries]
        pairs = [*zip(entries, is_buffer, strict=True)]
        return [n for n, is_it in pairs if not is_it], [n for n, is_it in pairs if is_it]
    return [*SIMPLE[type(model)]], []


def _of_mlp(model: Mlp, inputs: int, outputs: int) -> Names:
    for network in ("plus.", "minus.") if model.antisymmetric else ("",):
        for place, (_, _, has_bias) in enumerate(model.layers(inputs, outputs)):
            yield f"{network}layers.{place}.weight"
            if has_bias:
                yield f"{network}layers.{place}.bias"


def _of_plan(plan: NetworkPlan, prefix: str) -> Names:
    for place, layer in enumerate(plan):
        if type(layer) in _OF_LAYER:
            yield from _OF_LAYER[type(layer)](layer, f"{prefix}.{place}")


def _of_conv(layer: network_plans.Conv, prefix: str) -> Names:
    yield f"{prefix}.weight"
    if layer.bias:
        yield f"{prefix}.bias"


def _of_dense(_: network_plans.Dense, prefix: str) -> Names:
    return iter((f"{prefix}.weight", f"{prefix}.bias"))


def _of_norm(_: network_plans.Norm, prefix: str) -> Names:
    return (f"{prefix}.{name}" for name in ("weight", "bias", *STATISTICS))


def _of_together(layer: network_plans.Together, prefix: str) -> Names:
    for place, branch in enumerate(layer.branches):
        yield from _of_plan(branch, f"{prefix}.branches.{place}")


def _of_residual(layer: network_plans.Residual, prefix: str) -> Names:
    yield from _of_plan(layer.body, f"{prefix}.body")
    yield from _of_plan(layer.shortcut, f"{prefix}.shortcut")


_OF_LAYER: dict[type, Callable[[Any, str], Names]] = {
    network_plans.Conv: _of_conv,
    network_plans.Dense: _of_dense,
    network_plans.Norm: _of_norm,
    network_plans.Together: _of_together,
    network_plans.Residual: _of_residual,
}
