"""A bank and a server of their own, the clock they share, and those who call them."""
import datetime
import html
import http.client
import itertools
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
API_SECRET = "bank-api-secret-of-the-kill-tests"
WEBHOOK_SECRET = "whsec_bWFkZS1vZi1ieXRlcy1mb3ItdGhlLWtpbGwtdGVzdHM"
PATIENCE_S = 30  # How long anything may take before the run counts as stuck.
QUIET_S = 1.0  # How long nobody does anything before a minute goes by.
MINUTES_MAX = 15

# Below the ports the system gives to outgoing calls, so that none takes the port of a server that is away.
FIRST_PORT = 18000 + os.getpid() % 100 * 100
PORTS = itertools.cycle(range(FIRST_PORT, FIRST_PORT + 4000))
PORTS_LOCK = threading.Lock()


def free_port():
    with PORTS_LOCK:
        for port in PORTS:
            with socket.socket() as probe:
                try:
                    probe.bind(("127.0.0.1", port))
                except OSError:
                    continue
                return port


def the_beginning():
    """Noon of the next 4th of March: amounts by the day are the same whenever the tests run."""
    now = datetime.datetime.now(datetime.timezone.utc)
    day = now.replace(month=3, day=4, hour=12, minute=0, second=0, microsecond=0)
    return day if day > now else day.replace(year=day.year + 1)


class Stuck(Exception):
    pass


