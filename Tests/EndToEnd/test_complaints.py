"""Complaints from receipt to closing while the daemon is killed after every step, and who sees and
does what."""

import random
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import complaints
import pytest
import scoring
from complaints import Case, Killed, cut_off, form, held_once, status, told_once
from daemon import Daemon
from matrix.company import Company

pytestmark = pytest.mark.timeout(600)

LETTER, REASON = "尊敬的客户：经调查，处理结果如下。", "录音与合同不符。"


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    with Daemon(settings=complaints.SETTINGS) as daemon:
        company = Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=12,
                          spare_files=0)
        scoring.publish(company.people["qa-lead"].json, complaints.CARD)
        company.second = company.newcomer("complaint-handler")
        yield company


@pytest.fixture
def killed(company):
    return Killed(company.daemon)


@pytest.fixture
def handler(company):
    return company.people["complaint-handler"]


@pytest.fixture
def officer(company):
    return company.people["compliance-officer"]


def received(company, by=None, **more):
    """A complaint that nobody watches."""
    return Case(by or company.people["complaint-handler"], form(company.customer_of["own"], **more),
                company.people["auditor"])


def due_day(days):
    """So many days from today where the regime is."""
    return (datetime.now(ZoneInfo("Asia/Shanghai")).date() + timedelta(days=days)).isoformat()


def test_an_upheld_complaint_goes_its_way_through_kills(company, killed, handler, officer):
    agent = company.people["agent"]
    case = killed.case(handler, form(company.customer_of["own"]), officer)
    assert case.state == "received" and case.clock()["dueDay"] == due_day(15)
    case.until_assessed(handler, complexity="complex")
    # More complex cases have more time by this regime, with nobody's leave.
    assert case.clock()["dueDay"] == due_day(30)
    case.act(handler, "link-call", call=company.calls["own"], subject=True)
    linked = case.shown()["calls"][0]
    assert (linked["call"]["id"], linked["held"]) == (company.calls["own"], True)
    assert len(linked["evaluations"]) == 1
    case.act(handler, "investigate")
    case.act(handler, "ask", agent="A1", text="客户问收益时您怎么答的？")
    question = agent.json("GET /api/v1/complaints/mine")["questions"][0]
    assert question["complaint"] == case.id and "收益" in question["text"]
    case.act(agent, "answer-question", event=question["event"], text="我说大约百分之四。")
    case.act(handler, "find", causes=["knowledge"], text="录音 00:41 处承诺了收益。")
    case.act(handler, "wait", reason="awaiting-customer", text="请客户提供合同。")
    assert case.shown()["complaint"]["waiting"]
    case.act(handler, "resume")
    redress = [{"kind": "compensation", "amount": 300_000}]
    decision = {"outcome": "upheld", "redress": redress, "text": REASON}
    assert case.refused(handler, "decide", **decision) == (409, "complaint-needs")
    case.act(handler, "ask-redress", redress=redress, text="损失有对账单为证。")
    request = case.shown()["requests"][0]["number"]
    assert case.refused(handler, "approve", request=request)[0] == 403
    case.act(officer, "approve", request=request)
    case.act(handler, "decide", **decision)
    case.act(handler, "answer", text=LETTER)
    assert case.refused(handler, "close") == (409, "complaint-needs")
    case.act(handler, "give", redress=0)
    case.act(handler, "hear", content=True, satisfaction=4, recommend=8)
    case.act(handler, "close")
    assert case.state == "closed" and case.shown()["complaint"]["outcome"] == "upheld"
    assert case.clock()["state"] == "met"
    told_once(company, case)
    held_once(company, case)
    assert killed.kills > 15


def test_a_rejected_complaint_goes_to_an_outside_body_and_back(company, killed, handler, officer):
    case = killed.case(handler, form(company.customer_of["team"], channel="letter"), officer)
    case.until_assessed(handler, type="manner", severity="medium")
    case.until_found(handler, "no-fault")
    case.act(handler, "decide", outcome="rejected", redress=[], text="录音中未见不当。")
    case.act(handler, "answer", text=LETTER)
    case.act(handler, "hear", content=False, satisfaction=1)
    case.act(officer, "refer", text="客户已向调解组织申请。")
    assert case.state == "referred"
    case.act(officer, "come-back", text="调解组织不予受理。")
    case.act(handler, "close")
    assert (case.state, case.shown()["complaint"]["outcome"]) == ("closed", "rejected")
    told_once(company, case)


