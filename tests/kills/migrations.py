"""Stores of earlier schemas, brought up to date by the program; and the same with the program killed meanwhile.

Each is made by the migrations it had, with the rows of tests/data/migrations. The program is killed with SIGKILL at
every call by which it writes to the file, or sends to the server: what is left is the old schema or the new one, and
the next start finishes.
"""
import itertools
import pathlib
import re
import shutil
import sqlite3
import subprocess
import tempfile

from postgres import Connection
from world import ROOT

MIGRATIONS = sorted((ROOT / "src" / "adapters" / "store" / "migrations").iterdir())
ROWS = ROOT / "tests" / "data" / "migrations"
VERSION_TABLE = "CREATE TABLE schema_version (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL)"
NEWEST = int(MIGRATIONS[-1].name[:4])
EARLIER = (1, 2)
# After this many calls of a kind, only every so many-th is a place for a kill.
ALL_UP_TO, THEN_EVERY = 24, 9

# What must be in every one of them, whatever schema it comes from.
WHAT_IS_THERE = {
    "SELECT count(*) FROM customer": 11,
    "SELECT count(*) FROM invoice": 16,
    "SELECT count(*) FROM request": 5,
    "SELECT count(*) FROM request WHERE type = 'demo' AND state = 'withdrawn'": 2,
    "SELECT count(*) FROM request WHERE type = 'demo' AND state = 'new'": 1,
    "SELECT count(*) FROM draft": 1,
    "SELECT count(*) FROM key_use": 1,
    "SELECT count(*) FROM api_key": 2,
}
WHAT_THE_SECOND_ADDED = {
    "SELECT count(*) FROM pause WHERE to_day = '2026-06-11'": 1,
    "SELECT count(*) FROM request_message": 2,
    "SELECT count(*) FROM change_order WHERE reason = 'agreed by telephone'": 1,
}


def script(dialect, number):
    """The statements that make a store of the schema `number` with everything in it."""
    yield VERSION_TABLE
    for folder in MIGRATIONS[:number]:
        yield (folder / f"up.{dialect}.sql").read_text()
        yield f"INSERT INTO schema_version VALUES ({int(folder.name[:4])}, '{folder.name}')"
        rows = ROWS / f"{folder.name[:4]}_rows.sql"
        if rows.exists():
            yield rows.read_text()


class Files:
    """Stores in SQLite files."""
    name = "sqlite"
    calls = ("pwrite64", "fdatasync", "fsync", "ftruncate", "unlink")

    def __init__(self, folder):
        self.folder, self.count = folder, itertools.count()

    def make(self, number):
        file = self.folder / f"schema-{number}.db"
        with sqlite3.connect(file) as db:
            for statements in script("sqlite", number):
                db.executescript(statements)
        db.close()
        return file

    def copy(self, file):
        return shutil.copyfile(file, self.folder / f"copy-{next(self.count)}.db")

    def ask(self, file, query):
        db = sqlite3.connect(file)
        try:
            return db.execute(query).fetchone()[0]
        finally:
            db.close()

    def change(self, file, statement):
        with sqlite3.connect(file) as db:
            db.execute(statement)
        db.close()

    def faults_of_file(self, file):
        found = self.ask(file, "PRAGMA integrity_check")
        return [] if found == "ok" else [f"the file is damaged: {found}"]


class Databases:
    """Stores in databases of one PostgreSQL server."""
    name = "postgres"
    calls = ("sendto",)

    def __init__(self, server):
        self.server, self.count = server, itertools.count()

    def make(self, number):
        name = f"schema_{number}"
        self.server.run(f"CREATE DATABASE {name}")
        self.server.run("; ".join(["SET session_replication_role = replica", *script("postgres", number)]), name)
        return self.server.url(name)

    def copy(self, url):
        name = f"copy_{next(self.count)}"
        self.server.run(f"CREATE DATABASE {name} TEMPLATE {self.name_of(url)}")
        return self.server.url(name)

    @staticmethod
    def name_of(url):
        return url.partition("?")[0].rpartition("/")[2]

    def ask(self, url, query):
        connection = Connection(url)
        try:
            answer = connection.run(query)[0]
            return int(answer) if re.fullmatch(r"-?\d+", answer) else answer
        finally:
            connection.close()

    def change(self, url, statement):
        self.server.run(statement, self.name_of(url))

    def faults_of_file(self, url):
        return []


def verify(binary, store, under=()):
    """Opening a store is what brings it up to date."""
    return subprocess.run([*under, binary, "verify", "--store", str(store)], capture_output=True, text=True)


def faults_of(binary, kind, store, number):
    checked = verify(binary, store)
    faults = [] if checked.returncode == 0 else [f"verify: {checked.stdout}{checked.stderr}"]
    if faults:
        return faults
    wanted = {"SELECT max(number) FROM schema_version": NEWEST, "SELECT count(*) FROM schema_version": NEWEST,
              **WHAT_IS_THERE, **(WHAT_THE_SECOND_ADDED if number >= 2 else {})}
    for query, answer in wanted.items():
        found = kind.ask(store, query)
        if found != answer:
            faults.append(f"{query}: {found} instead of {answer}")
    return faults


def calls_of(binary, kind, store):
    """How often each call is made while a copy of the store is brought up to date."""
    with tempfile.NamedTemporaryFile("r", prefix="settle-calls-") as log:
        verify(binary, kind.copy(store), ["strace", "-f", "-o", log.name, "-e", f"trace={','.join(kind.calls)}"])
        lines = log.read()
    return {call: len(re.findall(rf"\b{call}\(", lines)) for call in kind.calls}


def kill_each(binary, kind, store, number, tally):
    for call, count in calls_of(binary, kind, store).items():
        for at in (at for at in range(1, count + 1) if at <= ALL_UP_TO or at % THEN_EVERY == 0):
            copy = kind.copy(store)
            killed = verify(binary, copy, ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e",
                                           f"inject={call}:signal=KILL:when={at}"])
            left = kind.ask(copy, "SELECT max(number) FROM schema_version")
            faults = kind.faults_of_file(copy) + faults_of(binary, kind, copy, number)
            if left not in (number, NEWEST):
                faults.append(f"schema {left} was left")
            if killed.returncode == 0:
                faults.append("it was not killed")
            tally.count(f"schema {number} on {kind.name}, killed at {call} {at} of {count}", faults)


def refused_when_newer(binary, kind, store):
    kind.change(store, "INSERT INTO schema_version VALUES (99, '0099_future')")
    refused = verify(binary, store)
    good = refused.returncode == 2 and "schema 99, written by a newer version" in refused.stderr
    return [] if good else [f"verify of a newer schema ended with {refused.returncode}: {refused.stderr}"]


def check_migrations(binary, kind, tally):
    for number in EARLIER:
        store = kind.make(number)
        copy = kind.copy(store)
        if tally.count(f"schema {number} on {kind.name}", faults_of(binary, kind, copy, number)):
            kill_each(binary, kind, store, number, tally)
        tally.count(f"a newer schema on {kind.name}", refused_when_newer(binary, kind, copy))


def check_all_migrations(binary, databases, tally):
    for database in databases:
        if database.name == "postgres":
            check_migrations(binary, Databases(database.server), tally)
            continue
        with tempfile.TemporaryDirectory(prefix="settle-migrations-") as folder:
            check_migrations(binary, Files(pathlib.Path(folder)), tally)
