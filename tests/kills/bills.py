"""A bill run that is killed, and two at once of which one is killed or sleeps: nobody is billed twice, nobody not.

Some hundred subscriptions of all kinds that fall due on one day are made once per database; every run begins with a
copy of them, and of the books of the bank that knows their cards. What is left must be what a run that nobody
disturbed leaves: each document, state, event, and each charge at the bank.
"""
import collections
import random
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from checks import cents, differs, verify
from pairs import Client, at_once
from scenarios import (CHALLENGE, DECLINED_LATER, GOOD, SCENARIOS, pay_open_invoice, sale_on_terms, subscription)
from world import PAUSES_S, Stuck, World

VENDOR = "workstaff"
CLIENTS = 6
BALANCE = "balance"
# What twenty customers pay with; None is a transfer on terms. A card that asks for 3-D Secure does so again.
KINDS = [GOOD] * 11 + [DECLINED_LATER] * 2 + [CHALLENGE] * 2 + [None] * 3 + [BALANCE] * 2
CUSTOMERS = 5 * len(KINDS)
CREDIT = "10.00"
RUN_PATIENCE_S = 300
MOMENTS = 20  # At which one of two processes is killed, spread over the time that they take.
BILL_RUN = "[bill_run]\nbatch = 16\nthreads = 2\ncharge_threads = 3\n"


def sell(client, kind, staff):
    customer = sale_on_terms(client)
    if kind is not None:
        pay_open_invoice(client, customer, GOOD if kind == BALANCE else kind)
    if kind == BALANCE:
        client.call("POST", f"/v1/customers/{customer}/credits", {"amount": CREDIT, "reason": "As agreed."},
                    once="credit", caller=staff)
    return customer


class Due:
    """All that falls due on one day, in a store that worlds can begin with."""

    def __init__(self, binary, database):
        with World(binary, VENDOR, database) as world:
            staff = world.sign_in_staff()

            def sell_some(first):
                def live(client):
                    return {sell(Client(world, f"client-{number}"), KINDS[number % len(KINDS)], staff): number
                            for number in range(first, CUSTOMERS, CLIENTS)}
                return live
            sold = at_once(world, [sell_some(first) for first in range(CLIENTS)])
            self.customers = [customer for some in sold for customer in some]
            self.day = subscription(world, self.customers[0])["period"][1]
            world.stop_all()
            world.ahead += world.seconds_to(self.day)
            self.beginning = database.keep(world, "bills")


def what_there_is(world, customer):
    """Of one customer, and what was told: the same however often somebody was killed."""
    now = subscription(world, customer)
    documents = world.get(f"/v1/customers/{customer}/invoices")["data"]
    events = world.get(f"/v1/events?customer={customer}&limit=200")["data"]
    return (now["state"], tuple(now["period"]),
            sorted((one["kind"], one["reason"], one["status"], one["total"], one["paid"]) for one in documents),
            sorted(one["type"] for one in events))


def charged(world):
    """How much the bank took under each key; a key of an attempt is known to it once."""
    return [(one["key"], one["amount_minor"]) for one in world.books()["charges"] if one["amount_minor"]]


def faults_of_the_undisturbed(found, charges):
    """Each customer has its first invoice and one renewal, and the bank took what is paid by card, once."""
    faults = []
    by_card = 0
    for customer, (_, _, documents, _) in found.items():
        reasons = collections.Counter(reason for _, reason, *_ in documents)
        if len(documents) != 2 or reasons["renewal"] != 1:
            faults.append(f"{customer} has {documents}")
        by_card += sum(cents(paid) for *_, paid in documents)
    given = cents(CREDIT) * sum(1 for number in range(CUSTOMERS) if KINDS[number % len(KINDS)] == BALANCE)
    taken = sum(amount for _, amount in charges)
    if taken != by_card - given:
        faults.append(f"the bank took {taken}, and {by_card} is paid, {given} of it by balance")
    return faults


