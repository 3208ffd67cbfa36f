"""A bank and a server of their own, customers who insist, and what must be so in the end.

A customer repeats what got no answer, or 503, with the same Idempotency-Key, as a careful client does. Every answer
that says "not now" is looked at: it must be a problem document and say when to come back.
"""
import collections
import datetime
import decimal
import html
import http.client
import itertools
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
API_SECRET = "bank-api-secret-of-the-fault-tests"
WEBHOOK_SECRET = "whsec_bWFkZS1vZi1ieXRlcy1mb3ItdGhlLWZhdWx0LXRlc3Q"
PATIENCE_S = 60  # How long a customer insists before the run counts as stuck.
CARD = "4242424242424242"

# Below the ports that the system gives to outgoing calls, so that none takes the port of a server that is away.
PORTS = itertools.cycle(range(24000 + os.getpid() % 80 * 100, 32000))
PORTS_LOCK = threading.Lock()

Answer = collections.namedtuple("Answer", "status headers body")


class Stuck(Exception):
    pass


class NoAnswer(Exception):
    pass


def free_port():
    with PORTS_LOCK:
        for port in PORTS:
            with socket.socket() as probe:
                try:
                    probe.bind(("127.0.0.1", port))
                except OSError:
                    continue
                return port


def wait_until(what, look, seconds=PATIENCE_S, pause=0.02):
    """Answers what `look` finds, and how long that took."""
    began = time.monotonic()
    while True:
        found = look()
        if found:
            return found, time.monotonic() - began
        if time.monotonic() - began > seconds:
            raise Stuck(f"{what}: not within {seconds} s")
        time.sleep(pause)


def noon(day=None):
    """Noon of the day, or of the next 4th of March: amounts by the day are the same whenever the tests run."""
    now = datetime.datetime.now(datetime.timezone.utc)
    if day:
        return datetime.datetime.fromisoformat(day).replace(hour=12, tzinfo=datetime.timezone.utc)
    day = now.replace(month=3, day=4, hour=12, minute=0, second=0, microsecond=0)
    return day if day > now else day.replace(year=day.year + 1)


def cents(text):
    return int(decimal.Decimal(text) * 100)


