"""What is found in data, against waves that are known and against noise that has none."""

import math

import numpy as np
import pytest

from training.analysis.lattice import lattice
from training.analysis.periodogram import estimate
from training.analysis.wave_fit import Estimate


def found(x: np.ndarray, y: np.ndarray, most: int = 8, floor: float = 0.02) -> Estimate:
    places = lattice(x)
    assert places is not None
    highest = math.pi / places.spacing
    if not places.is_exact:
        highest = math.pi * (len(x) - 1) / float(np.ptp(x))
    return estimate(x, y, most=most, floor=floor, highest=highest)


def test_that_waves_between_the_lines_are_exact_without_noise() -> None:
    x = np.linspace(-math.pi, math.pi, 101)
    waves = found(x, np.sin(x) + 0.5 * np.cos(3.3 * x) + 0.2 * np.sin(7.1 * x) + 0.3 * x - 4)
    assert waves.omega == pytest.approx([1, 3.3, 7.1], abs=1e-9)
    assert waves.amplitude == pytest.approx([1, 0.5, 0.2], abs=1e-9)


def test_that_a_strong_wave_hides_no_weak_one_beside_it() -> None:
    x = np.linspace(-10, 10, 201)
    waves = found(x, np.sin(x) + 0.2 * np.sin(2 * x))
    assert waves.omega == pytest.approx([1, 2], abs=1e-9)


def test_that_a_year_of_three_hourly_data_has_its_day_and_its_year() -> None:
    day = np.arange(0, 365, 0.125)
    random = np.random.default_rng(0)
    y = 12 + np.sin(2 * math.pi * day / 365) + 10 * np.sin(2 * math.pi * day + 1)
    y += 0.3 * random.standard_normal(len(day))
    kept = random.random(len(day)) < 0.8  # with gaps
    waves = found(day[kept], y[kept], most=3)
    assert len(waves.omega) == 2
    off = np.abs(waves.omega - [2 * math.pi / 365, 2 * math.pi])
    assert (off < 3 * waves.error).all()  # one cycle is hard to tell from a trend
    assert waves.amplitude == pytest.approx([1, 10], rel=0.2)


def test_that_the_standard_error_is_that_of_repeated_measurements() -> None:
    x = np.arange(200) * 0.1
    runs = [
        found(x, np.sin(3 * x) + 0.5 * np.random.default_rng(seed).standard_normal(200), most=1)
        for seed in range(100)
    ]
    spread = np.std([float(run.omega[0]) for run in runs])
    assert np.mean([float(run.error[0]) for run in runs]) == pytest.approx(spread, rel=0.2)
    expected = math.sqrt(6 / 200) * 2 * 0.5 / (20 * 1)  # Montgomery and O'Donoghue (1999)
    assert spread == pytest.approx(expected, rel=0.2)


def _walk(random: np.random.Generator, count: int) -> np.ndarray:
    return np.cumsum(random.standard_normal(count))


@pytest.mark.parametrize(
    ("make", "count"),
    [
        (lambda random, count: random.standard_normal(count), 20),
        (lambda random, count: random.standard_normal(count), 400),
        (_walk, 200),
        (lambda random, count: np.exp(random.standard_normal(count)), 100),
    ],
    ids=["few", "white", "walk", "skewed"],
)
def test_that_noise_shows_no_wave_but_for_false_alarms(make, count: int) -> None:  # type: ignore[no-untyped-def]
    alarms = 0
    for seed in range(200):
        random = np.random.default_rng(seed)
        alarms += len(found(np.arange(float(count)), make(random, count), most=1).omega)
    # Of 200 at 1 %: more than 8 come once in 2,000 times.
    assert alarms <= 8


@pytest.mark.parametrize("count", [101, 501])
def test_that_waves_in_noise_are_found_together_and_no_others(count: int) -> None:
    """What one of them leaves looks like coloured noise, in which the others would be lost."""
    x, true = np.linspace(-math.pi, math.pi, count), np.array([1, 3, 5])
    whole = 0
    for seed in range(10):
        noise = 0.3 * np.random.default_rng(seed).standard_normal(count)
        waves = found(x, np.sin(np.outer(x, true)).sum(axis=1) + noise)
        apart = np.abs(waves.omega[:, None] - true).min(axis=1)
        assert (apart < 5 * waves.error).all(), (seed, waves)
        assert (waves.error < 0.1).all()  # no line takes a part of the slow one
        whole += len(waves.omega) == 3
    assert whole >= 9


def test_that_positions_at_random_are_no_obstacle() -> None:
    random = np.random.default_rng(3)
    x = np.sort(random.uniform(0, 10, 300))
    waves = found(x, np.sin(7.3 * x) + 0.3 * random.standard_normal(300))
    assert waves.omega == pytest.approx([7.3], abs=4 * float(waves.error[0]))


@pytest.mark.parametrize("count", [1, 2, 5, 7])
def test_that_few_points_show_nothing(count: int) -> None:
    x = np.arange(float(count))
    assert len(estimate(x, np.sin(x), most=3, floor=0.05, highest=math.pi).omega) == 0
    assert len(estimate(x * 0, np.sin(x), most=3, floor=0.05, highest=math.pi).omega) == 0


def test_that_a_constant_and_a_line_show_nothing() -> None:
    x = np.arange(50.0)
    assert len(found(x, x * 0 + 3).omega) == 0
    assert len(found(x, 3 * x).omega) == 0


def test_that_a_lattice_has_gaps_and_rounded_positions() -> None:
    whole = lattice(np.array([0.0, 0.25, 0.5, 1.25, 1.5]))
    assert whole is not None
    assert (whole.is_exact, whole.spacing) == (True, pytest.approx(0.25))
    hours = np.round(np.arange(8760) / 24, 4)
    rounded = lattice(hours)
    assert rounded is not None
    assert (rounded.is_exact, rounded.spacing) == (True, pytest.approx(1 / 24, rel=1e-4))
    random = lattice(np.sort(np.random.default_rng(0).uniform(0, 1, 50)))
    assert random is not None
    assert not random.is_exact
    assert lattice(np.zeros(4)) is None
