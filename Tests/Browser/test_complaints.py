"""Complaints are worked in the page, from what the customer says to the closed case, while the
daemon is killed after every step."""

import re

import complaints
import pytest
import scoring
from complaints import Case, form, told_once
from daemon import Daemon
from matrix.company import Company

pytestmark = pytest.mark.timeout(420)

WORDS = "The agent promised me 6 percent; the contract says 2. I want my money back."
LETTER = "Dear customer, we listened to the call. You were promised what the contract doesn't give."


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    with Daemon(settings=complaints.SETTINGS) as daemon:
        company = Company(daemon, tmp_path_factory.mktemp("company"), spare_calls=12,
                          spare_files=0)
        scoring.publish(company.people["qa-lead"].json, complaints.CARD)
        company.second = company.newcomer("complaint-handler")
        yield company


@pytest.fixture
def worked(desk, company):
    """A case's page, worked as one does it who has nothing but the page."""

    class Worked:
        def __init__(self, person, path, **looks):
            self.page, self.person, self.looks = desk(person, path, **looks), person, looks

        def register(self, **fields):
            fill(self.page.locator("form.complaint-form"), fields)
            self.page.click(".complaint-form .primary")
            self.page.wait_for_url(re.compile("/complaints/[0-9a-z]{13}"))
            self.path = re.search("/complaints/[0-9a-z]{13}", self.page.url)[0]
            self.killed()
            return self

        def act(self, name, **fields):
            """Opens the form of an act wherever it stands, fills it in, and sends it."""
            self.opened(name, fields)
            with self.page.expect_navigation():
                self.page.click(f"form.deed[id^='{name}'] button")
            assert self.page.locator(".notice.warn[role=alert]:visible").count() == 0, (
                name, self.page.text_content(".notice.warn[role=alert]:visible"))
            self.killed()

        def take(self):
            """Unless it was given to them by rule."""
            if self.page.locator("form.deed#take").count():
                self.act("take")

        def refused(self, name, **fields):
            """The sentence that stands there instead."""
            self.opened(name, fields)
            with self.page.expect_navigation():
                self.page.click(f"form.deed[id^='{name}'] button")
            return self.page.text_content(".notice.warn[role=alert]:visible")

        def opened(self, name, fields):
            deed = self.page.locator(f"form.deed[id^='{name}']").first
            menu = deed.locator("xpath=ancestor::details")
            if menu.count() and menu.first.get_attribute("open") is None:
                menu.first.locator("summary").first.click()
            fill(deed, fields)

        def killed(self):
            """What the page says of the case is what it says after a kill."""
            before = self.told()
            company.daemon.kill()
            company.daemon.start()
            self.page.goto(self.page.url.split("/complaints")[0] + self.path)
            self.page.wait_for_selector("html[data-mounted]", state="attached")
            assert self.told() == before

        def told(self):
            return [self.page.text_content(part) for part in (
                ".page .tags", ".clocks", ".life ol")]

        @property
        def state(self):
            return self.page.text_content(".page .tags").lower()

        @property
        def case(self):
            found = Case.__new__(Case)
            found.reader, found.id = company.people["auditor"], self.path.split("/")[-1]
            found.at = f"/api/v1{self.path}"
            return found

    return Worked


def fill(form, fields):
    for name, value in fields.items():
        field = form.locator(f"[name='{name}']")
        kind = field.first.evaluate("field => field.type || field.tagName")
        if kind == "select-one":
            field.first.select_option(value)
        elif kind == "checkbox":
            for each in value if isinstance(value, list) else [value]:
                chosen = field if each is True else form.locator(
                    f"[name='{name}'][value='{each}']")
                chosen.first.check()
        else:
            field.first.fill(value)