class Town:
    """`store` is the address of a store; without one it is a file in `store_folder`, or beside the rest."""

    def __init__(self, binary, vendor="agorapulse", store=None, store_folder=None, environment=None, worker_threads=8):
        self.binary, self.vendor, self.environment = binary, vendor, environment or {}
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="settle-fault-"))
        self.store = store or str(pathlib.Path(store_folder or self.folder) / "settle.db")
        self.worker_threads = worker_threads
        self.config = self.folder / "settle.toml"
        self.port, self.bank_port = free_port(), free_port()
        self.server = self.bank = None
        self.key = self.staff = None
        self.ahead = int((noon() - datetime.datetime.now(datetime.timezone.utc)).total_seconds())
        self.wrong = []  # Answers that a client could not act on.
        self.refusals = 0
        self.codes = collections.Counter()
        self.numbers = itertools.count(1)

    def __enter__(self):
        try:
            self.write_config()
            self.key = self.command("create-key", "--config", str(self.config), "--vendor", self.vendor)
            self.start_bank()
            self.start_server()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        for process in (self.server, self.bank):
            if process is not None and process.poll() is None:
                process.kill()
                process.wait()
        if not os.environ.get("SETTLE_KEEP"):
            shutil.rmtree(self.folder, ignore_errors=True)

    # The two processes and their clock.

    def write_config(self):
        catalog = ROOT / "examples" / self.vendor / "catalog.yaml"
        self.config.write_text(
            f'port = {self.port}\nstore = "{self.store}"\ncatalogs = ["{catalog}"]\n'
            f'worker_threads = {self.worker_threads}\n[bank]\nurl = "http://127.0.0.1:{self.bank_port}"\n'
            f'api_secret = "{API_SECRET}"\nwebhook_secret = "{WEBHOOK_SECRET}"\nclock_ahead_seconds = {self.ahead}\n')

    def command(self, *arguments):
        made = subprocess.run([self.binary, *arguments], capture_output=True, text=True, cwd=ROOT)
        if made.returncode != 0:
            raise Stuck(f"{arguments[0]}: {made.stderr}")
        return made.stdout.strip()

    def spawn(self, name, arguments, environment):
        with open(self.folder / f"{name}.log", "ab") as log:
            return subprocess.Popen([self.binary, *arguments], stdout=log, stderr=log, cwd=ROOT,
                                    env={**os.environ, **environment})

    def server_log(self):
        return (self.folder / "server.log").read_text(errors="replace")

    def start_bank(self):
        self.bank = self.spawn("bank", [
            "bank", "--port", str(self.bank_port), "--books", str(self.folder / "bank.db"),
            "--webhook-url", f"http://127.0.0.1:{self.port}/v1/provider-webhooks/sandbox",
            "--api-secret", API_SECRET, "--webhook-secret", WEBHOOK_SECRET, "--clock-ahead", str(self.ahead)], {})
        wait_until("the bank", lambda: self.looks_at(self.bank_port, "/admin/books",
                                                     {"Authorization": f"Bearer {API_SECRET}"}) == 200)

    def spawn_server(self):
        self.server = self.spawn("server", ["serve", "--config", str(self.config)], self.environment)

    def start_server(self):
        self.spawn_server()

        def ready():
            if self.server.poll() is not None:
                raise Stuck(f"the server ended with {self.server.returncode}: {self.server_log()[-500:]}")
            return self.status("/readyz") == 200
        wait_until("the server", ready)

    def stop(self, process):
        process.terminate()
        process.wait(PATIENCE_S)

    def move_to(self, moment):
        """Both stop in order, and go on at that moment."""
        self.stop(self.server)
        self.stop(self.bank)
        self.ahead = int((moment - datetime.datetime.now(datetime.timezone.utc)).total_seconds())
        self.write_config()
        self.start_bank()
        self.start_server()

    # Those who call.

    def looks_at(self, port, path, headers=None):
        try:
            return self.send(port, "GET", path, headers or {}, None).status
        except NoAnswer:
            return None

    def status(self, path):
        return self.looks_at(self.port, path, {"Authorization": f"Bearer {self.key}"})

    def send(self, port, method, path, headers, body, seconds=40):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        except (http.client.HTTPException, OSError) as error:
            raise NoAnswer(str(error)) from error
        finally:
            connection.close()

    def once(self, method, path, body=None, key=None, caller=None):
        """One call, not repeated. An answer of the 500s that a client cannot act on is noted."""
        headers = {**(caller or {"Authorization": f"Bearer {self.key}"}), "Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        answer = self.send(self.port, method, path, headers, json.dumps(body) if body is not None else None)
        if answer.status >= 500:
            self.refusals += 1
            self.codes[json.loads(answer.body).get("code") if answer.body[:1] == b"{" else None] += 1
            is_right = (answer.status == 503 and answer.headers.get("Retry-After", "").isdigit() and
                        answer.headers.get("Content-Type") == "application/problem+json")
            if not is_right:
                self.wrong.append(f"{method} {path}: {answer.status} {answer.headers} {answer.body[:300]}")
        return answer

    def call(self, method, path, body=None, key=None, expect=(200, 201, 202), caller=None):
        """Insists until there is an answer; answers its status and what it holds."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            try:
                answer = self.once(method, path, body, key, caller)
            except NoAnswer:
                time.sleep(0.02)
                continue
            if answer.status >= 500:
                time.sleep(0.1)
                continue
            if answer.status not in expect:
                raise Stuck(f"{method} {path}: {answer.status} {answer.body.decode(errors='replace')[:400]}")
            return answer.status, json.loads(answer.body) if answer.body else None
        raise Stuck(f"{method} {path}: no answer in {PATIENCE_S} s")

    def get(self, path):
        return self.call("GET", path)[1]

    def sign_in_staff(self):
        link = self.command("staff-link", "--config", str(self.config), "--vendor", self.vendor, "--staff", "ines")
        answer = self.send(self.port, "GET", urllib.parse.urlsplit(link).path, {}, None)
        caller = {"Cookie": answer.headers["Set-Cookie"].partition(";")[0]}
        self.staff = {**caller, "X-CSRF-Token": self.call("GET", "/v1/session", caller=caller)[1]["csrf_token"]}

    def pay(self, url, number=CARD):
        """The payer's browser at the bank: opens the page, fills in its form, sends it."""
        path = urllib.parse.urlsplit(url).path
        nonce = re.search(r'name="nonce" value="([^"]*)"', self.send(self.bank_port, "GET", path, {}, None).body.decode())
        if nonce is None:
            return  # The payment is over; the page only says so.
        form = urllib.parse.urlencode({"nonce": html.unescape(nonce[1]), "action": "pay", "number": number,
                                       "expiry": "12/39", "cvc": "123", "name": "Anna Durand"})
        self.send(self.bank_port, "POST", path, {"Content-Type": "application/x-www-form-urlencoded"}, form)

    def books(self):
        answer = self.send(self.bank_port, "GET", "/admin/books", {"Authorization": f"Bearer {API_SECRET}"}, None)
        return [one for one in json.loads(answer.body)["charges"] if one["amount_minor"]]

    # What must be so in the end.

    def faults(self, customers):
        """Nothing lost, nothing twice: each customer has what was ordered, and the bank took exactly that."""
        self.let_engine_finish(customers)
        found = list(self.wrong)
        known = []
        for customer in customers:
            found += customer.faults()
            told = self.get(f"/v1/events?customer={customer.id}&limit=200")["data"]
            known += [(one["data"]["attempt"], cents(one["data"]["amount"]))
                      for one in told if one["type"] == "payment.succeeded" and cents(one["data"]["amount"])]
        charged = [(one["key"], one["amount_minor"]) for one in self.books() if one["kind"] == "charge"]
        if sorted(known) != sorted(charged):
            found.append(f"the bank's books and ours: {sorted(set(charged) ^ set(known))} "
                         f"({len(charged)} charges, {len(known)} known)")
        listed = self.customers()
        if len(listed) != len(customers):
            found.append(f"{len(listed)} customers instead of {len(customers)}")
        return found + self.verify()

    def let_engine_finish(self, customers):
        """A charge that was interrupted is taken up again only after a while."""
        for _ in range(3):
            if all(customer.is_paid() for customer in customers):
                return
            now = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=self.ahead)
            self.move_to(now + datetime.timedelta(minutes=5))
            time.sleep(3)

    def customers(self):
        listed, after = [], ""
        while True:
            page = self.get(f"/v1/customers?limit=100{after}")
            listed += page["data"]
            if not page.get("next"):
                return listed
            after = f"&after={urllib.parse.quote(page['next'])}"

    def verify(self):
        checked = subprocess.run([self.binary, "verify", "--store", self.store], capture_output=True, text=True)
        return [] if checked.returncode == 0 else [f"verify: {checked.stdout}{checked.stderr}"]


