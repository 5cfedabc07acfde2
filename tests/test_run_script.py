"""The launcher: no test here installs anything or leaves `tmp_path`."""

import ast
import importlib.util
import json
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

RUN = Path(__file__).parents[1] / "run.py"
NOTHING: frozenset[str] = frozenset()


class Machine:
    """Stands in for every command of the set-up and writes down what was run."""

    def __init__(self, run: ModuleType) -> None:
        self.run = run
        self.ran: list[str] = []
        self.launched: list[str] = []
        self.programs = {"apt-get"}
        self.packages = " ".join((run.QT_PACKAGES, *run.EXTRA_PACKAGES.values())).split()
        self.failing: dict[str, str] = {}
        self.user = 0

    def call(self, *command: str, show: bool = False) -> tuple[int, str]:
        line = " ".join(command)
        if command[0] == "dpkg-query":
            return 0, "".join(f"installed {name}, \n" for name in self.packages)
        self.ran.append(line.replace(str(self.run.PYTHON), "PYTHON"))
        for part, text in self.failing.items():
            if part in line:
                return 1, text
        if "-m venv" in line:
            self.run.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            self.run.PYTHON.touch()
            self.install("pip-26.0")
        return 0, ""

    def install(self, name: str, *files: str) -> Path:
        info: Path = self.run.site_packages() / f"{name}.dist-info"
        info.mkdir(parents=True, exist_ok=True)
        for file in files:
            (info.parent / file).parent.mkdir(exist_ok=True)
            (info.parent / file).write_text("12345", encoding="utf-8")
        rows = "".join(f"{file},sha256=x,5\n" for file in files)
        (info / "RECORD").write_text(f"{rows}{info.name}/RECORD,,\n", encoding="utf-8")
        return info

    def launch(self, *arguments: str) -> int:
        self.launched.append(" ".join(arguments))
        return 0

    def installs(self) -> list[str]:
        return [line.partition("constraints.txt ")[2] for line in self.ran if " install " in line]


