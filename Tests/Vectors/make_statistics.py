#!/usr/bin/env python3
"""Makes statistics.json and statistics-tables.json, against which Tests/CallsTests/Statistics
holds the statistics: figures of other people's libraries for random samples and tables.

    pip install numpy==1.26.4 scipy==1.12.0 pandas==2.3.3 statsmodels==0.15.0 \
        krippendorff==0.9.0 pingouin==0.6.1 irrCAC==0.4.4 mpmath==1.3.0
    python3 make_statistics.py

The committed files were made with these versions on Python 3.11. The seed is fixed, so that another
run makes the same samples and tables. Where a library gives no number (NaN, an exception), the file
has null, and the tests ask for a reason instead. docs/formats/statistics.md tells where a library
defines something in another way.
"""
import json
import math
import pathlib
import random
import warnings

import krippendorff
import mpmath
import numpy as np
import pandas as pd
import pingouin
import scipy.stats as st
import statsmodels.api as sm
from irrCAC.raw import CAC
from scipy.stats._resampling import _bca_interval
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

warnings.simplefilter("ignore")
pingouin.options["round"] = None
pingouin.options["round.column.CI95"] = None
chance = random.Random(20240607)
WEIGHTS = ["identity", "linear", "quadratic", "ordinal"]
LEVELS = ["nominal", "ordinal", "interval", "ratio"]
LEVEL = [0.8, 0.9, 0.95, 0.99]


def number(value, digits=10):
    """A number of so many significant digits, or None."""
    if value is None or not math.isfinite(value):
        return None
    value = float(f"{value:.{digits}g}")
    return int(value) if value == int(value) and abs(value) < 1e9 else value


def numbers(values, digits=10):
    return [number(float(value), digits) for value in values]


def tried(work):
    try:
        return work()
    except (ValueError, ZeroDivisionError, AssertionError, IndexError, KeyError):
        return None


# Distributions


def student(tail, degrees):
    """Quantile of t by mpmath in 40 digits, since that of SciPy 1.12 is good to nine or ten."""
    with mpmath.workdps(40):
        v = mpmath.mpf(degrees)

        def off(t):
            return mpmath.betainc(v / 2, 0.5, 0, v / (v + t * t), regularized=True) / 2 - tail

        return float(mpmath.findroot(off, st.t.isf(tail, degrees)))


def distributions():
    tails = [0.4, 0.25, 0.1, 0.05, 0.025, 0.005, 0.0005, 5e-5]
    degrees = [0.6, 1, 1.5, 2, 3, 4.7, 9, 29, 30.5, 99, 1234.5, 99_999, 100_001, 5e6]
    pairs = [(1, 1), (2, 3.3), (5, 12), (11, 0.7), (4.2, 96), (199, 2189), (30, 20000.5)]
    return {
        "normal": [[tail, number(st.norm.isf(tail), 15)] for tail in tails],
        "student": [[v, tail, number(student(tail, v), 15)]
                    for v in degrees for tail in tails],
        "fisher": [[a, b, tail, number(st.f.isf(tail, a, b), 14)]
                   for a, b in pairs for tail in tails + [0.975]],
        "chiSquare": [[k, number(x, 6), number(st.chi2.sf(number(x, 6), k), 14)]
                      for k in [1, 2, 3, 7, 19, 99, 1000]
                      for x in [0.01 * k, 0.5 * k, 0.99 * k, k + 1, 1.3 * k, 2 * k, 5 * k + 9]],
    }


# Samples


def sample(count=None):
    count = count or chance.randint(2, 12)
    middle, spread = chance.uniform(0, 95), chance.choice([0.5, 4, 20])
    return [round(chance.gauss(middle, spread), 2) for _ in range(count)]


def proportions():
    rows = []
    for _ in range(120):
        n = chance.choice([2, 3, 10, 29, 30, 150, 2000, 100_000])
        hits, level = chance.choice([0, n, chance.randint(0, n)]), chance.choice(LEVEL)
        rows.append([hits, n, level, *numbers(proportion_confint(hits, n, 1 - level, "wilson"))])
    return rows


def share_differences():
    rows = []
    for _ in range(120):
        n, m = chance.randint(2, 90), chance.randint(2, 90)
        a, b, level = chance.randint(0, n), chance.randint(0, m), chance.choice(LEVEL)
        ends = confint_proportions_2indep(
            a, n, b, m, method="newcomb", compare="diff", alpha=1 - level)
        rows.append([a, n, b, m, level, *numbers(ends)])
    return rows


def means():
    rows = []
    for _ in range(100):
        values, level = sample(), chance.choice(LEVEL)
        found = DescrStatsW(values)
        rows.append([values, level, *numbers([found.mean, *found.tconfint_mean(1 - level)])])
    return rows


def mean_differences():
    rows = []
    for _ in range(100):
        one, two, level = sample(), sample(), chance.choice(LEVEL)
        found = CompareMeans(DescrStatsW(one), DescrStatsW(two))
        ends = found.tconfint_diff(alpha=1 - level, usevar="unequal")
        rows.append([one, two, level, *numbers(ends)])
    return rows


def slopes():
    rows = []
    for _ in range(100):
        ys, level = sample(chance.randint(3, 12)), chance.choice(LEVEL)
        xs = [round(chance.uniform(0, 90), 2) for _ in ys]
        found = sm.OLS(ys, sm.add_constant(xs)).fit()
        rows.append([xs, ys, level, *numbers([found.params[1], *found.conf_int(1 - level)[1]])])
    return rows