class World:
    """A bank process that is only ever stopped in order, and a server process that is killed once, at the
    boundary `crash_at` of all those it passes."""

    def __init__(self, binary, vendor, crash_at=None):
        self.binary, self.crash_at, self.killed = binary, crash_at, False
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="settle-kill-"))
        self.store, self.log = self.folder / "settle.db", self.folder / "boundaries.log"
        self.config = self.folder / "settle.toml"
        self.vendor, self.port, self.bank_port = vendor, free_port(), free_port()
        self.server = self.bank = None
        self.ahead = int((the_beginning() - datetime.datetime.now(datetime.timezone.utc)).total_seconds())

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
            f'port = {self.port}\nstore = "{self.store}"\ncatalogs = ["{catalog}"]\n[bank]\n'
            f'url = "http://127.0.0.1:{self.bank_port}"\napi_secret = "{API_SECRET}"\n'
            f'webhook_secret = "{WEBHOOK_SECRET}"\nclock_ahead_seconds = {self.ahead}\n')

    def command(self, *arguments):
        made = subprocess.run([self.binary, *arguments], capture_output=True, text=True, cwd=ROOT)
        if made.returncode != 0:
            raise Stuck(f"{arguments[0]}: {made.stderr}")
        return made.stdout.strip()

    def spawn(self, name, arguments, environment):
        with open(self.folder / f"{name}.log", "ab") as log:
            return subprocess.Popen([self.binary, *arguments], stdout=log, stderr=log, cwd=ROOT,
                                    env={**os.environ, **environment})

    def start_bank(self):
        self.bank = self.spawn("bank", [
            "bank", "--port", str(self.bank_port), "--books", str(self.folder / "bank.db"),
            "--webhook-url", f"http://127.0.0.1:{self.port}/v1/provider-webhooks/sandbox",
            "--api-secret", API_SECRET, "--webhook-secret", WEBHOOK_SECRET, "--clock-ahead", str(self.ahead)], {})
        if not self.is_ready(self.bank, self.bank_port, "/admin/books", {"Authorization": f"Bearer {API_SECRET}"}):
            raise Stuck(f"the bank ended with {self.bank.returncode}; see bank.log")

    def start_server(self):
        """Until it is ready: one that is killed while it starts is started again."""
        while True:
            self.server = self.spawn("server", ["serve", "--config", str(self.config)], self.crash_environment())
            if self.is_ready(self.server, self.port, "/readyz", {}):
                return
            self.take_note_of_its_end()

    def crash_environment(self):
        """The boundaries are counted through all starts of the server, until it is killed."""
        if self.killed:
            return {}
        environment = {"SETTLE_CRASH_LOG": str(self.log)}
        if self.crash_at is not None:
            environment["SETTLE_CRASH_AT"] = str(self.crash_at - len(self.boundaries()))
        return environment

    def boundaries(self):
        """Their names, in the order in which they were passed."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [line.partition(" ")[2] for line in lines]

    def is_ready(self, process, port, path, headers):
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            try:
                if self.send(port, "GET", path, headers, None)[0] == 200:
                    return True
            except OSError:
                pass
            if process.poll() is not None:
                return False
            time.sleep(0.005)
        raise Stuck(f"nobody is ready on port {port}")

    def take_note_of_its_end(self):
        if self.server.returncode == 0:
            return
        if self.server.returncode != -signal.SIGKILL or self.killed or self.crash_at is None:
            raise Stuck(f"the server ended with {self.server.returncode}; see server.log")
        self.killed = True

    def revive(self):
        """A server that was killed is started again, without the kill."""
        if self.server.poll() is None:
            return
        self.take_note_of_its_end()
        self.start_server()

    def stop_server(self):
        self.server.terminate()
        self.server.wait(PATIENCE_S)
        self.take_note_of_its_end()

    def pass_time(self, seconds):
        """Both stop in order, time goes by, and both go on."""
        self.stop_server()
        self.bank.terminate()
        self.bank.wait(PATIENCE_S)
        self.ahead += seconds
        self.write_config()
        self.start_bank()
        self.start_server()

    def move_to(self, day):
        """Noon of the day "2027-04-04"."""
        noon = datetime.datetime.fromisoformat(day).replace(hour=12, tzinfo=datetime.timezone.utc)
        now = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=self.ahead)
        self.pass_time(int((noon - now).total_seconds()))

    def wait(self, what, look):
        """Until `look` finds something; answers it. What was interrupted is taken up again only after a while,
        so when nothing happens a minute goes by."""
        for _ in range(MINUTES_MAX):
            deadline = time.monotonic() + QUIET_S
            while time.monotonic() < deadline:
                self.revive()
                found = look()
                if found:
                    return found
                time.sleep(0.03)
            self.pass_time(60)
        raise Stuck(what)

    # Those who call.

    def send(self, port, method, path, headers, body):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error
        finally:
            connection.close()

    def call(self, method, path, body=None, once=None, expect=(200, 201, 202), caller=None):
        """One call of a client that repeats until it has an answer: the vendor's server unless `caller` is said."""
        headers = {**(caller or {"Authorization": f"Bearer {self.key}"}), "Content-Type": "application/json"}
        if once:
            headers["Idempotency-Key"] = once
        text = json.dumps(body) if body is not None else None
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            try:
                status, _, answer = self.send(self.port, method, path, headers, text)
            except OSError:
                time.sleep(0.01)
                self.revive()
                continue
            if status == 503:
                time.sleep(0.1)
                continue
            if status not in expect:
                raise Stuck(f"{method} {path}: {status} {answer.decode(errors='replace')[:400]}")
            return status, json.loads(answer) if answer else None
        raise Stuck(f"{method} {path}: no answer")

    def get(self, path):
        return self.call("GET", path)[1]

    def sign_in_staff(self):
        """A session of staff. A link serves once: who was interrupted asks for another."""
        for _ in range(5):
            link = self.command("staff-link", "--config", str(self.config), "--vendor", self.vendor, "--staff", "ines")
            try:
                status, headers, _ = self.send(self.port, "GET", urllib.parse.urlsplit(link).path, {}, None)
            except OSError:
                time.sleep(0.01)
                self.revive()
                continue
            if status != 303:
                raise Stuck(f"the link of staff: {status}")
            caller = {"Cookie": headers["Set-Cookie"].partition(";")[0]}
            _, session = self.call("GET", "/v1/session", caller=caller)
            return {**caller, "X-CSRF-Token": session["csrf_token"]}
        raise Stuck("staff cannot sign in")

    def payer(self, url, **fields):
        """The payer's browser at the bank: opens the page, fills in its form, sends it."""
        path = urllib.parse.urlsplit(url).path
        _, _, page = self.send(self.bank_port, "GET", path, {}, None)
        nonce = re.search(r'name="nonce" value="([^"]*)"', page.decode())
        if nonce is None:
            return  # The payment is over; the page only says so.
        form = urllib.parse.urlencode({"nonce": html.unescape(nonce[1]), **fields})
        self.send(self.bank_port, "POST", path, {"Content-Type": "application/x-www-form-urlencoded"}, form)

    def pay_with_card(self, url, number):
        self.payer(url, action="pay", number=number, expiry="12/39", cvc="123", name="Anna Durand")

    def books(self):
        _, _, text = self.send(self.bank_port, "GET", "/admin/books", {"Authorization": f"Bearer {API_SECRET}"}, None)
        return json.loads(text)
