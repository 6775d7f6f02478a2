"""How the console looks: its colours, sizes and style sheet, on Fusion with the bundled typeface.

Every text has a contrast of at least 4.5:1 on each ground that it stands on (a test computes it).
A colour never tells anything by itself. Sizes are device-independent pixels.
"""

from importlib.resources import as_file, files

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui.fonts import font

GROUND = "#eef1f5"
SURFACE = "#ffffff"
SUNKEN = "#f6f8fa"
LINE = "#d3dae3"
EDGE = "#74808f"  # the rim of what can be pressed or typed in: 3:1 (WCAG 1.4.11)
TEXT = "#12161c"
QUIET = "#4a5563"
ACCENT = "#0b4a8f"
ACCENT_DARK = "#083768"
ACCENT_SOFT = "#e4eef9"
LIVE = "#125c33"
LIVE_SOFT = "#e0f3e7"
WARN = "#6b4200"
WARN_SOFT = "#fff1cf"
ALARM = "#8f0f17"
ALARM_SOFT = "#fde8e6"
COLD = "#0d5068"
COLD_SOFT = "#dcf0f7"
PRACTICE = "#ffd95a"
PICK = "#4b2a85"
SHARED = "#7a1f5c"

PAIRS = (  # text on ground: what the contrast test computes
    *((TEXT, ground) for ground in (GROUND, SURFACE, SUNKEN, ACCENT_SOFT, WARN_SOFT, PRACTICE)),
    (TEXT, ALARM_SOFT),
    *((QUIET, ground) for ground in (GROUND, SURFACE, SUNKEN, ACCENT_SOFT)),
    (SURFACE, ACCENT),
    (SURFACE, ACCENT_DARK),
    (SURFACE, TEXT),
    (SURFACE, LIVE),
    (SURFACE, ALARM),
    (ACCENT, SURFACE),
    (ACCENT, ACCENT_SOFT),
    (ACCENT, GROUND),
    (LIVE, LIVE_SOFT),
    (LIVE, SURFACE),
    (WARN, WARN_SOFT),
    (WARN, SURFACE),
    (ALARM, ALARM_SOFT),
    (ALARM, SURFACE),
    (COLD, COLD_SOFT),
    (SURFACE, SHARED),
    (PICK, SURFACE),
)

TARGET = 44  # the least height of what is pressed often
BODY = 15
SMALL = 13
CHIP_SIDES = 30  # beside a chip's words: padding, rim, indent
GAP = 12

