"""What presets say of neurons, of the way of a run, and of the simplest models."""

from tests.claims.claim import Claim, Figures, each, fell_at, figures, grows, near, run

_SPLIT = (
    run("neuron-splitting", model__split="1", model__widths="[1]"),
    run("neuron-splitting"),
    run("neuron-splitting", model__split_noise="0.001"),
)
_GAMMAS = each("phase-diagram", "model.initialisation.gamma", "0.5", "1", "1.75")


def _two_blocks(found: Figures) -> bool:
    return found["neurons"]["directions"] == 2 and found["neurons"]["alignment"] > 0.99


def _four_digits(runs: list[Figures]) -> bool:
    return max(figures(runs, "matrix_error")) < 1e-3


CONDENSATION = (
    Claim(
        "condensation",
        "almost all amplitude gathers at the two orientations -0.322 and -2.820",
        lambda r: r[0]["both_orientations"] > 0.95,
        (run("condensation"),),
        is_slow=True,
    ),
    Claim(
        "condensation",
        "0.5 (critical) or 0.1 (linear regime): the neurons stay where they were drawn",
        lambda r: max(figures(r, "neurons.median_turn")) < 0.1,
        each("condensation", "model.initialisation.gamma", "0.1", "0.5"),
        is_slow=True,
    ),
    Claim(
        "condensation",
        "Any gamma from 0.1 to 1.25 works",
        lambda r: all(
            found["final_loss"][0] < 1e-3 and found["neurons"]["no_regime"] is None for found in r
        ),
        each("condensation", "model.initialisation.gamma", "0.1", "0.5", "1", "1.25"),
        is_slow=True,
    ),
    Claim(
        "phase-diagram",
        "dark in the linear regime, where they hardly move, bright in the condensed one",
        lambda r: grows(figures(r, "neurons.distance")) and r[0]["neurons"]["distance"] < 0.1,
        _GAMMAS,
        is_slow=True,
    ),
    Claim(
        "initial-condensation",
        "By step 40, when the loss has fallen by less than 4 %, all of them lie on one line",
        lambda r: _two_blocks(r[0]) and 0.96 < r[0]["loss_left"] < 0.97,
        (run("initial-condensation", trainer__steps="40"),),
    ),
    Claim(
        "initial-condensation",
        "They are still there at step 100, where it has fallen by 7 %",
        lambda r: _two_blocks(r[0]) and near(1 - r[0]["loss_left"], 0.07, 0.05),
        (run("initial-condensation"),),
    ),
    Claim(
        "initial-condensation",
        "Change the activation to x tanh(x), and they condense on up to four directions",
        lambda r: 2 < r[0]["neurons"]["directions"] <= 4,
        (run("initial-condensation", model__activation__kind="x_tanh"),),
    ),
    Claim(
        "growing-directions",
        "on each step of the stairs the neurons lie on few directions",
        lambda r: all(found["neurons"]["directions"] <= 8 for found in r),
        each("growing-directions", "trainer.steps", "4000", "20000"),
        seeds=2,
        is_slow=True,
    ),
    Claim(
        "neuron-splitting",
        "the wide network does no better than the narrow one, which cannot get below a loss of "
        "0.24",
        lambda r: all(near(loss, 0.24, 0.1) for loss in figures(r[:2], "final_loss.0")),
        _SPLIT,
        is_slow=True,
    ),
    Claim(
        "neuron-splitting",
        "it stands at the same plateau and then leaves it, and a second direction appears",
        lambda r: (
            fell_at(r[2], 0.25) < fell_at(r[2], 0.2) < float("inf")
            and r[2]["neurons"]["directions"] >= 2
        ),
        _SPLIT,
        is_slow=True,
    ),
    Claim(
        "loss-landscape",
        "It does not go straight down",
        lambda r: r[0]["landscape"]["path_length"] > 1.08 * r[0]["landscape"]["path_distance"],
        (run("loss-landscape"),),
        is_slow=True,
    ),
)

SIMPLE = (
    Claim(
        "factored-linear",
        "From two points the factored model finds it and the linear one does not; with three "
        "points both do, with one neither.",
        lambda r: (
            [found["final_loss"][1] < 1e-6 for found in r]
            == [False, False, False, True, True, True]
        ),
        tuple(
            run("factored-linear", model__kind=kind, dataset__points=points)
            for points in ("1", "2", "3")
            for kind in ("linear_model", "factored_model")
        ),
        is_slow=True,
    ),
    Claim(
        "matrix-completion",
        "With six the rest is wrong; from seven on",
        lambda r: min(figures(r[:2], "matrix_error")) > 1e-2 and _four_digits(r[2:]),
        each("matrix-completion", "dataset.known", "5", "6", "7", "8"),
        is_slow=True,
    ),
    Claim(
        "relevance",
        "both fit the training set; on test points the filter is wrong by a thousandth",
        lambda r: (
            max(figures(r, "final_loss.0")) < 1e-3
            and figures(r, "final_loss.1")[1] < 2e-3 * figures(r, "final_loss.1")[0]
        ),
        each("relevance", "model.kind", "linear_model", "filter_model"),
        is_slow=True,
    ),
)

CLAIMS = (*CONDENSATION, *SIMPLE)
