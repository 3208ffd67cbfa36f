"""The same renewals by Tryton and by Settle, on the same database server, per second of processor time."""

import json
import os
import statistics
import subprocess
import tempfile

from bill_run_bench import POSTGRES_THREADS, Bench
from figure import Figure
from postgres import PostgresServer
from server import BenchError

NAMES = ["tryton_renewals_per_cpu_second", "settle_renewals_per_cpu_second"]
# Tryton needs a tenth of a second for one; ours would be over before the clock ticked.
TRYTON_DUE = 200
OUR_DUE = 5_000
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


def renewal_cpu(outcome, part):
    return sum(outcome["steps"][step][part] for step in ("consumption", "draft", "post"))


def measure(job):
    bench = Bench(job)
    count = min(job.subscriptions or TRYTON_DUE, TRYTON_DUE)
    theirs, ours = [], []
    with PostgresServer() as server, tempfile.TemporaryDirectory(prefix="settle-bench-") as folder:
        tryton = Tryton(job.root, server, folder)
        made = tryton.set_up("tryton")
        due = job.subscriptions or OUR_DUE
        server.create("settle")
        bench.generate(server.url("settle"), due)
        for number in range(ROUNDS):  # In turn, so that a slow moment of the machine meets both.
            server.create(f"tryton_{number}", "tryton")
            theirs.append(tryton.renew(f"tryton_{number}", made, count))
            server.create(f"settle_{number}", "settle")
            ours.append(bench.bill(server.url(f"settle_{number}"), due, "--threads", POSTGRES_THREADS,
                                   "--server-pid", server.pid))
    return figures(count, due, theirs, ours)


def figures(count, due, theirs, ours):
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
                "own_cpu_ms": round(1000 * median(outcome["cpu_s"] for outcome in ours) / due, 3),
                "server_cpu_ms": round(1000 * median(outcome["server_cpu_s"] for outcome in ours) / due, 3)}),
    ]
