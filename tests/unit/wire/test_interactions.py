"""Every interaction is called as its WSDL says, where ../shared has it."""

import re
from pathlib import Path

import pytest

from app.wire import interactions
from app.wire.envelope import Interaction

SCHEMAS = Path(__file__).parents[3].parent / "shared" / "data" / "rivta" / "schemas"
INTERACTIONS = [each for each in vars(interactions).values() if isinstance(each, Interaction)]


def wsdl(interaction: Interaction) -> str:
    found = sorted(SCHEMAS.glob(f"**/{interaction.name}Interaction_{interaction.major}.*.wsdl"))
    if not found:
        pytest.skip("the shared RIV-TA schemas are not here")
    return found[0].read_text("utf-8")


@pytest.mark.parametrize("interaction", INTERACTIONS, ids=[each.name for each in INTERACTIONS])
def test_an_interaction_has_the_action_and_the_namespace_of_its_wsdl(
    interaction: Interaction,
) -> None:
    text = wsdl(interaction)
    assert re.findall(r"soapAction=[\"\']([^\"\']+)", text) == [interaction.action]
    assert interaction.namespace in text


def test_there_are_fourteen_that_read_and_five_about_law() -> None:
    assert len({each.path for each in INTERACTIONS}) == len(INTERACTIONS) == 14 + 5
