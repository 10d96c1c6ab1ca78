"""A way to a PostgreSQL that ends sessions at the worst moment: just behind the answer to a COMMIT.

Messages are told apart as the PostgreSQL manual has them ("Message Formats"): a byte for the kind,
four for the length, which counts itself but not the kind; a session's first message has no kind.
"""

import shutil
import socket
import tempfile
import threading
from pathlib import Path

from postgres import SOCKET_PORT, named

TAKES_IN = b"INSERT INTO recording"


class CommitCutter:
    """Hands everything on, but every third commit that brought a recording: of that only the
    answer, and behind it the end of the session, as from a server that is shut down. `left` is how
    many times more it does so."""

    def __init__(self, server, cuts):
        self.server, self.left, self.commits = server, cuts, 0
        # Short, since a socket's path holds 107 bytes at most.
        self.folder = Path(tempfile.mkdtemp(prefix="callaudit-proxy-"))
        self.lock, self.threads = threading.Lock(), []
        self.listener = socket.socket(socket.AF_UNIX)

    def address(self, behind):
        """The database at the server's own address `behind`, as it is reached through here."""
        return self.server.address(host=self.folder, port=SOCKET_PORT, user=named(behind, "user"),
                                   dbname=named(behind, "dbname"))

    def __enter__(self):
        self.listener.bind(str(self.folder / f".s.PGSQL.{SOCKET_PORT}"))
        self.listener.listen()
        self.run(self.accept)
        return self

    def __exit__(self, *_):
        # Sessions end with the daemon or the server.
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for thread in self.threads:
            thread.join(timeout=10)
        shutil.rmtree(self.folder)

    def run(self, work, *arguments):
        self.threads.append(threading.Thread(target=work, args=arguments, daemon=True))
        self.threads[-1].start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            try:
                session = Session(self, client)
            except OSError:
                client.close()
                continue
            self.run(session.ask)
            self.run(session.answer)

    def place(self):
        """The server's own socket."""
        words = self.server.words
        return f"{words['host']}/.s.PGSQL.{words['port']}"

    def cuts_this(self):
        with self.lock:
            self.commits += 1
            cuts = self.left > 0 and self.commits % 3 == 0
            self.left -= cuts
            return cuts


class Session:
    def __init__(self, cutter, client):
        self.cutter, self.client = cutter, client
        self.server = socket.socket(socket.AF_UNIX)
        self.server.connect(cutter.place())
        self.statements, self.takes_in = {}, False

    def ask(self):
        """From the client to the server."""
        for message in messages(self.client, is_started=False):
            self.note(message)
            if not handed_on(message, self.server):
                break
        self.end()

    def note(self, message):
        if message[:1] == b"P":
            name, text, *_ = message[5:].split(b"\0")
            self.statements[name] = text
        elif message[:1] == b"B":
            _, name, *_ = message[5:].split(b"\0", 2)
            self.takes_in |= TAKES_IN in self.statements.get(name, b"")

    def answer(self):
        """From the server to the client."""
        for message in messages(self.server):
            if message[:1] == b"C" and message[5:] in (b"COMMIT\0", b"ROLLBACK\0"):
                brought, self.takes_in = self.takes_in, False
                if message[5:] == b"COMMIT\0" and brought and self.cutter.cuts_this():
                    handed_on(message + farewell(), self.client)
                    break
            if not handed_on(message, self.client):
                break
        self.end()

    def end(self):
        for side in (self.client, self.server):
            try:
                side.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def messages(source, is_started=True):
    """Whole messages, kind and length included, for as long as they come."""
    rest = b""
    while True:
        head = 1 if is_started else 0
        size = head + int.from_bytes(rest[head:head + 4], "big")
        if len(rest) >= head + 4 and len(rest) >= size:
            yield rest[:size]
            rest, is_started = rest[size:], True
            continue
        try:
            chunk = source.recv(1 << 16)
        except OSError:
            return
        if not chunk:
            return
        rest += chunk


def handed_on(message, target):
    try:
        target.sendall(message)
    except OSError:
        return False
    return True


def farewell():
    """What a server says that is told to stop (57P01, admin_shutdown)."""
    fields = b"SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0"
    return b"E" + (len(fields) + 4).to_bytes(4, "big") + fields