class Customer:
    """One who orders, adds seats and renews; `bought` is what the documents must then say."""
    ORDER = {"plan": "standard", "cycle": "month", "quantities": {"user": 3, "profile": 13}}

    def __init__(self, town):
        self.town, self.number, self.id = town, next(town.numbers), None
        self.bought, self.users = [], 0

    def key(self, what):
        return f"{what}-{self.number}"

    def arrive(self):
        _, made = self.town.call("POST", "/v1/customers", {
            "name": "Acme SARL", "country": "FR", "language": "fr",
            "owner": {"email": f"anna{self.number}@acme.example", "first_name": "Anna", "last_name": "Durand"}},
            key=self.key("customer"))
        self.id = made["id"]
        self.base = f"/v1/customers/{self.id}/subscription"

    def confirm(self, wanted, pay_with, what):
        """Reads the summary and confirms it; reads it anew when it went stale, as the page does."""
        for attempt in range(5):
            _, summary = self.town.call("POST", f"{self.base}/preview", {"set": wanted})
            status, change = self.town.call("POST", f"{self.base}/changes", {
                "set": wanted, "fingerprint": summary["fingerprint"], "pay_with": pay_with,
                "return_url": "/portal/checkout/return"}, key=self.key(f"{what}-{attempt}"), expect=(200, 202, 409))
            if status == 409:
                continue
            if status == 202 and change["redirect_url"] is None:
                # The bank did not answer in time: ask again.
                _, change = self.town.call("POST", f"{self.base}/changes/{change['id']}/refresh", {})
            return change
        raise Stuck("the summary is stale every time")

    def come_back(self, change):
        def look():
            _, now = self.town.call("POST", f"{self.base}/changes/{change['id']}/refresh", {})
            return now["state"] == "applied"
        wait_until("the change stays open", look)

    def order(self):
        change = self.confirm(self.ORDER, "card", "order")
        self.town.pay(change["redirect_url"])
        self.come_back(change)
        self.users = 3
        self.bought.append(("first", "410.40"))

    def more_seats(self):
        """Two more seats on the saved card."""
        [method] = self.town.get(f"/v1/customers/{self.id}/payment-methods")["data"]
        self.come_back(self.confirm({"quantities": {"user": 5}}, method["id"], "seats"))
        self.users = 5
        self.bought.append(("change", "237.60"))

    def renews(self):
        self.bought.append(("renewal", "648.00" if self.users == 5 else "410.40"))

    def subscription(self):
        return self.town.get(self.base)

    def documents(self):
        return self.town.get(f"/v1/customers/{self.id}/invoices")["data"]

    def is_paid(self):
        """Whether all that was bought is billed and paid."""
        found = self.documents()
        return len(found) >= len(self.bought) and all(one["status"] == "paid" for one in found)

    def faults(self):
        now = self.subscription()
        documents = sorted((one["reason"], one["total"], one["paid"], one["status"]) for one in self.documents())
        wanted = sorted((reason, total, total, "paid") for reason, total in self.bought)
        found = []
        if documents != wanted:
            found.append(f"customer {self.number} has the documents {documents} instead of {wanted}")
        if now["quantities"]["user"] != self.users or now["state"] != "active" or now["pending_change"]:
            found.append(f"customer {self.number}: {now['state']}, {now['quantities']}, {now['pending_change']}")
        return found