def test_a_joint_complaint_is_settled(company, killed, handler, officer):
    people = [{"kind": "complainant", "name": "欧阳锋"},
              {"kind": "complainant", "name": "司徒静"},
              {"kind": "representative", "name": "上官云", "relation": "律师"}]
    case = killed.case(handler, form(None, parties=people, complainants=40, channel="form",
                                     vulnerable=True), officer)
    assert case.shown()["complaint"]["complainants"] == 40
    assert case.refused(handler, "represent", representatives=6, text="选了六位。") == (
        409, "complaint-needs")
    case.act(handler, "represent", representatives=5, text="客户推选了五位代表。")
    case.until_assessed(handler, type="fees", severity="high", complexity="complex")
    settled = {"outcome": "settled", "redress": [{"kind": "fee-waiver", "amount": 20_000},
                                                 {"kind": "apology", "amount": 0}]}
    assert case.refused(handler, "settle", **settled, text="尚未同意。") == (
        409, "complaint-needs")
    case.act(handler, "settle", **settled, agreed=True, text="客户代表签字同意。")
    case.until_closed(handler, redress=2)
    assert (case.state, case.shown()["complaint"]["outcome"]) == ("closed", "settled")
    told_once(company, case)


def test_merged_complaints_are_what_they_were_once_they_are_unmerged(
        company, killed, handler, officer):
    whole = killed.case(handler, form(company.customer_of["own"]), officer)
    part = killed.case(handler, form(company.customer_of["own"], channel="letter"), officer)
    for case in (whole, part):
        case.until_assessed(handler)
    due = part.clock()["due"]
    part.act(handler, "merge", number=whole.number, text="同一事项。")
    assert part.shown()["complaint"]["mergedInto"] == whole.id
    assert [member["id"] for member in whole.shown()["members"]] == [part.id]
    assert part.refused(handler, "investigate") == (409, "complaint-merged")
    assert part.state == "assessed" and part.clock()["due"] == due
    part.act(handler, "unmerge", text="其实是另一份合同。")
    assert whole.shown()["members"] == [] and part.shown()["complaint"]["mergedInto"] is None
    assert part.clock()["due"] == due
    whole.until_found(handler, "care")
    whole.act(handler, "decide", outcome="partly", redress=[], text=REASON)
    whole.until_closed(handler)
    assert (whole.state, part.state) == ("closed", "assessed")
    part.act(handler, "withdraw", text="客户来信撤回。")
    part.until_closed(handler)
    assert part.shown()["complaint"]["outcome"] == "withdrawn"
    for case in (whole, part):
        told_once(company, case)


def test_a_reopened_complaint_is_worked_by_others(company, killed, handler, officer):
    case = killed.case(handler, form(company.customer_of["own"]), officer)
    case.until_assessed(handler)
    case.until_found(handler, "skill")
    case.act(handler, "decide", outcome="rejected", redress=[], text=REASON)
    case.until_closed(handler)
    case.act(officer, "reopen", text="客户提供了新的录音。")
    assert case.state == "reopened" and case.shown()["complaint"]["round"] == 2
    assert case.clock()["dueDay"] == due_day(15)
    assert case.refused(handler, "take") == (403, "complaint-recused")
    case.act(company.second, "take")
    case.until_found(company.second, "intent")
    case.act(company.second, "decide", outcome="upheld", text=REASON,
             redress=[{"kind": "apology", "amount": 0}])
    case.until_closed(company.second, redress=1)
    assert (case.state, case.shown()["complaint"]["outcome"]) == ("closed", "upheld")
    told_once(company, case)


def test_an_act_that_is_cut_off_is_done_once_or_not_at_all(company, handler):
    case, chance = received(company), random.Random(20261123)
    for round in range(20):
        note = {"text": f"note {round}", "after": case.version}
        address = f"POST {case.at}/note"
        code = cut_off(company.daemon, handler, address, note,
                       lambda: time.sleep(chance.uniform(0, 0.03)))
        written = [event for event in case.events("note") if event["text"] == note["text"]]
        assert len(written) == 1 if code == 204 else len(written) <= 1
        # Who got no answer asks again: the second is told that it was done.
        again = status(handler, address, note)
        assert again == ((409, "complaint-changed") if written else (204, None))
    notes = [event["text"] for event in case.events("note")]
    assert notes == [f"note {round}" for round in range(20)]
    told_once(company, case)


