"""Erasure of a customer: done or not begun whatever dies when, and nothing of the key stays."""

import threading
import time

import pytest
from daemon import REPOSITORY, put
from persons import approved, ask, decide, second
from sounds import small_call
from test_holds import customer

pytestmark = pytest.mark.timeout(600)


def fill(daemon, folder, count):
    """As many calls of as many customers; ids of the customers."""
    for index in range(count):
        name = f"20240115-1030{index:02}_138001380{index:02}_out.wav"
        put(small_call(folder / name, seed=index), daemon.drop() / name)
    daemon.until_decided(count)
    return [customer(daemon, call["id"]) for call in daemon.calls()]


def number(text):
    digits = "0123456789abcdefghjkmnpqrstvwxyz"
    return sum(digits.index(sign) << 5 * place for place, sign in enumerate(reversed(text)))


def stored(daemon, person):
    """The wrapped key of a customer and of the customer's recordings, as hexadecimal text."""
    key = daemon.sql(f"SELECT id, wrapped_key FROM customer WHERE id = {number(person)}")[0][1]
    others = daemon.sql("SELECT r.id, r.wrapped_key FROM recording r JOIN call c ON "
                        f"c.id = r.call_id WHERE c.customer_id = {number(person)}")
    return key, others


def files(daemon):
    return sorted(path.name for path in daemon.recordings.rglob("*.*") if path.is_file())


def test_nothing_of_the_key_is_left_and_the_certificate_says_so(daemon, tmp_path):
    daemon.start()
    people = fill(daemon, tmp_path, 6)
    key, recordings = stored(daemon, people[2])
    secrets = [bytes.fromhex(text[2:]) for text in [key, *[row[1] for row in recordings]]]
    assert all(len(secret) == 72 for secret in secrets)
    approved(daemon, "customer", "erase", people[2], "--reason", "their wish")
    assert stored(daemon, people[2])[0] == ""
    assert len(files(daemon)) == 2 * 5 + len([f for f in files(daemon) if "installation" in f])
    for path in daemon.state.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(secret in content for secret in secrets), path
    certificate = daemon.json("customer", "certificate", people[2])
    assert certificate["destroyed"]["keys"] == 2 and certificate["filesGoneAt"]
    assert len(certificate["ledgerEntries"]) == 3
    status, _, page = daemon.get(f"/customers/{people[2]}/certificate")
    assert status == 200 and b"their wish" in page
    shown = [call for call in daemon.calls() if call["erased"]]
    assert len(shown) == 1 and shown[0]["recordings"] == [] and shown[0]["customer"] is None
    assert daemon.get(f"/calls/{shown[0]['id']}")[0] == 200


def test_a_killed_erasure_is_done_or_not_begun_and_its_files_go_later(daemon, tmp_path):
    daemon.start()
    people = fill(daemon, tmp_path, 12)
    second(daemon)
    done = 0
    for number_of_kill, person in enumerate(people, 1):
        waiting = ask(daemon, "customer", "erase", person, "--reason", "their wish")
        deciding = threading.Thread(target=attempt, args=(daemon, waiting))
        deciding.start()
        if number_of_kill == len(people):
            deciding.join()
        else:
            time.sleep(0.003 * (number_of_kill - 1))
        daemon.kill()
        deciding.join()
        daemon.start()
        key, recordings = stored(daemon, person)
        is_erased = key == ""
        assert [row[1] == "" for row in recordings] == [is_erased]
        rows = daemon.sql(f"SELECT count(*) FROM erasure WHERE customer_id = {number(person)}")
        assert int(rows[0][0]) == int(is_erased)
        done += is_erased
        if not is_erased:
            daemon.command("approval", "withdraw", waiting)
    daemon.until(lambda: len([f for f in files(daemon) if f.endswith(".recording")])
                 == len(people) - done, seconds=90, what="the files of the erased to go")
    assert 0 < done
    listed = daemon.calls()
    assert sum(call["erased"] for call in listed) == done
    assert len(listed) == len(people)


def attempt(daemon, waiting):
    try:
        decide(daemon, waiting)
    except OSError:
        # The daemon was killed before it answered, which is what this is about.
        pass


def test_a_duty_to_keep_calls_is_in_the_way_and_named(daemon, tmp_path):
    daemon.write_settings(settings="retention:\n  rule: eu-mifid-recordings\n"
                          f"regulations: [{REPOSITORY / 'etc/callaudit/regulations'}]\n")
    daemon.start()
    name = time.strftime("%Y%m%d-%H%M%S") + "_13800138000_out.wav"
    put(small_call(tmp_path / name, seed=1), daemon.drop() / name)
    daemon.until_decided(1)
    person = customer(daemon, daemon.calls()[0]["id"])
    refused = daemon.command("customer", "erase", person, "--reason", "their wish")
    assert refused.returncode == 65 and "eu-mifid-recordings" in refused.stderr
