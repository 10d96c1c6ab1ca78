"""Complaints by command, and what the daemon notes when a limit passes."""

import re

import complaints
import pytest
from daemon import REPOSITORY, Daemon, put
from later import put_forward
from sounds import small_call

pytestmark = pytest.mark.timeout(240)

WORDS = "业务员承诺的收益与合同不符。"


@pytest.fixture
def house(tmp_path):
    """A daemon with one call; whoever asks at the socket is a complaint handler."""
    daemon = Daemon(settings=complaints.SETTINGS)
    try:
        daemon.role = "complaint-handler"
        daemon.start()
        name = "20240115-103000_agent-201_13800138000_out.wav"
        put(small_call(tmp_path / name, seed=1), daemon.drop() / name)
        daemon.until(lambda: as_officer(daemon, "call", "list")["items"], 60, "the call")
        yield daemon
    finally:
        daemon.close()


def as_officer(house, *arguments):
    return house.json("--as", "compliance-officer", *arguments)


def did(house, *arguments, given=None, status=0):
    """What a command printed."""
    done = house.command("complaint", *arguments, given=given)
    assert done.returncode == status, f"{arguments}: {done.returncode} {done.stderr}"
    return done.stderr if status else done.stdout.strip()


def added(house, *options):
    customer = as_officer(house, "customer", "list")["items"][0]["id"]
    return did(house, "add", "--channel", "phone", "--language", "zh-Hans",
               "--customer", customer, *options, given=WORDS)


def shown(house, number):
    return house.json("complaint", "show", number)


def test_every_act_has_a_command(daemon):
    table = (REPOSITORY / "docs/complaints.md").read_text().split("## Needs")[0]
    acts = set(re.findall(r"^\| `([a-z-]+)`: ", table, re.MULTILINE))
    assert len(acts) > 30
    said = daemon.command("complaint", "--help").stdout
    commands = set(re.findall(r"^  ([a-z-]+)", said, re.MULTILINE))
    # Registering is `add`; the others are the far ends of `merge` and `unmerge`.
    assert acts - {"receive", "absorb", "release"} <= commands
    for command in sorted(acts & commands | {"add", "list", "board", "mine", "show"}):
        told = daemon.command("complaint", command, "--help").stdout
        assert "Example" in told, command


def test_a_complaint_is_worked_to_its_end_by_command(house):
    call = as_officer(house, "call", "list")["items"][0]["id"]
    number = added(house, "--vulnerable", "--call", call)
    assert re.fullmatch(r"\d\d-\d{7}-\d", number)
    assert shown(house, number)["text"] == WORDS
    did(house, "acknowledge", number, given="我们已收到您的投诉。\n")
    did(house, "assess", number, "--type", "misleading", "--severity", "high",
        "--complexity", "simple")
    assert "There is no such code" in did(
        house, "assess", number, "--type", "misleading", "--severity", "high",
        "--complexity", "simple", "--product", "boat", status=65)
    did(house, "take", number)
    assert number in did(house, "mine")
    did(house, "investigate", number)
    did(house, "note", number, "--text", "合同已调取")
    did(house, "find", number, "--cause", "knowledge", "--cause", "care", given="录音中承诺了收益。")
    did(house, "decide", number, "--outcome", "upheld", "--redress", "apology",
        "--redress", "refund=12000", "--text", "录音与合同不符。")
    did(house, "answer", number, given="尊敬的客户：\n处理结果如下。\n")
    told = did(house, "close", number, status=65)
    assert "Note what was given first" in told
    for place in ("0", "1"):
        did(house, "give", number, place)
    did(house, "hear", number, "--content", "--satisfaction", "5")
    did(house, "close", number)
    case = shown(house, number)
    assert case["complaint"]["state"] == "closed"
    letter = next(event for event in case["timeline"] if event["act"] == "answer")
    assert letter["text"] == "尊敬的客户：\n处理结果如下。"
    granted = case["decision"]["redress"]
    assert [(one["kind"], one["amount"], one["given"]) for one in granted] == [
        ("apology", 0, True), ("refund", 12_000, True)]
    assert number not in did(house, "list") and number in did(house, "list", "--state", "closed")


def test_two_complaints_are_merged_and_a_second_person_decides(house):
    first, second = added(house), added(house)
    for number in (first, second):
        did(house, "acknowledge", number, given="我们已收到。")
        did(house, "assess", number, "--type", "delay", "--severity", "low",
            "--complexity", "simple")
        did(house, "take", number)
    # An id will do wherever a number does.
    whole = shown(house, first)["complaint"]["id"]
    did(house, "merge", second, "--into", whole, "--text", "同一事项")
    assert [one["number"] for one in shown(house, first)["members"]] == [second]
    assert "Work that one" in did(house, "investigate", second, status=65)
    did(house, "unmerge", second, "--text", "另一份合同")
    did(house, "ask-special", first, "--text", "牵涉多家分公司")
    request = str(shown(house, first)["requests"][0]["number"])
    assert first in did(house, "list", "--asked")
    done = house.command("--as", "compliance-officer", "complaint", "approve", first, request)
    # At the socket it is one person, whatever the role.
    assert done.returncode == 65 and "second person" in done.stderr
    assert shown(house, first)["complaint"]["complexity"] == "simple"


