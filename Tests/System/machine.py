"""A small Debian of its own, booted by systemd-nspawn, into which callaudit is installed."""

import hashlib
import json
import os
import shutil
import subprocess
import time
from pathlib import Path

CACHE = Path(os.environ.get("CALLAUDIT_TEST_CACHE", "/var/cache/callaudit-tests"))
# What a target machine needs: a service manager, and the libraries that callaudit is linked with.
PACKAGES = ("systemd", "systemd-sysv", "dbus", "tzdata", "libstdc++6", "libsndfile1",
            "libogg0", "libopus0", "libsodium23", "libsqlite3-0", "libpq5", "libseccomp2",
            "libqrencode4", "libxlsxwriter4", "zlib1g", "libpangocairo-1.0-0",
            "libpangoft2-1.0-0")


def base_root():
    """The folder of a Debian root without callaudit; made once by debootstrap, then kept."""
    edition = hashlib.sha256(" ".join(PACKAGES).encode()).hexdigest()[:12]
    base = CACHE / f"bookworm-{edition}"
    if not base.exists():
        making = CACHE / f"making-{os.getpid()}"
        making.mkdir(parents=True, mode=0o700)
        try:
            subprocess.run(
                ["debootstrap", "--variant=minbase", f"--include={','.join(PACKAGES)}",
                 "bookworm", str(making / "root")],
                check=True, stdout=subprocess.DEVNULL, timeout=900)
            (making / "root").rename(base)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    return base


class Machine:
    """A booted copy of the base root. Commands run in it as root; `shut_down` ends it."""

    def __init__(self, prepare):
        CACHE.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.name = f"callaudit-test-{os.getpid()}"
        self.root = CACHE / self.name
        subprocess.run(["cp", "-a", "--reflink=auto", base_root(), self.root], check=True)
        prepare(self.root)
        self.console = open(CACHE / f"{self.name}.console", "wb")
        self.nspawn = subprocess.Popen(
            ["systemd-nspawn", "--quiet", "--boot", f"--directory={self.root}",
             f"--machine={self.name}", "--private-network", "--link-journal=no",
             *self.registration()],
            stdin=subprocess.DEVNULL, stdout=self.console, stderr=subprocess.STDOUT)
        self.until(self.booted, seconds=90, what="the machine to boot")

    @staticmethod
    def registration():
        # Where systemd doesn't run itself there is nobody to allot a scope or to register with.
        alone = not Path("/run/systemd/system").exists()
        return ["--register=no", "--keep-unit"] if alone else ["--register=no"]

    def leader(self):
        """The process that is number 1 inside."""
        children = Path(f"/proc/{self.nspawn.pid}/task/{self.nspawn.pid}/children").read_text()
        return int(children.split()[0])

    def booted(self):
        if self.nspawn.poll() is not None:
            said = Path(self.console.name).read_text(errors="replace")
            raise AssertionError(f"systemd-nspawn ended:\n{said}")
        try:
            state = self.run("systemctl", "is-system-running", check=False).stdout.strip()
        except (IndexError, FileNotFoundError):
            return False
        return state in ("running", "degraded")

    def run(self, *command, check=True, timeout=60, text=None):
        done = subprocess.run(
            ["nsenter", "--all", "--target", str(self.leader()), "--", *command],
            input=text, capture_output=True, text=True, timeout=timeout,
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"})
        if check and done.returncode:
            raise AssertionError(f"{command} ended with {done.returncode}: {done.stderr}")
        return done

    def callaudit(self, *arguments):
        done = self.run("callaudit", "--config", "/etc/callaudit/callaudit.yaml", *arguments)
        return json.loads(done.stdout)

    def property(self, name, unit="callaudit"):
        shown = self.run("systemctl", "show", unit, "--property", name, "--value")
        return shown.stdout.strip()

    def status(self, unit="callaudit"):
        """Of the unit's process, as the kernel has it."""
        process = self.property("MainPID", unit)
        text = self.run("cat", f"/proc/{process}/status").stdout
        return dict(line.split(":\t", 1) for line in text.splitlines())

    def journal(self, unit="callaudit"):
        return self.run("journalctl", f"--unit={unit}", "--no-pager").stdout

    def until(self, condition, seconds, what):
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"waited {seconds} s in vain for {what}")
            time.sleep(0.2)

    def shut_down(self):
        if self.nspawn.poll() is None:
            self.run("systemctl", "poweroff", "--force", check=False)
            try:
                self.nspawn.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.nspawn.kill()
                self.nspawn.wait(timeout=30)
        self.console.close()
        Path(self.console.name).unlink(missing_ok=True)
        shutil.rmtree(self.root, ignore_errors=True)
