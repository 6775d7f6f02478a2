"""What can be picked on a page: what is meant stays meant while the page fills."""

import pytest

from app.room.ports import PageItem
from ui.console.page_items import PageItems


def items(*references: str) -> tuple[PageItem, ...]:
    return tuple(
        PageItem(reference=each, left=0.1, top=0.1 * at, width=0.8, height=0.1, picked=False)
        for at, each in enumerate(references)
    )


def test_an_item_stays_the_one_that_is_meant_while_others_come_before_it() -> None:
    page = PageItems()
    page.present(items("DocumentReference/a", "DocumentReference/b"), on=True)
    page.step(1)
    page.step(1)
    assert page.current is not None
    page.present(
        items("DocumentReference/new", *("DocumentReference/a", "DocumentReference/b")), on=True
    )
    assert page.current.reference == "DocumentReference/b"
    assert page.place == (3, 3)


@pytest.mark.parametrize("on", [True, False])
def test_an_item_that_is_gone_is_not_meant(*, on: bool) -> None:
    page = PageItems()
    page.present(items("DocumentReference/a"), on=True)
    page.step(1)
    there = items("DocumentReference/b") if on else items("DocumentReference/a")
    page.present(there, on=on)
    assert page.current is None
