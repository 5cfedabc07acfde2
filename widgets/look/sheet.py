"""The style sheet of the application, made of the tokens: one for each theme and size.

A class of widgets is drawn by the sheet or by ``AppStyle``, never by both; fonts are in neither,
since a rule for them would outdo those that widgets set.
"""

import re
from string import Template

from widgets.look.tokens import HEIGHT, RADIUS, SPACE, WIDTH, Theme

SHEET = Template("""
QMainWindow, QDialog, QMessageBox, QWizard, #views { background: $window; }
#view, #view_header { background: $card; }
#panel, #header, #transport, #runs { background: $panel; }
QMainWindow::separator { background: $window; width: ${gap}px; height: ${gap}px; }
QMainWindow::separator:hover { background: $hover; }
#card { background: $card; border: 1px solid $subtle; border-radius: ${card_radius}px; }
QLabel { background: transparent; }
QLabel[level="2"] { color: $secondary; }
QLabel[level="3"] { color: $tertiary; }
QLabel[kind="problem"] { color: $danger; }

QPushButton {
    min-height: ${inner}px; padding: 0 ${pad}px; color: $primary; background: $field;
    border: 1px solid $border; border-radius: ${radius}px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $pressed; }
QPushButton:disabled { color: $disabled; background: $panel; border-color: $subtle; }
QPushButton[kind="primary"], QPushButton:default {
    color: $on; background: $accent; border-color: $accent;
}
QPushButton[kind="primary"]:hover, QPushButton:default:hover { background: $accent_hover; }
QPushButton[kind="primary"]:pressed, QPushButton:default:pressed { background: $accent_pressed; }
QPushButton[kind="primary"]:disabled, QPushButton:default:disabled {
    color: $disabled; background: $panel; border-color: $subtle;
}
QPushButton[kind="ghost"] { color: $secondary; background: transparent; border-color: transparent; }
QPushButton[kind="ghost"]:hover { color: $primary; background: $hover; }
QPushButton[kind="line"] {
    color: $primary; background: transparent; border-color: transparent; text-align: left;
    padding: 0 ${tight}px; min-height: ${small_inner}px;
}
QPushButton[kind="line"]:hover { background: $hover; }
QPushButton[kind="danger"] { color: $danger; }

QToolButton {
    min-height: ${small_inner}px; padding: 0 ${tight}px; color: $secondary;
    background: transparent; border: 1px solid transparent; border-radius: ${radius}px;
}
QToolButton:hover { color: $primary; background: $hover; }
QToolButton:pressed { background: $pressed; }
QToolButton:checked { color: $primary; background: $sunken; border-color: $border; }
QToolButton:focus { border-color: $focus; }
QToolButton:disabled { color: $disabled; }
QToolButton[kind="heading"] { color: $primary; text-align: left; border: none;
                              background: transparent; padding: 0; }
QToolButton[kind="more"], QToolButton[kind="more"]:checked {
    color: $secondary; background: transparent; border: none; padding: 0;
}
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QTextEdit {
    color: $primary; background: $field; border: 1px solid $control; border-radius: ${radius}px;
    selection-background-color: $accent; selection-color: $on;
}
QLineEdit { min-height: ${inner}px; padding: 0 ${tight}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; }
QLineEdit:focus { min-height: ${focused}px; padding: 0 ${tighter}px; }
QLineEdit[invalid="true"] { border: 2px solid $danger; min-height: ${focused}px;
                            padding: 0 ${tighter}px; }
QLineEdit:disabled { color: $disabled; background: $panel; border-color: $subtle; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit, QAbstractItemView QLineEdit {
    min-height: 0; padding: 0; border: none; background: transparent;
}

QMenuBar { background: transparent; color: $secondary; }
QMenuBar::item { padding: 4px ${unit2}px; border-radius: ${radius}px; background: transparent; }
QMenuBar::item:selected { color: $primary; background: $hover; }
QMenu { background: $card; border: 1px solid $border; padding: 4px 0; }
QMenu::item { padding: 0 ${pad2}px 0 ${check}px; min-height: ${menu}px; color: $primary; }
QMenu::item:selected { background: $hover; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $subtle; margin: 4px 0; }
QMenu::icon { padding-left: ${unit2}px; }
QToolTip {
    color: $tip_text; background: $tip; border: 1px solid $tip; padding: 4px ${unit2}px;
}

QTabWidget::pane { border: none; border-top: 1px solid $subtle; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab {
    padding: 6px ${pad}px; color: $secondary; background: transparent;
    border: none; border-bottom: 2px solid transparent;
}
QTabBar::tab:hover { color: $primary; }
QTabBar::tab:selected { color: $primary; border-bottom-color: $accent; }
QDockWidget { color: $primary; }
QDockWidget::title { padding: 6px ${pad}px; background: $panel; }
QAbstractItemView {
    color: $primary; background: $card; alternate-background-color: $card; border: none;
    gridline-color: $subtle; selection-background-color: $tint; selection-color: $primary;
}
QListView::item, QTreeView::item { padding: 4px ${unit2}px; }
QAbstractItemView::item:hover { background: $hover; }
QAbstractItemView::item:selected { color: $primary; background: $tint; }
QHeaderView { background: transparent; }
QHeaderView::section {
    padding: 4px ${unit2}px; color: $tertiary; background: $card; border: none;
    border-bottom: 1px solid $subtle;
}
QTableCornerButton::section { background: $card; border: none; }
QGroupBox { border: 1px solid $subtle; border-radius: ${card_radius}px; margin-top: 12px;
            padding-top: 8px; }
QGroupBox::title { subcontrol-origin: margin; left: ${pad}px; color: $secondary; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: ${bar}px; }
QScrollBar:horizontal { height: ${bar}px; }
QScrollBar::handle { background: $track; border-radius: ${bar_radius}px; margin: 2px; }
QScrollBar::handle:hover { background: $control; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $track; border: none; border-radius: 2px; color: $primary; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QStatusBar { background: $panel; color: $secondary; border-top: 1px solid $subtle; }
QStatusBar::item { border: none; }
QToolBar { background: $panel; border: none; spacing: ${unit2}px; padding: 4px; }
QComboBox { combobox-popup: 0; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QSplitter::handle { background: $window; }
""")
"""Pixels are of 100 %; ``sheet`` scales those of more than two."""