@pytest.fixture
def run(tmp_path: Path) -> ModuleType:
    shutil.copy(RUN, tmp_path)
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (tmp_path / "constraints.txt").write_text("# Pins.\ntorch==2.13.0\n", encoding="utf-8")
    spec = importlib.util.spec_from_file_location("run", tmp_path / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def machine(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Make a Linux machine without a display or an NVIDIA driver, at which root sits."""
    made = Machine(run)
    monkeypatch.setattr(run, "call", made.call)
    monkeypatch.setattr(run, "launch", made.launch)
    monkeypatch.setattr(run, "flavour", lambda: "cuda" if "nvidia-smi" in made.programs else "cpu")
    monkeypatch.setattr(run.shutil, "which", lambda name: name if name in made.programs else None)
    monkeypatch.setattr(run.os, "geteuid", lambda: made.user, raising=False)
    monkeypatch.setattr(run.sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.chdir(run.ROOT)  # as the tests' command does, and this goes back
    return made


def test_that_the_first_run_installs_everything_and_the_second_nothing(run, machine):
    assert run.main([]) == 0
    assert machine.installs() == ["torch==2.13.0+cpu", "-e ."]
    machine.ran.clear()
    assert run.main([]) == 0
    assert machine.ran == []


def test_that_set_up_says_its_steps_in_order_and_how_long_it_took(run, machine, capsys):
    run.main(["setup"])
    lines = capsys.readouterr().err.splitlines()
    assert [line[:5] for line in lines if line.startswith("[")] == [
        f"[{n}/4]" for n in (1, 2, 3, 4)
    ]
    assert any(line.startswith("Fanhua was set up in") for line in lines)


def test_that_stdout_is_left_to_the_app(run, machine, capsys):
    run.main(["cli", "schema"])
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("file", ["constraints.txt", "pyproject.toml"])
def test_that_a_changed_file_sets_up_again(run, machine, tmp_path, file):
    run.main([])
    machine.ran.clear()
    with (tmp_path / file).open("a", encoding="utf-8") as changed:
        changed.write("# Changed.\n")
    run.main([])
    assert "-e ." in machine.installs()


def test_that_a_driver_that_appears_later_sets_up_again(run, machine):
    run.main([])
    machine.ran.clear()
    machine.programs.add("nvidia-smi")
    run.main([])
    assert machine.installs() == ["torch===2.13.0", "-e ."]


def test_that_another_python_sets_up_again(run, machine, monkeypatch):
    run.main([])
    monkeypatch.setattr(run.platform, "python_version", lambda: "3.99.0")
    assert not run.is_set_up(NOTHING)


def test_that_the_tests_need_more_than_the_window_and_a_window_keeps_it(run, machine, tmp_path):
    run.main([])
    machine.ran.clear()
    run.main(["test"])
    assert machine.installs()[-1] == "-e .[test]"
    machine.ran.clear()
    run.main([])
    assert machine.ran == []
    (tmp_path / "constraints.txt").write_text("torch==2.13.1\n", encoding="utf-8")
    run.main([])
    assert machine.installs()[-1] == "-e .[test]"


@pytest.mark.parametrize("step", ["-m venv", "torch==", "-e ."])
def test_that_a_set_up_that_fails_is_not_stamped_and_the_next_one_goes_on(run, machine, step):
    machine.failing = {step: "ERROR: no"}
    assert run.main([]) == 1
    assert not run.STAMP.exists()
    machine.failing = {}
    assert run.main([]) == 0
    assert json.loads(run.STAMP.read_text(encoding="utf-8"))["extras"] == []


def test_that_a_failed_repeat_leaves_no_old_stamp(run, machine, tmp_path):
    run.main([])
    (tmp_path / "constraints.txt").write_text("torch==2.13.1\n", encoding="utf-8")
    machine.failing = {"-e .": "ERROR: no"}
    assert run.main([]) == 1
    assert not run.STAMP.exists()


def test_that_a_stamp_that_was_cut_short_counts_as_none(run, machine):
    run.main([])
    run.STAMP.write_text('{"inputs": "ab', encoding="utf-8")
    assert not run.is_set_up(NOTHING)


def test_that_ctrl_c_during_set_up_says_one_sentence_and_leaves_no_stamp(
    run, machine, monkeypatch, capsys
):
    def interrupt(*_: str, show: bool = False) -> tuple[int, str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "call", interrupt)
    assert run.main(["setup"]) == 130
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == "Interrupted. Run the same command again to continue."
    assert not run.STAMP.exists()


def test_that_ctrl_c_lets_the_app_end_and_passes_its_code_on(run, monkeypatch):
    class Child:
        waits = 0

        def wait(self) -> int:
            self.waits += 1
            if self.waits == 1:
                raise KeyboardInterrupt
            return 7

    monkeypatch.setattr(run.subprocess, "Popen", lambda _: Child())
    monkeypatch.setattr(run.signal, "signal", lambda *_: None)
    assert run.launch("-m", "app") == 7


def test_that_a_stop_signal_reaches_the_app_and_its_death_becomes_an_exit_code(run, monkeypatch):
    handlers: dict[int, Callable[[], None]] = {}

    class Child:
        code = 0

        def terminate(self) -> None:
            self.code = -15

        def wait(self) -> int:
            handlers[signal.SIGTERM]()
            return self.code

    monkeypatch.setattr(run.subprocess, "Popen", lambda _: Child())
    monkeypatch.setattr(run.signal, "signal", handlers.__setitem__)
    assert run.launch() == 143


def test_that_root_gets_only_the_system_packages_that_are_missing(run, machine):
    machine.packages = [name for name in machine.packages if name not in ("libegl1", "xvfb")]
    run.install_packages(NOTHING)
    install = "apt-get install -y --no-install-recommends libegl1"
    assert machine.ran == ["apt-get update", install]
    machine.ran.clear()
    run.install_packages(run.ALL)
    assert machine.ran == ["apt-get update", f"{install} xvfb"]


def test_that_anybody_else_gets_the_line_to_run_and_set_up_goes_on(run, machine, capsys):
    machine.packages.remove("libegl1")
    machine.user = 1000
    assert run.main([]) == 0
    assert "sudo apt-get install -y --no-install-recommends libegl1\n" in capsys.readouterr().err
    assert not any("apt-get" in line for line in machine.ran)


def test_that_a_machine_without_apt_is_left_alone(run, machine):
    machine.programs.clear()
    machine.packages.clear()
    assert run.missing_packages(run.ALL) == []


def test_that_a_renamed_package_counts_by_the_name_it_provides(run, machine):
    machine.packages.remove("libglib2.0-0")
    machine.packages.append("libglib2.0-0t64, libglib2.0-0 (= 2.80.0)")
    assert run.missing_packages(run.ALL) == []


def test_that_an_apt_that_was_killed_is_repaired(run, machine):
    machine.packages.remove("libegl1")
    machine.failing = {"apt-get update": "E: dpkg was interrupted"}
    run.install_packages(NOTHING)
    assert machine.ran[1] == "dpkg --configure -a"


def test_that_system_packages_that_vanished_are_installed_again(run, machine):
    run.main([])
    machine.packages.remove("libegl1")
    assert not run.is_set_up(NOTHING)


def test_that_venv_without_ensurepip_gets_its_pip_from_outside(run, machine):
    run.VENV.mkdir()
    machine.failing = {f"-m venv {run.VENV}": "ensurepip is not available"}
    run.make_venv(NOTHING)
    assert [line.partition(" -m ")[2] for line in machine.ran] == [
        f"venv {run.VENV}",
        f"venv --without-pip {run.VENV}",
        "pip --python PYTHON install pip",
    ]


def test_that_a_venv_that_works_is_kept_and_one_without_pip_is_made_again(run, machine):
    run.VENV.mkdir()
    run.make_venv(NOTHING)
    mine = run.VENV / "mine"
    mine.touch()
    run.LOCK.touch()
    run.make_venv(NOTHING)
    assert mine.exists()
    machine.failing = {"pip._internal": "No module named pip"}
    run.make_venv(NOTHING)
    assert not mine.exists()
    assert run.LOCK.exists()


def test_that_a_package_whose_install_was_killed_is_forgotten(run, machine):
    whole = machine.install("numpy-2.4.6", "numpy/a.py", "numpy/b.py")
    short = machine.install("torch-2.13.0+cpu", "torch/a.py", "torch/b.py")
    gone = machine.install("tqdm-4.70", "tqdm/a.py")
    unlisted = machine.install("sympy-1.14")
    site = run.site_packages()
    (site / "torch/b.py").write_text("1", encoding="utf-8")
    (site / "tqdm/a.py").unlink()
    (unlisted / "RECORD").unlink()
    (site / "~umpy").mkdir()
    run.make_venv(NOTHING)
    assert not any(path.exists() for path in (short, gone, unlisted, site / "~umpy"))
    assert not whole.exists(), "without a pip of its own the venv is made anew"
    machine.install("numpy-2.4.6", "numpy/a.py")
    run.make_venv(NOTHING)
    assert whole.exists()


def test_that_byte_code_may_differ_from_the_list(run, machine):
    info = machine.install("pyside6-6.11", "PySide6/a.pyc")
    (run.site_packages() / "PySide6/a.pyc").write_text("longer than five", encoding="utf-8")
    assert run.is_whole(info)


UV_CPU = "--reinstall-package=torch --torch-backend=cpu torch==2.13.0"
UV_AUTO = "--reinstall-package=torch --torch-backend=auto torch==2.13.0"


@pytest.mark.parametrize(
    ("platform", "flavour", "expected"),
    [
        ("linux", "cpu", ["torch==2.13.0+cpu", "uv", UV_CPU, "torch==2.13.0"]),
        ("linux", "cuda", ["torch===2.13.0", "uv", UV_AUTO]),
        ("win32", "cuda", ["uv", UV_AUTO, "torch==2.13.0"]),
        ("win32", "cpu", ["torch==2.13.0"]),
        ("darwin", "cpu", ["torch==2.13.0"]),
    ],
)
def test_that_every_way_to_pytorch_is_tried_in_its_order(
    run, machine, monkeypatch, platform, flavour, expected
):
    monkeypatch.setattr(run.sys, "platform", platform)
    monkeypatch.setattr(run, "flavour", lambda: flavour)
    machine.failing = {"txt torch=": "pip finds no build", "--torch-backend": "uv no index"}
    with pytest.raises(run.SetupError, match="Installing PyTorch failed"):
        run.install_torch(NOTHING)
    assert machine.installs() == expected


def test_that_the_first_way_to_pytorch_that_works_is_the_last(run, machine, capsys):
    machine.failing = {"2.13.0+cpu": "no", "--torch-backend": "no"}
    run.install_torch(NOTHING)
    assert machine.installs()[-1] == "torch==2.13.0"
    assert "works on the CPU too" in capsys.readouterr().err
    machine.failing = {"2.13.0+cpu": "no"}
    machine.ran.clear()
    run.install_torch(NOTHING)
    assert "--torch-backend=cpu" in machine.ran[-1]


def test_that_a_full_disk_ends_the_search_for_pytorch(run, machine):
    machine.failing = {"torch": "[Errno 28] No space left on device"}
    with pytest.raises(run.SetupError, match="disk is full"):
        run.install_torch(NOTHING)
    assert len(machine.ran) == 1


@pytest.mark.parametrize(
    ("name", "cuda", "flavour", "installs"),
    [
        ("torch-2.13.0+cpu", "cuda: Optional[str] = None", "cpu", 0),
        ("torch-2.13.0", "cuda: Optional[str] = '13.0'", "cuda", 0),
        ("torch-2.13.0", "cuda: Optional[str] = '13.0'", "cpu", 0),
        ("torch-2.13.0+cpu", "cuda: Optional[str] = None", "cuda", 1),
        ("torch-2.12.0+cpu", "cuda: Optional[str] = None", "cpu", 1),
        ("torch-2.13.01", "cuda: Optional[str] = None", "cpu", 1),
    ],
)
def test_that_a_suitable_pytorch_is_not_installed_twice(
    run, machine, monkeypatch, name, cuda, flavour, installs
):
    machine.install(name, "torch/version.py")
    version = run.site_packages() / "torch" / "version.py"
    version.write_text(f"debug = False\n{cuda}\n", encoding="utf-8")
    monkeypatch.setattr(run, "flavour", lambda: flavour)
    run.install_torch(NOTHING)
    assert len(machine.ran) == installs


def test_that_an_nvidia_driver_asks_for_the_cuda_build(run, monkeypatch):
    monkeypatch.setattr(run.Path, "exists", lambda _: False)
    monkeypatch.setattr(run.shutil, "which", lambda _: None)
    assert run.flavour() == "cpu"
    monkeypatch.setattr(run.shutil, "which", lambda name: f"/bin/{name}")
    assert run.flavour() == "cuda"


def test_that_without_a_display_the_default_experiment_runs(run, machine, capsys):
    assert run.main(["some.csv"]) == 0
    assert machine.launched == ["-P -m app run frequency-principle"]
    assert "without a window, because there is no display." in capsys.readouterr().err


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_that_with_a_display_the_window_opens_with_the_arguments(run, machine, monkeypatch, name):
    monkeypatch.setenv(name, ":0")
    run.main(["some.csv", "--flag"])
    assert machine.launched == ["-P -m app some.csv --flag"]


def test_that_a_display_that_qt_cannot_use_counts_as_none(run, machine, monkeypatch, capsys):
    monkeypatch.setenv("DISPLAY", ":0")
    machine.failing = {"QGuiApplication": "Traceback\n  line\nImportError: libEGL.so.1: missing\n"}
    run.main([])
    assert machine.launched == ["-P -m app run frequency-principle"]
    assert "because Qt cannot open one (ImportError: libEGL.so.1: missing)." in (
        capsys.readouterr().err
    )


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_that_elsewhere_a_display_is_taken_for_granted(run, machine, monkeypatch, platform):
    monkeypatch.setattr(run.sys, "platform", platform)
    assert run.why_no_window() == ""


def test_that_cli_and_test_pass_everything_on(run, machine, monkeypatch):
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    run.main(["cli", "run", "--help"])
    run.main(["test", "-k", "stamp"])
    assert machine.launched == [
        "-P -m app run --help",
        "-m pytest -n auto --dist worksteal -k stamp",
    ]
    assert run.os.environ["QT_QPA_PLATFORM"] == "offscreen"


def test_that_package_installs_what_builds_the_app_and_builds_it(run, machine):
    machine.packages.remove("binutils")
    assert run.main(["package", "--out", "somewhere"]) == 0
    assert machine.ran[1] == "apt-get install -y --no-install-recommends binutils"
    assert machine.installs()[-1] == "-e .[package]"
    script = run.ROOT / "resources" / "packaging" / "build.py"
    assert machine.launched == [f"-P {script} --out somewhere"]


def test_that_the_tests_keep_a_platform_that_was_chosen(run, machine, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    run.main(["test"])
    assert run.os.environ["QT_QPA_PLATFORM"] == "xcb"


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_that_help_explains_and_installs_nothing(run, machine, capsys, flag):
    assert run.main([flag]) == 0
    assert "python3 run.py test" in capsys.readouterr().out
    assert machine.ran == []


def test_that_an_old_python_gets_a_sentence(run, machine, monkeypatch, capsys):
    monkeypatch.setattr(run, "MINIMUM", (99, 0))
    assert run.main([]) == 1
    assert capsys.readouterr().err.startswith("Fanhua needs Python 99.0 or newer, and this is ")
    assert machine.ran == []


def test_that_an_old_python_can_read_the_script():
    ast.parse(RUN.read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("[Errno 30] Read-only file system: '.venv'", "cannot be written"),
        ("NewConnectionError: Temporary failure in name resolution", "check the network"),
        ("/usr/bin/python3: No module named pip", "apt-get install python3-venv"),
        ("something new", "Mend what is said above"),
    ],
)
def test_that_a_failure_says_what_to_do(run, text, advice):
    assert advice in run.advise(text)


def test_that_a_failed_step_ends_with_the_output_and_exit_code_1(run, machine, capsys):
    machine.failing = {"-e .": "ERROR: No matching distribution\n"}
    assert run.main([]) == 1
    assert capsys.readouterr().err.endswith(
        "    ERROR: No matching distribution\n"
        "Installing Fanhua failed. Mend what is said above and run the same command again.\n"
    )


def test_that_a_folder_that_cannot_be_written_gets_a_sentence(run, machine, monkeypatch, capsys):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", ".venv")

    monkeypatch.setattr(run.Path, "mkdir", refuse)
    assert run.main([]) == 1
    assert "cannot be written: copy it to a folder of your own" in capsys.readouterr().err


def test_that_a_second_launcher_waits_for_the_first(run, machine, monkeypatch, capsys):
    run.VENV.mkdir()
    first = run.LOCK.open("a")
    assert run.try_lock(first.fileno())
    monkeypatch.setattr(run.time, "sleep", lambda _: first.close())
    run.main([])
    assert capsys.readouterr().err.startswith("Another set-up is at work in this folder")
    assert run.is_set_up(NOTHING)


def test_that_a_launcher_that_waited_repeats_nothing(run, machine, monkeypatch):
    run.main([])
    answers = iter([False, True])
    monkeypatch.setattr(run, "is_set_up", lambda _: next(answers))
    machine.ran.clear()
    run.main([])
    assert machine.ran == []


def test_that_a_command_returns_its_code_and_what_it_wrote(run):
    both = "import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)"
    code, text = run.call(sys.executable, "-c", both)
    assert (code, sorted(text.split())) == (3, ["err", "out"])


def test_that_a_command_that_is_shown_keeps_its_errors_but_tells_why_it_waits(run, capsys):
    writes = "import sys; sys.stderr.write('WARNING: Retrying\\nERROR: no\\n')"
    expected = 0, "WARNING: Retrying\nERROR: no\n"
    assert run.call(sys.executable, "-c", writes, show=True) == expected
    assert capsys.readouterr().err == "WARNING: Retrying\n"


def test_that_a_program_that_is_not_there_is_a_failure_like_any_other(run, tmp_path):
    code, text = run.call(str(tmp_path / "missing"))
    assert code == 127
    assert "No such file" in text
