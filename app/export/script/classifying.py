"""How a network for labelled images is trained, as code; see ``training.learner.device_data``."""

from collections.abc import Sequence
from string import Template

from app.export.script.pictures import crops
from app.export.script.training import (
    BATCHES,
    TrainingPhase,
    changes_code,
    loss_code,
    optimizer_code,
    penalty_code,
    rates_code,
    update_code,
)
from training.settings import LabelledDataset

MEASURED = Template('''\
def is_measured(step):
    """Tell at which steps losses are measured: in epochs, ever rarer."""
    epoch = $epoch
    if step < epoch:
        return step % max(1, epoch // 4) == 0
    limit = max(1, step // epoch // 50)
    power = 10 ** (len(str(limit)) - 1)
    factor = max(factor for factor in (1, 2, 5) if factor * power <= limit)
    return step % (epoch * factor * power) == 0''')
MAIN = Template('''\
def run(model, x):
    """Pass images through the network$precision."""
$run

def measure(model, loss_of, x, y, scale):
    """Return loss and accuracy on images, without dropout."""
    if not len(x):
        return float("nan"), float("nan")
    model.eval()
    with torch.no_grad():
        outputs = torch.cat([run(model, seen(part, scale)) for part in x.split(500)])
    accuracy = (outputs.argmax(dim=1) == y.argmax(dim=1)).float().mean()
    return loss_of(outputs, y).item(), accuracy.item()


def main():
    """Train, and print losses and accuracies."""
    model = Network()
    torch.manual_seed(SEED)  # dropout draws from here
$shuffler    pixels, labels, test_pixels, test_labels = data(pathlib.Path(sys.argv[1]))
    scale = scale_of(pixels)
    one_hot = torch.eye(len(CLASSES))
    ones, test_ones = one_hot[labels], one_hot[test_labels]
    probe = min(len(pixels), max(len(test_pixels), 1000), 2000)  # which are measured
    probed, tested = middle(pixels[:probe]), middle(test_pixels)
$pixels    batches = $batches
    $optimizer
    loss_of = $loss
    print("step,train_loss,test_loss,train_accuracy,test_accuracy")
    for step in range(STEPS + 1):
        if is_measured(step) or step == STEPS:
            train = measure(model, loss_of, probed, ones[:probe], scale)
            test = measure(model, loss_of, tested, test_ones, scale)
            values = (train[0], test[0], train[1], test[1])
            print(step, *(f"{value:.9g}" for value in values), sep=",")
        if step == STEPS:
            break
$changes$rates$penalty        model.train()
        chosen = next(batches)
        x, y = seen($seen, scale), ones[chosen]
$update

if __name__ == "__main__":
    main()''')
SHUFFLER = """\
    shuffler = torch.Generator().manual_seed(SEED)  # of batches and crops
"""
BEFORE = {
    "padded": "    pixels = nn.functional.pad(pixels, (0, 0, 4, 4, 4, 4))\n",
    "centre": "    pixels = middle(pixels)\n",
}
"""What is done to all training images once."""
PLAIN_RUN = """\
    return model(x)
"""
MIXED_RUN = """\
    with torch.autocast("cpu", torch.bfloat16):
        outputs = model(x)
    return outputs.float()
"""
RENAMED = (
    ("[chosen]", ""),
    ("model(x)", "run(model, x)"),
    ("closure()", "closure(x=x, y=y)"),
    ("closure(chosen=chosen", "closure(x=x, y=y"),
    (
        "            return loss\n",
        "            for p in model.parameters():\n"
        "                p.grad = p.grad.contiguous()  # L-BFGS views each as a vector\n"
        "            return loss\n",
    ),
)
"""In a step: a batch was taken out and changed before."""


def classifying_code(phases: Sequence[TrainingPhase], *, is_mixed: bool) -> list[str]:
    """Write all that trains a ``Network`` on images; ``is_mixed``: in 16 bits."""
    first, dataset = phases[0], phases[0].experiment.dataset
    assert isinstance(dataset, LabelledDataset)
    penalty = penalty_code(phases)
    update = update_code(phases, has_decay=bool(penalty))
    for old, new in RENAMED:
        update = update.replace(old, new)
    main = MAIN.substitute(
        precision=", in 16 bits as they were recorded" if is_mixed else "",
        run=MIXED_RUN if is_mixed else PLAIN_RUN,
        shuffler="" if first.is_full and not crops(dataset) else SHUFFLER,
        pixels=BEFORE.get(dataset.crop, ""),
        batches=_batches(first),
        optimizer=optimizer_code(first.trainer, 4),
        loss=loss_code(first.trainer),
        changes=changes_code(phases),
        rates=rates_code(phases),
        penalty=penalty,
        seen="cropped(pixels[chosen], shuffler)" if crops(dataset) else "pixels[chosen]",
        update=update,
    )
    batches = [] if first.is_full else [BATCHES]
    return [MEASURED.substitute(epoch=first.per_epoch), *batches, main]


def _batches(phase: TrainingPhase) -> str:
    if phase.is_full:
        return "itertools.repeat(torch.arange(len(pixels)))"
    return f"batches_of(len(pixels), {phase.trainer.batch_size}, shuffler)"
