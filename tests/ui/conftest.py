"""Every test of windows and pages has the same application, whichever of them comes first."""

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session", autouse=True)
def one_application(qapp: QApplication) -> QApplication:
    """Make it before anything that makes do with less, such as exported pages, makes its own."""
    return qapp