def test_an_upheld_complaint_in_the_page(company, worked, shot):
    handler, officer = company.people["complaint-handler"], company.people["compliance-officer"]
    case = worked(handler, "/complaints/new")
    case.page.fill("[name=name]", "Wang Xiaoming")
    case.page.fill("[name=phone]", "+86 138 4629 1751")
    case.page.click("button[value=look]")
    case.page.wait_for_selector("html[data-mounted]", state="attached")
    assert case.page.input_value("[name=name]") == "Wang Xiaoming"
    case.register(text=WORDS, channel="phone", remedy="The premium back", product="Life 2030")
    assert "received" in case.state and WORDS in case.page.text_content(".case-told")
    case.act("acknowledge", text="Thank you, we have it and look into it.")
    case.act("assess", type="misleading", severity="high", complexity="complex")
    case.take()
    case.act("link-call", address=company.calls["own"], text="The sales call.")
    assert "held" in case.page.text_content(".case-told").lower()
    case.act("investigate")
    case.act("ask", agent="A1", text="What did you say of the return?")
    asked = worked(company.people["agent"], "/complaints/mine")
    asked.page.click("text=What did you say")
    asked.page.fill("form.deed textarea", "About six, I said.")
    with asked.page.expect_navigation():
        asked.page.click("form.deed button")
    case.page.reload()
    assert "About six, I said." in case.page.text_content(".case-told")
    case.act("find", causes=["knowledge"], text="At 0:41 the agent promises six percent.")
    sentence = case.refused("decide", outcome="upheld", text="As found.",
                            **{"amount.compensation": "3000"})
    assert "more than you may grant" in sentence
    assert case.page.input_value("form#decide textarea") == "As found."
    shot(case.page, "complaint-refused")
    case.act("ask-redress", text="The statement shows the loss.",
             **{"amount.compensation": "3000"})
    second = worked(officer, case.path)
    second.path = case.path
    shot(second.page, "complaint-request")
    second.act("approve")
    case.page.reload()
    case.act("decide", outcome="upheld", text="As found.")
    case.act("answer", text=LETTER)
    case.act("give")
    case.act("hear", content="yes", satisfaction="4", recommend="8")
    case.act("close")
    assert "closed" in case.state and "upheld" in case.page.text_content("main").lower()
    told_once(company, case.case)


def test_a_rejected_one_is_reopened_and_worked_by_somebody_else(company, worked):
    handler, officer = company.people["complaint-handler"], company.people["compliance-officer"]
    case = worked(handler, "/complaints/new")
    case.register(text=WORDS, name="Li Na", channel="letter")
    case.act("acknowledge", text="We have it.")
    case.act("assess", type="manner", severity="medium", complexity="simple")
    case.take()
    case.act("investigate")
    case.act("find", causes=["no-fault"], text="The agent was polite throughout.")
    case.act("decide", outcome="rejected", text="Nothing was wrong.")
    case.act("answer", text=LETTER)
    case.act("close")
    over = worked(officer, case.path)
    over.path = case.path
    over.act("reopen", text="There is another call.")
    assert "reopened" in over.state
    case.page.reload()
    assert case.page.locator("form.deed#take").count() == 0
    other = worked(company.second, case.path)
    other.path = case.path
    other.take()
    other.act("investigate")
    other.act("find", causes=["skill"], text="In the other call the agent shouted.")
    other.act("decide", outcome="partly", text="The second call was wrong.")
    other.act("answer", text=LETTER)
    other.act("close")
    assert "closed" in other.state
    told_once(company, case.case)


def test_a_joint_one_is_settled_and_two_are_merged_and_unmerged(company, worked):
    handler = company.people["complaint-handler"]
    joint = worked(handler, "/complaints/new", language="zh-CN")
    joint.register(text="四十位客户被重复扣费。", name="欧阳锋", complainants="40", channel="form")
    joint.act("acknowledge", text="我们已收到。")
    joint.act("assess", type="fees", severity="high", complexity="complex")
    joint.take()
    joint.act("represent", representatives="5", text="客户推选了五位代表。")
    part = worked(handler, "/complaints/new", language="zh-CN")
    part.register(text="我也被重复扣费。", name="司徒静", channel="form")
    clocks = part.page.text_content(".clocks")
    number = joint.page.text_content(".case-number").strip()
    part.act("merge", number=number, text="同一事项。")
    assert part.page.locator("form.deed#investigate").count() == 0
    part.act("unmerge", text="是另一份合同。")
    assert part.page.text_content(".clocks") == clocks
    joint.page.reload()
    joint.act("settle", agreed=True, text="代表签字同意。",
              **{"amount.fee-waiver": "200"})
    joint.act("answer", text="尊敬的客户：现答复如下。")
    joint.act("give")
    joint.act("close")
    for case in (joint, part):
        told_once(company, case.case)


def test_a_page_that_is_out_of_date_keeps_what_was_typed(company, worked):
    handler = company.people["complaint-handler"]
    case = Case(handler, form(company.customer_of["own"]), company.people["auditor"])
    page = worked(handler, f"/complaints/{case.id}")
    case.act(handler, "note", text="Meanwhile.")
    sentence = page.refused("note", text="What I typed for an hour.")
    assert "What I typed for an hour." in [
        area.input_value() for area in page.page.locator("textarea").all()]
    assert sentence and "Meanwhile." in page.page.text_content(".life")
