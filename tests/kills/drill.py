"""Restore drills: a server under load is backed up, and the copy put up elsewhere is one moment of it."""
import pathlib
import re
import subprocess
import threading

from databases import Beginning
from world import PATIENCE_S, Stuck, World

VENDOR = "workstaff"
CALLERS = 3
COPIES = 3


def run(*command):
    return subprocess.run([*map(str, command)], capture_output=True, text=True, cwd="/tmp", timeout=PATIENCE_S * 4)


def outcome_of(ran):
    return f"{pathlib.Path(ran.args[0]).name} {ran.args[1]} ended with {ran.returncode}: {ran.stdout}{ran.stderr}"


def expect(ran, returncode=0, said=""):
    if ran.returncode != returncode or said not in ran.stdout + ran.stderr:
        raise Stuck(outcome_of(ran))
    return ran


class Load:
    """Callers that sell as fast as they are answered, and remember what was acknowledged, in order."""

    def __init__(self, world):
        self.world, self.over, self.refused = world, threading.Event(), []
        self.sold = [[] for _ in range(CALLERS)]
        self.threads = [threading.Thread(target=self.sell, args=(number,)) for number in range(CALLERS)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        for thread in self.threads:
            thread.join()

    def sell(self, number):
        """A customer, then their seats on terms, which makes an invoice with a number."""
        try:
            while not self.over.is_set():
                turn = f"{number}-{len(self.sold[number])}"
                _, customer = self.world.call("POST", "/v1/customers", {
                    "name": turn, "country": "CA", "language": "fr", "region": "QC",
                    "owner": {"email": f"a{turn}@acme.example", "first_name": "A", "last_name": "B"}},
                    once=f"customer-{turn}")
                self.world.call("POST", f"/v1/customers/{customer['id']}/subscription", {
                    "set": {"plan": "pro", "cycle": "month", "quantities": {"manager": 4, "worker": 55}},
                    "pay_with": "transfer"}, once=f"order-{turn}")
                self.sold[number].append(customer["id"])
        except Stuck as stuck:
            self.refused.append(str(stuck))

    def acknowledged(self):
        return [list(sold) for sold in self.sold]

    def wait_for_more(self, count):
        goal, waiting = sum(map(len, self.sold)) + count, threading.Event()
        for _ in range(PATIENCE_S * 20):
            if sum(map(len, self.sold)) >= goal or self.refused:
                return
            waiting.wait(0.05)
        raise Stuck("nothing is sold")


class PlaceOf(Beginning):
    """A store that is there and stays there when a world has looked at it."""

    def __init__(self, url, ahead):
        super().__init__(ahead)
        self.url = url

    def take(self, folder):
        return self.url

    def give_back(self, url):
        pass


def read_copy(world, database, store):
    """Who is in a copy, told by another server, which nobody else knows."""
    with World(world.binary, VENDOR, database, beginning=PlaceOf(str(store), world.ahead)) as other:
        found, after = set(), ""
        while after is not None:
            page = other.get(f"/v1/customers?limit=200{after}")
            found.update(one["id"] for one in page["data"])
            after = page["next"] and f"&after={page['next']}"
        return found


def is_one_moment(before, after, found):
    """Whoever was told before the copy began is in it; nobody who was sold to after it was done; and of each caller,
    who went one after the other, it has the first ones without a gap."""
    faults = []
    for early, late in zip(before, after):
        there = [one in found for one in late]
        if not all(there[:len(early)]):
            faults.append("somebody who was acknowledged before the copy is missing")
        if there != sorted(there, reverse=True):
            faults.append("the copy is not one moment")
    # Who was being sold to when the copy was done may be in it, and has not been told.
    strangers = found - {one for late in after for one in late}
    return faults + ([f"{len(strangers)} customers nobody sold to"] if len(strangers) > len(after) else [])


class FileCopies:
    """By `settle backup` and `settle restore`."""

    def make(self, world, number):
        copy = world.folder / f"copy-{number}"
        expect(run(world.binary, "backup", copy, "--config", world.nodes[0].config))
        expect(run(world.binary, "backup", copy, "--store", world.store), 2, "exists already")
        return copy

    def put_up(self, world, copy, number):
        store = world.folder / f"restored-{number}.db"
        expect(run(world.binary, "restore", copy, "--store", world.store, "--force"), 2, "stop the server first")
        told = expect(run(world.binary, "restore", copy, "--store", store)).stdout
        expect(run(world.binary, "restore", copy, "--store", store), 2, "there already")
        return store, int(re.search(r"(\d+) customers, \d+ invoices, last event 2\d+-", told)[1])


class DumpCopies:
    """By PostgreSQL's own tools, as docs/operations/backup.md says."""

    def __init__(self, server):
        self.server = server

    def make(self, world, number):
        copy = world.folder / f"settle-{number}.dump"
        expect(run(f"{self.server.binaries}/pg_dump", "--format=custom", f"--file={copy}", world.store))
        advice = expect(run(world.binary, "backup", copy, "--store", world.store), 2, "pg_dump --format=custom")
        expect(run(world.binary, "restore", copy, "--store", world.store), 2, "pg_restore --exit-on-error")
        assert not advice.stdout
        return copy

    def put_up(self, world, copy, number):
        name = f"restored_{number}"
        self.server.run(f"CREATE DATABASE {name}")
        store = self.server.url(name)
        expect(run(f"{self.server.binaries}/pg_restore", "--exit-on-error", "--no-owner", f"--dbname={store}", copy))
        return store, int(self.server.run("SELECT count(*) FROM customer", name)[0])


def faults_of_copy(world, load, database, copies, number):
    before = load.acknowledged()
    copy = copies.make(world, number)
    after = load.acknowledged()
    store, told = copies.put_up(world, copy, number)
    expect(run(world.binary, "verify", "--store", store))
    found = read_copy(world, database, store)
    faults = is_one_moment(before, after, found)
    return faults + ([] if len(found) == told else [f"{told} customers were restored, and {len(found)} are there"])


def restore_drill(binary, database):
    """The faults of all copies that were made under load; empty when all is well."""
    copies = DumpCopies(database.server) if database.name == "postgres" else FileCopies()
    try:
        with World(binary, VENDOR, database) as world, Load(world) as load:
            load.wait_for_more(5)
            faults = []
            for number in range(COPIES):
                faults += faults_of_copy(world, load, database, copies, number)
                load.wait_for_more(3)
        return faults + [f"under load: {one}" for one in load.refused]
    except Stuck as stuck:
        return [str(stuck)]
