"""What a page needs a worker loads; what one in a thousand acts needs it loads then."""

import subprocess
import sys

# Spreadsheets and all they bring, papers, pictures, solvers: tens of megabytes in every worker.
SELDOM = ("openpyxl", "numpy", "PIL", "weasyprint", "reportlab", "ortools")
ASKING = """
import django, sys
django.setup()
import hangot.desk.urls
print(" ".join(name for name in sys.argv[1:] if name in sys.modules))
"""


def test_no_worker_holds_what_only_a_file_or_a_picture_needs() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASKING, *SELDOM], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
