"""PostgreSQL in trouble: the daemon lives on, says what is wrong, loses nothing, and goes on by
itself once the server does."""

import html
import json
import threading
import time

import pytest
from accounts import indexed_once, same_ledger, sealed_as_indexed, until_taken_in
from daemon import REPOSITORY, Daemon, named, put
from postgres import Postgres, PostgresError
from proxy import CommitCutter
from sounds import many_calls

pytestmark = [pytest.mark.timeout(180), pytest.mark.own_engine]


@pytest.fixture
def house(postgres):
    """A daemon on a server of its own."""
    daemon = Daemon(server=postgres)
    yield daemon
    daemon.close()


class Feeder:
    """Drops a file every few hundredths of a second for as long as the block lasts."""

    def __init__(self, daemon, folder, pause=0.03):
        self.daemon, self.folder, self.pause = daemon, folder, pause
        self.files, self.done = [], threading.Event()
        self.thread = threading.Thread(target=self.feed)

    def feed(self):
        while not self.done.is_set():
            (file,) = many_calls(self.folder, 1, first=len(self.files))
            put(file, self.daemon.drop() / file.name)
            self.files.append(file)
            time.sleep(self.pause)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        self.thread.join(timeout=10)


def all_is_well(daemon, files):
    daemon.until_ready()
    until_taken_in(daemon, seconds=90)
    assert len(files) > 10
    indexed_once(daemon, files)
    sealed_as_indexed(daemon)
    same_ledger(daemon)


def away_sentence(language):
    """What the page says of a database that is away: nothing of the server itself."""
    catalogue = REPOSITORY / f"Sources/CallWeb/Resources/catalogues/{language}.json"
    return json.loads(catalogue.read_text())["refusal.database-away"]


def pages_say_so(daemon):
    for language in ("en", "zh-Hans", "zh-Hant"):
        status, headers, body = daemon.get("/calls", {"Accept-Language": language})
        assert status == 503
        assert int(headers["Retry-After"]) > 0
        page = html.unescape(body.decode())
        assert f'lang="{language}"' in page
        assert away_sentence(language) in page
        assert named(daemon.address, "host") not in page
    status, _, body = daemon.get("/api/v1/calls")
    assert status == 503
    assert json.loads(body)["code"] == "database-away"
    assert json.loads(body)["detail"] == away_sentence("en")
    done = daemon.command("call", "list")
    assert done.returncode not in (0, 70), done.stderr
    assert away_sentence("en") in done.stderr


def test_a_server_that_is_down_at_the_start(house, postgres, tmp_path):
    postgres.stop()
    house.start(wait=False)
    house.until_unready("can't be reached", "Start the server", "It is tried again.")
    pages_say_so(house)
    with Feeder(house, tmp_path) as feeder:
        time.sleep(2)
        postgres.start()
        house.until_ready(seconds=10)
    all_is_well(house, feeder.files)
    assert house.get("/calls")[0] == 200


@pytest.mark.parametrize("end", [
    lambda server: server.stop("fast"),
    lambda server: server.stop("immediate"),
    lambda server: server.kill(),
], ids=["stopped", "stopped at once", "killed"])
def test_a_server_that_ends_during_work_and_comes_back(house, postgres, tmp_path, end):
    house.start()
    with Feeder(house, tmp_path) as feeder:
        for _ in range(2):
            time.sleep(1.5)
            end(postgres)
            house.until_unready("database")
            pages_say_so(house)
            postgres.start()
            house.until_ready(seconds=10)
    all_is_well(house, feeder.files)


def test_a_server_that_is_restarted_again_and_again(house, postgres, tmp_path):
    house.start()
    with Feeder(house, tmp_path) as feeder:
        for _ in range(8):
            time.sleep(0.7)
            postgres.restart()
    all_is_well(house, feeder.files)


