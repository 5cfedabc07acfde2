"""The whole window at full size and in colour, as a person would see it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter

from tests.harness.desktop import OUT
from tests.harness.pictures import PLACE, TOLERANCE, differences, mark
from tests.harness.window_pictures import EXPECTED, FAULTS, SIZE, WHOLE, write_pictures


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    write_pictures(folder)
    return folder


@pytest.fixture(scope="module")
def expected() -> Image.Image:
    with Image.open(EXPECTED) as stored:
        return stored.convert("RGB")


@pytest.mark.window
def test_that_the_window_looks_as_expected(folder: Path, expected: Image.Image) -> None:
    with Image.open(folder / f"{WHOLE}.png") as picture:
        assert picture.size == SIZE
        places = differences(picture, expected)
        if places:
            mark(picture, places, OUT / EXPECTED.name)
    told = "see tests/out; if it is meant, run python -m tests.harness.window_pictures"
    assert not places, f"{len(places)} places differ, the worst is {places[0]}: {told}"


@pytest.mark.window
@pytest.mark.parametrize("fault", FAULTS)
def test_that_a_fault_is_noticed(folder: Path, expected: Image.Image, fault: str) -> None:
    with Image.open(folder / f"{fault}.png") as picture:
        places = differences(picture, expected)
    assert places
    assert len(places) < 200  # and it is said where


@pytest.mark.parametrize(
    "redrawn",
    [
        lambda picture: picture,
        lambda picture: picture.filter(ImageFilter.GaussianBlur(0.4)),
        lambda picture: picture.transform(
            picture.size, Image.Transform.AFFINE, (1, 0, 0.4, 0, 1, 0.3), Image.Resampling.BILINEAR
        ),
    ],
    ids=["same", "letters of other sharpness", "letters between the pixels"],
)
def test_that_what_nobody_would_notice_is_no_difference(
    expected: Image.Image, redrawn: Callable[[Image.Image], Image.Image]
) -> None:
    assert differences(redrawn(expected), expected) == []


def test_that_a_shift_by_a_pixel_is_none_and_by_a_letter_is_one(expected: Image.Image) -> None:
    inner = (20, 20, *(side - 20 for side in expected.size))
    whole = expected.crop(inner)
    assert differences(ImageChops.offset(expected, 1, 1).crop(inner), whole) == []
    assert differences(ImageChops.offset(expected, 8, 0).crop(inner), whole)


def test_that_a_difference_is_found_where_it_is_the_worst_first() -> None:
    expected = Image.new("RGB", (100, 50), "white")
    picture = expected.copy()
    picture.paste("black", (32, 16, 48, 32))
    picture.paste((255, 255, 190), (96, 0, 100, 16))
    first, *others = differences(picture, expected)
    assert (first.x, first.y) == (32, 16)
    assert first.amount == 255
    assert [(place.x, place.y) for place in others] == [(96, 0)]
    assert others[0].amount > TOLERANCE
    assert PLACE == 16


def test_that_only_a_colour_can_be_the_difference() -> None:
    red, green = (Image.new("RGB", (PLACE, PLACE), colour) for colour in ("#ff0000", "#007f00"))
    grey = [picture.convert("L").getpixel((0, 0)) for picture in (red, green)]
    assert abs(grey[0] - grey[1]) <= 2
    assert differences(red, green)
