"""An image as a function of (x, y): what is read, what is known, what its spectrum is."""

import math
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.samples import curves, run, small
from training.analysis.frequencies import RingSetup
from training.data.datasets import DataError, load
from training.data.kinds import ImageData
from training.data.sources import DATA_FOLDER, SourceError
from training.messages.announcements import End, Frame, RunEnded
from training.messages.readings import Fit, Neurons, Series
from training.settings import Experiment, ImageDataset, is_live
from training.setup.prepare import prepare


def loaded(**settings: object) -> ImageData:
    data = load(ImageDataset.model_validate({"size": 24, **settings}))
    assert isinstance(data, ImageData)
    return data


def test_that_the_longer_side_reaches_from_minus_one_to_one() -> None:
    data = loaded(keep="all", extent=3.0)
    assert data.shape == (19, 24)
    xy = data.inputs("grid")
    assert xy.shape == (19 * 24, 2)
    assert xy[0].tolist() == pytest.approx([-3, -3 * 18 / 23])
    assert xy[-1].tolist() == pytest.approx([3, 3 * 18 / 23])
    assert np.diff(xy[:3, 0]) == pytest.approx(3 * data.spacing)
    assert 0 <= data.pixels.min() < 0.2
    assert 0.8 < data.pixels.max() <= 1


@pytest.mark.parametrize(
    ("keep", "part"), [("all", 1), ("columns", 1 / 2), ("random", 0.3), ("hole", 0.84)]
)
def test_that_known_and_unknown_pixels_are_apart(keep: str, part: float) -> None:
    data = loaded(keep=keep, share=0.3, noise=0.1)
    count = data.pixels.size
    assert data.count("train") == pytest.approx(part * count, rel=0.03)
    assert data.count("train") + data.count("test") == count
    assert np.array_equal(data.targets("test")[:, 0], data.pixels[~data.known])
    noise = data.targets("train")[:, 0] - data.pixels[data.known]
    assert noise.std() == pytest.approx(0.1, rel=0.15)
    again = loaded(keep=keep, share=0.3, noise=0.1)
    assert np.array_equal(again.given, data.given)
    assert np.array_equal(again.known, data.known)


def test_that_rings_hold_what_the_image_is_made_of() -> None:
    rows, columns = np.mgrid[:40, :40]
    wave = 0.5 + 0.25 * np.sin(2 * math.pi * 5 * columns / 40)
    setup = RingSetup(wave, 2 / 39, 40)
    magnitude = setup.target_magnitude
    assert magnitude[0] == pytest.approx(0.5)
    assert magnitude[5] == pytest.approx(0.25 / math.sqrt(2))  # both signs of the frequency
    assert np.delete(magnitude, [0, 5]).max() < 1e-12
    assert setup.omega[5] == pytest.approx(2 * math.pi * 5 / (40 * 2 / 39))
    diagonal = 0.5 + 0.25 * np.sin(2 * math.pi * (3 * columns + 4 * rows) / 40)
    assert setup.magnitude(diagonal.ravel())[5] == pytest.approx(0.25 / math.sqrt(2))
    assert setup.error(wave.ravel(), "magnitude").max() < 1e-9
    assert setup.error(diagonal.ravel(), "complex")[5] == pytest.approx(math.sqrt(2), rel=1e-3)


def test_that_an_image_is_learned_low_frequencies_first() -> None:
    experiment = small(
        dataset=ImageDataset(size=16, extent=3.0, keep="all").model_dump(),
        model={"widths": (40, 40)},
        trainer={"steps": 800, "learning_rate": 5e-3},
    )
    messages = run(experiment)
    error = curves(messages)[Series.SPECTRUM_ERROR]
    assert error.values.shape[1] == len(prepare(experiment).spectrum.omega)
    half = [int(np.argmax(error.values[:, ring] < 0.5)) for ring in (1, 3)]
    assert 0 < half[0] < half[1]
    last = [m for m in messages if isinstance(m, Frame)][-1]
    fit, neurons = last.readings[Fit], last.readings[Neurons]
    assert fit.values.shape == (16 * 13,)
    assert neurons.directions.shape == (40, 3)
    assert experiment.parameter_count == 3 * 40 + 41 * 40 + 41


def test_that_an_image_needs_other_weights_than_a_curve() -> None:
    curve, image = small(), small(dataset=ImageDataset().model_dump())
    assert not is_live(curve, image)
    smaller = image.dataset.evolve(size=20)
    assert is_live(image, image.evolve(dataset=smaller))


def test_that_mini_batches_and_dropout_train_on_images() -> None:
    experiment = small(
        dataset=ImageDataset(size=12).model_dump(),
        trainer={"batch_size": 7, "steps": 12},
        model={"dropout": 0.2},
    )
    end = run(experiment)[-1]
    assert isinstance(end, RunEnded)
    assert end.reason is End.FINISHED


def bad_files(folder: Path) -> dict[str, Path]:
    text, short, folder_path = folder / "a.png", folder / "b.png", folder / "c.png"
    text.write_text("no image")
    short.write_bytes((DATA_FOLDER / "cat.png").read_bytes()[:900])
    folder_path.mkdir()
    large = folder / "d.png"
    Image.new("1", (20_000, 20_000)).save(large)
    empty = folder / "e.jpg"
    empty.touch()
    return {
        "is not an image": text, "cannot be read": short, "is not a file": folder_path,
        "too large": large, "not an image ": empty, "No such file": folder / "missing.png",
    }  # fmt: skip


def test_that_each_bad_file_has_a_sentence(tmp_path: Path) -> None:
    for words, path in bad_files(tmp_path).items():
        with pytest.raises((DataError, SourceError), match=words) as caught:
            load(ImageDataset(path=str(path)))
        assert path.name in str(caught.value)


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "1", "I;16", "CMYK"])
def test_that_images_of_all_modes_are_made_grey(tmp_path: Path, mode: str) -> None:
    path = tmp_path / ("a.tif" if mode == "CMYK" else "a.png")
    Image.new(mode, (30, 7)).save(path)
    data = loaded(path=str(path), size=10)
    assert data.shape == (2, 10)
    experiment = Experiment(dataset=ImageDataset(path=str(path), size=10))
    assert prepare(experiment).data.count("train") == 10
