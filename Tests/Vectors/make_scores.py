#!/usr/bin/env python3
"""Makes scores.json: answer sheets and what they come to on small scorecards.

Written after docs/formats/scorecard.md alone, with fractions of the standard library, so that it
and the product can be held against each other. Fails when it disagrees with a total that was
worked out on paper (score_cases.py).
"""

import json
import random
import sys
from fractions import Fraction
from pathlib import Path

from score_cases import CARDS, HAND, NA, sheet


def accepts(asked, value):
    kind = asked["kind"]
    (form, given), = value.items()
    if form == "notApplicable":
        return asked["notApplicable"] != "notAllowed"
    if kind["type"] == "yesNo":
        return form == "choice" and given in ("yes", "no")
    if kind["type"] == "choice":
        return form == "choice" and given in [option["code"] for option in kind["options"]]
    if kind["type"] == "scale":
        inner = kind["scale"]
        return (form == "number" and given % 1000 == 0
                and inner["least"] * 1000 <= given <= inner["most"] * 1000)
    if kind["type"] == "number":
        return form == "number" and kind["number"]["least"] <= given <= kind["number"]["most"]
    return form == "text"


def matches(answers, value):
    (form, given), = value.items()
    if form == "notApplicable":
        return answers.get("notApplicable", False)
    if form == "choice":
        return given in answers.get("choices", [])
    if form == "number" and ("least" in answers or "most" in answers):
        return answers.get("least", given) <= given <= answers.get("most", given)
    return False


def points(asked, value):
    (form, given), = value.items()
    kind = asked["kind"]
    if kind["type"] == "yesNo":
        return asked["weight"] if given == kind["best"] else 0
    if kind["type"] == "choice":
        return next(option["points"] for option in kind["options"] if option["code"] == given)
    return [band["points"] for band in kind[kind["type"]]["bands"] if band["from"] <= given][-1]


def half_up(share):
    return None if share is None else int(share * 10000 + Fraction(1, 2))


def mean(parts):
    weight = sum((weight for weight, _ in parts), Fraction(0))
    return sum((w * share for w, share in parts), Fraction(0)) / weight if weight else None


def score(made, sheet):
    values = {code: answer["value"] for code, answer in sheet["answers"].items()
              if "value" in answer}
    asked, valid, order = set(), {}, []
    for part in made["sections"]:
        for one in part["questions"]:
            condition = one.get("condition")
            if condition and not (condition["question"] in valid
                                  and matches(condition["when"], valid[condition["question"]])):
                continue
            asked.add(one["code"])
            order.append(one["code"])
            if one["code"] in values and accepts(one, values[one["code"]]):
                valid[one["code"]] = values[one["code"]]
    shares, without, sections, found = [], [], [], []
    for part in made["sections"]:
        full = spread = earned = possible = 0
        failed = False
        for one in part["questions"]:
            if one["code"] not in asked:
                continue
            weight = one["weight"]
            full += weight
            value = valid.get(one["code"])
            if value is None:
                continue
            if "autoFail" in one and matches(one["autoFail"]["when"], value):
                found.append([one["code"], one["autoFail"]["fails"]])
                failed = failed or one["autoFail"]["fails"] == "section"
            if weight == 0:
                continue
            if "notApplicable" in value:
                if one["notApplicable"] == "spreads":
                    spread += weight
                if one["notApplicable"] == "fullPoints":
                    earned += weight
                    possible += weight
            else:
                earned += points(one, value)
                possible += weight
        share = None
        if possible:
            share = Fraction(earned, possible)
            without.append((Fraction(part["weight"] * (full - spread), full), share))
        if failed:
            shares.append((Fraction(part["weight"]), Fraction(0)))
            share = Fraction(0)
        elif possible:
            shares.append(without[-1])
        shown = half_up(share)
        sections.append({"code": part["code"], "score": shown, "failed": failed,
                         "passed": None if shown is None else shown >= part.get("passMark", 0)})
    form = any(what == "form" for _, what in found)
    total = 0 if form else half_up(mean(shares))
    named = [band["code"] for band in made.get("bands", []) if total is not None
             and band["from"] <= total]
    return {
        "total": total, "totalWithoutFails": half_up(mean(without)),
        "band": named[-1] if named else None,
        "passed": None if total is None else (
            not form and total >= made["passMark"]
            and all(part["passed"] is not False for part in sections)),
        "sections": sections, "fails": found, "asked": order,
        "notApplicable": sum(1 for code in order if valid.get(code) == NA),
    }


def some_value(chance, asked):
    kind = asked["kind"]
    if asked["notApplicable"] != "notAllowed" and chance.random() < 0.2:
        return NA
    if kind["type"] == "yesNo":
        return {"choice": chance.choice(["yes", "no"])}
    if kind["type"] == "choice":
        return {"choice": chance.choice(kind["options"])["code"]}
    if kind["type"] == "scale":
        inner = kind["scale"]
        return {"number": chance.randint(inner["least"], inner["most"]) * 1000}
    if kind["type"] == "number":
        return {"number": chance.choice([0, 2999, 3000, 9999, 10000, 119999, 120000, 300000])}
    return {"text": "words"}


def chance_cases():
    chance = random.Random(20260101)
    for turn in range(150):
        made = chance.choice([CARDS[name] for name in ("plain", "na", "fails", "asked", "marks")])
        if turn % 15 == 0:
            made = CARDS["thirty"]
        answers = {one["code"]: {"value": some_value(chance, one)}
                   for part in made["sections"] for one in part["questions"]
                   if chance.random() < 0.85}
        yield made, {"answers": answers}


def main():
    cases = []
    wrong = 0
    for place, (code, given, total) in enumerate(HAND, 1):
        made = CARDS[code]
        result = score(made, sheet(given))
        if result["total"] != total:
            wrong += 1
            print(f"{place} {code} {given}: on paper {total}, here {result['total']}")
        cases.append({"card": code, "sheet": sheet(given), "score": result})
    cases += [{"card": made["code"], "sheet": filled, "score": score(made, filled)}
              for made, filled in chance_cases()]
    path = Path(__file__).with_name("scores.json")
    lines = ",\n".join(json.dumps(case, sort_keys=True, separators=(",", ":")) for case in cases)
    cards = json.dumps(CARDS, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_text(f'{{"cards":{cards},\n"onPaper":{len(HAND)},\n"cases":[\n{lines}\n]}}\n')
    print(f"{len(cases)} cases, {len(HAND)} of them on paper")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
