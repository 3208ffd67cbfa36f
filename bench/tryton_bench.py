"""The same renewals by Tryton and by Settle, on the same database server, per second of processor time."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from bill_run_bench import POSTGRES_THREADS, Bench
from figure import Figure
from postgres import PostgresServer
from server import BenchError

NAMES = ["tryton_renewals_per_cpu_second", "settle_renewals_per_cpu_second"]
# Tryton needs a fifth of a second for one, so three rounds of these take half a minute of processor time, and setting
# it up takes a minute; ours would be over before the clock ticked.
TRYTON_DUE = 60
OUR_DUE = 20_000
# Posting is quickest in chunks of this size.
CHUNK = 10
ROUNDS = 3
PYTHON = "/usr/bin/python3"


class Tryton:
    def __init__(self, root, server, folder):
        self.here = os.path.join(root, "bench", "peers", "tryton")
        self.server = server
        self.conf = os.path.join(folder, "trytond.conf")
        self.environment = dict(os.environ, PGHOST=server.folder, PGUSER="settle",
                                TRYTONPASSFILE=os.path.join(folder, "password"))
        with open(self.conf, "w", encoding="utf-8") as file:
            file.write("[database]\nuri = postgresql://\n")
        with open(self.environment["TRYTONPASSFILE"], "w", encoding="utf-8") as file:
            file.write("bench\n")

    def set_up(self, database):
        self.server.create(database)
        self._call(["trytond-admin", "-c", self.conf, "-d", database, "-u", "sale_subscription",
                    "--activate-dependencies", "--email", "bench@bench.example"])
        return self._call([PYTHON, os.path.join(self.here, "set_up.py"), self.conf, database])

    def renew(self, database, made, count):
        told = self._call([PYTHON, os.path.join(self.here, "renew.py"), self.conf, database, str(count), str(CHUNK),
                           str(self.server.pid)], made)
        outcome = json.loads(told)
        # Less work than ours would be no comparison.
        if (outcome["posted"], outcome["numbers"], outcome["taxed"], outcome["lines"]) != (count, count, count, [3]):
            raise BenchError(f"Tryton did not do what was asked: {told}")
        return outcome

    def _call(self, command, text=""):
        try:
            done = subprocess.run(command, input=text, capture_output=True, text=True, check=False, env=self.environment)
        except FileNotFoundError:
            raise BenchError("Tryton is not installed: bench/peers/tryton/README.md says how") from None
        if done.returncode != 0:
            raise BenchError(f"{os.path.basename(command[-1])}: {done.stderr.strip()[-800:]}")
        lines = done.stdout.strip().splitlines()
        return lines[-1] if lines else ""


class Progress:
    """Says on the other stream what is under way: on a busy machine all of it takes minutes."""

    def __init__(self):
        self.began = time.monotonic()

    def say(self, text):
        print(f"  {time.monotonic() - self.began:5.0f} s  {text}", file=sys.stderr, flush=True)


def renewal_cpu(outcome, part):
    return sum(outcome["steps"][step][part] for step in ("consumption", "draft", "post"))


def ours_on_sqlite(bench, due, folder):
    """The same renewals where the database is a part of our process."""
    store = os.path.join(folder, "store.db")
    shutil.copyfile(bench.snapshot(due), store)
    outcome = bench.bill(store, due)
    os.remove(store)
    return outcome


def measure(job):
    bench = Bench(job)
    count = min(job.subscriptions or TRYTON_DUE, TRYTON_DUE)
    theirs, ours, on_sqlite, progress = [], [], [], Progress()
    with PostgresServer() as server, tempfile.TemporaryDirectory(prefix="settle-bench-") as folder:
        tryton = Tryton(job.root, server, folder)
        progress.say("Tryton lays out its database")
        made = tryton.set_up("tryton")
        due = job.subscriptions or OUR_DUE
        progress.say(f"{due} customers of ours are made")
        server.create("settle")
        bench.generate(server.url("settle"), due)
        for number in range(ROUNDS):  # In turn, so that a slow moment of the machine meets both.
            progress.say(f"round {number + 1} of {ROUNDS}: Tryton makes and renews {count}, Settle renews {due}")
            server.create(f"tryton_{number}", "tryton")
            theirs.append(tryton.renew(f"tryton_{number}", made, count))
            server.create(f"settle_{number}", "settle")
            ours.append(bench.bill(server.url(f"settle_{number}"), due, "--threads", POSTGRES_THREADS,
                                   "--server-pid", server.pid))
            on_sqlite.append(ours_on_sqlite(bench, due, folder))
    return figures(count, due, theirs, ours, on_sqlite)


def figures(count, due, theirs, ours, on_sqlite):
    def median(values):
        return statistics.median(values)

    per_second = median(count / (renewal_cpu(outcome, "own_cpu_s") + renewal_cpu(outcome, "server_cpu_s"))
                        for outcome in theirs)
    our_per_second = median(due / (outcome["cpu_s"] + outcome["server_cpu_s"]) for outcome in ours)
    first = theirs[0]["steps"]
    steps = {f"{name}_cpu_ms": round(1000 * (step["own_cpu_s"] + step["server_cpu_s"]) / count, 1)
             for name, step in first.items()}
    return [
        Figure(NAMES[0], round(per_second, 2), "renewals/s",
               {"renewals": count, "rounds": ROUNDS, "best": round(max(
                   count / (renewal_cpu(outcome, "own_cpu_s") + renewal_cpu(outcome, "server_cpu_s"))
                   for outcome in theirs), 2), **steps, "entries": theirs[0]["entries"][0], "rss_mb": theirs[0]["rss_mb"]}),
        Figure(NAMES[1], round(our_per_second), "renewals/s",
               {"renewals": due, "rounds": ROUNDS, "ratio": round(our_per_second / per_second),
                "sqlite": round(median(due / outcome["cpu_s"] for outcome in on_sqlite)),
                "own_cpu_ms": round(1000 * median(outcome["cpu_s"] for outcome in ours) / due, 3),
                "server_cpu_ms": round(1000 * median(outcome["server_cpu_s"] for outcome in ours) / due, 3)}),
    ]
