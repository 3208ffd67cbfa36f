"""A day's renewals billed at once, on either database, beside the bare writing of the same rows."""

import os
import shutil
import sqlite3
import statistics
import subprocess
import tempfile

from figure import Figure
from job import digest_of
from postgres import PostgresServer
from server import BenchError

MILLION = ["bill_run_1m_sqlite_seconds", "insert_substrate_sqlite_per_second", "renewal_disk_bytes", "bill_run_rss_mb"]
TEN_MILLION = ["bill_run_10m_sqlite_seconds"]
SAVED_METHOD = ["renewals_saved_method_sqlite_per_second"]
POSTGRES = ["renewals_postgres_per_second", "copy_substrate_postgres_per_second"]
WHAT_IF = ["what_if_100k_seconds"]
PEOPLE = ["run_read_p99_ratio", "run_write_p99_ms"]

# Subscriptions that are due, unless --subscriptions says otherwise.
SAVED_METHOD_DUE = 100_000
POSTGRES_DUE = 50_000
PEOPLE_DUE = 100_000
WHAT_IF_CUSTOMERS = 100_000
# Below this many, a run is short enough to be repeated.
REPEATED_BELOW = 200_000
ROUNDS = 3

SLICE = 1_000
# Beside people, as a server's configuration has it.
SERVER_SLICE = 500
# As a server does: a thread per core.
THREADS = os.cpu_count()
IDLE_SECONDS = 5
POSTGRES_THREADS = 4


