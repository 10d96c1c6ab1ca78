"""Scorecards and answer sheets for make_scores.py, with totals worked out on paper."""


def text(words):
    return {"en": words, "zh-Hans": words, "zh-Hant": words}


def question(code, kind, weight, na="notAllowed", **more):
    made = {"code": code, "text": text(code), "kind": kind, "weight": round(weight * 1000),
            "notApplicable": na}
    made.update(more)
    return made


def yes_no(code, weight, na="notAllowed", best="yes", **more):
    return question(code, {"type": "yesNo", "best": best}, weight, na, **more)


def choice(code, weight, options, na="notAllowed", **more):
    options = [{"code": name, "label": text(name), "points": round(points * 1000)}
               for name, points in options.items()]
    return question(code, {"type": "choice", "options": options}, weight, na, **more)


def bands(points):
    return [{"from": round(start * 1000), "points": round(value * 1000)}
            for start, value in points.items()]


def scale(code, weight, least, most, points, na="notAllowed", **more):
    inner = {"least": least, "most": most, "leastLabel": text("low"), "mostLabel": text("high"),
             "bands": bands(points)}
    return question(code, {"type": "scale", "scale": inner}, weight, na, **more)


def number(code, weight, least, most, points, na="notAllowed", **more):
    inner = {"least": round(least * 1000), "most": round(most * 1000), "unit": "seconds",
             "bands": bands(points)}
    return question(code, {"type": "number", "number": inner}, weight, na, **more)


def words(code, **more):
    return question(code, {"type": "text"}, 0, **more)


def section(code, weight, *questions, **more):
    return {"code": code, "title": text(code), "weight": round(weight * 1000),
            "questions": list(questions), **more}


def card(code, *sections, pass_mark=80, band_marks=True):
    made = {"format": "callaudit-scorecard-1", "code": code, "title": text(code),
            "passMark": round(pass_mark * 100), "sections": list(sections)}
    if band_marks:
        made["bands"] = [{"code": name, "label": text(name), "from": start * 100}
                         for name, start in (("poor", 0), ("fair", 60), ("good", 90))]
    return made


def when(*choices, **more):
    found = {"choices": list(choices)} if choices else {}
    found.update(more)
    return found


def asked_if(code, *choices, **more):
    return {"question": code, "when": when(*choices, **more)}


def fails(what, *choices, **more):
    return {"when": when(*choices, **more), "fails": what}


PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83,
          89, 97, 101, 103, 107, 109, 113]

CARDS = {made["code"]: made for made in (
    card("plain",
         section("talk", 60,
                 yes_no("greets", 5),
                 choice("explains", 10, {"full": 10, "part": 4, "none": 0}),
                 scale("tone", 5, 1, 5, {1: 0, 2: 1, 3: 2.5, 4: 4, 5: 5})),
         section("sound", 40,
                 number("silence", 10, 0, 3600, {0: 10, 3: 6, 10: 0}),
                 words("notes", isOptional=True))),
    card("na",
         section("one", 70,
                 yes_no("a", 1), yes_no("b", 2, "leavesOut"), yes_no("c", 3, "spreads"),
                 yes_no("d", 4, "fullPoints")),
         section("two", 30, yes_no("e", 1, "leavesOut"), yes_no("f", 1, "spreads"))),
    card("fails",
         section("duty", 50,
                 yes_no("notice", 10, "leavesOut", autoFail=fails("section", "no")),
                 yes_no("rude", 0, best="no", autoFail=fails("form", "yes")),
                 yes_no("name", 10, "leavesOut")),
         section("sale", 30,
                 choice("promise", 0, {"none": 0, "vague": 0, "false": 0}, "leavesOut",
                        autoFail=fails("section", "vague", "false")),
                 yes_no("offer", 5, "spreads")),
         section("pace", 20,
                 number("wait", 5, 0, 600, {0: 5, 10: 3, 30: 0},
                        autoFail=fails("form", least=120000)))),
    card("asked",
         section("need", 50,
                 yes_no("talks", 4),
                 yes_no("objects", 0, "leavesOut", best="no",
                        condition=asked_if("talks", "yes")),
                 scale("answers", 6, 1, 3, {1: 0, 2: 3, 3: 6},
                       condition=asked_if("objects", "yes")),
                 yes_no("sorry", 2, condition=asked_if("answers", least=1000, most=2000))),
         section("close", 50,
                 yes_no("sums-up", 5, "leavesOut"),
                 yes_no("why-not", 3, condition=asked_if("sums-up", "no", notApplicable=True),
                        autoFail=fails("form", "no")))),
    card("marks",
         section("law", 50, yes_no("one", 3), yes_no("two", 1), passMark=6000),
         section("style", 50, yes_no("three", 1), yes_no("four", 1, "leavesOut"), passMark=1),
         pass_mark=50),
    card("ties", section("all", 1, *[yes_no(f"q{n}", n) for n in (1, 2, 4, 8, 17)]),
         pass_mark=3.13),
    card("thirds",
         *[section(name, 1, choice(f"{name}-q", 3, {"all": 3, "two": 2, "one": 1, "none": 0},
                                   "leavesOut"))
           for name in ("a", "b", "c")], pass_mark=33.33, band_marks=False),
    card("thirty",
         *[section(f"s{place}", prime / 7,
                   choice(f"s{place}-a", prime, {"all": prime, "some": prime / 3, "none": 0},
                          "spreads"),
                   yes_no(f"s{place}-b", 113 / prime, "leavesOut"))
           for place, prime in enumerate(PRIMES)]),
    card("unweighted", section("notes", 0, yes_no("known", 0, "leavesOut"), words("why")),
         section("score", 10, yes_no("done", 1, "leavesOut"))),
)}