_SHEET = f"""
* {{ font-size: {BODY}px; color: {TEXT}; outline: 0; }}
QMainWindow, QWidget#ground {{ background: {GROUND}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: 0; }}
QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-size: 24px; font-weight: 700; }}
QLabel[role="brand"] {{ font-size: 17px; font-weight: 700; color: {ACCENT}; }}
QLabel[role="heading"] {{ font-size: 18px; font-weight: 700; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="quiet"] {{ color: {QUIET}; font-size: {SMALL + 1}px; }}
QLabel[role="small-warn"] {{ color: {WARN}; font-size: {SMALL}px; }}
QLabel[role="caption"] {{ color: {QUIET}; font-size: {SMALL}px; font-weight: 600; }}
QLabel[role="number"] {{ color: {QUIET}; font-size: 20px; font-weight: 700; }}
QLabel[role="clock"] {{ font-size: 22px; font-weight: 700; }}
QLabel[role="clock"][late="true"] {{ color: {WARN}; }}
QLabel[tone="live"] {{ color: {LIVE}; font-weight: 600; }}
QLabel[tone="warn"] {{ color: {WARN}; font-weight: 600; }}
QLabel[tone="alarm"] {{ color: {ALARM}; font-weight: 600; }}
QLabel[role="chip"] {{
    font-size: {SMALL}px; font-weight: 600; padding: 2px 8px; border-radius: 9px;
    background: {SUNKEN}; color: {QUIET}; border: 1px solid {LINE};
}}
QLabel[role="chip"][tone="live"] {{
    background: {LIVE_SOFT}; color: {LIVE}; border-color: {LIVE};
}}
QLabel[role="chip"][tone="warn"] {{
    background: {WARN_SOFT}; color: {WARN}; border-color: {WARN};
}}
QLabel[role="chip"][tone="alarm"] {{
    background: {ALARM_SOFT}; color: {ALARM}; border-color: {ALARM};
}}
QLabel[role="chip"][tone="accent"] {{
    background: {ACCENT_SOFT}; color: {ACCENT}; border-color: {ACCENT};
}}
QLabel[role="chip"][tone="practice"] {{
    background: {PRACTICE}; color: {TEXT}; border-color: {TEXT};
}}

QFrame[role="card"] {{ background: {SURFACE}; border: 1px solid {LINE}; border-radius: 10px; }}
QFrame[role="notice"] {{
    background: {WARN_SOFT}; border: 2px solid {WARN}; border-radius: 10px;
}}
QFrame[role="notice"][tone="alarm"] {{ background: {ALARM_SOFT}; border-color: {ALARM}; }}
QFrame[role="notice"][tone="calm"] {{ background: {ACCENT_SOFT}; border-color: {ACCENT}; }}
QFrame[role="screen"] {{
    background: {SURFACE}; border: 2px solid {EDGE}; border-radius: 10px;
}}
QFrame[role="screen"][mode="live"] {{ background: {LIVE_SOFT}; border-color: {LIVE}; }}
QFrame[role="screen"][mode="frozen"] {{ background: {COLD_SOFT}; border-color: {COLD}; }}
QFrame[role="screen"][mode="black"] {{ border-color: {TEXT}; background: {SURFACE}; }}
QFrame[role="person"] {{ border: 0; border-bottom: 1px solid {LINE}; background: transparent; }}
QFrame[role="form"] {{
    background: {SUNKEN}; border: 1px solid {LINE}; border-radius: 10px;
}}
QFrame[role="overlay"] {{ background: rgba(18, 22, 28, 110); border: 0; }}
QFrame[role="guide"] {{
    background: {SURFACE}; border: 3px solid {ACCENT}; border-radius: 12px;
}}
QFrame[role="ring"] {{ background: transparent; border: 4px solid {ACCENT}; border-radius: 12px; }}
QFrame[role="drop"] {{ background: {ACCENT}; border: 0; border-radius: 2px; }}
QLabel[role="number-large"] {{ font-size: 22px; font-weight: 700; }}
QLabel[role="chip"][tone="shared"] {{
    background: {SHARED}; color: {SURFACE}; border-color: {SHARED};
}}
QLabel[role="chip"][tone="pick"] {{ background: {SURFACE}; color: {PICK}; border-color: {PICK}; }}
QLabel[role="cell"] {{ padding: 5px 6px; }}
QLabel[role="key"] {{ font-weight: 700; color: {ACCENT}; }}
QFrame[role="rule"] {{ background: {LINE}; max-height: 1px; min-height: 1px; border: 0; }}

QPushButton {{
    min-height: 34px; padding: 4px 14px; border-radius: 8px;
    background: {SURFACE}; border: 1px solid {EDGE}; font-weight: 600;
}}
QPushButton:hover {{ background: {ACCENT_SOFT}; border-color: {ACCENT}; }}
QPushButton:pressed {{ background: {LINE}; }}
QPushButton:focus {{ border: 2px solid {ACCENT}; padding: 3px 13px; }}
QPushButton:checked {{ background: {ACCENT}; color: {SURFACE}; border-color: {ACCENT_DARK}; }}
QPushButton:checked:focus {{ border: 2px solid {TEXT}; }}
QPushButton:disabled {{ color: #6a7583; background: {SUNKEN}; border-color: {LINE}; }}
QPushButton:checked:disabled {{
    background: {ACCENT_SOFT}; color: {TEXT}; border: 2px solid {ACCENT};
}}
QPushButton[kind="primary"] {{
    background: {ACCENT}; color: {SURFACE}; border-color: {ACCENT_DARK}; min-height: 40px;
}}
QPushButton[kind="primary"]:hover {{ background: {ACCENT_DARK}; }}
QPushButton[kind="primary"]:focus {{ border: 3px solid {TEXT}; padding: 2px 12px; }}
QPushButton[kind="primary"]:disabled {{
    color: #6a7583; background: {LINE}; border-color: {LINE};
}}
QPushButton[kind="danger"] {{ color: {ALARM}; border-color: {ALARM}; }}
QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; color: {ACCENT}; }}
QPushButton[kind="quiet"]:hover {{ background: {ACCENT_SOFT}; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {ACCENT}; }}
QPushButton[kind="quiet"]:disabled {{ color: #6a7583; }}
QPushButton[kind="segment"] {{ padding: 4px 6px; }}
QPushButton[kind="segment"]:focus {{ padding: 3px 5px; }}
QPushButton[on="true"] {{ background: {TEXT}; color: {SURFACE}; border-color: {TEXT}; }}
QPushButton[kind="mark"] {{
    min-height: 20px; padding: 1px 10px; border-radius: 11px; font-size: {SMALL}px;
    background: {SURFACE}; color: {QUIET}; border: 1px solid {EDGE};
}}
QPushButton[kind="mark"]:hover {{ border-color: {ACCENT}; }}
QPushButton[kind="mark"]:focus {{ border: 2px solid {ACCENT}; padding: 0 9px; }}
QPushButton[kind="mark"]:checked {{
    background: {SHARED}; color: {SURFACE}; border-color: {SHARED};
}}
QPushButton[kind="mark"]:checked:focus {{ border: 2px solid {TEXT}; }}
QPushButton[kind="page"] {{
    text-align: left; padding: 2px 8px; font-weight: 400; min-height: 30px;
}}
QPushButton[kind="page"][current="true"] {{
    background: {ACCENT_SOFT}; border: 2px solid {ACCENT}; font-weight: 600; padding: 1px 7px;
}}
QPushButton[kind="line"] {{
    text-align: left; background: {SURFACE}; border: 1px solid {LINE}; border-radius: 8px;
    padding: 0; font-weight: 400; min-height: 0;
}}
QPushButton[kind="line"]:hover {{ border-color: {ACCENT}; background: {SUNKEN}; }}
QPushButton[kind="line"]:focus {{ border: 2px solid {ACCENT}; padding: 0; }}
QPushButton[kind="line"]:checked {{
    background: {ACCENT_SOFT}; color: {TEXT}; border: 2px solid {ACCENT};
}}
QPushButton[kind="line"]:checked:focus {{ border: 3px solid {ACCENT_DARK}; }}
QPushButton[kind="chip"] {{
    background: {WARN_SOFT}; border: 1px solid {WARN}; color: {WARN}; text-align: left;
    min-height: 38px;
}}
QPushButton[kind="chip"]:focus {{ border: 2px solid {TEXT}; }}

QLineEdit, QPlainTextEdit, QComboBox {{
    background: {SURFACE}; border: 1px solid {EDGE}; border-radius: 8px; padding: 6px 10px;
    selection-background-color: {ACCENT}; selection-color: {SURFACE};
}}
QLineEdit, QComboBox {{ min-height: 28px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{
    border: 2px solid {ACCENT}; padding: 5px 9px;
}}
QLineEdit[tone="alarm"] {{ background: {ALARM_SOFT}; border: 2px solid {ALARM}; padding: 5px 9px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{
    background: {SUNKEN}; color: {QUIET}; border-color: {LINE};
}}
QComboBox {{ padding-right: 0; }}
QComboBox::drop-down {{ border: 0; width: 24px; }}
QComboBox::down-arrow {{ image: url(ICONS/arrow.svg); width: 16px; height: 16px; }}
QComboBox QAbstractItemView {{
    background: {SURFACE}; selection-background-color: {ACCENT_SOFT}; selection-color: {TEXT};
}}
QMenu {{ background: {SURFACE}; border: 1px solid {EDGE}; padding: 6px; }}
QMenu::item {{ padding: 9px 18px 9px 14px; border-radius: 6px; min-width: 220px; }}
QMenu::item:selected {{ background: {ACCENT_SOFT}; }}
QMenu::separator {{ height: 1px; background: {LINE}; margin: 5px 8px; }}
QCheckBox {{ spacing: 10px; min-height: 36px; background: transparent; }}
QCheckBox::indicator {{
    width: 22px; height: 22px; border: 2px solid {EDGE}; border-radius: 5px; background: {SURFACE};
}}
QCheckBox::indicator:hover, QCheckBox::indicator:focus {{ border-color: {ACCENT}; }}
QCheckBox::indicator:checked {{
    background: {ACCENT}; border-color: {ACCENT}; image: url(ICONS/tick.svg);
}}
QCheckBox::indicator:checked:disabled {{ background: {LIVE}; border-color: {LIVE}; }}
QCheckBox:disabled {{ color: {QUIET}; }}
QCheckBox:focus {{ background: {ACCENT_SOFT}; border-radius: 6px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar::handle {{ background: {EDGE}; border-radius: 5px; margin: 1px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def install(application: QApplication) -> None:
    """Give the application Fusion, the bundled typeface, light colours and the style sheet."""
    application.setStyle("Fusion")
    application.setFont(font(BODY))
    application.setPalette(_palette())
    application.setStyleSheet(_SHEET.replace("ICONS", _icons()))


def _icons() -> str:
    """Return the folder where Qt's style sheets find their pictures."""
    with as_file(files("resources") / "icons") as path:
        return path.as_posix()


def _palette() -> QPalette:
    """Light whatever the desktop says: the sheet's colours are made for it."""
    palette = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, GROUND),
        (QPalette.ColorRole.WindowText, TEXT),
        (QPalette.ColorRole.Base, SURFACE),
        (QPalette.ColorRole.AlternateBase, SUNKEN),
        (QPalette.ColorRole.Text, TEXT),
        (QPalette.ColorRole.Button, SURFACE),
        (QPalette.ColorRole.ButtonText, TEXT),
        (QPalette.ColorRole.Highlight, ACCENT),
        (QPalette.ColorRole.HighlightedText, SURFACE),
        (QPalette.ColorRole.PlaceholderText, QUIET),
        (QPalette.ColorRole.Link, ACCENT),
        (QPalette.ColorRole.Accent, ACCENT),
    ):
        palette.setColor(role, QColor(colour))
    return palette
