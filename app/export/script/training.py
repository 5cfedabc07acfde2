"""How an experiment is trained, as code; see ``training.learner``."""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from string import Template
from typing import Any

from app.export.script.numbers import call, literal
from training.settings import Experiment, Trainer
from training.settings import trainer as settings
from training.settings.choices.losses import LOSSES
from training.settings.choices.optimizer_base import Options
from training.settings.image_models import ImageModel

FACTORS: dict[type, Callable[[Any, int], str]] = {
    settings.EpochDecay: lambda s, _: f"{s.decay!r} ** (step // per_epoch)",
    settings.StepDecay: lambda s, _: f"{s.decay!r} ** (step // (per_epoch * {s.every}))",
    settings.CosineDecay: lambda _, steps: (
        f"0.5 * (1 + math.cos(math.pi * min(1.0, step / {steps})))"
    ),
}
"""What the learning rate is multiplied with at a step."""

MEASURED = '''\
def is_measured(step):
    """Tell at which steps losses are measured: every step to 100, then about every 2 %."""
    limit = max(1, step // 50)
    power = 10 ** (len(str(limit)) - 1)
    factor = max(factor for factor in (1, 2, 5) if factor * power <= limit)
    return step % (factor * power) == 0'''
SHUFFLER = """\
    shuffler = torch.Generator().manual_seed(SEED)  # of the batches
"""
BATCHES = '''\
def batches_of(count, size, generator):
    """Yield which points the steps see: a new order in each epoch, every point once."""
    while True:
        order = torch.randperm(count, generator=generator)
        for first in range(0, count, size):
            yield order[first : first + size]'''


