"""Which frequencies of which data are tracked, how far lines reach, and what is said of them."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from training.analysis.curve_spectrum import spectrum_of
from training.analysis.frequencies import SpectrumSetup
from training.analysis.lattice import lattice
from training.analysis.spectrum import Lines, transform
from training.analysis.tracked import FrequencyOrigin, Search, how_found
from training.catalog.presets import preset
from training.data.sampling import nyquist
from training.settings import CsvDataset, Experiment, FormulaDataset, Spectrum
from training.setup.prepare import prepare


def spectrum(experiment: Experiment) -> SpectrumSetup:
    found = prepare(experiment).spectrum
    assert isinstance(found, SpectrumSetup)
    return found


def of_preset(name: str, **dataset: object) -> SpectrumSetup:
    experiment = preset(name).experiment
    return spectrum(experiment.evolve(dataset=experiment.dataset.evolve(**dataset)))


@pytest.mark.parametrize("v", [0.5, 1.0, 1.2, 1.5, 3.0, 3.14159])
def test_that_the_waves_of_an_amplitude_sweep_stay_where_they_are(v: float) -> None:
    assert of_preset("amplitude-sweep", v=v).peaks.tolist() == [1, 4]


def test_that_the_waves_of_a_frequency_sweep_are_its_own() -> None:
    assert of_preset("frequency-sweep", v=3.5).peaks.tolist() == [1, 3.5]


def test_that_a_rounded_sine_has_its_own_harmonics() -> None:
    found = of_preset("rounded-sine")
    assert found.peaks.tolist() == [1, 5, 7]
    assert set(found.tracked.origins) == {FrequencyOrigin.FORMULA}


def test_that_known_waves_fall_on_lines_where_they_have_a_common_divisor() -> None:
    for formula in ("sin(x) + sin(3.5x)", "sin(0.3x) + sin(2.1 x)", "sin(2 pi x) cos(3 pi x)"):
        found = spectrum(Experiment(dataset=FormulaDataset(formula=formula, points=200)))
        gaps = np.abs(found.peaks[:, None] - found.omega[None, :]).min(axis=1)
        assert gaps == pytest.approx(np.zeros(len(gaps)), abs=1e-9)


def test_that_what_eight_points_cannot_tell_is_shown_where_they_show_it() -> None:
    found = of_preset("aliasing")
    assert found.limit == pytest.approx(7 * math.pi / 2)
    assert found.tracked.origins == (FrequencyOrigin.ALIASED, FrequencyOrigin.FORMULA)
    assert found.peaks == pytest.approx([math.pi, 2 * math.pi], rel=1e-6)
    assert found.tracked.waves == pytest.approx([6 * math.pi, 2 * math.pi], rel=1e-6)
    # Both are the same numbers at these points.
    x = found.x
    assert np.sin(6 * math.pi * x) == pytest.approx(-np.sin(math.pi * x), abs=1e-9)
    texts = [str(note) for note in prepare(preset("aliasing").experiment).data.notes]
    assert any("18.85" in text and "3.142" in text for text in texts)


def test_that_lines_reach_what_the_sampling_supports() -> None:
    for points in (8, 101, 600):
        found = spectrum(Experiment(dataset=FormulaDataset(points=points)))
        assert found.limit == pytest.approx(nyquist(found.x))
        spacing = found.omega[1]
        assert found.limit - spacing < found.omega[-1] <= found.limit * (1 + 1e-9)


def test_that_a_table_decides_by_its_rows_span_and_gaps(tmp_path: Path) -> None:
    day = np.arange(0, 365, 0.125)
    temperature = 12 - np.cos(2 * math.pi * day / 365) + 10 * np.sin(2 * math.pi * day)
    rows = "\n".join(f"{a:.4f},{b:.3f}" for a, b in zip(day, temperature, strict=True))
    table = tmp_path / "year.csv"
    table.write_text("day,temp\n" + rows)
    found = spectrum(Experiment(dataset=CsvDataset(path=str(table), test_share=0)))
    assert found.peaks == pytest.approx([2 * math.pi / 365, 2 * math.pi], rel=1e-3)
    assert set(found.tracked.origins) == {FrequencyOrigin.ESTIMATED}
    assert found.limit == pytest.approx(8 * math.pi, rel=1e-3)
    assert found.omega[-1] > 0.99 * found.limit


@pytest.mark.parametrize(
    ("formula", "search"),
    [("1/(1 + 25x^2)", Search.FORMULA), ("tanh(3x)", Search.FORMULA), ("sin(x^2)", Search.BOTH)],
)
def test_that_where_no_wave_is_known_that_is_said(formula: str, search: Search) -> None:
    dataset = FormulaDataset(formula=formula, low=-1, high=1, points=40)
    found = spectrum(Experiment(dataset=dataset)).tracked
    if not len(found):
        assert found.search is search
        assert "no" in str(how_found(found))


def test_that_noise_alone_is_said_to_be_noise() -> None:
    x = np.arange(200.0)
    y = np.random.default_rng(5).standard_normal(200)
    found = spectrum_of(Spectrum(), CsvDataset(), x, y, 199.0, on_grid=False)
    assert len(found.tracked) == 0
    assert str(how_found(found.tracked)) == "no wave stands out of the noise"


def test_that_the_author_s_maxima_can_be_had() -> None:
    experiment = preset("rounded-sine").experiment
    maxima = experiment.evolve(spectrum=experiment.spectrum.evolve(find="maxima"))
    found = spectrum(maxima)
    assert found.peaks == pytest.approx([1, 2.5, 5])
    assert set(found.tracked.origins) == {FrequencyOrigin.MAXIMUM}
    assert len(found.omega) == 40


def test_that_an_experiment_of_version_1_keeps_its_spectrum() -> None:
    """The file was written by the last version that knew no other way."""
    stored = Path(__file__).parents[1] / "data" / "experiment-v1.json"
    values = json.loads(stored.read_text("utf-8"))
    old = Experiment.model_validate(values)
    assert (old.version, old.spectrum.find, old.spectrum.bins) == (3, "maxima", 40)
    assert spectrum(old).peaks == pytest.approx([1, 2.5, 5])
    del values["spectrum"]
    assert Experiment.model_validate(values).spectrum.find == "maxima"


@pytest.mark.parametrize(("count", "lines"), [(601, 400), (5, 9), (2920, 1460), (50, 3)])
def test_that_fast_lines_are_the_sums_as_they_stand(count: int, lines: int) -> None:
    random = np.random.default_rng(count)
    places = np.unique(np.concatenate([[0, 1, count - 1], random.integers(0, count, count)]))
    x, omega = 3.7 + 0.0123 * places, 0.77 * np.arange(lines)
    y = random.standard_normal(len(x))
    fast = Lines(x, omega, lattice(x)).transform(y)
    assert fast == pytest.approx(transform(x, y, omega), abs=1e-11)
