"""What staff's pages ask for, of a server with 100,000 customers and two million events."""

import http.client
import os
import random
import shutil
import statistics
import subprocess
import time
import urllib.parse

from figure import Figure
from job import digest_of
from server import BenchError, Server

PAGES = ["desk_queue_p95_ms", "desk_search_p95_ms", "desk_customer_p95_ms", "desk_numbers_p95_ms"]
WHAT_IF = "desk_what_if_100k_seconds"
NAMES = [*PAGES, WHAT_IF]
# What the draft that is tried charges more for: a user of the dearest plan.
OLD_PRICE, NEW_PRICE = "{EUR: {month: 10.50, year: 105.00}}", "{EUR: {month: 11.50, year: 115.00}}"
MONTHS = 12
CUSTOMERS = 100_000
EVENTS_EACH = 20
CALLS = 400
WARM_UP = 40


class DeskServer(Server):
    """On a store that was made before, of the vendor of the bill run."""

    def __init__(self, job, folder):
        super().__init__(job.build, job.root, folder)
        with open(self.config, encoding="utf-8") as file:
            text = file.read()
        agorapulse = os.path.join(job.root, "examples", "agorapulse", "catalog.yaml")
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(text.replace(agorapulse, catalog_of(job)))

    def create_key(self):
        done = subprocess.run([self.program, "create-key", "--config", self.config, "--vendor", "bench", "--name", "bench"],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise BenchError(f"settle create-key: {done.stderr.strip()}")
        return done.stdout.strip()


def catalog_of(job):
    return os.path.join(job.root, "bench", "bill_run", "catalog.yaml")


def made_store(job, customers):
    """Kept from run to run, as long as what makes it is the same."""
    digest = digest_of(job.root, "bench/bill_run", "src/adapters/store")
    path = os.path.join(job.stores(), f"desk-{customers}-{digest}.db")
    if os.path.exists(path):
        return path
    program = os.path.join(job.build, "bench", "settle_bill_bench")
    making = path + ".making"
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(making + suffix):
            os.remove(making + suffix)
    for command in (["generate", making, catalog_of(job), str(customers)],
                    ["run", making, catalog_of(job), "--leave-charges"],
                    ["add-years", making, catalog_of(job), str(customers), "--events", str(customers * EVENTS_EACH)]):
        done = subprocess.run([program, *command], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise BenchError(f"{' '.join(command)}: {done.stderr.strip()}")
    os.rename(making, path)
    for suffix in ("-wal", "-shm"):
        if os.path.exists(making + suffix):
            os.rename(making + suffix, path + suffix)
    return path


class Desk:
    """One of the staff, whose browser keeps its connection."""

    def __init__(self, server, key):
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        self.headers = {"Authorization": f"Bearer {key}"}

    def read(self, path):
        self.connection.request("GET", path, headers=self.headers)
        response = self.connection.getresponse()
        text = response.read()
        if response.status != 200:
            raise BenchError(f"GET {path} answered {response.status}: {text[:300]}")
        return text

    def milliseconds(self, paths):
        """From the first byte of the first request to the last of the last answer."""
        began = time.perf_counter()
        for path in paths:
            self.read(path)
        return 1000 * (time.perf_counter() - began)


def pages(customer_ids):
    """What each page asks for when it is opened; another one at each call."""
    chance = random.Random(7)

    def customer():
        at = f"/v1/customers/{chance.choice(customer_ids)}"
        return [at, f"{at}/subscription", f"{at}/acts?limit=25", f"{at}/invoices"]

    def search():
        words = chance.choice([f"company {chance.randrange(CUSTOMERS)}", f"lovelace{chance.randrange(10_000)}",
                               f"person{chance.randrange(CUSTOMERS)}@bench", "comp", f"ada{chance.randrange(977)} love"])
        return [f"/v1/customers?limit=25&search={urllib.parse.quote(words)}"]

    def queue():
        return [chance.choice(["/v1/requests?limit=25", "/v1/requests?limit=25&state=open",
                               "/v1/requests?limit=25&type=pause"])]

    return {"desk_queue_p95_ms": queue, "desk_search_p95_ms": search, "desk_customer_p95_ms": customer,
            "desk_numbers_p95_ms": lambda: ["/v1/numbers/figures", "/v1/numbers/upcoming?limit=25"]}


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def dearer_draft(server, key):
    draft = server.call(key, "POST", "/v1/catalog-versions", {"title": "Dearer"}, idempotency_key="draft")
    documents = [{"name": one["name"], "text": one["text"].replace(OLD_PRICE, NEW_PRICE)} for one in draft["documents"]]
    if documents == draft["documents"]:
        raise BenchError("no document of the catalog has the price that the draft raises")
    saved = server.put(key, f"/v1/catalog-versions/{draft['id']}", {"documents": documents}, draft["revision"])
    if saved["mistakes"]:
        raise BenchError(f"the draft is wrong: {saved['mistakes'][:3]}")
    return saved["id"]


def what_if(server, key):
    """Tries a draft as the page does: begins it, and asks how far it is until it is over."""
    draft = dearer_draft(server, key)
    began = time.perf_counter()
    cpu_before = server.cpu_seconds()
    run = server.call(key, "POST", f"/v1/catalog-versions/{draft}/what-if", {"months": MONTHS}, idempotency_key="try")
    steps = set()
    while run["state"] == "running":
        time.sleep(0.2)
        run = server.call(key, "GET", f"/v1/what-ifs/{run['id']}")
        steps.add(run["done"])
    seconds = time.perf_counter() - began
    report = run["report"]
    if run["state"] != "done" or not report["pay_more"]:
        raise BenchError(f"the what-if came to nothing: {run['state']} {run['failure']}")
    return Figure(WHAT_IF, round(seconds, 2), "s",
                  {"customers": report["customers"], "pay_more": report["pay_more"], "months": MONTHS,
                   "cpu_s": round(server.cpu_seconds() - cpu_before, 2), "steps_seen": len(steps)})


def page_figures(job, server, key, customers):
    desk = Desk(server, key)
    ids = [one["id"] for one in server.call(key, "GET", "/v1/customers?limit=200")["data"]]
    for name, paths_of in pages(ids).items():
        if not job.wants(name):
            continue
        for _ in range(WARM_UP):
            desk.milliseconds(paths_of())
        taken = [desk.milliseconds(paths_of()) for _ in range(CALLS)]
        yield Figure(name, round(percentile(taken, 0.95), 2), "ms",
                     {"p50_ms": round(statistics.median(taken), 2), "worst_ms": round(max(taken), 2),
                      "calls": CALLS, "requests_each": len(paths_of()), "customers": customers,
                      "events": customers * EVENTS_EACH})


def measure(job):
    customers = job.subscriptions or CUSTOMERS
    folder = os.path.join(job.stores(), "desk")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    path = made_store(job, customers)
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(path + suffix):
            shutil.copyfile(path + suffix, os.path.join(folder, "settle.db" + suffix))
    server = DeskServer(job, folder)
    key = server.create_key()
    found = []
    try:
        if job.wants(*PAGES):
            server.start()
            found += page_figures(job, server, key, customers)
            server.stop()
        if job.wants(WHAT_IF):
            # It goes on with a thread per core beside the serving.
            server.start(every_core=True)
            found.append(what_if(server, key))
        return found
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
