"""The handout: what is in the file, and what Chromium makes of it, on a desk and on a phone."""

import base64
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QColor

from app.command_line.headless import run_headless
from app.export import formats
from app.export.formats import FORMATS
from app.export.handout.pack import exact, rounded, script_json
from app.export.handout.thinning import kept
from app.export.source import Source
from tests.harness.chromium import Page, chromium
from tests.harness.recorded import changed, record
from tests.samples import small
from training.messages.readings import Fit, PeakReading
from training.number_format import readable
from training.setup.prepare import prepare
from training.store import Bookmark, Notebook, Reader, save_project
from widgets.look.tokens import THEMES
from widgets.plots.style import DARK, LIGHT, PlotStyle

EVIL = "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>${title}"
CSS = Path(__file__).parents[2] / "resources" / "handout" / "handout.css"
JS = CSS.with_name("handout.js")
TYPES = {"f4": "<f4", "i4": "<i4", "u2": "<u2", "u1": "<u1"}


def unpacked(packed: dict[str, Any]) -> Any:
    """Read numbers as the page does."""
    content = base64.b64decode(packed["data"])
    found = np.frombuffer(content, dtype=TYPES[packed["type"]]).reshape(packed["shape"])
    if "low" not in packed:
        return found
    none = np.iinfo(found.dtype).max
    return np.where(found == none, np.nan, packed["low"] + found.astype(float) * packed["step"])


def project_of(path: Path, *experiments: Any, notes: str = "", name: str = "") -> Path:
    """A project with a run of each experiment."""
    files, runs = [], []
    for number, experiment in enumerate(experiments):
        part = path.with_name(f"part{number}.fanhua")
        part.unlink(missing_ok=True)
        run_headless(experiment, part)
        reader = Reader.open(part)
        (run,) = reader.runs()[0]
        reader.close()
        changes = {"number": number + 1, "style": number, "name": name}
        runs.append(run.evolve(**changes))
        files.append(part)
    mark = Bookmark(run=runs[0].key, step=20, name=name or "look")
    registry = Notebook(notes=notes, bookmarks=(mark,))

    def describe(writer: Any, _: object) -> None:
        writer.set_meta("notebook", registry.model_dump_json())
        writer.set_runs(runs)

    save_project(path, files, [run.key for run in runs], describe)
    return path


def handout(project: Path, target: Path) -> Path:
    formats.write(FORMATS["handout"], Source.of_project(project), target, lambda *_: None)
    return target