class Night:
    """The world on the day on which all is due: a bank, and processes that bill."""

    def __init__(self, binary, database, due):
        self.due, self.world = due, World(binary, VENDOR, database, beginning=due.beginning)
        self.world.more_config = BILL_RUN
        self.log, self.processes = self.world.folder / "boundaries.log", []

    def __enter__(self):
        try:
            self.world.begin()
            self.world.start_bank()
            self.world.nodes[0].write_config()
        except BaseException:
            self.world.close()
            raise
        return self

    def __exit__(self, *_):
        for process in self.processes:
            process.kill()
            process.wait()
        self.world.close()

    def start(self, crash):
        self.processes.append(self.world.spawn("bill", [
            "bill", "--config", str(self.world.nodes[0].config), "--vendor", VENDOR, "--until", self.due.day], crash))
        return self.processes[-1]

    @staticmethod
    def finish(process):
        """Whether it was killed. What it had to leave, because somebody was too slow, others finish."""
        code = process.wait(RUN_PATIENCE_S)
        if code not in (0, 1, -signal.SIGKILL):
            raise Stuck(f"a run ended with {code}; see bill.log")
        return code == -signal.SIGKILL

    def boundaries(self):
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [line.partition(" ")[2] for line in lines]

    def what_is_left(self):
        return ({customer: what_there_is(self.world, customer) for customer in self.due.customers},
                charged(self.world))

    def faults(self):
        """A server finishes what was interrupted after a while; then all must be as it is without a kill."""
        world, (found, charges) = self.world, self.due.undisturbed
        world.start_servers()
        with ThreadPoolExecutor(CLIENTS) as pool:
            faults = sum(pool.map(lambda customer: self.faults_of(customer, found[customer]), found), [])
        keys = [key for key, _ in charged(world)]
        if len(set(keys)) != len(keys):
            faults.append("the bank took money twice under one key")
        faults += differs("charges in the bank's books", [amount for _, amount in charged(world)],
                          [amount for _, amount in charges])
        return faults + verify(world)

    def faults_of(self, customer, wanted):
        try:
            self.world.wait("", lambda: what_there_is(self.world, customer) == wanted)
        except Stuck:
            return [f"{customer}: {what_there_is(self.world, customer)} instead of {wanted}"]
        return []


class BillScenario:
    """One way to disturb a run; what is due is made once for each database."""

    dues, lock = {}, threading.Lock()

    def __init__(self, disturb, databases, moments=0):
        self.disturb, self.databases, self.moments, self.every = disturb, databases, moments, 1

    @classmethod
    def due(cls, binary, database):
        with cls.lock:
            if database not in cls.dues:
                due = Due(binary, database)
                with Night(binary, database, due) as night:
                    began = time.monotonic()
                    night.finish(night.start({}))
                    due.seconds = time.monotonic() - began
                    night.world.start_servers()
                    due.undisturbed = night.what_is_left()
                    due.faults = faults_of_the_undisturbed(*due.undisturbed) + verify(night.world)
                cls.dues[database] = due
            return cls.dues[database]

    def perform(self, binary, database, crash):
        """Its faults, the boundaries it passed, and whether a process was killed, or stood still."""
        try:
            due = self.due(binary, database)
            with Night(binary, database, due) as night:
                try:
                    killed = self.disturb(night, crash)
                    return due.faults + night.faults(), night.boundaries(), killed
                except Stuck as stuck:
                    return [f"stuck: {stuck}"], [], False
        except Exception as broken:  # A run that breaks is a failure of that run, not the end of all.
            return [f"{type(broken).__name__}: {broken}"], [], False


def killed_and_begun_again(night, crash):
    """Killed at one of its boundaries; whoever bills next goes on where it was."""
    killed = night.finish(night.start({"SETTLE_CRASH_LOG": str(night.log), **crash}))
    if killed:
        night.finish(night.start({}))
    return killed


def two_processes(disturb):
    """Two at once, and something happens to one of them at a moment of the time that all takes."""
    def play(night, crash):
        moment = int(crash.get("MOMENT", 0))
        processes = [night.start({}), night.start({})]
        time.sleep(night.due.seconds * (moment - random.random()) / MOMENTS if moment else 0)
        disturbed = moment > 0 and processes[0].poll() is None
        if disturbed:
            disturb(processes[0], moment)
        for process in processes:
            night.finish(process)
        return disturbed
    return play


def kill(process, _):
    process.kill()


def put_to_sleep(process, moment):
    process.send_signal(signal.SIGSTOP)
    time.sleep(PAUSES_S[moment % len(PAUSES_S)])
    process.send_signal(signal.SIGCONT)


SCENARIOS["bill_run"] = BillScenario(killed_and_begun_again, ("sqlite", "postgres"))
SCENARIOS["two_bill_runs"] = BillScenario(two_processes(kill), ("postgres",), MOMENTS)
SCENARIOS["two_bill_runs_asleep"] = BillScenario(two_processes(put_to_sleep), ("postgres",), MOMENTS)
