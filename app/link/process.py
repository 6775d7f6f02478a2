"""One case process: started, spoken with, killed."""

import sys

CASE_COMMAND = (sys.executable, "-I", "-m", "ui.case_main")