class Worker(Customer):
    """A customer of a vendor whose staff decide on what only they may sell."""
    SEATS = {"plan": "pro", "cycle": "month", "quantities": {"manager": 4, "worker": 55}}

    def arrive(self):
        _, made = self.town.call("POST", "/v1/customers", {
            "name": "Acme Inc.", "country": "CA", "region": "QC", "language": "fr",
            "owner": {"email": f"anna{self.number}@acme.example", "first_name": "Anna", "last_name": "Durand"}},
            key=self.key("customer"))
        self.id = made["id"]
        self.base = f"/v1/customers/{self.id}/subscription"

    def order(self):
        self.town.call("POST", self.base, {"set": self.SEATS, "pay_with": "transfer"}, key=self.key("order"))
        [invoice] = self.documents()
        _, answer = self.town.call("POST", f"/v1/invoices/{invoice['id']}/payments", {
            "pay_with": "card", "return_url": "/portal/payment/return"}, key=self.key("pay"))
        payment = answer["payment"]
        if payment["redirect_url"] is None:
            _, payment = self.town.call("POST", f"/v1/payments/{payment['id']}/refresh")
        self.town.pay(payment["redirect_url"])

        def look():
            return self.town.call("POST", f"/v1/payments/{payment['id']}/refresh")[1]["state"] == "succeeded"
        wait_until("the payment stays open", look)
        self.bought.append(("first", "343.03"))

    def ask(self):
        _, self.filed = self.town.call("POST", "/v1/requests", {
            "customer": self.id, "type": "contact", "message": "The portal, please",
            "set": {"quantities": {"client_portal": 1}}}, key=self.key("request"))

    def is_decided(self):
        """Staff accept; the saved card is charged at once."""
        _, decided = self.town.call("POST", f"/v1/requests/{self.filed['id']}/decision", {"accept": True},
                                    key=self.key("decision"), caller=self.town.staff)
        if decided["state"] != "applied":
            raise Stuck(f"the request is {decided['state']}")
        self.bought.append(("change", "45.99"))

    def faults(self):
        documents = sorted((one["reason"], one["total"], one["paid"], one["status"]) for one in self.documents())
        wanted = sorted((reason, total, total, "paid") for reason, total in self.bought)
        return [] if documents == wanted else [f"customer {self.number}: {documents} instead of {wanted}"]


class Together:
    """Tasks that run at the same time; the first failure is raised when all are over."""

    def __init__(self, tasks):
        self.failures = []
        self.threads = [threading.Thread(target=self.guarded, args=(task,)) for task in tasks]
        for thread in self.threads:
            thread.start()

    def guarded(self, task):
        try:
            task()
        except Exception as failure:  # Raised in join(), in the thread of the case.
            self.failures.append(failure)

    def are_busy(self):
        return any(thread.is_alive() for thread in self.threads)

    def join(self):
        for thread in self.threads:
            thread.join()
        if self.failures:
            raise self.failures[0]


def at_once(tasks):
    Together(tasks).join()
