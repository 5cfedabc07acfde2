"""Editors that choose: yes or no, one of some, a column, a file."""

from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QMenu,
    QPushButton,
)
from typing_extensions import override

from widgets.forms.editors.base import Editor, TextEditor
from widgets.text import translated

BUILTIN_IMAGES = "builtin:cifar10_subset.zip"


class BoolEditor(Editor):
    """A check box."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.toggled.connect(self.changed)
        self.row.addWidget(self.box)
        self.setFocusProxy(self.box)

    def value(self) -> Any:
        """Return whether it is checked."""
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        """Check it or not."""
        with QSignalBlocker(self.box):
            self.box.setChecked(value)


class ChoiceEditor(Editor):
    """One of a few named values."""

    def __init__(self, labels: dict[str, str]) -> None:
        super().__init__()
        self.combo = self.guarded(QComboBox())
        self._labels = labels
        for value, label in labels.items():
            self.combo.addItem(translated(label), value)
        self.combo.currentIndexChanged.connect(self.changed)
        self.combo.setMinimumContentsLength(6)
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.row.addWidget(self.combo, 1)
        self.setFocusProxy(self.combo)

    def value(self) -> Any:
        """Return the chosen value."""
        return self.combo.currentData()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Name the choices in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            for index, label in enumerate(self._labels.values()):
                self.combo.setItemText(index, translated(label))
        super().changeEvent(event)

    def set_value(self, value: Any) -> None:
        """Choose a value."""
        with QSignalBlocker(self.combo):
            self.combo.setCurrentIndex(self.combo.findData(value))


class ColumnEditor(Editor):
    """A column of a table, by its name or number."""

    def __init__(self) -> None:
        super().__init__()
        self.combo = self.guarded(QComboBox())
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.row.addWidget(self.combo, 1)
        self.setFocusProxy(self.combo)
        self.combo.activated.connect(self.changed)
        line = self.combo.lineEdit()
        assert line is not None
        line.editingFinished.connect(self.changed)

    def offer(self, names: tuple[str, ...]) -> None:
        """Offer the names of a table's columns."""
        text = self.combo.currentText()
        with QSignalBlocker(self.combo):
            self.combo.clear()
            self.combo.addItems(list(names))
            self.combo.setEditText(text)

    def value(self) -> Any:
        """Return the name or number."""
        return self.combo.currentText()

    def set_value(self, value: Any) -> None:
        """Show a name or number."""
        with QSignalBlocker(self.combo):
            self.combo.setEditText(value)


class FileEditor(TextEditor):
    """A path, typed or chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton("…")
        policy = self.button.sizePolicy().Policy
        self.button.setSizePolicy(policy.Fixed, policy.Fixed)
        self.button.clicked.connect(self._on_button_clicked)
        self.row.addWidget(self.button)

    def _ask(self) -> tuple[str, str]:
        """Return the dialog's title and which files it offers."""
        return (
            self.tr("Choose a table"),
            self.tr("Tables (*.csv *.tsv *.txt *.dat);;All files (*)"),
        )

    def _on_button_clicked(self) -> None:
        title, files = self._ask()
        path, _ = QFileDialog.getOpenFileName(self, title, "", files)
        if path:
            self.line.setText(path)
            self.changed.emit()


class ImageFileEditor(FileEditor):
    """The path of an image."""

    @override
    def _ask(self) -> tuple[str, str]:
        return (
            self.tr("Choose an image"),
            self.tr("Images (*.png *.jpg *.jpeg *.bmp *.gif *.tif *.tiff *.webp);;All files (*)"),
        )


class CollectionEditor(FileEditor):
    """A folder or an archive of labelled images."""

    def __init__(self) -> None:
        super().__init__()
        menu = QMenu(self)
        self._entries = [menu.addAction(""), menu.addAction(""), menu.addAction("")]
        for entry, action in zip(
            self._entries,
            (self._choose_folder, self._choose_archive, self._choose_builtin),
            strict=True,
        ):
            entry.triggered.connect(action)
        self.button.clicked.disconnect()
        self.button.setMaximumWidth(44)
        self.button.setMenu(menu)
        self._retranslate()

    def _retranslate(self) -> None:
        names = (
            self.tr("Folder…"), self.tr("Archive…"), self.tr("The images that come with the app")
        )  # fmt: skip
        for entry, name in zip(self._entries, names, strict=True):
            entry.setText(name)

    @override
    def _ask(self) -> tuple[str, str]:
        return (
            self.tr("Choose an archive of images"),
            self.tr("Archives (*.zip *.tar *.tar.gz *.tgz);;All files (*)"),
        )

    def _choose_archive(self) -> None:
        self._on_button_clicked()

    def _choose_folder(self) -> None:
        self._take(QFileDialog.getExistingDirectory(self, self.tr("Choose a folder of images")))

    def _choose_builtin(self) -> None:
        self._take(BUILTIN_IMAGES)

    def _take(self, path: str) -> None:
        if path:
            self.line.setText(path)
            self.changed.emit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
