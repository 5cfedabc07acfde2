"""``fanhua --selftest``: proves an installation, frozen or not, without a screen.

It trains, and it compiles steps on this computer, which a packaged app must be able to as well.
"""

import os
import sys
import tempfile
from pathlib import Path

TIMEOUT_MILLISECONDS = 120_000
STEPS = 50
COMPILING = 120.0
"""Seconds."""


def run_selftest() -> int:
    """Open the window offscreen, train the default preset some steps, close; return 0 if well."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - the platform must be chosen first

    from app.main_window import MainWindow  # noqa: PLC0415
    from app.preferences import Preferences  # noqa: PLC0415
    from app.runs import Beginning, RunState  # noqa: PLC0415
    from app.window import make_application  # noqa: PLC0415
    from training.fused import ready  # noqa: PLC0415

    application = make_application()
    reached: list[RunState] = []
    with tempfile.TemporaryDirectory() as folder:
        window = MainWindow(Preferences(Path(folder) / "fanhua.ini"))
        window.show()
        experiment = window.document.experiment
        trainer = experiment.trainer.model_copy(update={"steps": STEPS})

        def on_state_changed(state: RunState) -> None:
            reached.append(state)
            if state in (RunState.PAUSED, RunState.IDLE):
                application.exit()  # quit() would ask whether to save

        window.runs.state_changed.connect(on_state_changed)
        window.runs.start(Beginning(experiment.model_copy(update={"trainer": trainer})))
        QTimer.singleShot(TIMEOUT_MILLISECONDS, application.exit)
        application.exec()
        step = window.transport.step_text.text()
        window.runs.state_changed.disconnect(on_state_changed)
        window.session.mark_saved()
        window.close()
    has_kernel = not ready.is_wanted() or ready.kernel(patience=COMPILING) is not None
    is_well = RunState.PAUSED in reached and str(STEPS) in step and has_kernel
    if sys.stdout is not None:  # a windowed bundle has none
        verdict = "passed" if is_well else "FAILED"
        steps = "compiled steps" if has_kernel else "NO compiled steps"
        print(f"selftest: {verdict} ({step}, {reached[-1].value}, {steps})")
    return 0 if is_well else 1
