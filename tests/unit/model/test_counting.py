"""How many of what, in words."""

import pytest

from app.model.counting import counted


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 texts"), (1, "1 text"), (2, "2 texts"), (21, "21 texts")]
)
def test_one_is_one_and_the_others_are_many(count: int, said: str) -> None:
    assert counted(count, "text") == said
