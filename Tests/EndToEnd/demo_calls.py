"""The demo's calls, and a daemon that has taken them in.

    python3 Tests/EndToEnd/demo_calls.py COMMAND...

runs COMMAND with the address of such a daemon in CALLAUDIT_TEST_URL and a compliance officer's
name and password in CALLAUDIT_TEST_NAME and CALLAUDIT_TEST_PASSWORD, and ends with its status.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from daemon import REPOSITORY, Daemon
from visitor import PASSWORD, first_account


class DemoCalls:
    """`folder` holds one folder a profile, `entries` tells what each file is."""

    def __init__(self, folder):
        self.folder = Path(folder)
        subprocess.run([REPOSITORY / "scripts/make-demo-calls", folder], check=True, timeout=120)
        about = json.loads((self.folder / "calls.json").read_text())
        self.zones, self.entries = about["zones"], about["files"]
        self.good = [entry for entry in self.entries if "quarantine" not in entry]

    def path(self, entry):
        return self.folder / entry["profile"] / entry["path"]

    def taken_in(self, **options):
        """A daemon (with these `options`) that has decided on all of them. The caller closes it."""
        daemon = Daemon(sources={profile: {"zone": zone, "afterwards": "delete"}
                                 for profile, zone in self.zones.items()}, **options)
        try:
            daemon.start()
            for profile in self.zones:
                shutil.copytree(self.folder / profile, daemon.drop(profile), dirs_exist_ok=True)
            daemon.until_decided(len(self.entries), seconds=90)
        except BaseException:
            daemon.close()
            raise
        return daemon


def main(command):
    with tempfile.TemporaryDirectory() as folder:
        daemon = DemoCalls(folder).taken_in()
        try:
            address = f"http://127.0.0.1:{daemon.port}"
            return subprocess.call(command, env={
                **os.environ, "CALLAUDIT_TEST_URL": address,
                "CALLAUDIT_TEST_NAME": first_account(daemon),
                "CALLAUDIT_TEST_PASSWORD": PASSWORD})
        finally:
            daemon.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if sys.argv[1:] else __doc__)
