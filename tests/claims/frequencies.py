"""What presets say of frequencies, and of activations that turn their order round."""

from math import pi

from tests.claims.claim import Claim, Figures, each, falls, fell_at, figures, grows, near, run

_V = ("1", "2", "4", "8")


def _omegas(found: Figures) -> list[float]:
    return [frequency["omega"] for frequency in found["frequencies"]]


def _turning(runs: list[Figures]) -> list[float]:
    return figures(runs, "shape.turning_points")


def _rise_first(found: Figures) -> bool:
    rise, year = found["frequencies"][0], found["peaks"][0]
    is_found = rise["omega"] < 1 and near(year["omega"], 2 * pi)
    return is_found and rise["half_at"] < year["learned_at"]


def _low_half_first(found: Figures) -> bool:
    half = found["half"]
    low, high = half[: len(half) // 2], half[len(half) // 2 :]
    return sum(low) / len(low) < sum(high) / len(high)


FREQUENCIES = (
    Claim(
        "frequency-principle",
        "the low frequency first, the high one last",
        lambda r: r[0]["in_order"] == 1 and _omegas(r[0]) == [1, 3, 5],
        (run("frequency-principle"),),
        is_slow=True,
    ),
    Claim(
        "frequency-principle-600",
        "all three frequencies are learned by about step 2,000",
        lambda r: max(r[0]["learned"]) < 2_500,
        (run("frequency-principle-600", trainer__steps="3000"),),
        seeds=3,
        is_slow=True,
    ),
    Claim(
        "two-frequencies",
        "stays for more than a thousand steps at about 0.48",
        lambda r: fell_at(r[0], 0.9 * 0.48) - fell_at(r[0], 1.1 * 0.48) > 1_000,
        (run("two-frequencies"),),
        is_slow=True,
    ),
    Claim(
        "two-frequencies",
        "at about the same steps, 750 to 1,100 and 4,100 to 4,800",
        lambda r: 700 < r[0]["learned"][0] < 1_150 and 4_000 < r[0]["learned"][1] < 4_900,
        (run("two-frequencies"),),
        is_slow=True,
    ),
    Claim(
        "rounded-sine",
        "The lowest peak is learned first, then those above it, one after the other",
        lambda r: r[0]["in_order"] == 1,
        (run("rounded-sine"),),
        is_slow=True,
    ),
    Claim(
        "sin-vx",
        "The higher the frequency v of the target, the longer it takes to learn and the larger the "
        "test error",
        lambda r: (
            grows([fell_at(found, 0.01) for found in r[:3]]) and grows(figures(r, "final_loss.1"))
        ),
        each("sin-vx", "dataset.v", "1", "3", "6", "9"),
        is_slow=True,
    ),
    Claim(
        "sin-vx-race",
        "The higher the frequency, the later the loss falls",
        lambda r: grows([fell_at(found, 0.3) for found in r]),
        each("sin-vx-race", "dataset.v", *_V),
        is_slow=True,
    ),
    Claim(
        "sin-vx-race",
        "the larger the test error that is left",
        lambda r: grows(figures(r, "final_loss.1")),
        each("sin-vx-race", "dataset.v", *_V),
        is_slow=True,
    ),
    Claim(
        "amplitude-sweep",
        "The stronger the fast wave, the sooner it is learned",
        lambda r: falls(figures(r, "learned.1")),
        each("amplitude-sweep", "dataset.v", "1", "1.5", "2", "3"),
        is_slow=True,
    ),
    Claim(
        "amplitude-sweep",
        "the slow one does not care much",
        lambda r: max(figures(r, "learned.0")) < 2 * min(figures(r, "learned.0")),
        each("amplitude-sweep", "dataset.v", "1", "1.5", "2", "3"),
        is_slow=True,
    ),
    Claim(
        "frequency-sweep",
        "All runs learn sin(x) within some 120 steps",
        lambda r: max(figures(r, "learned.0")) < 130,
        each("frequency-sweep", "dataset.v", "3", "4", "5"),
        is_slow=True,
    ),
    Claim(
        "frequency-sweep",
        "the weak wave takes longer with every v",
        lambda r: grows(figures(r, "learned.1")),
        each("frequency-sweep", "dataset.v", "3", "4", "5"),
        is_slow=True,
    ),
    Claim(
        "frequency-sweep",
        "for 5 three to eight times as long as for 3; with some seeds these 8,000 steps",
        lambda r: (
            3 < r[2]["learned"][1] / r[0]["learned"][1] < 8 or r[2]["learned"][1] == float("inf")
        ),
        each("frequency-sweep", "dataset.v", "3", "4", "5"),
        is_slow=True,
    ),
    Claim(
        "aliasing",
        "half of v, where the target has nothing, stands in the spectrum, and that is what the "
        "network learns",
        lambda r: (
            near(r[0]["frequencies"][0]["omega"], pi) and r[0]["frequencies"][0]["error"] < 0.1
        ),
        (run("aliasing"),),
        is_slow=True,
    ),
    Claim(
        "aliasing",
        "With 50 points both peaks are where they belong",
        lambda r: [round(omega / pi, 6) for omega in figures(r[0]["peaks"], "omega")] == [2, 6],
        (run("aliasing", dataset__points="50", trainer__steps="1"),),
        seeds=1,
    ),
    Claim(
        "co2",
        "The network learns the rise first, the year later",
        lambda r: _rise_first(r[0]),
        (run("co2"),),
        is_slow=True,
    ),
    Claim(
        "sunspots",
        "a peak in its spectrum at about 11 years",
        lambda r: near(2 * pi / r[0]["peaks"][0]["omega"], 11, 0.02),
        (run("sunspots", trainer__steps="1"),),
        seeds=1,
    ),
    Claim(
        "image",
        "in the Spectrum history low frequencies turn dark before high ones",
        lambda r: _low_half_first(r[0]),
        (run("image"),),
        seeds=2,
        is_slow=True,
    ),
    Claim(
        "image",
        "after a few thousand steps their error grows again",
        lambda r: 500 < r[0]["least_test_loss"]["step"] < 6_000 and r[0]["test_over_least"] > 1.02,
        (run("image"),),
        seeds=2,
        is_slow=True,
    ),
    Claim(
        "image-large-init",
        "the network fits the columns it sees just as well, but what it puts between them is noise",
        lambda r: (
            r[0]["final_loss"][0] < r[1]["final_loss"][0]
            and r[0]["final_loss"][1] > 10 * r[1]["final_loss"][1]
        ),
        (run("image-large-init"), run("image", trainer__steps="5000")),
        seeds=2,
        is_slow=True,
    ),
)

ACTIVATIONS = (
    Claim(
        "ricker-wide",
        "1 before 3 before 5",
        lambda r: r[0]["in_order"] == 1 and _omegas(r[0]) == [1, 3, 5],
        (run("ricker-wide"),),
        is_slow=True,
    ),
    Claim(
        "ricker-wide",
        "begins at exactly 0, so the first loss is the mean square of the target",
        lambda r: near(r[0]["first_loss"][0], 1.485042, 1e-6),  # of 100 points, by NumPy
        (run("ricker-wide", trainer__steps="1"),),
    ),
    Claim(
        "ricker-narrow",
        "within a factor of 2.5 of each other",
        lambda r: r[0]["spread"] < 2.5,
        (run("ricker-narrow"),),
        is_slow=True,
    ),
    Claim(
        "ricker-narrow",
        "more than a thousand times the training loss",
        lambda r: r[0]["test_over_train"] > 600,
        (run("ricker-narrow", dataset__margin="0"),),
        is_slow=True,
    ),
    Claim(
        "ricker-narrow-plain",
        "is rough, and the test loss ends 500 to 2,500 times above the training loss",
        lambda r: _turning(r)[0] > 400 and 500 < r[1]["test_over_train"] < 2_500,
        (
            run("ricker-narrow-plain", trainer__steps="1"),
            run("ricker-narrow-plain"),
        ),
        seeds=3,
        is_slow=True,
    ),
    Claim(
        "sine-activation",
        "1 by step 200, 3 between 3,300 and 3,900, and 5 long after",
        lambda r: (
            r[0]["learned"][0] <= 200
            and 3_300 <= r[0]["learned"][1] <= 3_900
            and r[0]["learned"][2] > 4_000
        ),
        (run("sine-activation"),),
        seeds=3,
        is_slow=True,
    ),
    Claim(
        "sine-10-activation",
        "All frequencies are learned at once, and between the training points the network is noise",
        lambda r: r[0]["spread"] < 2 and r[0]["test_over_train"] > 100,
        (run("sine-10-activation"),),
        seeds=3,
        is_slow=True,
    ),
    Claim(
        "sine-10-plain",
        "what is rough at the start stays rough",
        lambda r: min(_turning(r)) > 400,
        (run("sine-10-plain", trainer__steps="1"), run("sine-10-plain")),
        seeds=3,
        is_slow=True,
    ),
)

CLAIMS = (*FREQUENCIES, *ACTIVATIONS)
