import math

import numpy as np
import pytest

from training.analysis.spectrum import (
    LearnedTracker,
    find_peaks,
    omega_grid,
    relative_error,
    transform,
)
from training.data.sampling import nyquist
from training.messages.readings import PeakReading, Readings
from training.settings import CsvDataset, Experiment, FormulaDataset, PointsDataset, Spectrum
from training.setup.prepare import prepare
from training.store.readings import from_arrays, to_arrays


def peaks_of(spectrum: Spectrum | None = None, **dataset: object) -> list[float]:
    experiment = Experiment(
        dataset=FormulaDataset.model_validate(dataset), spectrum=spectrum or Spectrum()
    )
    return prepare(experiment).spectrum.peaks.tolist()


def test_that_a_sine_over_whole_periods_has_magnitude_one_half() -> None:
    x = np.linspace(-np.pi, np.pi, 1000, endpoint=False)
    assert np.abs(transform(x, np.sin(3 * x), np.array([3.0])))[0] == pytest.approx(0.5)


@pytest.mark.parametrize("n", [20, 101, 600])
def test_that_a_sine_sampled_with_both_ends_has_nearly_one_half(n: int) -> None:
    x = np.linspace(-np.pi, np.pi, n)
    amplitude = np.abs(transform(x, np.sin(3 * x), np.array([3.0])))[0]
    assert amplitude == pytest.approx((n - 1) / (2 * n))


def test_that_direct_evaluation_agrees_with_the_fft() -> None:
    n = 64
    x = 2 * np.pi * np.arange(n) / n
    y = np.random.default_rng(0).standard_normal(n)
    assert transform(x, y, np.arange(20.0)) == pytest.approx(np.fft.fft(y)[:20] / n)


@pytest.mark.parametrize(
    ("low", "high"), [(-3.1415, 3.1415), (-6.283, 6.283), (-10.0, 10.0), (0.0, 7.0)]
)
@pytest.mark.parametrize("v", [1.0, 2.0, 2.5, 4.0])
def test_that_sin_vx_peaks_at_v_whatever_the_interval(low: float, high: float, v: float) -> None:
    found = peaks_of(formula="sin(v x)", v=v, low=low, high=high, points=200)
    assert found[0] == pytest.approx(v)


def test_that_the_book_s_targets_have_the_book_s_peaks() -> None:
    assert peaks_of(points=101) == pytest.approx([1, 3, 5])
    assert peaks_of(points=600) == pytest.approx([1, 3, 5])
    two = peaks_of(formula="sin(x) + sin(5x)", low=-6.283, high=6.283, points=600)
    assert two == pytest.approx([1, 5])


def test_that_typed_peaks_are_taken_as_typed() -> None:
    assert peaks_of(Spectrum(peaks=(1.5, 2.0))) == [1.5, 2.0]


def test_that_frequencies_beyond_nyquist_are_left_out() -> None:
    experiment = Experiment(dataset=FormulaDataset(points=20))
    spectrum = prepare(experiment).spectrum
    assert spectrum.omega[-1] <= nyquist(spectrum.x) + 1


def test_that_the_dense_grid_needs_a_known_target() -> None:
    dense = Spectrum(sampling="grid")
    assert prepare(Experiment(spectrum=dense)).spectrum.sampled_on_grid
    unknown = Experiment(dataset=PointsDataset(), spectrum=dense)
    assert not prepare(unknown).spectrum.sampled_on_grid


def test_that_the_sunspots_peak_at_about_eleven_years() -> None:
    experiment = Experiment(
        dataset=CsvDataset(test_share=0), spectrum=Spectrum(bins=60, peak_choice="largest")
    )
    spectrum = prepare(experiment).spectrum
    strongest = spectrum.peaks[np.argmax(np.abs(spectrum.peak_target))]
    assert 2 * math.pi / strongest == pytest.approx(11.0, abs=0.3)


