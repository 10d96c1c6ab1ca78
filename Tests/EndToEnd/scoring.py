"""A scorecard in force, and evaluations at every point of their lives, over the API."""

# Hours are 0 so that what is handed in is released at once.
SETTINGS = "scoring:\n  releaseHours: 0\n"


def text(english):
    return {"en": english, "zh-Hans": f"{english}（简）", "zh-Hant": f"{english}（繁）"}


def question(code, words, weight, **more):
    return {"code": code, "text": text(words), "kind": {"type": "yesNo", "best": "yes"},
            "weight": weight * 1000, "notApplicable": "leavesOut", **more}


# A greeting of 40 points, a promise of 60 that fails the whole form.
CARD = {
    "format": "callaudit-scorecard-1", "code": "greeting", "title": text("Greeting"),
    "passMark": 8000, "sections": [{
        "code": "opening", "title": text("Opening"), "weight": 100_000, "questions": [
            question("greets", "Does the agent greet?", 40),
            question("promise", "Is nothing promised that isn't so?", 60,
                     autoFail={"when": {"choices": ["no"]}, "fails": "form"})]}],
}


def sheet(greets="yes", promise="yes"):
    answer = {"value": {"choice": promise}}
    if promise == "no":
        answer["failReason"] = "said four percent a year"
    return {"answers": {"greets": {"value": {"choice": greets}}, "promise": answer}}


def publish(ask, card=None, since="2020-01-01"):
    """Adds `card` and puts it in force; its code. `ask(address, value)` asks as a lead."""
    card = card or CARD
    made = ask("POST /api/v1/scorecards", {"card": card})
    ask(f"POST /api/v1/scorecards/{made['id']}/publish",
        {"version": made["version"], "from": since})
    return card["code"]


def put_up(ask, call, card="greeting"):
    """An evaluation of `call` that waits for anybody."""
    return ask(f"POST /api/v1/calls/{call}/evaluations", {"scorecard": card, "days": 5})["id"]


def claim(ask, evaluation):
    ask(f"POST /api/v1/evaluations/{evaluation}/claim")
    return evaluation


def save(ask, evaluation, what, revision=0):
    """Keeps `what` as the draft; the answer."""
    return ask(f"PUT /api/v1/evaluations/{evaluation}/draft",
               {"revision": revision, "sheet": what})


def hand_in(ask, evaluation, what):
    """Claimed, scored and handed in by who asks."""
    claim(ask, evaluation)
    saved = save(ask, evaluation, what)
    ask(f"POST /api/v1/evaluations/{evaluation}/submit", {"revision": saved["revision"]})
    return evaluation
