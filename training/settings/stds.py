"""Standard deviations of initial weights, by initialisation, and names of common ones."""

from collections.abc import Callable

from training.settings import model as settings
from training.settings.model import Initialisation, Mlp
from training.text import Text

Std = Callable[..., tuple[float, bool]]

# (settings, fan in, fan out, width of the first layer, whether it is the output layer)
# -> (std, whether biases are drawn too)
NORMAL: dict[type, Std] = {
    settings.LecunInit: lambda _, fan_in, fan_out, m, last: (fan_in**-0.5, False),
    settings.XavierInit: lambda _, fan_in, fan_out, m, last: (
        (2 / (fan_in + fan_out)) ** 0.5,
        False,
    ),
    settings.HeInit: lambda _, fan_in, fan_out, m, last: ((2 / fan_in) ** 0.5, False),
    settings.NormalInit: lambda s, fan_in, fan_out, m, last: (s.std, True),
    settings.NormalGammaInit: lambda s, fan_in, fan_out, m, last: (m**-s.gamma, True),
    settings.PhaseInit: lambda s, fan_in, fan_out, m, last: (
        m ** (-(s.gamma + (1 if last else -1) * s.gamma_prime) / 2),
        True,
    ),
}
LARGE = 0.5
"""At this std the book's network oscillates between five points."""


SMALLEST = 1.2e-38
"""Of 32-bit numbers that keep all their digits; about ten million times less becomes 0."""


def warning(model: object) -> Text | None:
    """Return a warning where initial weights underflow in float32."""
    if not isinstance(model, Mlp) or isinstance(model.initialisation, settings.DefaultInit):
        return None
    draw, first = NORMAL[type(model.initialisation)], model.widths[0]
    stds = [
        draw(model.initialisation, fan_in, fan_out, first, is_last)[0]
        for fan_in, fan_out, is_last in ((1, first, False), (model.widths[-1], 1, True))
    ]
    if min(stds) >= SMALLEST:
        return None
    return Text(
        "Weights of std {std} are 0 in 32-bit numbers: such a network learns nothing, or its "
        "output bias alone. Make gamma or the width smaller.",
        {"std": f"{min(stds):.1e}"},
    )


def named_inits() -> list[tuple[Text, Initialisation]]:
    """Return the usual initialisations with their names."""
    usual: tuple[Initialisation, ...] = (
        settings.LecunInit(),
        settings.XavierInit(),
        settings.HeInit(),
    )
    return [(Text(str(init.model_config["title"])), init) for init in usual]


def named_stds(model: Mlp) -> list[tuple[Text, float]]:
    """Return names and standard deviations to compare one std for all weights with.

    Those that LeCun, Xavier and He give the second layer, where most weights are; of a single
    hidden layer, the output layer.
    """
    first, *others = model.widths
    fan_out = others[0] if others else 1
    named = [
        (name, NORMAL[type(init)](init, first, fan_out, first, not others)[0])
        for name, init in named_inits()
    ]
    return [*named, (Text("large"), LARGE)]
