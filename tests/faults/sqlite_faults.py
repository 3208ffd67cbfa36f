"""What a disk does to the file."""
import contextlib
import pathlib
import random
import sqlite3
import subprocess

from town import Customer, Town, at_once


def buys(town, into):
    def run():
        customer = Customer(town)
        into.append(customer)
        customer.arrive()
        customer.order()
        customer.more_seats()
    return run


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


CASES = [corrupted_page]
