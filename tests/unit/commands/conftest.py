"""A command that paints makes an application that can do less than windows need: one is there."""

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session", autouse=True)
def one_application(qapp: QApplication) -> QApplication:
    """Make it first, since tests of windows may come later in the same process."""
    return qapp
