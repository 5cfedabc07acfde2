"""Models that are no networks of neurons: linear, factored, a matrix as a product, one filter."""

from typing import Any, Literal

from training.settings.base import Settings, setting
from training.text import Text


def _std(default: float) -> Any:
    return setting(
        default,
        "Std",
        "Standard deviation of every parameter before the first step.",
        editor="log",
        slider=(1e-12, 1.0),
        ge=0,
        le=1e4,
    )


class SimpleModel(Settings):
    """What these have: all parameters are drawn normal with one standard deviation."""

    std: float = _std(1e-6)

    def misfit(self, inputs: int, outputs: int) -> Text | None:  # noqa: ARG002
        """Return a sentence where the model cannot take such data."""
        if outputs != 1:
            return Text("This model has one output, the dataset {count}.", {"count": outputs})
        return None


class LinearModel(SimpleModel, title="Linear"):
    """y = theta_0 + theta_1 x_1 + ... + theta_d x_d."""

    kind: Literal["linear_model"] = "linear_model"
    std: float = _std(1e-12)

    def count_parameters(self, inputs: int = 1, outputs: int = 1) -> int:  # noqa: ARG002
        """Return the number of trainable parameters."""
        return inputs + 1


class FactoredModel(SimpleModel, title="Factored linear"):
    """A linear function whose last coefficient is a product of two parameters.

    y = theta_0 + theta_1 x_1 + ... + theta_d theta_(d+1) x_d: the same functions as the linear
    model, in another form.
    """

    kind: Literal["factored_model"] = "factored_model"
    std: float = _std(1e-12)

    def count_parameters(self, inputs: int = 1, outputs: int = 1) -> int:  # noqa: ARG002
        """Return the number of trainable parameters."""
        return inputs + 2


class MatrixModel(SimpleModel, title="Matrix product"):
    """The element (A B)_ij of a matrix for row i and column j, of which ones are 1 in the input."""

    kind: Literal["matrix_model"] = "matrix_model"
    inner: int = setting(4, "Inner width", "Columns of A and rows of B.", ge=1, le=100)

    def count_parameters(self, inputs: int = 1, outputs: int = 1) -> int:  # noqa: ARG002
        """Return the number of trainable parameters."""
        return inputs * self.inner

    def misfit(self, inputs: int, outputs: int) -> Text | None:
        """Return a sentence where the inputs are no row and column of a square matrix."""
        if inputs % 2:
            return Text("This model needs a square matrix as its dataset.")
        return super().misfit(inputs, outputs)


class FilterModel(SimpleModel, title="One filter"):
    """One filter that slides over the inputs without overlap, and a linear layer behind it."""

    kind: Literal["filter_model"] = "filter_model"
    std: float = _std(0.1)
    size: int = setting(
        5,
        "Filter",
        "Number of inputs that the filter covers, and by which it moves.",
        ge=1,
        le=1000,
    )

    def count_parameters(self, inputs: int = 1, outputs: int = 1) -> int:  # noqa: ARG002
        """Return the number of trainable parameters."""
        return self.size + 1 + inputs // self.size + 1

    def misfit(self, inputs: int, outputs: int) -> Text | None:
        """Return a sentence where there are fewer inputs than the filter has weights."""
        if inputs < self.size:
            values = {"size": self.size, "count": inputs}
            return Text("The filter looks at {size} inputs, the dataset has {count}.", values)
        return super().misfit(inputs, outputs)