NA = {"notApplicable": True}


def sheet(given):
    def value(plain):
        if isinstance(plain, dict):
            return plain
        if isinstance(plain, (int, float)):
            return {"number": round(plain * 1000)}
        return NA if plain == "n/a" else {"choice": plain}
    return {"answers": {code: {"value": value(plain)} for code, plain in given.items()}}


def plain(greets, explains, tone, silence):
    return {"greets": greets, "explains": explains, "tone": tone, "silence": silence}


def na(letters):
    names = {"y": "yes", "n": "no", "-": "n/a"}
    return {code: names[letter] for code, letter in zip("abcdef", letters) if letter != "."}


def failing(notice, rude, name, promise, offer, wait):
    return {"notice": notice, "rude": rude, "name": name, "promise": promise, "offer": offer,
            "wait": wait}


# Card, answers and, where it was worked out on paper, the total in hundredths of a percent.
HAND = [
    ("plain", plain("yes", "full", 5, 0), 10000),
    ("plain", plain("no", "none", 1, 10), 0),
    ("plain", plain("yes", "part", 3, 4), 5850),        # 60·11.5/20 + 40·6/10
    ("plain", plain("no", "full", 2, 2.999), 7300),     # 60·11/20 + 40
    ("plain", plain("no", "full", 4, 3), 6600),         # 60·14/20 + 40·6/10
    ("plain", plain("yes", "none", 4, 9.999), 5100),    # 60·9/20 + 24
    ("plain", plain("yes", "none", 4, 3600), 2700),
    ("plain", {"greets": "yes"}, 10000),                # live: what is answered so far
    ("plain", {"explains": "part"}, 4000),
    ("plain", {"explains": "part", "silence": 5}, 4800),
    ("plain", {}, None),
    ("plain", {"notes": {"text": "only words"}}, None),
    ("plain", {"greets": "maybe", "silence": 3}, 6000),
    ("plain", {"greets": "n/a", "silence": 3}, 6000),
    ("plain", {"tone": 6, "silence": 3}, 6000),
    ("plain", {"tone": 2.5, "silence": 3}, 6000),
    ("plain", {"silence": 3600.001, "greets": "no"}, 0),
    ("plain", {"greets": 1, "explains": {"text": "full"}, "silence": 0}, 10000),
    ("plain", {"greets": "yes", "nowhere": "yes", "silence": 10}, 6000),
    ("na", na("yyyyyy"), 10000),
    ("na", na("nnnnnn"), 0),
    ("na", na("ynnnyn"), 2200),                         # 70·1/10 + 30·1/2
    ("na", na("y-nnyn"), 2375),                         # 70·1/8 + 15
    ("na", na("yn-nyn"), 2785),                         # (49·1/7 + 15) ÷ 79
    ("na", na("ynn-yn"), 5000),                         # 70·5/10 + 15
    ("na", na("y---nn"), 6203),                         # 49·5/5 ÷ 79
    ("na", na("n---nn"), 4962),                         # 49·4/5 ÷ 79
    ("na", na("yyyy--"), 10000),
    ("na", na("nnnn--"), 0),
    ("na", na("nnnn-y"), 3000),                         # e's weight stays in section two
    ("na", na("nnnny-"), 1765),                         # 15 ÷ 85
    ("na", na("..-.--"), None),
    ("na", na("...---"), 10000),                        # d's N/A counts as its best answer
    ("na", na("-yyyyy"), 10000),                        # a can't be N/A: as if unanswered
    ("na", na("..-..."), None),
    ("na", na("...-.."), 10000),
    ("na", na("..-.n."), 0),
    ("fails", failing("yes", "no", "yes", "none", "yes", 5), 10000),
    ("fails", failing("no", "no", "yes", "none", "yes", 5), 5000),
    ("fails", failing("yes", "yes", "yes", "none", "yes", 5), 0),
    ("fails", failing("n/a", "no", "yes", "none", "yes", 5), 10000),
    ("fails", failing("yes", "no", "no", "none", "no", 15), 3700),   # 25 + 0 + 12
    ("fails", failing("yes", "no", "yes", "vague", "yes", 5), 7000),
    ("fails", failing("yes", "no", "yes", "false", "n/a", 5), 7000),
    ("fails", failing("yes", "no", "yes", "none", "n/a", 5), 10000),
    ("fails", failing("yes", "no", "yes", "n/a", "no", 30), 5000),
    ("fails", failing("yes", "no", "yes", "none", "yes", 120), 0),
    ("fails", failing("yes", "no", "yes", "none", "yes", 119.999), 8000),
    ("fails", failing("no", "yes", "no", "false", "no", 600), 0),
    ("fails", {"notice": "no"}, 0),
    ("fails", {"notice": "no", "wait": 0}, 2857),       # 20 ÷ 70
    ("fails", {"rude": "yes"}, 0),
    ("fails", {"promise": "vague", "wait": 0}, 4000),   # 20 ÷ 50
    ("asked", {"talks": "yes", "objects": "no", "sums-up": "yes"}, 10000),
    ("asked", {"talks": "no", "sums-up": "yes"}, 5000),
    ("asked", {"talks": "no", "objects": "yes", "answers": 1, "sums-up": "yes"}, 5000),
    ("asked", {"talks": "yes", "objects": "yes", "answers": 3, "sums-up": "yes"}, 10000),
    ("asked", {"talks": "yes", "objects": "yes", "answers": 2, "sorry": "yes", "sums-up": "yes"},
     8750),                                             # 50·9/12 + 50
    ("asked", {"talks": "yes", "objects": "yes", "answers": 1, "sorry": "no", "sums-up": "yes"},
     6667),                                             # 50·4/12 + 50
    ("asked", {"talks": "yes", "objects": "n/a", "answers": 1, "sums-up": "yes"}, 10000),
    ("asked", {"talks": "yes", "objects": "yes", "answers": 3, "sorry": "no", "sums-up": "yes"},
     10000),
    ("asked", {"talks": "yes", "objects": "no", "sums-up": "no", "why-not": "yes"}, 6875),
    ("asked", {"talks": "yes", "objects": "no", "sums-up": "no", "why-not": "no"}, 0),
    ("asked", {"talks": "yes", "objects": "no", "sums-up": "yes", "why-not": "no"}, 10000),
    ("asked", {"talks": "no", "sums-up": "n/a", "why-not": "yes"}, 5000),
    ("asked", {"talks": "no", "sums-up": "n/a", "why-not": "no"}, 0),
    ("asked", {"talks": "perhaps", "objects": "yes", "sums-up": "yes"}, 10000),
    ("marks", {"one": "yes", "two": "yes", "three": "yes", "four": "yes"}, 10000),
    ("marks", {"one": "no", "two": "yes", "three": "yes", "four": "yes"}, 6250),
    ("marks", {"one": "yes", "two": "no", "three": "no", "four": "yes"}, 6250),
    ("marks", {"one": "yes", "two": "yes", "three": "no", "four": "n/a"}, 5000),
    ("marks", {"one": "yes", "two": "no", "three": "no", "four": "no"}, 3750),
    ("ties", {"q1": "yes", "q2": "no", "q4": "no", "q8": "no", "q17": "no"}, 313),    # 3.125
    ("ties", {"q1": "yes", "q2": "yes", "q4": "yes", "q8": "no", "q17": "no"}, 2188),  # 21.875
    ("ties", {"q1": "no", "q2": "no", "q4": "no", "q8": "yes", "q17": "yes"}, 7813),   # 78.125
    ("thirds", {"a-q": "one", "b-q": "one", "c-q": "one"}, 3333),
    ("thirds", {"a-q": "two", "b-q": "two", "c-q": "two"}, 6667),
    ("thirds", {"a-q": "all", "b-q": "none", "c-q": "none"}, 3333),
    ("thirds", {"a-q": "all", "b-q": "one", "c-q": "n/a"}, 6667),
    ("thirds", {"a-q": "n/a", "b-q": "n/a", "c-q": "n/a"}, None),
    ("unweighted", {"known": "yes", "done": "yes"}, 10000),
    ("unweighted", {"known": "no", "done": "n/a"}, None),
]
