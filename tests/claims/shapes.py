"""What presets say of curves through points: Runge, over-fitting, what is smooth."""

from tests.claims.claim import Claim, Figures, Run, each, falls, figures, near, run

_DEGREES = each("over-fitting", "comparison.degree", "3", "19", "27", "60", trainer__steps="1")
_ORDINARY, _LARGE = (
    run("five-points"),
    each("five-points", "model.initialisation.std", "0.3", "0.5"),
)
_DROPOUT = each("dropout-condensation", "model.dropout", "0", "0.1")
_WIDTHS = each("width-sweep", "model.widths", "[1]", "[2]", "[16]", "[1000]")


def _turning(runs: list[Figures]) -> list[float]:
    return figures(runs, "shape.turning_points")


def _priors(form: str, weight: str) -> tuple[Run, Run]:
    more = {"comparison__form": form, "comparison__weight": weight, "trainer__steps": "1"}
    return (
        run("noisy-step", **more),
        run("noisy-step", dataset__formula="sin(4x)", **more),
    )


RUNGE = (
    Claim(
        "runge",
        "is 1.92 away from the target near the ends; with 21 points it is 59.8 away",
        lambda r: (
            near(figures(r, "comparisons.0.largest_error")[0], 1.92)
            and near(figures(r, "comparisons.0.largest_error")[1], 59.8)
        ),
        each("runge", "dataset.points", "11", "21", trainer__steps="1"),
        seeds=1,
    ),
    Claim(
        "runge",
        "On Chebyshev points (Placement) the error falls instead",
        lambda r: falls(figures(r, "comparisons.0.largest_error")),
        each(
            "runge",
            "dataset.points",
            *("11", "21", "31"),
            dataset__placement="chebyshev",
            trainer__steps="1",
        ),
        seeds=1,
    ),
    Claim(
        "runge",
        "goes through the same points and stays near the target",
        lambda r: r[0]["final_loss"][0] < 1e-3 and r[0]["final_loss"][1] < 1e-3,
        (run("runge"),),
        is_slow=True,
    ),
)