@dataclass(frozen=True, slots=True)
class TrainingPhase:
    """What a run was trained with from a step on; ``points``: of the training set."""

    step: int
    experiment: Experiment
    points: int
    data: str
    """Name of the function that makes them."""

    @property
    def trainer(self) -> Trainer:
        """How it was trained."""
        return self.experiment.trainer

    @property
    def is_full(self) -> bool:
        """Whether a step sees all points."""
        return self.trainer.batch_size == 0 or self.trainer.batch_size >= self.points

    @property
    def per_epoch(self) -> int:
        """Steps that see each point once."""
        return 1 if self.is_full else -(-self.points // self.trainer.batch_size)


def _options(trainer: Trainer) -> Options:
    decay: Options = {"weight_decay": trainer.weight_decay} if trainer.optimizer.knows_decay else {}
    return {"lr": trainer.learning_rate, **trainer.optimizer.options(), **decay}


def optimizer_code(trainer: Trainer, indent: int) -> str:
    """Write a new optimizer."""
    options = {**_options(trainer), **trainer.optimizer.fixed}
    arguments = ["model.parameters()", *(f"{k}={literal(v)}" for k, v in options.items())]
    return f"optimizer = {call(f'torch.optim.{trainer.optimizer.torch_class}', arguments, indent)}"


def loss_code(trainer: Trainer) -> str:
    """Write which function the loss is."""
    return f"nn.functional.{LOSSES[trainer.loss].torch_function}"


def _batches(phase: TrainingPhase) -> str:
    if phase.is_full:
        return "batches = itertools.repeat(slice(None))"  # all points
    return f"batches = batches_of(len(x), {phase.trainer.batch_size}, shuffler)"


def change_code(before: TrainingPhase, after: TrainingPhase, *, is_batched: bool) -> list[str]:
    """Write what changes from one phase to the next, a line each."""
    old, new = before.trainer, after.trainer
    lines = []
    if type(old.optimizer) is not type(new.optimizer):
        lines.append(optimizer_code(new, 12))
    elif _options(old) != _options(new):
        arguments = [f"{name}={literal(v)}" for name, v in _options(new).items()]
        lines += ["for group in optimizer.param_groups:",
                  "    " + call("group.update", arguments, 16)]  # fmt: skip
    if before.data != after.data:
        lines.append(f"x, y, x_test, y_test = {after.data}()")
    if (before.data != after.data or old.batch_size != new.batch_size) and is_batched:
        lines.append(_batches(after))
    if old.loss != new.loss:
        lines.append(f"loss_of = {loss_code(new)}")
    if before.experiment.dropout != after.experiment.dropout:
        lines += _dropout(after)
    return lines


def _dropout(phase: TrainingPhase) -> list[str]:
    value = repr(phase.experiment.dropout)
    if isinstance(phase.experiment.model, ImageModel):
        return [
            "for module in model.modules():",
            "    if isinstance(module, nn.Dropout):",
            f"        module.p = {value}",
        ]
    if getattr(phase.experiment.model, "antisymmetric", False):
        return [f"model.plus.dropout = model.minus.dropout = {value}"]
    return [f"model.dropout = {value}"]


def changes_code(phases: Sequence[TrainingPhase]) -> str:
    """Write what changed during a run, each change at its step."""
    blocks, is_batched = [], not all(phase.is_full for phase in phases)
    for before, after in pairwise(phases):
        lines = change_code(before, after, is_batched=is_batched)
        if lines:
            body = "\n".join(f"            {line}" for line in lines)
            blocks.append(f"        if step == {after.step}:\n{body}\n")
    return "".join(blocks)


def rates_code(phases: Sequence[TrainingPhase]) -> str:
    """Write how the learning rate changes by itself, from the step of each phase on."""
    if all(type(phase.trainer.schedule) not in FACTORS for phase in phases):
        return ""
    branches = []
    for phase in reversed(phases):
        trainer = phase.trainer
        code = "1.0"
        if type(trainer.schedule) in FACTORS:
            code = FACTORS[type(trainer.schedule)](trainer.schedule, trainer.steps)
        code = code.replace("per_epoch", str(phase.per_epoch))
        branches.append((phase.step, f"rate = {trainer.learning_rate!r} * ({code})  # fmt: skip"))
    return _chosen(branches) + (
        "        for group in optimizer.param_groups:\n"
        "            group[\"lr\"] = rate\n"
    )  # fmt: skip


def _chosen(branches: Sequence[tuple[int, str]]) -> str:
    """Write which line holds at a step; the first of them from the latest step on."""
    earlier = [line for _, line in branches[1:]] + [""]
    # One that says what is said before it is none.
    branches = [b for b, line in zip(branches, earlier, strict=True) if b[1] != line]
    if len(branches) == 1:
        return f"        {branches[0][1]}\n"
    lines = [f"        if step >= {branches[0][0]}:\n            {branches[0][1]}\n"]
    lines += [f"        elif step >= {at}:\n            {line}\n" for at, line in branches[1:-1]]
    return "".join([*lines, f"        else:\n            {branches[-1][1]}\n"])


def penalty_code(phases: Sequence[TrainingPhase]) -> str:
    """Write the weight decay of optimizers that know none."""
    branches = []
    for phase in reversed(phases):
        trainer = phase.trainer
        decay = 0.0 if trainer.optimizer.knows_decay else trainer.weight_decay
        branches.append((phase.step, f"decay = {decay!r}"))
    if all(line == "decay = 0.0" for _, line in branches):
        return ""
    return _chosen(branches)


MAIN = Template('''\
def measure(model, loss_of, x, y):
    """Return the loss on points, without dropout."""
    if not len(x):
        return float("nan")
    model.eval()
    with torch.no_grad():
        return loss_of(model(x), y).item()


def main():
    """Train, and print the losses."""
    model = Network()
    torch.manual_seed(SEED)  # dropout draws from here
$shuffler    x, y, x_test, y_test = $data()
$batches    $optimizer
    loss_of = $loss
    print("step,train_loss,test_loss")
    for step in range(STEPS + 1):
        if is_measured(step) or step == STEPS:
            train_loss = measure(model, loss_of, x, y)
            test_loss = measure(model, loss_of, x_test, y_test)
            print(f"{step},{train_loss:.9g},{test_loss:.9g}")
        if step == STEPS:
            break
$changes$rates$penalty        model.train()
$next$update

if __name__ == "__main__":
    main()''')
UPDATE = Template("""\
        optimizer.zero_grad()
        loss = loss_of($outputs, $targets)
$decay        loss.backward()
        optimizer.step()
""")
SEARCH = Template("""\

        def closure($arguments):
            optimizer.zero_grad()
            loss = loss_of($outputs, $targets)
$decay            loss.backward()
            return loss

        optimizer.step(closure)
""")
"""Of optimizers that look at several gradients a step."""
DECAY = """\
        squares = torch.stack([p.square().sum() for p in model.parameters()])
        loss = loss + squares.sum() * (decay / 2)
"""


def update_code(phases: Sequence[TrainingPhase], *, has_decay: bool) -> str:
    """Write one step on ``x`` and ``y``, or on those points that are ``chosen``."""
    is_full = all(phase.is_full for phase in phases)
    searches = any(phase.trainer.optimizer.searches for phase in phases)
    bound = ["chosen=chosen"] * (not is_full) + ["decay=decay"] * has_decay
    values = {
        "outputs": "model(x)" if is_full else "model(x[chosen])",
        "targets": "y" if is_full else "y[chosen]",
        "decay": textwrap.indent(DECAY, "    " * searches) if has_decay else "",
        "arguments": ", ".join(bound),
    }
    return (SEARCH if searches else UPDATE).substitute(values)


def training_code(phases: Sequence[TrainingPhase]) -> list[str]:
    """Write all that trains a ``Network`` on data."""
    first, penalty = phases[0], penalty_code(phases)
    is_full = all(phase.is_full for phase in phases)
    main = MAIN.substitute(
        shuffler="" if is_full else SHUFFLER,
        data=first.data,
        batches="" if is_full else f"    {_batches(first)}\n",
        optimizer=optimizer_code(first.trainer, 4),
        loss=loss_code(first.trainer),
        changes=changes_code(phases),
        rates=rates_code(phases),
        penalty=penalty,
        next="" if is_full else "        chosen = next(batches)\n",
        update=update_code(phases, has_decay=bool(penalty)),
    )
    return [MEASURED, *([] if is_full else [BATCHES]), main]