def sheet(theme: Theme, scale: float = 1.0) -> str:
    """Return the sheet for a theme, its lengths scaled as its letters are."""
    surface, border, text, accent = theme.surface, theme.border, theme.text, theme.accent
    written = SHEET.substitute(
        window=surface.window,
        panel=surface.panel,
        card=surface.card,
        field=surface.field,
        sunken=surface.sunken,
        hover=surface.hover,
        pressed=surface.pressed,
        track=surface.track,
        subtle=border.subtle,
        border=border.default,
        control=border.control,
        primary=text.primary,
        secondary=text.secondary,
        tertiary=text.tertiary,
        disabled=text.disabled,
        accent=accent.base,
        accent_hover=accent.hover,
        accent_pressed=accent.pressed,
        on=accent.on,
        tint=accent.tint,
        focus=theme.focus,
        danger=theme.danger.text,
        tip=theme.tooltip.surface,
        tip_text=theme.tooltip.text,
        radius=RADIUS.control,
        card_radius=RADIUS.card,
        inner=HEIGHT.control - 2,
        focused=HEIGHT.control - 4,
        small_inner=HEIGHT.control_small - 2,
        menu=HEIGHT.menu_item - 4,
        gap=SPACE.card_gap,
        bar=WIDTH.scrollbar,
        bar_radius=WIDTH.scrollbar // 2 - 2,
        unit2=8,
        tight=8,
        tighter=7,
        pad=12,
        pad2=24,
        check=28,
    )
    return re.sub(r"(\d+)px", lambda found: f"{_scaled(int(found[1]), scale)}px", written)


def _scaled(length: int, scale: float) -> int:
    """Lines stay thin, all else grows."""
    return length if length <= 2 else round(length * scale)
