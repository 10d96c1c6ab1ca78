"""Two network namespaces with a cable between them, for what happens when it is cut. As root."""

import os
import subprocess

# A network that is nobody's: RFC 5737, TEST-NET-1.
SERVER, NODE = "192.0.2.1", "192.0.2.2"


class Network:
    """`server` and `node` are names of namespaces; the machine's own network isn't touched."""

    def __init__(self):
        self.server = f"callaudit-{os.getpid()}-server"
        self.node = f"callaudit-{os.getpid()}-node"

    def __enter__(self):
        try:
            for name in (self.server, self.node):
                ip("netns", "add", name)
            ip("link", "add", "cable", "netns", self.server, "type", "veth",
               "peer", "name", "cable", "netns", self.node)
            for name, address in ((self.server, SERVER), (self.node, NODE)):
                ip("-n", name, "address", "add", f"{address}/30", "dev", "cable")
                for device in ("lo", "cable"):
                    ip("-n", name, "link", "set", device, "up")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for name in (self.server, self.node):
            subprocess.run(["ip", "netns", "delete", name], capture_output=True, timeout=30)

    def cut(self):
        """At the server's end: the node sees nothing but silence."""
        ip("-n", self.server, "link", "set", "cable", "down")

    def mend(self):
        ip("-n", self.server, "link", "set", "cable", "up")


def ip(*words):
    done = subprocess.run(["ip", *words], capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, f"ip {' '.join(words)}: {done.stderr}"