def test_that_the_carbon_dioxide_peaks_at_one_cycle_a_year() -> None:
    experiment = Experiment(
        dataset=CsvDataset(path="builtin:co2_mauna_loa_weekly.csv"),
        spectrum=Spectrum(bins=60, peak_choice="largest", peak_floor=0.01),
    )
    cycles = prepare(experiment).spectrum.peaks / (2 * math.pi)
    assert cycles == pytest.approx([1, 2], abs=1e-3)  # over 50 years, 0.02 apart


def test_that_the_grid_contains_the_reference() -> None:
    assert 5.0 in omega_grid(2 * math.pi, 10, 5.0).round(12)
    assert omega_grid(2 * math.pi, 4, 0.0).tolist() == pytest.approx([0, 1, 2, 3])


def test_that_peaks_are_strict_maxima_above_the_floor() -> None:
    magnitude = np.array([9, 1, 5, 1, 0.1, 3, 3, 0.1, 0.2, 0.1])
    assert find_peaks(magnitude, 8, 0.0, "first").tolist() == [2, 8]
    assert find_peaks(magnitude, 8, 0.1, "first").tolist() == [2]
    assert find_peaks(np.array([0, 1, 0, 3, 0, 2, 0.0]), 2, 0, "largest").tolist() == [3, 5]


def test_that_only_the_complex_error_sees_a_wrong_phase() -> None:
    target, model = np.array([0.5 + 0j]), np.array([0.5j])
    assert relative_error(target, model, "magnitude")[0] == pytest.approx(0, abs=1e-12)
    assert relative_error(target, model, "complex")[0] == pytest.approx(math.sqrt(2), rel=1e-4)


def test_that_a_peak_is_learned_when_its_error_stays_below_for_ten_steps() -> None:
    errors = np.ones((40, 2), dtype=np.float32)
    errors[5:12, 0] = 0.05  # seven steps are not enough
    errors[20:35, 0] = 0.05
    tracker = LearnedTracker(2, 0.1)
    for first in range(0, 40, 3):  # however the steps are cut into chunks
        steps = np.arange(first, min(first + 3, 40), dtype=np.int64)
        tracker.add(steps, errors[steps])
    assert tracker.learned_at == [20, None]


def test_that_a_v_that_the_formula_does_not_have_moves_no_frequency() -> None:
    one, other = (prepare(Experiment(dataset=FormulaDataset(v=v))).spectrum for v in (1.0, 8.16))
    assert one.matches(other)


def test_that_a_frequency_too_slow_for_the_interval_leaves_the_fourier_grid() -> None:
    assert omega_grid(2 * math.pi, 4, 0.01) == pytest.approx([0, 1, 2, 3])
    assert omega_grid(2 * math.pi, 4, 0.0) == pytest.approx([0, 1, 2, 3])
    assert omega_grid(2 * math.pi, 3, 0.7) == pytest.approx([0, 0.7, 1.4])


def test_that_a_recording_tells_nothing_of_frequencies_that_it_did_not_track() -> None:
    reading = PeakReading(np.array([0.1, 0.2], dtype=np.float32), (5, 40), 1, np.array([1.0, 3.0]))
    other = reading.about(np.array([3.01, 5.0]))
    assert other.learned_at == (40, None)
    assert other.error == pytest.approx([0.2, np.nan], nan_ok=True)
    old = PeakReading(reading.error, reading.learned_at, 1)  # recorded before it was kept of which
    assert old.about(np.array([1.0, 3.0])).learned_at == (5, 40)
    assert old.about(np.array([1.0, 3.0, 5.0])).learned_at == (None, None, None)
    close = np.array([100.0, 101.0])  # nearer than two estimates of one wave may be
    both = PeakReading(reading.error, reading.learned_at, 1, close)
    assert both.about(close).learned_at == (5, 40)
    assert both.about(close[1:]).learned_at == (40,)
    assert PeakReading(reading.error[:1], (5,), 1, close[:1]).about(close).learned_at == (5, None)
    back = from_arrays(to_arrays(Readings(reading)))[PeakReading]
    assert isinstance(back, PeakReading)
    assert np.array_equal(back.omega, reading.omega)