def test_connections_that_are_cut_by_the_server(house, postgres, tmp_path):
    house.start()
    with Feeder(house, tmp_path) as feeder:
        for _ in range(40):
            time.sleep(0.1)
            postgres.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                         "WHERE usename = 'callaudit'")
    all_is_well(house, feeder.files)


def test_a_session_that_ends_behind_the_answer_to_a_commit(postgres, tmp_path):
    """The commit took place, so row and sealed file must both be there, and once."""
    cuts = 5
    with CommitCutter(postgres, cuts) as cutter:
        address = cutter.address(behind=postgres.new_database())
        with Daemon(server=postgres, address=address) as daemon:
            with Feeder(daemon, tmp_path) as feeder:
                daemon.until(lambda: cutter.left == 0, 60, f"{cuts} commits to be cut off")
            all_is_well(daemon, feeder.files)
            assert "broke during a commit" in daemon.log.read_text()


def test_a_database_that_is_read_only_for_a_while(house, postgres, tmp_path):
    """As a managed server makes itself when its disk is nearly full."""
    name = named(house.address, "dbname")
    house.start()
    with Feeder(house, tmp_path) as feeder:
        time.sleep(1)
        postgres.sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        postgres.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                     "WHERE usename = 'callaudit'")
        house.until_unready("read-only")
        postgres.sql(f"ALTER DATABASE {name} RESET default_transaction_read_only")
        house.until_ready(seconds=30)
    all_is_well(house, feeder.files)


def test_a_lock_that_somebody_holds_too_long(house, postgres, tmp_path):
    house.start()
    with Feeder(house, tmp_path, pause=0.1) as feeder:
        time.sleep(1)
        holding = threading.Thread(target=postgres.sql, args=(
            "BEGIN; SELECT 1 FROM ledger_head FOR UPDATE; SELECT pg_sleep(28); COMMIT",
            named(house.address, "dbname")), kwargs={"seconds": 60})
        holding.start()
        house.until_unready("busy", seconds=30)
        assert house.get("/calls")[0] == 200
        holding.join(timeout=60)
    all_is_well(house, feeder.files)


def test_it_stops_well_while_the_database_is_away(house, postgres):
    """Before the database was there for the first time, and when it went away later."""
    postgres.stop()
    house.start(wait=False)
    house.until_unready("can't be reached")
    assert house.stop() == 0
    postgres.start()
    house.start()
    postgres.stop()
    house.until_unready("database")
    assert house.stop() == 0
    assert "stopped" in house.log.read_text().splitlines()[-1]


def test_a_disconnected_reader_of_the_page_gets_an_answer_within_seconds(house, postgres):
    house.start()
    postgres.stop()
    for _ in range(5):
        began = time.monotonic()
        assert house.get("/calls")[0] == 503
        assert time.monotonic() - began < 6


@pytest.mark.needs_root
@pytest.mark.parametrize("wal_too", [False, True], ids=["data", "data and log"])
def test_the_disk_of_the_server_is_full_for_a_while(tmp_path, wal_too):
    """With its log on the same disk the server itself may end; then it is started again."""
    with Postgres(disk_mib=96, wal_too=wal_too) as server:
        daemon = Daemon(server=server)
        try:
            daemon.start()
            with Feeder(daemon, tmp_path) as feeder:
                time.sleep(1)
                server.fill_disk()
                take_the_rest(server)
                daemon.until_unready("database", seconds=60)
                if not wal_too:
                    daemon.until_unready("disk", "full")
                server.make_room()
                server.start()
                daemon.until_ready(seconds=30)
            all_is_well(daemon, feeder.files)
        finally:
            daemon.close()


def take_the_rest(server):
    """Uses up the room that the server had set aside for itself."""
    try:
        server.sql("CREATE TABLE ballast (x TEXT)")
        for _ in range(1000):
            server.sql("INSERT INTO ballast SELECT repeat('x', 1000) FROM generate_series(1, 50)")
    except PostgresError:
        pass
