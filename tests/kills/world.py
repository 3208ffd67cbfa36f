"""A bank and a server of their own, the clock they share, and those who call them."""
import contextlib
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
PAUSES_S = (2.0, 1.0, 6.5)  # How long one stands still: others wait for a lock of it for five seconds.

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


def clock_ahead():
    return int((the_beginning() - datetime.datetime.now(datetime.timezone.utc)).total_seconds())


def is_stopped(process):
    try:
        stat = pathlib.Path(f"/proc/{process.pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] == "T"


class Stuck(Exception):
    pass


class Turn:
    """Many may call at a time, but nobody while time goes by."""

    def __init__(self):
        self.condition, self.callers, self.is_wanted_alone = threading.Condition(), 0, False

    @contextlib.contextmanager
    def calling(self):
        with self.condition:
            self.condition.wait_for(lambda: not self.is_wanted_alone)
            self.callers += 1
        try:
            yield
        finally:
            with self.condition:
                self.callers -= 1
                self.condition.notify_all()

    @contextlib.contextmanager
    def alone(self):
        with self.condition:
            self.condition.wait_for(lambda: not self.is_wanted_alone)
            self.is_wanted_alone = True
            self.condition.wait_for(lambda: self.callers == 0)
        try:
            yield
        finally:
            with self.condition:
                self.is_wanted_alone = False
                self.condition.notify_all()


class Node:
    """A server process of a world; the one with a `crash_at` is killed once, at the boundary of that number of all
    those it passes."""

    def __init__(self, world, name, crash=None):
        self.world, self.name, self.crash, self.killed = world, name, crash or {}, False
        self.port, self.process, self.starting = free_port(), None, threading.RLock()
        self.log, self.config = world.folder / f"{name}-boundaries.log", world.folder / f"{name}.toml"

    def write_config(self):
        world = self.world
        catalog = ROOT / "examples" / world.vendor / "catalog.yaml"
        self.config.write_text(
            f'port = {self.port}\nstore = "{world.store}"\ncatalogs = ["{catalog}"]\n[bank]\n'
            f'url = "http://127.0.0.1:{world.bank_port}"\napi_secret = "{API_SECRET}"\n'
            f'webhook_secret = "{WEBHOOK_SECRET}"\nclock_ahead_seconds = {world.ahead}\n{world.more_config}')

    def start(self):
        """Until it is ready: one that is killed while it starts is started again."""
        with self.starting:
            while True:
                self.process = self.world.spawn(self.name, ["serve", "--config", str(self.config)],
                                                self.crash_environment())
                if self.world.is_ready(self.process, self.port, "/readyz", {}):
                    return
                self.take_note_of_its_end()

    def crash_environment(self):
        """The boundaries are counted through all starts of the server, until it is killed."""
        if self.killed or not self.crash:
            return {}
        environment = {"SETTLE_CRASH_LOG": str(self.log), **self.crash}
        if "SETTLE_CRASH_AT" in environment:
            environment["SETTLE_CRASH_AT"] = str(int(environment["SETTLE_CRASH_AT"]) - len(self.boundaries()))
        return environment

    def boundaries(self):
        """Their names, in the order in which they were passed."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [line.partition(" ")[2] for line in lines]

    def take_note_of_its_end(self):
        if self.process.returncode == 0:
            return
        if self.process.returncode != -signal.SIGKILL or self.killed or "SETTLE_CRASH_AT" not in self.crash:
            raise Stuck(f"the {self.name} ended with {self.process.returncode}; see {self.name}.log")
        self.killed = True

    def revive(self):
        """A server that was killed is started again, without the kill."""
        with self.starting:
            if self.process.poll() is None:
                return
            self.take_note_of_its_end()
            self.start()

    def wake_up(self):
        """Lets a process go on that stopped itself: after more or less time than others wait for what it holds."""
        number = int(self.crash["SETTLE_CRASH_AT"])
        while not self.killed and self.world.is_open:
            time.sleep(0.02)
            process = self.process
            if process is None or not is_stopped(process):
                continue
            time.sleep(PAUSES_S[number % len(PAUSES_S)])
            self.killed = True
            process.send_signal(signal.SIGCONT)

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(PATIENCE_S)
        self.take_note_of_its_end()


class World:
    """A bank process that is only ever stopped in order, and server processes over one store, of which the first is
    killed once as `crash` (a part of its environment) says."""

    def __init__(self, binary, vendor, database, crash=None, nodes=1, beginning=None):
        self.binary, self.vendor, self.beginning = binary, vendor, beginning or database.empty
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="settle-kill-"))
        self.books_file = self.folder / "bank.db"
        self.ahead, self.turn, self.bank, self.bank_port = self.beginning.ahead, Turn(), None, free_port()
        self.is_open, self.more_config = True, ""
        self.store, self.key, self.next_node = None, database.keys[vendor], itertools.count()
        self.revives_at_once = True  # Or only when time goes by, and until then the others have all the work.
        self.nodes = [Node(self, f"server-{number}", crash if number == 1 else None)
                      for number in range(1, nodes + 1)]

    def __enter__(self):
        try:
            self.begin()
            self.start_all()
        except BaseException:
            self.close()
            raise
        return self

    def begin(self):
        self.store = self.beginning.take(self.folder)
        if self.beginning.books is not None:
            shutil.copyfile(self.beginning.books, self.books_file)
        crash = self.nodes[0].crash
        if "SETTLE_CRASH_AT" in crash and "SETTLE_CRASH_SIGNAL" in crash:
            threading.Thread(target=self.nodes[0].wake_up, daemon=True).start()

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.is_open = False
        for process in (*(node.process for node in self.nodes), self.bank):
            if process is not None and process.poll() is None:
                process.kill()
                process.wait()
        if self.store is not None:
            self.beginning.give_back(self.store)
        if not os.environ.get("SETTLE_KEEP"):
            shutil.rmtree(self.folder, ignore_errors=True)

    # The processes and their clock.

    @property
    def killed(self):
        return self.nodes[0].killed

    def boundaries(self):
        return self.nodes[0].boundaries()

    def command(self, *arguments):
        made = subprocess.run([self.binary, *arguments], capture_output=True, text=True, cwd=ROOT)
        if made.returncode != 0:
            raise Stuck(f"{arguments[0]}: {made.stderr}")
        return made.stdout.strip()

    def spawn(self, name, arguments, environment):
        with open(self.folder / f"{name}.log", "ab") as log:
            return subprocess.Popen([self.binary, *arguments], stdout=log, stderr=log, cwd=ROOT,
                                    env={**os.environ, **environment})

    def start_all(self):
        """The bank first: what is due is charged as soon as a server is there."""
        self.start_bank()
        self.start_servers()

    def start_bank(self):
        webhooks = f"http://127.0.0.1:{self.nodes[0].port}/v1/provider-webhooks/sandbox"
        self.bank = self.spawn("bank", [
            "bank", "--port", str(self.bank_port), "--books", str(self.books_file), "--webhook-url", webhooks,
            "--api-secret", API_SECRET,
            "--webhook-secret", WEBHOOK_SECRET, "--clock-ahead", str(self.ahead)], {})
        if not self.is_ready(self.bank, self.bank_port, "/admin/books", {"Authorization": f"Bearer {API_SECRET}"}):
            raise Stuck(f"the bank ended with {self.bank.returncode}; see bank.log")

    def start_servers(self):
        for node in self.nodes:
            node.write_config()
            node.start()

    def is_ready(self, process, port, path, headers):
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            try:
                if self.exchange(port, "GET", path, headers, None)[0] == 200:
                    return True
            except OSError:
                pass
            if process.poll() is not None:
                return False
            time.sleep(0.01)
        raise Stuck(f"nobody is ready on port {port}")

    def revive(self):
        with self.turn.calling():
            for node in self.nodes:
                if self.revives_at_once or node is not self.nodes[0]:
                    node.revive()

    def stop_servers(self):
        for node in self.nodes:
            node.stop()

    def stop_all(self):
        self.stop_servers()
        self.bank.terminate()
        self.bank.wait(PATIENCE_S)

    def pass_time(self, seconds):
        """All stop in order, time goes by, and all go on."""
        with self.turn.alone():
            self.stop_all()
            self.ahead += seconds
            self.start_all()

    def seconds_to(self, day):
        """Until noon of the day "2027-04-04"."""
        noon = datetime.datetime.fromisoformat(day).replace(hour=12, tzinfo=datetime.timezone.utc)
        now = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=self.ahead)
        return int((noon - now).total_seconds())

    def move_to(self, day):
        self.pass_time(self.seconds_to(day))

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

    @property
    def port(self):
        """Where the next call goes: to the servers in turn."""
        return self.nodes[next(self.next_node) % len(self.nodes)].port

    def send(self, port, method, path, headers, body):
        with self.turn.calling():
            return self.exchange(port, method, path, headers, body)

    def exchange(self, port, method, path, headers, body):
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
        return self.sign_in(lambda: self.command("staff-link", "--config", str(self.nodes[0].config), "--vendor",
                                                 self.vendor, "--staff", "ines"))

    def sign_in(self, make_link):
        """A session. A link serves once: who was interrupted asks for another."""
        for _ in range(5):
            try:
                status, headers, _ = self.send(self.port, "GET", urllib.parse.urlsplit(make_link()).path, {}, None)
            except OSError:
                time.sleep(0.01)
                self.revive()
                continue
            if status != 303:
                raise Stuck(f"the link: {status}")
            caller = {"Cookie": headers["Set-Cookie"].partition(";")[0]}
            _, session = self.call("GET", "/v1/session", caller=caller)
            return {**caller, "X-CSRF-Token": session["csrf_token"]}
        raise Stuck("nobody can sign in")

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
