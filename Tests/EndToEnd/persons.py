"""Two people: who uses the command, and another who decides on what the first asked for."""


def decide(daemon, approval, act="approve"):
    """A second person approves or refuses; its status and body."""
    answer = daemon.post(f"/approvals/{approval}/{act}",
                         {"Origin": f"http://127.0.0.1:{daemon.port}"})
    return answer[0], answer[2].decode()


def ask(daemon, *arguments):
    """What the first person asks for by command: the id of what waits."""
    done = daemon.command(*arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def approved(daemon, *arguments):
    """Asked for by the one and approved by the other."""
    approval = ask(daemon, *arguments)
    status, body = decide(daemon, approval)
    assert status == 303, body
    return approval
