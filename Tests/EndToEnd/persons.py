"""Two people: who uses the command, and another who decides on what the first asked for."""

from visitor import signed_in


def second(daemon):
    """Another compliance officer, signed in at the page of `daemon`, with a form at hand."""
    if not hasattr(daemon, "second_person"):
        visitor = signed_in(daemon)
        daemon.second_person = visitor, visitor.csrf()
    return daemon.second_person


def decide(daemon, approval, act="approve"):
    """A second person approves or refuses; status and body of the answer."""
    visitor, proof = second(daemon)
    answer = visitor.post(f"/approvals/{approval}/{act}", {"csrf": proof}, csrf=False)
    return answer[0], answer[2]


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
