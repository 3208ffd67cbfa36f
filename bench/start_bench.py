"""From starting the program to its first 200 on /readyz, with a store that does not exist yet."""

import os
import statistics
import subprocess
import tempfile
import time

from figure import Figure
from server import Server

STARTS = 10


def median_ms(seconds):
    return round(1000 * statistics.median(seconds), 1)


def seconds_of(command):
    began = time.monotonic()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.monotonic() - began


def sync_seconds(folder):
    """One small write that is on the disk: what a fresh store pays several times."""
    with open(os.path.join(folder, "probe"), "wb") as file:
        began = time.monotonic()
        file.write(b"x" * 4096)
        file.flush()
        os.fdatasync(file.fileno())
        return time.monotonic() - began


def measure(job):
    fresh, again, bare, syncs = [], [], [], []
    for _ in range(STARTS):
        with tempfile.TemporaryDirectory(prefix="settle-bench-") as folder:
            syncs.append(sync_seconds(folder))
            server = Server(job.build, job.root, folder)
            bare.append(seconds_of([server.program, "--version"]))
            for starts in (fresh, again):
                try:
                    starts.append(server.start())
                finally:
                    server.stop()
    return [Figure("start_empty_ms", median_ms(fresh), "ms",
                   {"start_again_ms": median_ms(again), "version_only_ms": median_ms(bare), "fdatasync_ms": median_ms(syncs)})]