def test_an_agent_sees_the_question_and_nothing_else(company, handler):
    case, agent = received(company, text="客服说可以随时退保。"), company.people["agent"]
    case.until_assessed(handler)
    case.act(handler, "link-call", call=company.calls["own"], subject=True)
    case.act(handler, "ask", agent="A1", text="您说过可以随时退保吗？")
    event = case.events("ask")[0]["number"]
    question = f"/api/v1/complaints/questions/{case.id}/{event}"
    assert agent.json(f"GET {question}")["text"] == "您说过可以随时退保吗？"
    for address in (case.at, f"/complaints/{case.id}"):
        assert agent.ask(f"GET {address}")[0] == 404
    assert case.id not in str(agent.json("GET /api/v1/complaints"))
    assert case.id not in str(agent.json("GET /api/v1/complaints/board"))
    page = agent.ask(f"GET /complaints/questions/{case.id}/{event}")
    assert page[0] == 200 and "随时退保吗" in page[2] and "客服说" not in page[2]
    # What others were asked isn't there for anybody else.
    assert status(company.people["supervisor"], f"GET {question}")[0] == 404
    assert case.refused(agent, "note", text="不是我。")[0] in (403, 404)
    case.act(agent, "answer-question", event=event, text="没有。")
    assert case.refused(agent, "answer-question", event=event, text="再答。") == (
        409, "complaint-needs")
    assert case.shown()["questions"][0]["answer"] == "没有。"


def test_what_names_a_party_is_masked_and_sealed(company, handler):
    name, phone, house = "欧阳鹂媛", "13784629175", "1234 号"
    words = "退保时被收了不该收的手续费四十二元七角。"
    case = received(company, text=words, parties=[
        {"kind": "complainant", "name": name, "phone": phone, "address": f"长宁路 {house}"}])
    seen = [case.reader.ask(f"GET {path}")[2] for path in (
        case.at, "/api/v1/complaints", f"/complaints/{case.id}", "/complaints")]
    assert words in seen[0] and words in seen[2]
    assert not any(secret in text for secret in (name, phone, house) for text in seen)
    entries = str(company.listed("/api/v1/ledger", role="auditor"))
    log = company.daemon.log.read_text()
    for secret in (name, phone, house, words):
        assert secret not in entries and secret not in log
        stored = [str(row) for table in ("complaint", "complaint_event", "complaint_party")
                  for row in company.daemon.sql(f"SELECT * FROM {table}")]
        assert not any(secret in row or secret.encode().hex() in row for row in stored)


def test_roles_are_refused_what_is_not_theirs(company, handler, officer):
    people = company.people
    case = received(company)
    for role in ("qa-analyst", "administrator", "bare"):
        for address in ("/api/v1/complaints", "/api/v1/complaints/board", case.at):
            assert status(people[role], f"GET {address}")[0] == 403, (role, address)
    assert status(people[None], f"GET {case.at}")[0] == 401
    assert status(people["integrator"], f"GET {case.at}")[0] == 403
    # Whose team it isn't about is told that there is no such complaint.
    assert status(people["agent"], f"GET {case.at}") == (404, "no-such-complaint")
    for person in (people["auditor"], people["qa-lead"]):
        assert case.refused(person, "note", text="看过。")[0] in (403, 404)
    case.until_assessed(handler)
    case.until_found(handler, "care")
    decision = {"outcome": "rejected", "redress": [], "text": REASON}
    assert case.refused(officer, "decide", **decision) == (403, "not-allowed")
    # One of the other handlers may, once it is their case.
    assert case.refused(company.second, "decide", **decision) == (409, "complaint-needs")
    assert case.refused(handler, "note", text="旧页面", after=1) == (409, "complaint-changed")
    before = case.version
    assert case.refused(handler, "close")[0] == 409
    assert case.version == before
