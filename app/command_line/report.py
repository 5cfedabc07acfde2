"""What came of a run in a few lines of words."""

from typing import Any

from app.command_line.outcome import Outcome
from app.command_line.summary import summary
from training.analysis.tracked import FrequencyOrigin, how_found
from training.data.kinds import Reach
from training.number_format import readable


def report(outcome: Outcome) -> str:
    """Return the result in words."""
    values, data = summary(outcome), outcome.started.setup.data
    lines = [
        values["detail"],
        f"device            {values['device']}",
        f"parameters        {values['parameters']:,} for {data.count('train'):,} training points",
        f"time              {values['seconds']:.1f} s, {values['steps_per_second']:,.0f} steps/s",
        f"training loss     {_change(values, 0)}",
        f"test loss         {_change(values, 1)}{OF[data.test_loss_of]}",
    ]
    beyond = values["test_loss_beyond"]
    if beyond is not None:
        change = _from_to(beyond["first"], beyond["final"])
        lines.append(f"{'':<18}{change} beyond the data")
    if values["accuracy"] is not None:
        first, final = values["accuracy"]["first"], values["accuracy"]["final"]
        for index, name in enumerate(("training", "test")):
            label = f"{name} accuracy"
            lines.append(f"{label:<18}{_percent(first[index])} -> {_percent(final[index])}")
    for peak in values["peaks"]:
        learned = "never" if peak["learned_at"] is None else f"at step {peak['learned_at']:,}"
        how = f"  ({peak['found']})" if peak["found"] != FrequencyOrigin.FORMULA else ""
        lines.append(f"omega {peak['omega']:<10.4g}  learned {learned}{how}")
    origin = how_found(outcome.started.setup.spectrum.tracked)
    if origin is not None:
        lines.append(f"frequencies       {origin}")
    return "\n".join(lines)


def _percent(part: float | None) -> str:
    return "-" if part is None else f"{100 * part:.1f} %"


OF = {Reach.ALL: "", **{of: f" {of.value}" for of in (Reach.WITHIN, Reach.BOTH)}}
"""Which points a test loss is of, where some are beyond the data."""


def _change(values: dict[str, Any], index: int) -> str:
    return _from_to(values["first_loss"][index], values["final_loss"][index])


def _from_to(first: float | None, final: float | None) -> str:
    if first is None and final is None:
        return "-"
    return " -> ".join("-" if loss is None else readable(loss, 4) for loss in (first, final))
