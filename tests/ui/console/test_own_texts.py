"""The organisation's own texts in the console: listed, searched, written, refused, as files."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDropEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from app.keyboard import Action
from app.model.local_text import Finding, FindingKind
from app.model.outcome import Coded, Intention, StandardText
from app.room.local_texts import EMPTY
from app.room.state import (
    LocalTexts,
    RoomState,
    TextNews,
    TextsNews,
    TextWriting,
    Undoable,
    Waiting,
)
from tests.ui.console import states
from tests.ui.console.conftest import Show, Shown
from ui.console import style
from ui.console.inputs import TextField
from ui.console.own_texts import TextList
from ui.console.standard_texts import TextLine

pytestmark = pytest.mark.usefixtures("english")


def opened(show: Show, state: RoomState | None = None) -> Shown:
    shown = show(state or states.own_texts())
    shown.view.act(Action.TEXTS)
    return shown


def with_local(**changes: object) -> RoomState:
    state = states.own_texts()
    return msgspec.structs.replace(state, local=msgspec.structs.replace(state.local, **changes))


def writing(text: StandardText = EMPTY, **more: object) -> RoomState:
    now = msgspec.structs.replace(TextWriting(text=text, before=EMPTY), **more)
    return with_local(writing=now, news=None)


def press(shown: Shown, name: str) -> None:
    part = shown.part(name)
    assert isinstance(part, QAbstractButton)
    assert part.isEnabled()
    QTest.mouseClick(part, Qt.MouseButton.LeftButton)


def field(shown: Shown, name: str) -> QLineEdit:
    found = shown.part(name)
    assert isinstance(found, QLineEdit)
    return found


def text_field(shown: Shown) -> TextField:
    return next(f for f in shown.view.findChildren(TextField) if f.isVisible())


def written(shown: Shown) -> StandardText:
    text = shown.room.write_text.call_args.args[0]
    assert isinstance(text, StandardText)
    return text


def said(root: QWidget) -> str:
    QCoreApplication.sendPostedEvents()
    return "\n".join(each.text() for each in root.findChildren(QLabel) if each.isVisible())


def lines(shown: Shown) -> list[str]:
    QCoreApplication.sendPostedEvents()
    found = shown.view.findChild(TextList)
    assert found is not None
    return [line.accessibleName() for line in found.findChildren(TextLine) if line.isVisible()]


def test_own_texts_are_listed_those_out_of_use_last(show: Show) -> None:
    shown = opened(show)
    shown.room.open_texts.assert_called_once_with()
    assert lines(shown) == ["Vår 0", "Vår 1", "Vår 2"]
    assert "Out of use" in said(shown.view)
    assert "Imported. New or changed texts: 2." in said(shown.view)
    press(shown, "Vår 1")
    shown.room.begin_text.assert_called_once_with(states.OWN[1].text)
    press(shown, "New text")
    assert shown.room.begin_text.call_args.args == ()


def test_all_texts_are_searched_to_be_copied(show: Show) -> None:
    shown = opened(show)
    QTest.keyClicks(field(shown, "Search all texts"), "pall")
    shown.room.find_texts.assert_called_with("pall")
    found = (states.OWN[1].text, *states.TEXTS[3:])
    shown.view.present(with_local(found=found))
    assert lines(shown) == ["Vår 1", *(text.title for text in states.TEXTS[3:])]
    assert "A PRESS MAKES A COPY" in said(shown.view)
    QTest.keyClick(field(shown, "Search all texts"), Qt.Key.Key_Down)
    press(shown, states.TEXTS[3].title)
    shown.room.begin_text.assert_called_with(states.TEXTS[3])
    shown.view.present(with_local(found=()))
    assert "No text found." in said(shown.view)


def test_without_any_text_it_says_so(show: Show) -> None:
    shown = opened(show, with_local(texts=(), news=None))
    assert "No texts of your own yet." in said(shown.view)
    QTest.keyClick(field(shown, "Search all texts"), Qt.Key.Key_Down)


def test_an_expired_text_is_marked(show: Show) -> None:
    old, future = (
        msgspec.structs.replace(states.OWN[n].text, **days)
        for n, days in enumerate(({"valid_to": "2026-11-22"}, {"valid_from": "2026-12-01"}))
    )
    both = tuple(msgspec.structs.replace(states.OWN[0], text=text) for text in (old, future))
    shown = opened(show, with_local(texts=both))
    assert "Expired 2026-11-22" in said(shown.view)
    assert "Valid from 2026-12-01" in said(shown.view)
    state = states.live()
    assert state.outcome is not None
    outcome = msgspec.structs.replace(state.outcome, suggestions=(old,))
    shown.view.present(msgspec.structs.replace(state, outcome=outcome))
    assert "Expired 2026-11-22" in said(shown.view)


def test_every_field_is_written_into_the_text(show: Show) -> None:
    shown = opened(show, writing())
    QTest.keyClicks(field(shown, "Title"), "Rutin")
    assert written(shown).title == "Rutin"
    text_field(shown).setPlainText("Remiss {sida!}.")
    assert written(shown).text == "Remiss {sida!}."
    for name, typed, attribute, value in (
        ("Diagnoses", "c18, C20.9;", "diagnoses", ("C18", "C20.9")),
        ("Valid from", "2026-01-01", "valid_from", "2026-01-01"),
        ("Valid to", "2026-12-31 ", "valid_to", "2026-12-31"),
        ("Source", "Program 3", "source", "Program 3"),
        ("Unit", "Kirurgen", "unit", "Kirurgen"),
    ):
        QTest.keyClicks(field(shown, name), typed)
        assert getattr(written(shown), attribute) == value
    shown.view.present(writing(written(shown)))
    press(shown, "Curative")
    assert written(shown).intention is Intention.CURATIVE
    shown.view.present(writing(written(shown)))
    assert field(shown, "Diagnoses").text() == "c18, C20.9;", "what is written in stays as it is"
    press(shown, "Curative")
    assert written(shown).intention is None
    press(shown, "Save")
    shown.room.keep_text.assert_called_once_with()


def test_the_conference_is_chosen_and_several_stay_as_they_are(show: Show) -> None:
    urls = tuple(each.url for each in states.DEFINITIONS[:2])
    text = msgspec.structs.replace(EMPTY, title="x", conferences=urls)
    shown = opened(show, writing(text))
    QTest.keyClicks(field(shown, "Title"), "y")
    assert written(shown).conferences == urls
    strange = msgspec.structs.replace(text, conferences=("https://x.example/other",))
    shown.view.present(writing(strange))
    QTest.keyClicks(field(shown, "Title"), "z")
    assert written(shown).conferences == strange.conferences
    choice = shown.part("Conference")
    QTest.keyClick(choice, Qt.Key.Key_Home)
    assert written(shown).conferences == ()


def test_what_is_refused_is_marked_where_it_stands_and_stays(show: Show) -> None:
    shown = opened(show, states.own_text())
    text = said(shown.view)
    assert "Not saved: it tells who somebody is." in text
    assert "the name of somebody in this meeting in the title" in text
    assert "a telephone number in the text" in text
    title = field(shown, "Title")
    assert (title.text(), title.selectedText()) == ("Rutin för Lundgren", "Lundgren")
    assert title.property("tone") == "alarm"
    marked = _marked(text_field(shown))
    assert marked == ["08-123 45 67"]
    state = states.own_text()
    assert state.local.writing is not None
    fine = msgspec.structs.replace(state.local.writing, findings=())
    shown.view.present(
        msgspec.structs.replace(state, local=LocalTexts(texts=states.OWN, writing=fine))
    )
    assert _marked(text_field(shown)) == []
    assert title.property("tone") == ""


def _marked(shown: TextField) -> list[str]:
    text, found = shown.toPlainText(), []
    for each in shown.document().firstBlock().layout().formats():
        look = each.format
        assert isinstance(look, QTextCharFormat)
        if look.background().color().name() == style.ALARM_SOFT:
            found.append(text[each.start : each.start + each.length])
    return found


def test_the_place_in_the_text_is_selected_also_behind_signs_of_two_units(show: Show) -> None:
    text = msgspec.structs.replace(EMPTY, title="x", text="😀 Ring\n08-123 45 67 nu")
    found = Finding(field="text", start=7, end=19, kind=FindingKind.TELEPHONE)
    shown = opened(show, writing(text, findings=(found,)))
    refused = writing(text, findings=(found,))
    news = TextsNews(what=TextNews.PERSONAL)
    shown.view.present(
        msgspec.structs.replace(refused, local=msgspec.structs.replace(refused.local, news=news))
    )
    assert text_field(shown).textCursor().selectedText() == "08-123 45 67"


@pytest.mark.parametrize(
    ("news", "words"),
    [
        (TextsNews(what=TextNews.FAILED, error="library-full"), "disk is full. Nothing written"),
        (TextsNews(what=TextNews.FAILED, error="library-conflict"), "Press Copy"),
        (TextsNews(what=TextNews.FAULTY, where="texts[0].valid_to"), "Write the day as 2026-01-31"),
        (TextsNews(what=TextNews.FAULTY, where="texts[0].diagnoses[1]"), "C18, C20"),
        (TextsNews(what=TextNews.FAULTY), "no file of standard texts"),
        (TextsNews(what=TextNews.EXPORTED, count=3), "Texts: 3"),
        (TextsNews(what=TextNews.RETIRED), "Ctrl+Z"),
        (
            TextsNews(
                what=TextNews.PERSONAL,
                places=tuple(
                    (n, Finding(field="source", start=0, end=1, kind=FindingKind.EMAIL))
                    for n in range(5)
                ),
            ),
            "text 3, an e-mail address in the source; 2 more.",
        ),
    ],
)
def test_what_became_of_a_press_is_said(show: Show, news: TextsNews, words: str) -> None:
    shown = opened(show, writing())
    shown.view.present(with_local(writing=TextWriting(text=EMPTY, before=EMPTY), news=news))
    assert words in said(shown.view)
    assert "texts[" not in said(shown.view), "a place is told of files"
    shown.view.present(with_local(news=news))
    assert words in said(shown.view)


def test_a_text_of_ours_is_copied_retired_and_taken_up_again(show: Show) -> None:
    mine, retired = states.OWN[0].text, states.OWN[2].text
    shown = opened(show, writing(mine, before=mine))
    press(shown, "Take out of use")
    shown.room.retire_text.assert_called_once_with(mine.url, retired=True)
    press(shown, "Copy")
    shown.room.begin_text.assert_called_once_with(msgspec.structs.replace(mine, url="", version=""))
    shown.view.present(writing(retired, before=retired))
    press(shown, "Use again")
    shown.room.retire_text.assert_called_with(retired.url, retired=False)
    press(shown, "To the list")
    shown.room.put_text_away.assert_called_once_with()


def test_what_is_begun_is_there_when_the_sheet_is_opened_again(show: Show) -> None:
    text = msgspec.structs.replace(EMPTY, title="Halv")
    shown = opened(show, writing(text))
    shown.view.act(Action.BACK)
    shown.room.put_text_away.assert_not_called()
    shown.view.act(Action.TEXTS)
    assert field(shown, "Title").text() == "Halv"
    press(shown, "Discard")
    shown.room.put_text_away.assert_called_once_with()


@pytest.mark.parametrize(
    ("news", "name"),
    [
        (TextsNews(what=TextNews.FAULTY, where="texts[0].valid_to"), "Valid to"),
        (TextsNews(what=TextNews.FAULTY, where="texts[0].diagnoses[1]"), "Diagnoses"),
        (TextsNews(what=TextNews.FAULTY, where="texts[0].text"), "Text."),
        (TextsNews(what=TextNews.FAILED, error="library-full"), "Text."),
    ],
)
def test_after_a_refusal_one_writes_on_and_throws_nothing_away(
    show: Show, news: TextsNews, name: str
) -> None:
    text = msgspec.structs.replace(EMPTY, title="Halv")
    shown = opened(show, writing(text))
    shown.view.present(writing(text, saving=True))
    shown.view.present(writing(text))
    state = writing(text)
    shown.view.present(
        msgspec.structs.replace(state, local=msgspec.structs.replace(state.local, news=news))
    )
    focused = shown.window.focusWidget()
    assert focused is not None
    assert focused.accessibleName().startswith(name)


def test_nothing_is_written_while_it_is_being_saved(show: Show) -> None:
    text = msgspec.structs.replace(EMPTY, title="Halv")
    shown = opened(show, writing(text, saving=True))
    assert not field(shown, "Title").isEnabled()
    assert not shown.part("Save").isEnabled()


def test_files_are_named_by_a_path_or_dropped(show: Show, fresh_home: Path) -> None:
    shown = opened(show)
    path = field(shown, "File of texts")
    assert path.text().endswith("samsyn-texts-2026-11-23.json")
    press(shown, "Export")
    shown.room.export_texts.assert_called_once_with(path.text())
    shown_list = shown.view.findChild(TextList)
    assert shown_list is not None
    held = QMimeData()
    held.setUrls([QUrl("https://x.example/a.json"), QUrl.fromLocalFile("/usb/texter.json")])
    dropped = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        held,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    shown_list.dropEvent(dropped)
    press(shown, "Import")
    shown.room.import_texts.assert_called_once_with("/usb/texter.json")
    path.clear()
    press(shown, "Import")
    press(shown, "Export")
    assert shown.room.import_texts.call_count == shown.room.export_texts.call_count == 1


@pytest.mark.parametrize("documents", [False, True])
def test_the_file_that_is_proposed_is_in_a_folder_that_is_there(
    show: Show, fresh_home: Path, monkeypatch: pytest.MonkeyPatch, *, documents: bool
) -> None:
    there = fresh_home / "Documents"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(there))
    if documents:
        there.mkdir()
    proposed = Path(field(opened(show), "File of texts").text())
    assert proposed.parent == (there if documents else fresh_home)


@pytest.mark.parametrize(
    ("typed", "system", "code"),
    [
        ("jfb46", "urn:oid:1.2.752.116.1.3.2.1.4", "JFB46"),
        ("25153006 ", "http://snomed.info/sct", "25153006"),
        ("something", "", "SOMETHING"),
    ],
)
def test_a_code_is_of_the_system_that_it_looks_like(
    show: Show, typed: str, system: str, code: str
) -> None:
    shown = opened(show, writing())
    field(shown, "Code").setText(typed)
    assert written(shown).code == Coded(system=system, code=code)
    field(shown, "Code").clear()
    assert written(shown).code is None


def test_a_code_of_no_system_is_told_at_its_field(show: Show) -> None:
    shown = opened(show, writing())
    news = TextsNews(what=TextNews.FAULTY, where="texts[0].code.system")
    state = with_local(writing=TextWriting(text=EMPTY, before=EMPTY), news=news)
    shown.view.present(state)
    assert field(shown, "Code").hasFocus()
    assert "Write the code as JFB46 (KVÅ) or 25153006 (SNOMED CT)." in said(shown.window)


def test_a_text_is_written_in_a_language(show: Show) -> None:
    shown = opened(show, writing())
    language = shown.part("Language")
    assert isinstance(language, QComboBox)
    language.setFocus()
    QTest.keyClick(language, Qt.Key.Key_Down)
    assert written(shown).language == "en"


def test_a_text_keeps_its_code_and_language_when_it_is_changed_or_copied(show: Show) -> None:
    code = Coded(system="urn:oid:1.2.752.116.1.3.2.1.4", code="JFB30", display="Hemikolektomi")
    mine = msgspec.structs.replace(states.OWN[0].text, code=code, language="en")
    own = (msgspec.structs.replace(states.OWN[0], text=mine), *states.OWN[1:])
    now = TextWriting(text=mine, before=mine)
    shown = opened(show, with_local(texts=own, writing=now, news=None))
    field(shown, "Title").setText("Another title")
    assert (written(shown).code, written(shown).language) == (code, "en")
    press(shown, "Copy")
    copied = shown.room.begin_text.call_args.args[0]
    assert (copied.code, copied.language) == (code, "en")


def test_the_way_there_is_beside_the_texts_and_at_the_desk(show: Show) -> None:
    shown = show(states.live())
    press(shown, "Own standard texts …")
    shown.room.open_texts.assert_called_once_with()
    shown.view.present(states.desk_picking())
    press(shown, "Own standard texts …")
    assert shown.room.open_texts.call_count == 2


def test_an_unsaved_text_is_told_before_closing(show: Show) -> None:
    shown = show(states.own_texts())
    shown.room.why_not_close = (Waiting.TEXT,)
    shown.view.ask_to_close()
    assert "An own standard text is being written" in said(shown.view)
    shown.part("Close and lose it")


def test_a_saved_text_is_taken_back_by_its_button_or_by_ctrl_z(show: Show) -> None:
    shown = opened(show, writing())
    saved = with_local(news=TextsNews(what=TextNews.KEPT))
    shown.view.present(msgspec.structs.replace(saved, undo=Undoable.TEXT))
    focused = shown.window.focusWidget()
    assert isinstance(focused, TextLine)
    QTest.keyClick(focused, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    shown.room.undo.assert_called_once_with()
    press(shown, "Undo")
    assert shown.room.undo.call_count == 2
    shown.view.present(with_local(news=TextsNews(what=TextNews.TAKEN_BACK)))
    assert "Taken back." in said(shown.view)
    assert not shown.view._sheets[Action.TEXTS]._undo.isVisible()  # type: ignore[attr-defined]
