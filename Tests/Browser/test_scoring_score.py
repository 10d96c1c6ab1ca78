"""The score that the scoring screen shows while one answers, against the server's golden table."""

import json
import pathlib

VECTORS = pathlib.Path(__file__).resolve().parents[1] / "Vectors" / "scores.json"
SCORE = """async ([module, vectors]) => {
  const { scoreOf } = await import(module)
  return vectors.cases.map(({ card, sheet }) => {
    const score = scoreOf(vectors.cards[card], { answers: {}, ...sheet })
    score.fails = score.fails.map((fail) => [fail.question, fail.fails])
    return score
  })
}"""


def differences(wanted, got, place=""):
    """Where `got` isn't as `wanted`, which needn't name everything; what is left out is None."""
    if isinstance(wanted, dict):
        return [difference for name, value in wanted.items()
                for difference in differences(value, (got or {}).get(name), f"{place}.{name}")]
    if isinstance(wanted, list) and isinstance(got, list) and len(wanted) == len(got):
        return [difference for at, value in enumerate(wanted)
                for difference in differences(value, got[at], f"{place}[{at}]")]
    return [] if wanted == got else [f"{place}: {got} instead of {wanted}"]


def test_the_live_score_is_the_servers_to_the_hundredth(reader):
    vectors = json.loads(VECTORS.read_text())
    page = reader()
    app = page.locator('script[type="module"]').get_attribute("src")
    module = app.replace("app.js", "scoring/score.js")
    scores = page.evaluate(SCORE, [module, vectors])
    assert len(scores) >= 60
    wrong = {at: found for at, (case, score) in enumerate(zip(vectors["cases"], scores))
             if (found := differences(case["score"], score))}
    assert wrong == {}