class Bench:
    """The program that generates, bills and writes again."""

    def __init__(self, job):
        self.job = job
        self.program = os.path.join(job.build, "bench", "settle_bill_bench")
        self.catalog = os.path.join(job.root, "bench", "bill_run", "catalog.yaml")
        if not os.access(self.program, os.X_OK):
            raise BenchError(f"{self.program} is not built")

    def run(self, *arguments):
        """The program's lines "name value" as a dictionary."""
        done = subprocess.run([self.program, *map(str, arguments)], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise BenchError(f"settle_bill_bench {arguments[0]}: {done.stderr.strip()[-500:]}")
        return {name: float(value) for name, value in (line.split() for line in done.stdout.splitlines())}

    def generate(self, store, due, saved_methods=False):
        self.run("generate", store, self.catalog, due, *(["--saved-methods"] if saved_methods else []))

    def bill(self, store, due, *options):
        """Everything that is due; anything less is no figure."""
        threads = [] if "--threads" in options else ["--threads", THREADS]
        outcome = self.run("run", store, self.catalog, "--slice", SLICE, *threads, *options)
        if outcome["invoices"] != due or outcome["parked"]:
            raise BenchError(f"{due} were due, {outcome['invoices']:.0f} invoices issued, {outcome['parked']:.0f} parked")
        return outcome

    def verify(self, store):
        outcome = self.run("verify", store, self.catalog)
        if outcome["findings"]:
            raise BenchError(f"settle verify finds {outcome['findings']:.0f} broken promises after the run")
        return outcome["wall_s"]

    def snapshot(self, due, saved_methods=False):
        """A file with everybody due, made once and then copied."""
        digest = digest_of(self.job.root, "src/adapters/store/migrations", "bench/bill_run/generate.cpp",
                           "bench/bill_run/catalog.yaml")
        path = os.path.join(self.job.stores(), f"due-{due}-{'saved' if saved_methods else 'transfer'}-{digest}.db")
        if not os.path.exists(path):
            self.generate(path + ".new", due, saved_methods)
            checkpointed_size(path + ".new")
            os.rename(path + ".new", path)
        return path


def checkpointed_size(path):
    """Bytes of a store's file once its log is written back."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return os.path.getsize(path)


def median(outcomes, name):
    return statistics.median(outcome[name] for outcome in outcomes)


def rounds_for(due):
    return ROUNDS if due < REPEATED_BELOW else 1


def bill_sqlite(bench, due, saved_methods=False):
    """Rounds of run, size, verify and substrate, each on fresh copies."""
    before = bench.snapshot(due, saved_methods)
    runs, substrates = [], []
    for _ in range(rounds_for(due)):
        with tempfile.TemporaryDirectory(prefix="run-", dir=bench.job.stores()) as folder:
            after, target = os.path.join(folder, "after.db"), os.path.join(folder, "target.db")
            shutil.copyfile(before, after)
            outcome = bench.bill(after, due, *(["--leave-charges"] if saved_methods else []))
            outcome["disk_bytes"] = (checkpointed_size(after) - os.path.getsize(before)) / due
            outcome["verify_s"] = bench.verify(after)
            runs.append(outcome)
            shutil.copyfile(before, target)
            substrates.append(bench.run("substrate", after, target, due, "--before", before, "--per-transaction", SLICE))
    for outcome in runs + substrates:
        outcome["per_second"] = due / outcome["wall_s"]
        outcome["per_cpu_second"] = due / outcome["cpu_s"]
    return runs, substrates


def beside(due, runs, substrates, substrate_name):
    return {"subscriptions": due, "rounds": len(runs),
            "per_second": round(median(runs, "per_second")),
            "per_cpu_second": round(median(runs, "per_cpu_second")),
            substrate_name: round(median(substrates, "per_second")),
            "ratio": round(median(runs, "per_second") / median(substrates, "per_second"), 3),
            "verify_s": round(median(runs, "verify_s"), 2)}


def sqlite_figures(bench, due):
    runs, substrates = bill_sqlite(bench, due)
    rows = substrates[0]["inserted"] + substrates[0]["updated"]
    return [
        Figure(MILLION[0], round(median(runs, "wall_s"), 3), "s", beside(due, runs, substrates, MILLION[1])),
        Figure(MILLION[1], round(median(substrates, "per_second")), "renewals/s",
               {"per_cpu_second": round(median(substrates, "per_cpu_second")),
                "rows_per_renewal": round(rows / due, 2)}),
        Figure(MILLION[2], round(median(runs, "disk_bytes")), "bytes", {"subscriptions": due}),
        Figure(MILLION[3], round(median(runs, "rss_mb"), 1), "MB", {"subscriptions": due}),
    ]


def ten_million(bench, due):
    runs, substrates = bill_sqlite(bench, due)
    return [Figure(TEN_MILLION[0], round(median(runs, "wall_s"), 1), "s",
                   {**beside(due, runs, substrates, MILLION[1]), "rss_mb": round(median(runs, "rss_mb"), 1),
                    "disk_bytes": round(median(runs, "disk_bytes"))})]


def saved_method_figures(bench, due):
    runs, substrates = bill_sqlite(bench, due, saved_methods=True)
    return [Figure(SAVED_METHOD[0], round(median(runs, "per_second")), "renewals/s",
                   beside(due, runs, substrates, MILLION[1]))]


def bill_postgres(bench, server, due):
    server.create("before")
    bench.generate(server.url("before"), due)
    runs, substrates = [], []
    for number in range(ROUNDS):
        after, target = f"after_{number}", f"target_{number}"
        server.create(after, "before")
        server.create(target, "before")
        server.sql("VACUUM ANALYZE", after)
        size, since = server.size_of(after), server.sql("SELECT txid_current()")
        outcome = bench.bill(server.url(after), due, "--threads", POSTGRES_THREADS, "--server-pid", server.pid)
        outcome["disk_bytes"] = (server.size_of(after) - size) / due
        outcome["verify_s"] = bench.verify(server.url(after))
        runs.append(outcome)
        server.sql("VACUUM ANALYZE", target)
        server.sql("CHECKPOINT")
        substrates.append(bench.run("substrate", server.url(after), server.url(target), due, "--since", since,
                                    "--per-transaction", SLICE, "--connections", POSTGRES_THREADS,
                                    "--server-pid", server.pid))
        server.sql(f"DROP DATABASE {after}")
        server.sql(f"DROP DATABASE {target}")
    for outcome in runs + substrates:
        outcome["per_second"] = due / outcome["wall_s"]
        outcome["per_cpu_second"] = due / (outcome["cpu_s"] + outcome["server_cpu_s"])
    return runs, substrates


def postgres_figures(bench, due):
    with PostgresServer() as server:
        runs, substrates = bill_postgres(bench, server, due)
    rows = substrates[0]["inserted"] + substrates[0]["updated"]
    return [
        Figure(POSTGRES[0], round(median(runs, "per_second")), "renewals/s",
               {**beside(due, runs, substrates, POSTGRES[1]), "threads": POSTGRES_THREADS,
                "own_cpu_s": round(median(runs, "cpu_s"), 2), "server_cpu_s": round(median(runs, "server_cpu_s"), 2),
                "disk_bytes": round(median(runs, "disk_bytes")), "rss_mb": round(median(runs, "rss_mb"), 1)}),
        Figure(POSTGRES[1], round(median(substrates, "per_second")), "renewals/s",
               {"per_cpu_second": round(median(substrates, "per_cpu_second")),
                "rows_per_renewal": round(rows / due, 2), "connections": POSTGRES_THREADS}),
    ]


def people_figures(bench, due):
    outcomes = {}
    options = ["--slice", SERVER_SLICE, "--idle-seconds", IDLE_SECONDS if due >= PEOPLE_DUE else 1]
    with tempfile.TemporaryDirectory(prefix="run-", dir=bench.job.stores()) as folder:
        store = os.path.join(folder, "store.db")
        shutil.copyfile(bench.snapshot(due), store)
        outcomes["sqlite"] = bench.run("interactive", store, bench.catalog, due, *options)
    with PostgresServer() as server:
        server.create("people")
        bench.generate(server.url("people"), due)
        server.sql("VACUUM ANALYZE", "people")
        outcomes["postgres"] = bench.run("interactive", server.url("people"), bench.catalog, due, *options,
                                         "--threads", POSTGRES_THREADS)
    reads, writes = {"subscriptions": due}, {"subscriptions": due}
    for database, outcome in outcomes.items():
        for around in ("idle", "run"):
            reads[f"{database}_{around}_p50_ms"] = round(outcome[f"{around}_read_p50_ms"], 2)
            reads[f"{database}_{around}_p99_ms"] = round(outcome[f"{around}_read_p99_ms"], 2)
            writes[f"{database}_{around}_p50_ms"] = round(outcome[f"{around}_write_p50_ms"], 2)
            writes[f"{database}_{around}_p99_ms"] = round(outcome[f"{around}_write_p99_ms"], 2)
        reads[f"{database}_reads"] = round(outcome["run_reads"])
        writes[f"{database}_writes"] = round(outcome["run_writes"])
    ratio = {database: outcome["run_read_p99_ms"] / outcome["idle_read_p99_ms"] for database, outcome in outcomes.items()}
    return [Figure(PEOPLE[0], round(ratio["sqlite"], 2), "times", {"postgres": round(ratio["postgres"], 2), **reads}),
            Figure(PEOPLE[1], round(outcomes["sqlite"]["run_write_p99_ms"], 2), "ms",
                   {"postgres": round(outcomes["postgres"]["run_write_p99_ms"], 2), **writes})]


def what_if_figures(bench, customers):
    """A year ahead for everybody, by what is published and by a version with dearer seats."""
    store = bench.snapshot(customers)
    outcomes = [bench.run("what-if", store, bench.catalog, "--slice", SLICE, "--threads", THREADS)
                for _ in range(rounds_for(customers))]
    for outcome in outcomes:
        if outcome["customers"] < customers or outcome["pay_more"] != outcome["customers"] or outcome["not_foreseen"]:
            raise BenchError(f"of {customers} customers {outcome['customers']:.0f} were looked at, "
                             f"{outcome['pay_more']:.0f} would pay more")
    return [Figure(WHAT_IF[0], round(median(outcomes, "wall_s"), 2), "s",
                   {"customers": round(outcomes[0]["customers"]), "rounds": len(outcomes), "threads": THREADS,
                    "cpu_s": round(median(outcomes, "cpu_s"), 2), "rss_mb": round(median(outcomes, "rss_mb"), 1)})]


def measure(job):
    bench, figures = Bench(job), []
    if job.wants(*MILLION):
        figures += sqlite_figures(bench, job.subscriptions or 1_000_000)
    if job.wants(*TEN_MILLION):
        figures += ten_million(bench, job.subscriptions or 10_000_000)
    if job.wants(*SAVED_METHOD):
        figures += saved_method_figures(bench, job.subscriptions or SAVED_METHOD_DUE)
    if job.wants(*POSTGRES):
        figures += postgres_figures(bench, job.subscriptions or POSTGRES_DUE)
    if job.wants(*PEOPLE):
        figures += people_figures(bench, job.subscriptions or PEOPLE_DUE)
    if job.wants(*WHAT_IF):
        figures += what_if_figures(bench, job.subscriptions or WHAT_IF_CUSTOMERS)
    return figures
