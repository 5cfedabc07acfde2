"""How wide initial weights are drawn: one line an initialisation, and names for some widths."""

from collections.abc import Callable

from training.settings import model as settings
from training.settings.model import Mlp
from training.text import Text

Std = Callable[..., tuple[float, bool]]

# (settings, fan in, fan out, width of the first layer) -> (std, whether biases are drawn too)
NORMAL: dict[type, Std] = {
    settings.LecunInit: lambda _, fan_in, fan_out, m: (fan_in**-0.5, False),
    settings.XavierInit: lambda _, fan_in, fan_out, m: ((2 / (fan_in + fan_out)) ** 0.5, False),
    settings.HeInit: lambda _, fan_in, fan_out, m: ((2 / fan_in) ** 0.5, False),
    settings.NormalInit: lambda s, fan_in, fan_out, m: (s.std, True),
    settings.NormalGammaInit: lambda s, fan_in, fan_out, m: (m**-s.gamma, True),
}
LARGE = 0.5
"""With it the book's network oscillates between five points."""


def named_stds(model: Mlp) -> list[tuple[Text, float]]:
    """Return names and standard deviations to compare one std for all weights with.

    Those that LeCun, Xavier and He give the second layer, where most weights are; of a single
    hidden layer, the output layer.
    """
    first, *others = model.widths
    fan_out = others[0] if others else 1
    named = [
        (Text(str(kind.model_config["title"])), NORMAL[kind](kind(), first, fan_out, first)[0])
        for kind in (settings.LecunInit, settings.XavierInit, settings.HeInit)
    ]
    return [*named, (Text("large"), LARGE)]
