"""What linters miss: names that nest event loops, lose tasks, leave traces or read rich text."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for top in ("app", "ui", "packaging") for path in (ROOT / top).rglob("*.py"))
BANNED = {
    "asyncSlot": "loses its tasks: app.tasks owns them",
    "asyncClose": "loses its tasks: app.tasks owns them",
    "processEvents": "nests the event loop",
    "QEventLoop": "nests the event loop; only ui.loop makes the one there is",
    "QSettings": "leaves traces on disk",
    "QFileDialog": "leaves traces on disk (QtProject.conf)",
    "QPrinter": "leaves traces on disk",
    "QtWebEngineWidgets": "leaves traces on disk",
    "QMessageBox": "reads rich text, and its questions nest the event loop",
    "QToolTip": "reads rich text",
    "setToolTip": "reads rich text",
    "setWhatsThis": "reads rich text",
    "RichText": "reads files and addresses of the network",
    "AutoText": "becomes rich text when it looks like it",
    "MarkdownText": "reads files and addresses of the network",
    "setHtml": "reads files and addresses of the network",
    "insertHtml": "reads files and addresses of the network",
    "QTextBrowser": "reads files and addresses of the network",
    "pickle": "runs what it reads",
    "deleteLater": "may be garbage before Qt deletes it: ui.garbage.kept_until_deleted",
    "itemAt": "outlives what Qt deletes, and the console dies of it: ui.console.focus.in_order",
}
ALLOWED = {("ui/loop.py", "QEventLoop"), ("ui/garbage.py", "deleteLater")}
# Of Qt's modules only these: others are GPL-only, or leave traces on disk (docs/adr/0003).
MODULES = {"PySide6", *(f"PySide6.Qt{m}" for m in ("Core", "Gui", "Widgets", "Svg"))}
CONTENT = {"PySide6.QtMultimedia", "PySide6.QtPdf"}  # films and PDF pages: in case processes only
CONTENT_IN = {"ui/pages/film.py", "ui/pages/media.py"}
CALLS = {"exec", "exec_"}


def _names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                yield node.lineno, name
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                yield from ((node.lineno, part) for n in names for part in n.name.split("."))


def _modules(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the modules of Qt that are imported, in any of the ways to write it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "PySide6":
            names = [f"PySide6.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        yield from ((node.lineno, name) for name in names if name.startswith("PySide6"))


def _calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.lineno, node.func.attr


def _lambdas_in_loops(tree: ast.AST) -> Iterator[int]:
    """Yield where a signal is connected, in a loop, to a lambda that takes the loop's variable."""
    for loop in ast.walk(tree):
        if not isinstance(loop, ast.For):
            continue
        variables = {n.id for n in ast.walk(loop.target) if isinstance(n, ast.Name)}
        for call in ast.walk(loop):
            if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "connect":
                yield from _late(call, variables)


def _late(call: ast.Call, variables: set[str]) -> Iterator[int]:
    for argument in call.args:
        if isinstance(argument, ast.Lambda):
            used = {n.id for n in ast.walk(argument.body) if isinstance(n, ast.Name)}
            if used & variables:
                yield argument.lineno


def _typed_signals(tree: ast.AST) -> Iterator[int]:
    """Yield where a Signal carries anything but an object: int truncates, str and dict lose."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Signal":
            names = [getattr(argument, "id", "?") for argument in node.args]
            if any(name != "object" for name in names):
                yield node.lineno


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_banned_is_named(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    where = path.relative_to(ROOT).as_posix()
    found = [
        f"{where}:{line}: {name} {BANNED[name]}"
        for line, name in _names(tree)
        if name in BANNED and (where, name) not in ALLOWED
    ]
    found += [
        f"{where}:{line}: {module} is not one of the modules that may be used here"
        for line, module in _modules(tree)
        if module not in MODULES and not (module in CONTENT and where in CONTENT_IN)
    ]
    found += [
        f"{where}:{line}: .{name}() nests the event loop"
        for line, name in _calls(tree)
        if name in CALLS
    ]
    found += [f"{where}:{line}: a lambda on the wrong one" for line in _lambdas_in_loops(tree)]
    found += [f"{where}:{line}: only Signal() or Signal(object)" for line in _typed_signals(tree)]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "dialog.exec()",
        "from PySide6.QtCore import QSettings",
        "QApplication.processEvents()",
        "label.setTextFormat(Qt.TextFormat.RichText)",
    ],
)
def test_the_search_finds_what_is_there(source: str) -> None:
    tree = ast.parse(source)
    named = any(name in BANNED for _, name in _names(tree))
    assert named or any(name in CALLS for _, name in _calls(tree))


@pytest.mark.parametrize(
    "source",
    ["import PySide6.QtGraphs", "from PySide6 import QtCharts", "from PySide6.QtPdf import X"],
)
def test_the_search_finds_modules_of_qt(source: str) -> None:
    ((_, module),) = _modules(ast.parse(source))
    assert module not in MODULES


def test_the_search_finds_lambdas_bound_to_the_wrong_screen() -> None:
    wrong = "for screen in screens:\n    b.clicked.connect(lambda: show(screen))"
    right = "for screen in screens:\n    b.clicked.connect(lambda screen=screen: show())"
    assert list(_lambdas_in_loops(ast.parse(wrong))) == [2]
    assert list(_lambdas_in_loops(ast.parse(right))) == []


def test_the_search_finds_signals_that_lose_their_values() -> None:
    assert list(_typed_signals(ast.parse("s = Signal(str)"))) == [1]
    assert list(_typed_signals(ast.parse("s = Signal(object)\nt = Signal()"))) == []
