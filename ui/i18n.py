"""The interface's language: installs Samsyn's translations and Qt's own.

English is the language of the source; every `resources/translations/*_<language>.qm` translates a
part of it. Leaves out the record's texts: they stay as they are.
"""

from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_installed: list[tuple[QTranslator, bytes]] = []  # Qt does not copy what it is given to read


def install(language: str) -> None:
    """Speak that language (`sv` or `en`) from now on, in place of the one before.

    Needs a QCoreApplication. Widgets that are already there hear of it by a LanguageChange event.
    """
    for translator, _ in _installed:
        QCoreApplication.removeTranslator(translator)
    _installed.clear()
    QLocale.setDefault(QLocale("en_GB" if language == "en" else "sv_SE"))
    qt_translations = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    qts_own = Path(qt_translations, f"qtbase_{language}.qm")
    if qts_own.is_file():
        _add(qts_own.read_bytes())
    for file in sorted((files("resources") / "translations").iterdir(), key=lambda each: each.name):
        if file.name.endswith(f"_{language}.qm"):
            _add(file.read_bytes())


def _add(content: bytes) -> None:
    """Install a translation from memory.

    Qt would map its file: an upgrade in the middle of a meeting would change the words under the
    program, or end it.
    """
    translator = QTranslator()
    if translator.load(content) and QCoreApplication.installTranslator(translator):
        _installed.append((translator, content))
