"""The figures of settle_people_bench: reading files of 100,000 people."""

import os
import subprocess

from figure import Figure
from server import SERVER_CORE, BenchError, on_core

KINDS = ["csv", "xlsx"]
NAMES = [f"people_{kind}_{what}" for kind in KINDS for what in ("rows_per_second", "rss_growth_kb")]


def measure(job):
    program = os.path.join(job.build, "bench", "settle_people_bench")
    done = subprocess.run(on_core(SERVER_CORE, [program]), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BenchError(f"{program}: {done.stderr.strip()}")
    values = {name: (int(value), unit) for name, value, unit in map(str.split, done.stdout.splitlines())}
    return [Figure(f"people_{kind}_{what}", *values[f"people_{kind}_{what}"],
                   {"file_bytes": values[f"people_{kind}_file_bytes"][0]})
            for kind in KINDS for what in ("rows_per_second", "rss_growth_kb")]
