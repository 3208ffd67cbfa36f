"""What happens to the file of events: its disk is full, its folder away, its server killed."""
import collections
import json
import re
import signal
import time

from sqlite_faults import fill, make_room, small_disk
from town import Customer, Town, at_once, wait_until

MIB = 1 << 20
BATCH = 200  # Acts that a server has under way at most.
LEASE_S = 60


class TellingTown(Town):
    """A town whose events go to a file."""

    def __init__(self, binary, file, **more):
        super().__init__(binary, **more)
        self.file = file

    def write_config(self):
        super().write_config()
        self.config.write_text(self.config.read_text() + f'[events]\nfile = "{self.file}"\n')

    def lines(self):
        """What was written so far, whole lines only."""
        try:
            text = self.file.read_text()
        except FileNotFoundError:
            return []
        return [json.loads(line) for line in text.split("\n")[:-1]]

    def metric(self, name):
        answer = self.send(self.port, "GET", "/metrics", {}, None)
        found = re.search(rf"^{name} (\d+)$", answer.body.decode(), re.MULTILINE)
        return int(found[1]) if found else None

    def known(self):
        """The ids of all events, per customer in their order, as the interface tells them."""
        found = {}
        for customer in self.customers():
            events = self.get(f"/v1/events?customer={customer['id']}&limit=200")["data"]
            found[customer["id"]] = sorted((one["id"] for one in events), key=lambda one: int(one.rpartition("-")[2]))
        return found

    def faults_of_lines(self, repeats_max):
        lines, faults = self.lines(), []
        written = collections.defaultdict(list)
        for line in lines:
            if line["id"] not in written[line["customer"]]:
                written[line["customer"]].append(line["id"])
        known = self.known()
        if dict(written) != known:
            lost = {customer: (ids, written.get(customer)) for customer, ids in known.items() if written.get(customer) != ids}
            faults.append(f"lost or in another order: {lost}")
        repeats = len(lines) - sum(len(ids) for ids in known.values())
        if repeats > repeats_max:
            faults.append(f"{repeats} lines are repeated, {repeats_max} at most were under way")
        return faults

    def waits_for_nobody(self):
        return self.metric("settle_events_customers_waiting") == 0


def welcome(town, count):
    customers = [Customer(town) for _ in range(count)]
    at_once([customer.arrive for customer in customers])
    return customers


def events_disk_full(binary, _):
    """The disk of the events file fills up and its folder goes away: events wait in order, the shop stays open."""
    with small_disk("2m") as disk, TellingTown(binary, disk / "events.jsonl") as town:
        welcome(town, 3)[0].order()
        wait_until("the first events", lambda: town.waits_for_nobody() and town.lines())
        fill(disk, 0)
        # A line may still fit into the page the file ends in.
        customers = welcome(town, 20)
        at_once([customer.order for customer in customers[:3]])
        wait_until("failing", lambda: town.metric("settle_events_customers_failing"))
        faults = [] if "No space left on device" in town.server_log() else ["the log does not say that the disk is full"]
        oldest = town.metric("settle_events_oldest_seconds")
        time.sleep(2)
        if not town.metric("settle_events_oldest_seconds") > oldest:
            faults.append("the oldest event does not get older")
        make_room(disk)
        wait_until("everything is written", town.waits_for_nobody, LEASE_S * 2)
        moved = disk / "events.1"
        before = town.lines()
        town.file.rename(moved)
        town.file = disk / "events.jsonl"
        welcome(town, 1)
        wait_until("a new file", lambda: town.waits_for_nobody() and town.lines())
        after = town.file.read_text()
        town.file.write_text(moved.read_text() + after)
        if not before:
            faults.append("nothing was written")
        return faults + town.faults_of_lines(0) + town.verify()


def events_killed(binary, _):
    """The server is killed at each boundary of its transactions while it writes: nothing is lost, and no more repeated
    than it had under way."""
    with small_disk("16m") as disk, TellingTown(binary, disk / "events" / "events.jsonl") as town:
        # The folder is not there yet, so that there is much to do later.
        at_once([customer.order for customer in welcome(town, 20)])
        wait_until("failing", lambda: town.metric("settle_events_customers_failing"))
        faults = [] if "events.jsonl: No such file or directory" in town.server_log() else ["the log says no folder"]
        town.stop(town.server)
        town.file.parent.mkdir()
        kills = 0
        for boundary in range(1, 16):
            # What the one before had taken is free again.
            town.ahead += LEASE_S + 1
            town.write_config()
            town.environment = {"SETTLE_CRASH_AT": str(boundary)}
            town.spawn_server()
            wait_until("the kill", lambda: town.server.poll() is not None)
            kills += town.server.returncode == -signal.SIGKILL
        town.environment = {}
        town.ahead += LEASE_S + 1
        town.write_config()
        town.start_server()
        wait_until("everything is written", town.waits_for_nobody, LEASE_S * 2)
        if kills != 15:
            faults.append(f"{kills} kills of 15")
        if len(town.lines()) == sum(len(ids) for ids in town.known().values()):
            faults.append("no kill came between writing and finishing")
        return faults + town.faults_of_lines(kills * BATCH) + town.verify()


CASES = [events_disk_full, events_killed]