def chi_squares():
    rows = []
    for _ in range(100):
        size = chance.randint(2, 9)
        observed = [chance.randint(0, 60) for _ in range(size)]
        observed[0] += 1
        shares = [chance.randint(1, 20) for _ in range(size)]
        expected = [sum(observed) * share / sum(shares) for share in shares]
        rows.append([observed, shares, *numbers(st.chisquare(observed, expected))])
    return rows


def bootstraps():
    """Figures of draws, those of all items but one, and the interval that SciPy reckons of them."""
    rows = []
    for index in range(25):
        data = np.array([round(chance.expovariate(0.1), 1) for _ in range(10)])
        draws = sorted(number(sum(chance.choice(data) for _ in data) / 10, 6) for _ in range(100))
        level = LEVEL[index % 4]
        ends = _bca_interval(
            (data,), lambda x, axis: np.round(np.mean(x, axis=axis), 9), 0, (1 - level) / 2,
            np.array(draws), None)[:2]
        leaving = [number((data.sum() - value) / 9, 12) for value in data]
        plain = np.percentile(draws, [50 * (1 - level), 50 * (1 + level)])
        moved = np.percentile(draws, [100 * end for end in ends])
        rows.append([number(data.mean(), 10), draws, leaving, level,
                     *numbers(plain), *numbers(moved)])
    return rows


# Tables of ratings


def table():
    """Rows of items with gaps, and the possible answers."""
    kind = chance.choice(["choices", "choices", "yes or no", "scores", "points"])
    scale = {"choices": list(range(1, chance.randint(3, 6))), "yes or no": [0, 1],
             "scores": [0, 10, 25, 40, 50, 75, 90, 100], "points": [0, 1, 2, 5]}[kind]
    raters, items = chance.choice([2, 2, 3, 3, 4, 5, 6]), chance.randint(2, 13)
    gaps, sure = chance.choice([0, 0, 0.1, 0.3]), chance.choice([0.2, 0.5, 0.8, 0.95])
    tilt = chance.choice([1, 1, 3])
    rows = []
    for _ in range(items):
        truth = int(len(scale) * chance.random() ** tilt)
        row = []
        for _ in range(raters):
            at = truth if chance.random() < sure else chance.randrange(len(scale))
            row.append(None if chance.random() < gaps else scale[at])
        rows.append(row)
    return rows, scale


def kappa(rows, scale, weights):
    """The mean over those pairs of raters that share two items or more and have a kappa."""
    found = []
    for one in range(len(rows[0])):
        for two in range(one + 1, len(rows[0])):
            both = [(row[one], row[two]) for row in rows if None not in (row[one], row[two])]
            if len(both) < 2:
                continue
            counts = np.zeros((len(scale), len(scale)))
            for a, b in both:
                counts[scale.index(a), scale.index(b)] += 1
            extra = {} if weights == "identity" else {"weights": np.array(scale), "wt": weights}
            figure = cohens_kappa(counts, return_results=False, **extra)
            if math.isfinite(figure):
                found.append(figure)
    return number(sum(found) / len(found)) if found else None


def intraclass(rows):
    raters = [j for j in range(len(rows[0])) if any(row[j] is not None for row in rows)]
    whole = [[row[j] for j in raters] for row in rows]
    whole = [row for row in whole if None not in row]
    if len(whole) < 2:
        return None
    if sum(map(len, whole)) < 5:
        return []  # fewer than pingouin takes
    long = pd.DataFrame([(i, j, float(value)) for i, row in enumerate(whole)
                         for j, value in enumerate(row)], columns=["i", "j", "x"])
    found = pingouin.intraclass_corr(long, "i", "j", "x").set_index("Type").loc["ICC(A,1)"]
    if number(found["ICC"]) == 1:
        return [1, None, None]  # from 1 to 1, where there is no error to reckon with
    return numbers([found["ICC"], *found["CI95"]])


def figures(rows, scale):
    frame = pd.DataFrame(rows, dtype=float)
    data = frame.to_numpy().T
    gwet = []
    for weights in WEIGHTS:
        cac = tried(lambda: CAC(frame.copy(), weights, categories=scale, digits=12).gwet())
        gwet.append(cac and number(float(cac["est"]["coefficient_value"])))
    percent = tried(lambda: CAC(frame.copy(), categories=scale, digits=12).gwet()["est"]["pa"])
    alphas = [tried(lambda: krippendorff.alpha(data, level_of_measurement=level))
              for level in LEVELS]
    return {
        "p": number(float(percent)), "k": [kappa(rows, scale, w) for w in WEIGHTS[:3]],
        "a": [number(a) for a in alphas], "g": gwet, "i": tried(lambda: intraclass(rows)),
    }


def tables():
    found = []
    while len(found) < 1000:
        rows, scale = table()
        if sum(len([x for x in row if x is not None]) > 1 for row in rows) > 1:
            found.append({"r": rows, "s": scale, **figures(rows, scale)})
    return found


def write(name, content):
    path = pathlib.Path(__file__).with_name(name)
    lines = [f'"{key}":[\n' + ",\n".join(
        json.dumps(row, separators=(",", ":")) for row in rows) + "\n]"
        for key, rows in content.items()]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    write("statistics.json", {
        **distributions(), "proportions": proportions(), "shareDifferences": share_differences(),
        "means": means(), "meanDifferences": mean_differences(), "slopes": slopes(),
        "chiSquares": chi_squares(), "bootstraps": bootstraps()})
    write("statistics-tables.json", {"tables": tables()})
