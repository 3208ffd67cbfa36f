"""Two servers on one store: each event is told once and in order, and pages at one follow what is done at the other."""
import contextlib
import http.client
import json
import pathlib
import random
import tempfile
import threading
import time

from events_faults import TellingTown, welcome
from postgres_faults import new_database, shared_server
from town import Customer, Stuck, at_once, free_port, wait_until

SOON_S = 5  # Within what a page hears of something, a busy machine included.


class Neighbours(TellingTown):
    """A town with a second server on the same store; whoever calls meets one of them."""
    other = None

    def start_server(self):
        super().start_server()
        self.other_port = free_port()
        config = self.folder / "other.toml"
        config.write_text(self.config.read_text().replace(f"port = {self.port}\n", f"port = {self.other_port}\n", 1))
        self.other = self.spawn("other", ["serve", "--config", str(config)], self.environment)
        wait_until("the other server", lambda: self.looks_at(self.other_port, "/readyz") == 200)

    def close(self):
        if self.other is not None and self.other.poll() is None:
            self.other.kill()
            self.other.wait()
        super().close()

    def send(self, port, *arguments, **more):
        if port == self.port and self.other is not None:
            port = random.choice((self.port, self.other_port))
        return super().send(port, *arguments, **more)


class Page:
    """An open page that follows what changes, at one server."""

    def __init__(self, town, port, path):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.connection.request("GET", path, headers={"Authorization": f"Bearer {town.key}"})
        self.answer = self.connection.getresponse()
        if self.answer.status != 200:
            raise Stuck(f"{path}: {self.answer.status}")
        self.heard = []
        threading.Thread(target=self.read, daemon=True).start()
        wait_until("the first word", lambda: self.heard)
        self.heard.clear()

    def read(self):
        kind = None
        for line in self.answer:
            name, _, value = line.decode().strip().partition(": ")
            if name == "event":
                kind = value
            elif name == "data":
                self.heard.append((kind, json.loads(value)))

    def hears(self, data):
        wait_until(f"a page hears of {data}", lambda: ("changed", data) in self.heard, SOON_S)


@contextlib.contextmanager
def neighbours(binary, database=None):
    with tempfile.TemporaryDirectory(prefix="settle-fault-events-") as folder:
        store = shared_server().url(database) if database else None
        with Neighbours(binary, pathlib.Path(folder) / "events.jsonl", store=store) as town:
            yield town


def told(town, customer):
    """The number of the customer's last event."""
    return max(one["sequence"] for one in town.get(f"/v1/events?customer={customer.id}&limit=200")["data"])


def events_by_two(binary, _):
    """Two servers deliver the events of many customers: each act once, and each customer's in their order."""
    with neighbours(binary, new_database(shared_server())) as town:
        customers = welcome(town, 12)
        at_once([customer.order for customer in customers])
        at_once([customer.more_seats for customer in customers])
        wait_until("everything is written", lambda: town.waits_for_nobody() and town.lines())
        return town.faults_of_lines(0) + town.verify()


def followed_at_the_other(binary, _):
    """A page at one server hears what is done at the other, also after the database cut every connection."""
    database = new_database(shared_server())
    with neighbours(binary, database) as town:
        pages = [Page(town, port, "/v1/live") for port in (town.port, town.other_port)]
        mine = Customer(town)
        mine.arrive()
        for page in pages:
            page.hears({"customer": mine.id, "act": told(town, mine)})
        own = Page(town, town.other_port, f"/v1/customers/{mine.id}/live")
        shared_server().sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                            f"WHERE datname = '{database}' AND pid <> pg_backend_pid()")
        own.hears({})
        for page in pages:
            page.hears({})
        mine.order()
        own.hears({"act": told(town, mine)})
        for page in pages:
            page.hears({"customer": mine.id, "act": told(town, mine)})
        return town.verify()


def followed_on_a_file(binary, _):
    """The same on a file, where nobody is told but everybody looks."""
    with neighbours(binary) as town:
        pages = [Page(town, port, "/v1/live") for port in (town.port, town.other_port)]
        time.sleep(1.5)
        Customer(town).arrive()
        for page in pages:
            wait_until("a page hears of it", lambda: page.heard, SOON_S)
        return town.verify()


CASES = [events_by_two, followed_at_the_other, followed_on_a_file]
