#!/usr/bin/env python3
"""Makes complaint-rates.json, against which Tests/CallsTests/Prevention holds rates of complaints,
their ratios and the limits of their charts.

    pip install numpy==1.26.4 scipy==1.12.0 pandas==2.3.3 statsmodels==0.15.0
    python3 make_complaint_rates.py

The committed file was made with these versions on Python 3.11; the seed is fixed. Intervals of
rates are those of statsmodels (`midp-c`), and are held here against roots found with SciPy's
Poisson distribution; both agree to 1e-5 up to 5,000 events. The file has SciPy's.
Intervals of ratios are roots over SciPy's binomial distribution. Limits are SciPy's quantiles.
docs/formats/statistics.md has the definitions.
"""
import json
import math
import pathlib
import random

import scipy.optimize as so
import scipy.stats as st
from statsmodels.stats.rates import confint_poisson

chance = random.Random(20261123)
LEVELS = [0.9, 0.95, 0.99]
BEYOND = st.norm.sf(3)
# Above, statsmodels' search fails and gives one end for both.
THEIRS_MAX = 5000


def number(value):
    return None if value is None or not math.isfinite(value) else float(f"{value:.12g}")


def root(work, low, high):
    return so.brentq(work, low, high, xtol=1e-14, rtol=4 * 2.220446049250313e-16, maxiter=500)


def mean_interval(count, level):
    """Ends of the mid-P interval of a Poisson mean."""
    tail = (1 - level) / 2
    far = count + 10 * math.sqrt(count + 1) + 40

    def above(mean):
        return st.poisson.sf(count, mean) + st.poisson.pmf(count, mean) / 2 - tail

    def below(mean):
        return st.poisson.cdf(count, mean) - st.poisson.pmf(count, mean) / 2 - tail

    low = root(above, 1e-12, max(count, 1e-9)) if count else 0.0
    return low, root(below, max(count, 1e-9), far)


def ratio_interval(first, t1, second, t2, level):
    """Ends of the mid-P interval of a ratio of rates, given the sum of events."""
    tail = (1 - level) / 2
    total = first + second

    def share(odds):
        return 1 / (1 + math.exp(-odds))

    def above(odds):
        p = share(odds)
        return st.binom.sf(first, total, p) + st.binom.pmf(first, total, p) / 2 - tail

    def below(odds):
        p = share(odds)
        return st.binom.cdf(first, total, p) - st.binom.pmf(first, total, p) / 2 - tail

    low = math.exp(root(above, -30, 30)) * t2 / t1 if first else 0.0
    high = math.exp(root(below, -30, 30)) * t2 / t1 if second else None
    return low, high


def rates():
    rows = []
    counts = list(range(13)) + [20, 37, 100, 523, 4096, 60000]
    for count in counts:
        for level in LEVELS:
            exposure = max(count, chance.randint(300, 90000))
            low, high = mean_interval(count, level)
            theirs = confint_poisson(count, 1, method="midp-c", alpha=1 - level)
            if 0 < count <= THEIRS_MAX:
                assert abs(theirs[0] / low - 1) < 1e-5, (count, level, theirs, low)
            if count <= THEIRS_MAX:
                assert abs(theirs[1] / high - 1) < 1e-5, (count, level, theirs, high)
            rows.append([count, exposure, level, number(low * 1000 / exposure),
                         number(high * 1000 / exposure)])
    return rows


def ratios():
    rows = []
    for _ in range(120):
        scale = chance.choice([3, 30, 300])
        first, second = chance.randint(0, scale), chance.randint(0, scale)
        if first + second == 0:
            continue
        t1, t2 = chance.randint(300, 50000), chance.randint(300, 50000)
        level = chance.choice(LEVELS)
        low, high = ratio_interval(first, t1, second, t2, level)
        rows.append([first, t1, second, t2, level, number(low), number(high)])
    return rows


def limits():
    rows = []
    for _ in range(150):
        mean = float(f"{10 ** chance.uniform(-2, 4):.6g}")
        rows.append([mean, int(st.poisson.ppf(BEYOND, mean)), int(st.poisson.isf(BEYOND, mean))])
    return rows


def poisson():
    rows = []
    for _ in range(100):
        mean = float(f"{10 ** chance.uniform(-2, 3.5):.6g}")
        count = max(0, int(mean + chance.uniform(-4, 4) * math.sqrt(mean)))
        rows.append([mean, count, number(st.poisson.pmf(count, mean)),
                     number(st.poisson.cdf(count, mean)), number(st.poisson.sf(count - 1, mean))])
    return rows


def chart():
    """Months of one team, judged by the first twelve."""
    periods = []
    for month in range(30):
        exposure = chance.randint(800, 6000)
        rate = 0.004 if month < 18 else 0.0075
        mean, count, product = rate * exposure, 0, chance.random()
        while product > math.exp(-mean):
            count, product = count + 1, product * chance.random()
        periods.append([count, exposure])
    base = periods[:12]
    rate = sum(p[0] for p in base) / sum(p[1] for p in base)
    rows, run, side, tosses = [], 0, 0, 0.0
    for count, exposure in periods:
        mean = rate * exposure
        low, high = int(st.poisson.ppf(BEYOND, mean)), int(st.poisson.isf(BEYOND, mean))
        signals = ["above-limits"] if count > high else ["below-limits"] if count < low else []
        here = (count > mean) - (count < mean)
        if here != side:
            run, side, tosses = 0, here, 0.0
        if here:
            run += 1
            share = (st.poisson.sf(math.floor(mean), mean) if here > 0
                     else st.poisson.cdf(math.ceil(mean) - 1, mean))
            tosses -= math.log2(share)
        if here and run >= 8 and tosses >= 8:
            signals.append("run-above" if here > 0 else "run-below")
        rows.append([count, exposure, number(mean), low, high, signals])
    return rows


def main():
    sets = {"rates": rates(), "ratios": ratios(), "limits": limits(), "poisson": poisson(),
            "chart": chart()}
    lines = []
    for name, rows in sets.items():
        body = ",\n".join("  " + json.dumps(row) for row in rows)
        lines.append(f'"{name}": [\n{body}\n]')
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    pathlib.Path(__file__).with_name("complaint-rates.json").write_text(text)


if __name__ == "__main__":
    main()
