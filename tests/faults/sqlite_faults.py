"""What a disk does to the file: full, read-only, failing, corrupted."""
import contextlib
import datetime
import mmap
import os
import pathlib
import random
import shutil
import sqlite3
import struct
import subprocess
import tempfile
import threading
import time

from town import Customer, Stuck, Together, Town, at_once, noon, wait_until

MIB = 1 << 20


@contextlib.contextmanager
def small_disk(size):
    """A file system of its own, which can be full or read-only without anybody else noticing."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="settle-disk-"))
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "settle-test", str(folder)],
                             capture_output=True, text=True)
    if mounted.returncode != 0:
        folder.rmdir()
        raise Stuck(f"a small disk needs root: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        # Lazily: a process that was killed may not have let go of its files yet.
        subprocess.run(["umount", "-l", str(folder)], check=True)
        folder.rmdir()


def free_bytes(folder):
    now = os.statvfs(folder)
    return now.f_bavail * now.f_frsize


def fill(folder, left):
    """Leaves that many bytes, in whole pages."""
    ballast = folder / "ballast"
    with open(ballast, "ab") as file:
        while (more := free_bytes(folder) - left) >= 4096:
            file.write(bytes(min(more // 4096 * 4096, MIB)))
            file.flush()


def make_room(folder):
    (folder / "ballast").unlink()


class Onlooker:
    """Reads all the time, from a customer that is there; what it does not get is a fault."""

    def __init__(self, town, path):
        self.town, self.path, self.faults, self.count = town, path, [], 0
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self.look)

    def look(self):
        while not self.is_over.is_set():
            for path in (self.path, "/healthz", "/readyz"):
                status = self.town.status(path)
                self.count += 1
                if status != 200:
                    self.faults.append(f"GET {path}: {status}")
            time.sleep(0.02)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.is_over.set()
        self.thread.join()


def buys(town, into, seats=True):
    def run():
        customer = Customer(town)
        into.append(customer)
        customer.arrive()
        customer.order()
        if seats:
            customer.more_seats()
    return run


def buys_until(town, into, is_enough):
    """Orders again and again: how many calls one order makes of the disk is not for a test to know."""
    def run():
        while not is_enough():
            buys(town, into)()
    return run


def starts_billing(town, customers, moment):
    """The clock goes to shortly before the day on which the periods of all of them end."""
    for customer in customers:
        customer.renews()
    town.move_to(moment)


def disk_full(binary, slow):
    """The disk fills up while customers order and change and the engine bills, and has room again."""
    levels = [0, 4096, 8192, 16384, 32768, 65536, 98304, 131072, 196608, 262144, 393216] if slow else [0, 49152]
    faults = []
    with small_disk("24m") as disk, Town(binary, store_folder=disk) as town:
        customers = []
        at_once([buys(town, customers)] * 3)
        first_day = customers[0].subscription()["period"][1]
        # In Paris, two hours ahead in April, the day begins four seconds later.
        starts_billing(town, customers, noon(first_day) - datetime.timedelta(hours=14, seconds=4))
        pid = town.server.pid
        for number, left in enumerate(levels):
            fill(disk, left)
            before = town.refusals
            with Onlooker(town, customers[0].base) as onlooker:
                def is_refused(enough=before + 4):
                    return town.refusals >= enough
                buyers = Together([buys_until(town, customers, is_refused)] * 2)
                wait_until("nothing is refused on a full disk", is_refused)
                if number == 0:
                    time.sleep(8)  # Until the engine has come by; it tries again for longer than that.
            faults += onlooker.faults[:3]
            make_room(disk)
            began = time.monotonic()
            buyers.join()
            print(f"  {left} bytes left: {town.refusals - before} refusals, {onlooker.count} reads went on, "
                  f"all done {time.monotonic() - began:.1f} s after there was room", flush=True)
        wait_until("the renewals", lambda: all(customer.is_paid() for customer in customers))
        if town.server.poll() is not None or town.server.pid != pid:
            faults.append("the server ended")
        if "full" not in town.server_log():
            faults.append(f"the log does not say that the disk is full: {town.server_log()[-300:]}")
        return faults + town.faults(customers)


def starts_by_itself(town, cause, cure, words):
    """Started where it cannot write, the server says so and answers 503; and serves once it can."""
    faults = []
    cause()
    town.spawn_server()
    wait_until("an answer while the store is away", lambda: town.status("/healthz") == 200, 10)
    if town.status("/readyz") != 503:
        faults.append(f"/readyz says {town.status('/readyz')}")
    answer = town.once("POST", "/v1/customers", {}, key="early")
    if answer.status != 503:
        faults.append(f"POST answers {answer.status}")
    if not any(word in town.server_log() for word in words):
        faults.append(f"the log says nothing of {words}: {town.server_log()[-300:]}")
    cure()
    _, seconds = wait_until("ready again", lambda: town.status("/readyz") == 200, 10)
    print(f"  ready {seconds:.1f} s after the disk was well again", flush=True)
    return faults


def disk_full_at_start(binary, slow):
    with small_disk("8m") as disk, Town(binary, store_folder=disk) as town:
        customers = []
        at_once([buys(town, customers)])
        town.stop(town.server)
        # Where its shared memory finds no room, SQLite speaks of an I/O error.
        faults = starts_by_itself(town, lambda: fill(disk, 0), lambda: make_room(disk), ["full", "disk I/O error"])
        at_once([buys(town, customers)])
        return faults + town.faults(customers)


def read_only_at_start(binary, slow):
    with small_disk("8m") as disk, Town(binary, store_folder=disk) as town:
        customers = []
        at_once([buys(town, customers)])
        town.stop(town.server)

        def mounted(how):
            return lambda: subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)
        faults = starts_by_itself(town, mounted("ro"), mounted("rw"), ["readonly", "read-only", "unable to open"])
        at_once([buys(town, customers)])
        return faults + town.faults(customers)


class Disk:
    """The numbers that io_faults.c reads."""
    PWRITE, FSYNC = 0, 12

    def __init__(self, folder):
        self.library, self.control = folder / "io_faults.so", folder / "faults"
        source = pathlib.Path(__file__).parent / "io_faults.c"
        subprocess.run(["cc", "-O1", "-Wall", "-Werror", "-shared", "-fPIC", "-o", str(self.library), str(source),
                        "-ldl"], check=True)
        self.control.write_bytes(bytes(24))
        with open(self.control, "r+b") as file:
            self.map = mmap.mmap(file.fileno(), 24)

    def environment(self, store_folder):
        return {"LD_PRELOAD": str(self.library), "SETTLE_FAULT_CONTROL": str(self.control),
                "SETTLE_FAULT_FOLDER": str(store_folder)}

    def let_fail(self, call, let_through, count):
        struct.pack_into("<ii", self.map, call, let_through, count)

    def failed(self, call):
        return struct.unpack_from("<i", self.map, call + 8)[0]

    def waits(self, call):
        return struct.unpack_from("<i", self.map, call + 4)[0] != 0


@contextlib.contextmanager
def failing_disk():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="settle-shim-"))
    try:
        (folder / "store").mkdir()
        yield Disk(folder), folder / "store"
    finally:
        shutil.rmtree(folder)


def one_io_error(binary, slow):
    """The n-th write or sync of an order fails once, for every n."""
    with failing_disk() as (disk, folder), Town(binary, store_folder=folder,
                                                environment=disk.environment(folder)) as town:
        customers = []
        buys(town, customers)()
        calls = [(disk.PWRITE, range(0, 60, 1 if slow else 12)), (disk.FSYNC, range(0, 12, 1 if slow else 3))]
        for call, places in calls:
            for place in places:
                disk.let_fail(call, place, 1)
                buys(town, customers, seats=False)()
                while disk.waits(call):
                    buys(town, customers, seats=False)()
        print(f"  {disk.failed(disk.PWRITE)} writes and {disk.failed(disk.FSYNC)} syncs failed, "
              f"{dict(town.codes)}", flush=True)
        town.server.kill()
        town.server.wait()
        town.start_server()
        # A sync that fails at COMMIT leaves a transaction that a crash would make good: nobody may say it is not.
        may_be_told = {"store_unreachable", "store_outcome_unknown"}
        is_told = "store_outcome_unknown" in town.codes and set(town.codes) <= may_be_told
        return town.faults(customers) + ([] if is_told else [f"the errors told are {town.codes}"])


def lasting_io_errors(binary, slow):
    """Every write, then every sync, fails until the disk is repaired; then the server is killed, too."""
    faults = []
    with failing_disk() as (disk, folder), Town(binary, store_folder=folder,
                                                environment=disk.environment(folder)) as town:
        customers = []
        at_once([buys(town, customers)] * 2)
        for call in (disk.PWRITE, disk.FSYNC) * (5 if slow else 1):
            disk.let_fail(call, random.randrange(30), -1)
            before = town.refusals
            with Onlooker(town, customers[0].base) as onlooker:
                def is_refused(enough=before + 8):
                    return town.refusals >= enough
                buyers = Together([buys_until(town, customers, is_refused)] * 2)
                wait_until("nothing is refused", is_refused)
                if call == disk.FSYNC:
                    # What was not synced is nothing that anybody was promised.
                    town.server.kill()
                    town.server.wait()
            if call == disk.PWRITE:
                faults += onlooker.faults[:3]
            disk.let_fail(call, 0, 0)
            if call == disk.FSYNC:
                town.start_server()
            buyers.join()
        print(f"  {disk.failed(disk.PWRITE)} writes and {disk.failed(disk.FSYNC)} syncs failed, "
              f"{town.refusals} refusals", flush=True)
        if "I/O error" not in town.server_log():
            faults.append(f"the log does not speak of I/O errors: {town.server_log()[-300:]}")
        return faults + town.faults(customers)


def content(file):
    """Everything in it, or nothing when it cannot be read."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as db:
            return list(db.iterdump())
    except sqlite3.DatabaseError:
        return None


