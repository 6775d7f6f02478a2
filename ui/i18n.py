"""The interface's language: installs Samsyn's translations and Qt's own.

English is the language of the source; every `resources/translations/*_<language>.qm` translates a
part of it. Leaves out the record's texts: they stay as they are.
"""

from importlib.resources import as_file, files

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_installed: list[QTranslator] = []


def install(language: str) -> None:
    """Speak that language (`sv` or `en`) from now on, in place of the one before.

    Needs a QCoreApplication. Widgets that are already there hear of it by a LanguageChange event.
    """
    for translator in _installed:
        QCoreApplication.removeTranslator(translator)
    _installed.clear()
    QLocale.setDefault(QLocale("en_GB" if language == "en" else "sv_SE"))
    qt_translations = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    _add(f"{qt_translations}/qtbase_{language}.qm")
    with as_file(files("resources") / "translations") as folder:
        for path in sorted(folder.glob(f"*_{language}.qm")):
            _add(str(path))


def _add(path: str) -> None:
    translator = QTranslator()
    if translator.load(path) and QCoreApplication.installTranslator(translator):
        _installed.append(translator)
