"""What the presets of images say that a laptop can train; the others' figures: docs/cifar.md."""

from tests.claims.claim import Claim, each, fitted_epochs, grows, guesses, run

_NOISES = each("random-labels", "dataset.label_noise", "0", "0.5", "1")


CLAIMS = (
    Claim(
        "random-labels",
        "the network comes to know all training labels, and its test accuracy is that of guessing",
        lambda r: r[2]["accuracy"]["final"][0] > 0.99 and guesses(r[2]),
        _NOISES,
        is_slow=True,
    ),
    Claim(
        "random-labels",
        "The more labels are wrong, the longer it takes",
        lambda r: fitted_epochs(r) == sorted(fitted_epochs(r)) and grows(fitted_epochs(r)[::2]),
        _NOISES,
        is_slow=True,
    ),
    Claim(
        "random-labels",
        "24 to 26 epochs for true labels, 28 to 31 for random ones",
        lambda r: 24 <= fitted_epochs(r)[0] <= 26 and 28 <= fitted_epochs(r)[2] <= 31,
        _NOISES,
        is_slow=True,
    ),
    Claim(
        "images-frequencies",
        "low frequencies are learned first",
        lambda r: r[0]["half"][0] <= min(r[0]["half"][1:]),
        (run("images-frequencies"),),
        seeds=2,
        is_slow=True,
    ),
)