def corrupted_page(binary, slow):
    """`settle verify` tells of a page that is not as it was written, wherever it is, and never says that all is well."""
    with Town(binary) as town:
        customers = []
        at_once([buys(town, customers)] * 2)
        town.stop(town.server)
        sound, page = pathlib.Path(town.store).read_bytes(), 4096
        rng, faults, pages = random.Random(1), [], list(range(1, len(sound) // page))
        silent = 0
        chosen = pages if slow else rng.sample(pages, 12)
        for number in chosen:
            damaged = sound[:number * page] + rng.randbytes(page) + sound[(number + 1) * page:]
            copy = town.folder / "damaged.db"
            copy.write_bytes(damaged)
            checked = subprocess.run([binary, "verify", "--store", str(copy)], capture_output=True, text=True)
            said = checked.stdout + checked.stderr
            # Nothing is kept on a page that is free.
            if (checked.returncode not in (1, 2) or not said.strip()) and content(copy) != content(town.store):
                silent += 1
                faults.append(f"page {number}: exit {checked.returncode}: {said[:200]}")
            for extra in ("-wal", "-shm"):
                pathlib.Path(str(copy) + extra).unlink(missing_ok=True)
        print(f"  {len(chosen)} damaged pages, {silent} not noticed; the last was told as: {said.strip()[:150]}",
              flush=True)
        town.start_server()
        return faults + town.faults(customers)


CASES = [disk_full, disk_full_at_start, read_only_at_start, one_io_error, lasting_io_errors, corrupted_page]
