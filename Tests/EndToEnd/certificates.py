"""Certificates for tests, made by openssl(1): an authority, and pairs that it signs."""

import subprocess
from pathlib import Path


class Authority:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.key, self.certificate = self.folder / "ca.key", self.folder / "ca.pem"
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes", "-days", "30", "-subj", "/CN=Test authority", "-keyout", self.key,
                "-out", self.certificate)

    def pair(self, certificate, key, serial, names=("callaudit.test",), days=30):
        """Writes a certificate for `names` and 127.0.0.1, with its key, by renames."""
        request, extra = self.folder / "request.pem", self.folder / "extra"
        made, made_key = Path(f"{certificate}.new"), Path(f"{key}.new")
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-subj", f"/CN={names[0]}", "-keyout", made_key, "-out", request)
        listed = ",".join([*(f"DNS:{name}" for name in names), "DNS:localhost", "IP:127.0.0.1"])
        extra.write_text(f"subjectAltName={listed}\n")
        openssl("x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", self.key,
                "-set_serial", serial, "-days", days, "-extfile", extra, "-out", made)
        made_key.chmod(0o600)
        made.rename(certificate)
        made_key.rename(key)


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, timeout=30)
