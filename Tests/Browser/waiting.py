"""Waiting for something on a page whose policy forbids eval, which the browser driver's own waiting
for conditions needs."""

import time


def until(page, condition, seconds=15):
    """Returns once the JavaScript `condition` holds; fails when it doesn't within `seconds`."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"still not: {condition}"
        page.wait_for_timeout(50)