OVER_FITTING = (
    Claim(
        "over-fitting",
        "falls to 0.05 at degree 3, rises to thousands at degree 19",
        lambda r: (
            near(r[0]["comparisons"][0]["test_error"], 0.05, 0.1)
            and 1_000 < r[1]["comparisons"][0]["test_error"] < 10_000
        ),
        _DEGREES,
        seeds=1,
    ),
    Claim(
        "over-fitting",
        "falls to 0.07 at degree 27",
        lambda r: near(r[2]["comparisons"][0]["test_error"], 0.07, 0.1),
        _DEGREES,
        seeds=1,
    ),
    Claim(
        "over-fitting",
        "rises slowly again, to 0.4 at degree 60",
        lambda r: near(r[3]["comparisons"][0]["test_error"], 0.4, 0.1),
        _DEGREES,
        seeds=1,
    ),
    Claim(
        "over-fitting",
        "fits the noise too, and its test error hardly rises",
        lambda r: r[0]["final_loss"][0] < 0.02 and r[0]["test_over_least"] < 1.5,
        (run("over-fitting"),),
        is_slow=True,
    ),
    Claim(
        "width-sweep",
        "One neuron is too few; from two on the test error stays where it is",
        lambda r: (
            figures(r, "final_loss.1")[0] > 1.8 * max(figures(r, "final_loss.1")[1:])
            and max(figures(r, "final_loss.1")[1:]) < 1.25 * min(figures(r, "final_loss.1")[1:])
        ),
        _WIDTHS,
        is_slow=True,
    ),
    Claim(
        "double-descent",
        "Up to some fifteen cosines the test error falls",
        lambda r: 6 <= r[0]["comparisons"][0]["sizes"]["best_before_peak"]["size"] <= 18,
        (run("double-descent", trainer__steps="1"),),
        seeds=1,
        is_slow=True,
    ),
    Claim(
        "double-descent",
        "a peak where there are as many cosines as points",
        lambda r: r[0]["comparisons"][0]["sizes"]["peak"]["size"] == 20,
        (run("double-descent", trainer__steps="1"),),
        seeds=1,
        is_slow=True,
    ),
    Claim(
        "double-descent",
        "hundreds do better than fifteen",
        lambda r: (
            r[0]["comparisons"][0]["sizes"]["last"]["test_error"]
            < r[0]["comparisons"][0]["sizes"]["best_before_peak"]["test_error"]
        ),
        (run("double-descent", trainer__steps="1"),),
        seeds=1,
        is_slow=True,
    ),
    Claim(
        "double-descent",
        "give it a little ridge and the peak is gone",
        lambda r: figures(r, "comparisons.0.sizes.peak.size")[0] < 10,  # that of too few
        (run("double-descent", comparison__ridge="0.001", trainer__steps="1"),),
        seeds=1,
        is_slow=True,
    ),
    Claim(
        "early-stopping",
        "the test loss has a minimum near the noise's own 0.04 and rises again",
        lambda r: 0.04 <= r[0]["least_test_loss"]["loss"] < 0.05 and r[0]["test_over_least"] > 1.2,
        (run("early-stopping"),),
        seeds=3,
        is_slow=True,
    ),
    Claim(
        "early-stopping",
        "it is below 0.001 at the end of these 20,000 steps",
        lambda r: r[0]["final_loss"][0] < 0.001,
        (run("early-stopping"),),
        seeds=3,
        is_slow=True,
    ),
    Claim(
        "early-stopping",
        "The minimum comes within 2,000 steps",
        lambda r: r[0]["least_test_loss"]["step"] <= 2_000,
        (run("early-stopping"),),
        seeds=3,
        is_slow=True,
    ),
    Claim(
        "noisy-step",
        "Total variation keeps the steps; choose the squared gradient as the prior, and they are "
        "smeared; put sin(4x) in place of the steps, and it is the other way round.",
        lambda r: (
            r[0]["comparisons"][0]["true_error"] < r[2]["comparisons"][0]["true_error"]
            and r[1]["comparisons"][0]["true_error"] > r[3]["comparisons"][0]["true_error"]
        ),
        (*_priors("total_variation", "2"), *_priors("squared_gradient", "0.1")),
        seeds=1,
    ),
)

SMOOTH = (
    Claim(
        "five-points",
        "(std 0.0447, which is 1/sqrt(width)) it does so smoothly, with 2 turning points",
        lambda r: _turning(r) == [2],
        (run("five-points"),),
        is_slow=True,
    ),
    Claim(
        "five-points",
        "set Std to 0.3 or 0.5 and it oscillates between them, with 10 to 45",
        lambda r: all(10 <= count <= 45 for count in _turning(r)),
        each("five-points", "model.initialisation.std", "0.3", "0.5"),
        is_slow=True,
    ),
    Claim(
        "no-free-lunch",
        "it is about twice as large for one of them as for another",
        lambda r: 1.8 < max(r[0]["truths"].values()) / min(r[0]["truths"].values()) < 2.8,
        (run("no-free-lunch"),),
        is_slow=True,
    ),
    Claim(
        "dropout-condensation",
        "its total variation falls to that of the curve, and a few directions are left",
        lambda r: (
            near(r[1]["shape"]["variation"], 4, 0.1)  # two steps of 2
            and r[0]["shape"]["variation"] > 2 * r[1]["shape"]["variation"]
            and r[1]["neurons"]["directions"] < min(7, r[0]["neurons"]["directions"] - 1)
        ),
        _DROPOUT,
        is_slow=True,
    ),
    Claim(
        "elephant",
        "a Fourier series of five terms draws it exactly",
        lambda r: r[0]["comparisons"][0]["test_error"] < 1e-20,
        (run("elephant", trainer__steps="1"),),
        seeds=1,
    ),
)

CLAIMS = (*RUNGE, *OVER_FITTING, *SMOOTH)