class Parts(HTMLParser):
    """Tags with what is in them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self._is_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._is_script = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self._is_script = False

    def handle_data(self, data: str) -> None:
        if self._is_script:
            self.scripts.append(data)


def data_of(path: Path) -> Any:
    return json.loads(Parts(path.read_text("utf-8")).scripts[0])


TWO = (small(trainer={"steps": 400}), small(trainer={"steps": 400, "learning_rate": 0.01}))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handout of two runs beside its project."""
    folder = tmp_path_factory.mktemp("two")
    project_of(folder / "two.fanhua", *TWO, notes="Look at ω = 1 first.")
    return handout(folder / "two.fanhua", folder / "two.html")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with chromium(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture
def fresh_page(page: Page) -> Iterator[Page]:
    page.complaints.clear()
    page.requests.clear()
    page.resize(1280, 900)
    page.theme("light")
    yield page
    assert page.complaints == []
    assert [url for url in page.requests if not url.startswith(("file:", "data:"))] == []


# --- what is in the file ---


def test_that_the_page_writes_numbers_as_the_app_does(page: Page) -> None:
    random = np.random.default_rng(0)
    values = [0.0, 1e-12, 1e-3, 0.0009999, 999.6, 999_499.0, 1e6, -2.5, 1234.4, 10.0, 1e-7]
    values += (random.choice([-1, 1], 300) * 10 ** random.uniform(-12, 12, 300)).tolist()
    source = JS.read_text("utf-8")
    begin, end = (source.index(words) for words in ("  const raised =", "  const short ="))
    code = f"(() => {{ {source[begin:end]} return {values!r}.map((v) => readable(v)); }})()"
    assert page.run(code) == [readable(value) for value in values]


def test_that_numbers_come_back_from_the_page() -> None:
    values = np.array([[1.5, np.nan, -3.25], [np.inf, 0.0, 7.0]])
    for dtype, error in (("u2", 11 / 65534), ("u1", 11 / 254)):
        found = unpacked(rounded(values, dtype))
        known = np.isfinite(values)
        assert np.abs(found - values)[known].max() <= error / 2 + 1e-12
        assert np.isnan(found[~known]).all()
    assert np.array_equal(unpacked(exact(np.array([1, 70_000]), "i4")), [1, 70_000])
    assert unpacked(rounded(np.full(3, 2.5))).tolist() == [2.5] * 3
    assert unpacked(rounded(np.empty((2, 0)))).shape == (2, 0)


def test_that_of_many_steps_the_first_and_last_are_kept_and_the_rest_evenly_in_log() -> None:
    steps = np.arange(0, 100_000, dtype=np.int64)
    found = steps[kept(steps, 100)]
    assert len(found) <= 100
    assert (found[0], found[-1]) == (0, 99_999)
    assert 0.9 < np.diff(np.log(found[found > 200])).max() / np.log(100_000) * 100 < 1.5
    assert kept(steps[:5], 100).tolist() == [0, 1, 2, 3, 4]


def test_that_nothing_in_the_data_ends_the_script() -> None:
    text = script_json({"name": EVIL + "\u2028<!--"})
    assert "<" not in text
    assert "\u2028" not in text
    assert json.loads(text)["name"] == EVIL + "\u2028<!--"


def test_that_a_handout_has_what_was_recorded(two: Path) -> None:
    project = two.with_suffix(".fanhua")
    reader = Reader.open(project)
    runs = reader.runs()[0]
    data = data_of(two)
    assert [run["name"] for run in data["runs"]] == ["Run 1", "Run 2"]
    for run, told in zip(runs, data["runs"], strict=True):
        for name in ("train_loss", "test_loss", "test_loss_beyond"):
            curve = reader.series(run.key)[name]
            assert np.array_equal(unpacked(told["curves"][name]["values"]), curve.values)
        names = ["training", "test within", "test beyond"]
        assert [*told["names"].values()] == names
        (segment,) = told["segments"]
        steps = unpacked(segment["steps"])
        assert np.array_equal(steps, reader.snapshot_steps(run.key))
        readings = reader.snapshot(run.key, int(steps[-1]))
        fit = readings[Fit]
        grid = prepare(run.experiment).data.grid
        x = unpacked(segment["x"])
        assert np.isin(grid.astype(np.float32), x).all()
        drawn = np.interp(x, *fit.fine.joined(grid, fit.values))
        assert np.abs(unpacked(segment["fits"])[-1] - drawn).max() < 1e-3
        peaks = readings[PeakReading]
        assert [peak["learned"] for peak in segment["peaks"]] == list(peaks.learned_at)
        assert [peak["omega"] for peak in segment["peaks"]] == [1, 3, 5]
    reader.close()
    text = two.read_text("utf-8")
    said = ("Learning rate", "Look at ω = 1 first.", "0.001 → 0.01", "on the 21 training points")
    assert all(words in text for words in said)
    assert two.stat().st_size < 1_000_000


def test_that_names_from_a_file_are_no_markup(tmp_path: Path) -> None:
    project = project_of(tmp_path / "a.fanhua", small(trainer={"steps": 5}), notes=EVIL, name=EVIL)
    target = handout(project, tmp_path / "a.html")
    found = Parts(target.read_text("utf-8"))
    assert [tag for tag, _ in found.tags].count("script") == 2
    assert not [tag for tag, _ in found.tags if tag in ("img", "iframe")]
    assert data_of(target)["runs"][0]["name"] == EVIL
    assert not re.search(r"(src|href)\s*=\s*[\"']?(https?:)?//", target.read_text("utf-8"))


def test_that_colours_are_those_of_the_views() -> None:
    light, dark = (re.findall(r"--run\d: (#\w+);", part)
                   for part in CSS.read_text("utf-8").split("@media (prefers", 1))  # fmt: skip

    def runs(style: PlotStyle) -> list[str]:
        return list(style.runs)

    assert (light, dark) == (runs(LIGHT), runs(DARK))


def test_that_data_that_changed_during_a_run_are_acts_of_their_own(tmp_path: Path) -> None:
    first = small(trainer={"steps": 300})
    project = tmp_path / "a.fanhua"
    record(project, first, [(100, changed(first, dataset={"v": 2.0, "formula": "sin(v x)"})),
                            (200, changed(first, trainer={"learning_rate": 0.01}))])  # fmt: skip
    data = data_of(handout(project, tmp_path / "a.html"))
    (run,) = data["runs"]
    ends = [unpacked(segment["steps"])[[0, -1]].tolist() for segment in run["segments"]]
    assert [end <= 100 for _, end in ends] == [True, False, False]
    assert all(a[1] < b[0] for a, b in pairwise(ends))
    assert [change["step"] for change in run["changes"]] == [100, 200]
    assert "Learning rate 0.001 → 0.01" in run["changes"][1]["text"]


def test_that_a_run_whose_table_is_gone_is_shown_without_it(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("x,y\n" + "".join(f"{n},{n * n}\n" for n in range(20)))
    dataset = {"kind": "csv", "path": str(table)}
    project = project_of(tmp_path / "a.fanhua", small(dataset=dataset, trainer={"steps": 5}))
    table.unlink()
    (run,) = data_of(handout(project, tmp_path / "a.html"))["runs"]
    assert run["segments"] == []
    assert "mine.csv" in run["problem"]
    assert "train_loss" in run["curves"]


# --- in a browser ---


def test_that_it_is_scrubbed_by_address_keys_and_touch(two: Path, fresh_page: Page) -> None:
    fresh_page.open(f"{two.as_uri()}#step=400")
    late = fresh_page.picture()
    assert fresh_page.run("document.getElementById('now').textContent") == "Step 400"
    fresh_page.run("location.hash = '#step=3'")
    fresh_page.settle()
    fresh_page.settle()
    early = fresh_page.picture()
    assert early != late
    reader = Reader.open(two.with_suffix(".fanhua"))
    curve = reader.series(reader.runs()[0][1].key)["train_loss"]
    reader.close()
    loss = float(curve.values[curve.steps.tolist().index(3)])
    said = fresh_page.run("document.getElementById('figures').textContent")
    assert f"Run 2: training loss {loss:.3g}" in said
    assert "recorded at step 3" in fresh_page.run("document.body.textContent")
    fresh_page.press("ArrowRight", 39)
    fresh_page.settle()
    assert fresh_page.run("document.getElementById('now').textContent") == "Step 4"
    fresh_page.resize(360, 740, is_phone=True)
    fresh_page.settle()
    box = fresh_page.run("""(b => [b.left, b.top, b.width, b.height])
        (document.getElementById('scrubber').getBoundingClientRect())""")
    fresh_page.touch(box[0] + 0.98 * box[2], box[1] + box[3] / 2)
    fresh_page.settle()
    step = fresh_page.run("document.getElementById('now').textContent")
    assert int(step.removeprefix("Step ")) > 200
    spoken = fresh_page.run("document.getElementById('scrubber').getAttribute('aria-valuetext')")
    assert spoken == step


def test_that_it_plays_and_stops_at_the_end(two: Path, fresh_page: Page) -> None:
    fresh_page.open(f"{two.as_uri()}#step=380")
    fresh_page.run("document.getElementById('play').click()")
    assert fresh_page.run("document.getElementById('play').textContent") == "Pause"
    code = """new Promise(done => { const look = () =>
        document.getElementById('now').textContent === 'Step 400' ? done(true)
        : setTimeout(look, 50); look(); })"""
    assert fresh_page.run(code)
    fresh_page.run("new Promise(done => setTimeout(done, 400))")
    assert fresh_page.run("document.getElementById('play').textContent") == "Play"


def test_that_runs_are_chosen_and_hidden(two: Path, fresh_page: Page) -> None:
    fresh_page.open(f"{two.as_uri()}#step=100")
    both = fresh_page.picture()
    fresh_page.run("document.querySelector('#runs input').click()")
    fresh_page.settle()
    fresh_page.settle()
    assert fresh_page.picture() != both
    fresh_page.run("(s => { s.value = '0'; s.dispatchEvent(new Event('change')); })"
                   "(document.querySelector('#runs select'))")  # fmt: skip
    fresh_page.settle()
    fresh_page.settle()
    assert fresh_page.run("document.getElementById('figures').textContent").startswith("Run 1: ")
    fresh_page.run("document.querySelector('#marks a').click()")
    fresh_page.settle()
    fresh_page.settle()
    assert fresh_page.run("document.getElementById('now').textContent") == "Step 20"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_that_nothing_is_wider_than_a_phone(two: Path, fresh_page: Page, theme: str) -> None:
    fresh_page.resize(360, 740, is_phone=True)
    fresh_page.theme(theme)
    fresh_page.open(two.as_uri())
    assert fresh_page.run("document.documentElement.scrollWidth") <= 360
    background = fresh_page.run("getComputedStyle(document.body).backgroundColor")
    assert background == "rgb({}, {}, {})".format(*QColor(THEMES[theme].surface.window).getRgb())
    assert fresh_page.run("document.getElementById('play').offsetHeight") >= 44


def test_that_names_of_others_do_nothing_in_a_browser(tmp_path: Path, fresh_page: Page) -> None:
    project = project_of(tmp_path / "a.fanhua", small(trainer={"steps": 25}), notes=EVIL, name=EVIL)
    fresh_page.open(handout(project, tmp_path / "a.html").as_uri())
    assert fresh_page.run("window.hacked === undefined")
    assert EVIL in fresh_page.run("document.getElementById('notes').textContent")


KINDS: dict[str, tuple[dict[str, Any], set[str]]] = {
    "image": (
        {"dataset": {"kind": "image", "path": "builtin:cat.png"}},
        {"picture", "loss", "spectrum", "history"},
    ),
    "outline": ({"dataset": {"kind": "elephant"}}, {"outline", "loss", "spectrum", "history"}),
    "matrix": (
        {"dataset": {"kind": "matrix"}, "model": {"kind": "matrix_model"}}, {"picture", "loss"}
    ),
    "table": ({"dataset": {"kind": "sum", "dimension": 3, "relevant": 2}}, {"loss"}),
    "points": (
        {"dataset": {"kind": "points", "formula": "", "test_points": 0}},
        {"fit", "loss", "spectrum", "history"},
    ),
    "labelled": (
        {"dataset": {"kind": "labelled", "train_images": 40, "test_images": 20}},
        {"accuracy", "loss", "spectrum", "history"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_that_every_kind_of_data_has_its_page(kind: str, tmp_path: Path, fresh_page: Page) -> None:
    changes, keys = KINDS[kind]
    experiment = small(trainer={"steps": 20}, **changes)
    project = project_of(tmp_path / "a.fanhua", experiment)
    target = handout(project, tmp_path / "a.html")
    fresh_page.open(f"{target.as_uri()}#step=7")
    titles = fresh_page.run("[...document.querySelectorAll('.panel:not([hidden]) h2')]"
                            ".map(h => h.textContent)")  # fmt: skip
    words = data_of(target)["words"]
    assert keys <= {key for key in words if words[key] in titles}
    blank = fresh_page.run("""[...document.querySelectorAll('.panel:not([hidden]) > canvas')]
        .map(c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data)
        .filter(pixels => new Set(pixels).size < 5).length""")
    assert blank == 0
