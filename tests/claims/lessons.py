"""What the notes of lessons say, of runs as the lesson trains them."""

from tests.claims.claim import Claim, Figures, each, fell_at, figures, grows, guesses, near, run

_INTRODUCTION, _CLASSICAL = "1.1-introduction", "1.2-classical-theory"
_PUZZLE, _FREQUENCY, _BIAS = "1.3-puzzle", "1.4.5-frequency", "1.5-implicit-bias"
_SIN_VX = (
    run("sin-vx", dataset__v="2", trainer__steps="2000"),
    run("sin-vx", dataset__v="6", trainer__steps="4000"),
)
_SMALL = run("five-points", trainer__steps="500", trainer__target_loss="0")
_LARGE = run(
    "five-points",
    model__initialisation__std="0.3",
    trainer__steps="400",
    trainer__target_loss="0",
)


def _oscillates(found: Figures) -> bool:
    return found["shape"]["turning_points"] > 6


CLAIMS = (
    Claim(
        _INTRODUCTION,
        "Guess and network both go through the points",
        lambda r: r[0]["final_loss"][0] < 1e-2,
        (run("no-free-lunch", trainer__steps="1500"),),
        is_slow=True,
    ),
    Claim(
        _CLASSICAL,
        "the largest error grows from 1.9 to 60",
        lambda r: (
            near(figures(r, "comparisons.0.largest_error")[0], 1.9, 0.02)
            and near(figures(r, "comparisons.0.largest_error")[1], 60, 0.01)
        ),
        each("runge", "dataset.points", "11", "21", trainer__steps="1"),
        seeds=1,
    ),
    Claim(
        _CLASSICAL,
        "It goes through the same points and stays near the target",
        lambda r: r[0]["final_loss"][0] < 1e-3 and r[0]["final_loss"][1] < 5e-3,
        (run("runge", trainer__steps="1500"),),
        is_slow=True,
    ),
    Claim(
        _CLASSICAL,
        "the test error is down to 0.05, and no other degree does noticeably better",
        lambda r: (
            near(r[2]["comparisons"][0]["test_error"], 0.05, 0.03)
            and min(figures(r, "comparisons.0.test_error"))
            > 0.97 * r[2]["comparisons"][0]["test_error"]
        ),
        each(
            "over-fitting",
            "comparison.degree",
            *map(str, range(1, 20)),
            trainer__steps="1",
        ),
        seeds=1,
    ),
    Claim(
        _CLASSICAL,
        "Degree 19: as many coefficients as points. It learns the noise by heart",
        lambda r: r[0]["comparisons"][0]["train_error"] < 1e-10,
        (run("over-fitting", comparison__degree="19", trainer__steps="1"),),
        seeds=1,
    ),
    Claim(
        _CLASSICAL,
        "A network of 4,000 parameters learns what eight numbers draw",
        lambda r: (
            near(r[0]["outline"]["network"]["area"], r[0]["outline"]["target"]["area"], 0.03)
            and r[0]["outline"]["numbers"] == 8
        ),
        (run("elephant", trainer__steps="1500"),),
        is_slow=True,
    ),
    Claim(
        _PUZZLE,
        "Smooth, with two turning points",
        lambda r: r[0]["shape"]["turning_points"] == 2 and r[0]["final_loss"][0] < 0.01,
        (_SMALL,),
        is_slow=True,
    ),
    Claim(
        _PUZZLE,
        "It meets all five points again, and oscillates",
        lambda r: _oscillates(r[0]) and r[0]["final_loss"][0] < 0.01,
        (_LARGE,),
        is_slow=True,
    ),
    Claim(
        _PUZZLE,
        "Even random labels are learned by heart; test accuracy is then that of guessing",
        lambda r: r[0]["accuracy"]["final"][0] > 0.99 and guesses(r[0]),
        (run("random-labels", dataset__label_noise="1", trainer__steps="320"),),
        is_slow=True,
    ),
    Claim(
        _FREQUENCY,
        "Learned soon, and right between the points as well",
        lambda r: r[0]["settled_loss"] < 1e-3 and r[0]["final_loss"][1] < 1e-2,
        _SIN_VX,
        is_slow=True,
    ),
    Claim(
        _FREQUENCY,
        "It takes longer, and the test loss stays high",
        lambda r: fell_at(r[1], 0.1) > fell_at(r[0], 0.1) and r[1]["final_loss"][1] > 0.01,
        _SIN_VX,
        is_slow=True,
    ),
    Claim(
        _FREQUENCY,
        "The higher the frequency, the later the loss falls and the larger the test error",
        lambda r: grows([fell_at(found, 0.3) for found in r]) and grows(figures(r, "final_loss.1")),
        each("sin-vx-race", "dataset.v", "1", "2", "4", "8"),
        is_slow=True,
    ),
    Claim(
        _BIAS,
        "The low frequency is there; the others are not yet",
        lambda r: r[0]["learned"][0] < 300 < min(r[0]["learned"][1:]),
        (run("frequency-principle", trainer__steps="300"),),
    ),
    Claim(
        _BIAS,
        "This is the frequency principle: from low to high",
        lambda r: r[0]["in_order"] == 1,
        (run("frequency-principle", trainer__steps="2000"),),
        is_slow=True,
    ),
    Claim(
        _BIAS,
        "The sine is learned before the noise, so the test loss has a minimum",
        lambda r: r[0]["test_over_least"] > 1.1 and r[0]["least_test_loss"]["step"] < 4_000,
        (run("early-stopping", trainer__steps="8000"),),
        is_slow=True,
    ),
    Claim(
        _BIAS,
        "From a small initialisation the neurons gather in two directions",
        lambda r: r[0]["both_orientations"] > 0.9,
        (run("condensation"),),
        is_slow=True,
    ),
    Claim(
        _BIAS,
        "The neurons stay where they were drawn",
        lambda r: r[0]["neurons"]["median_turn"] < 0.05,
        (run("condensation", model__initialisation__gamma="0.1", trainer__steps="3000"),),
        is_slow=True,
    ),
)