def assessed(house, *options, severity="low"):
    number = added(house, *options)
    did(house, "acknowledge", number, given="我们已收到。")
    did(house, "assess", number, "--type", "delay", "--severity", severity,
        "--complexity", "simple")
    did(house, "take", number)
    return number


def test_calls_are_linked_and_split_off(house):
    call = as_officer(house, "call", "list")["items"][0]["id"]
    found = did(house, "matches", given="13800138000\n")
    assert call in found
    number = assessed(house, "--complainants", "3")
    did(house, "link-call", number, call, "--no-subject")
    assert not shown(house, number)["calls"][0]["subject"]
    did(house, "unlink-call", number, call, "--text", "另一位客户的")
    did(house, "link-call", number, call)
    did(house, "represent", number, "2", "--text", "客户推选")
    did(house, "place", number, "--regime", "cn-finance", "--zone", "Asia/Shanghai",
        "--calendar", "cn", "--text", "按分行规定")
    did(house, "follow-up", number, given="客户再次来电。")
    part = did(house, "split", number, "--call", call, "--text", "另一件事")
    assert shown(house, number)["calls"] == []
    assert [one["call"]["id"] for one in shown(house, part)["calls"]] == [call]
    did(house, "link", number, "--with", added(house))
    assert len(shown(house, number)["links"]) == 2


def test_time_and_redress_are_asked_for_and_outside_bodies_decide(house):
    number = assessed(house)
    did(house, "wait", number, "--for", "awaiting-customer", "--text", "请客户提供合同")
    did(house, "resume", number)
    did(house, "ask-extension", number, "--extension", "special", "--text", "情况特殊")
    did(house, "ask-redress", number, "--redress", "compensation=500000", "--text", "损失属实")
    assert len(shown(house, number)["requests"]) == 2
    did(house, "refer", number, "--text", "调解组织来函")
    did(house, "come-back", number, "--text", "不予受理")
    did(house, "refer", number, "--text", "再次来函")
    did(house, "rule", number, "--outcome", "upheld", "--redress", "compensation=80000",
        given="调解书")
    case = shown(house, number)
    assert case["complaint"]["state"] == "decided" and case["decision"]["by"] is None
    did(house, "answer", number, given="尊敬的客户：")
    did(house, "reopen", number, "--text", "客户提供了新证据")
    did(house, "withdraw", number, given="客户来信撤回。")
    assert shown(house, number)["complaint"]["outcome"] == "withdrawn"


def test_the_first_line_solves_or_passes_on(house):
    first, second, third = assessed(house), assessed(house), assessed(house, severity="high")
    did(house, "solve", first, "--outcome", "upheld", "--redress", "apology", given="已致歉。")
    did(house, "settle", second, "--redress", "goodwill=5000", given="客户同意。")
    assert shown(house, second)["complaint"]["outcome"] == "settled"
    did(house, "give", first, "0", status=0)
    assert "beyond the first line" in did(
        house, "solve", third, "--outcome", "upheld", given="已致歉。", status=65)
    fourth = added(house)
    did(house, "escalate", fourth, "--text", "超出权限")
    assert "Nobody can be given it by rule" in did(house, "assign", fourth, status=65)


def test_what_cannot_be_done_is_said_in_a_sentence(house):
    number = added(house)
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert "a digit of it is wrong" in did(house, "show", wrong, status=65)
    assert "There is no such complaint" in did(house, "show", "7zzzzzzzzzzzz", status=65)
    refused = house.command("--as", "administrator", "complaint", "list")
    assert refused.returncode == 77 and "complaint.see" in refused.stderr
    did(house, "note", number, "--text", "one", "--after", "1")
    assert did(house, "note", number, "--text", "two", "--after", "1", status=65)
    assert "Say by --channel how it came" in did(house, "add", status=64)
    counted = did(house, "board")
    assert re.search(r"^received +1$", counted, re.MULTILINE)


def test_a_limit_that_passes_is_noted_once(house):
    number = added(house)
    identifier = shown(house, number)["complaint"]["id"]

    def noted():
        return house.json("--as", "auditor", "ledger", "list", "--action", "complaint.breached",
                          "--object", f"complaint:{identifier}")["items"]

    assert number not in did(house, "list", "--due", "breached") and noted() == []
    put_forward(house, 17)
    house.until(lambda: len(noted()) == 1, 90, "the breach to be noted")
    assert number in did(house, "list", "--due", "breached")
    nearest = shown(house, number)["complaint"]["nearest"]
    assert (nearest["clock"], nearest["state"]) == ("decision", "breached")
    # A day later it is known already.
    put_forward(house, 18)
    house.until(lambda: number in did(house, "list", "--due", "breached"), 60, "the list")
    did(house, "acknowledge", number, given="我们已收到您的投诉。")
    assert len(noted()) == 1
