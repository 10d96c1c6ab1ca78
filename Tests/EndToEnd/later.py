"""A daemon that lives later: what it does by date alone is seen without waiting for the date."""

import subprocess
from pathlib import Path

SOURCE = Path(__file__).with_name("later.c")


def put_forward(daemon, days):
    """Starts `daemon` anew, as many days later. Sessions may have ended by then."""
    library = daemon.folder / "later.so"
    subprocess.run(["gcc", "-O1", "-Wall", "-Werror", "-shared", "-fPIC", "-o", library, SOURCE],
                   check=True, timeout=60)
    daemon.stop()
    daemon.start(environment={"LD_PRELOAD": str(library),
                              "CALLAUDIT_TEST_LATER": str(days * 86_400)})
