"""The figures of settle_bench: what the domain computes on one core without input or output."""

import os
import subprocess

from figure import Figure
from server import SERVER_CORE, BenchError, on_core


def measure(job):
    program = os.path.join(job.build, "bench", "settle_bench")
    try:
        done = subprocess.run(on_core(SERVER_CORE, [program, os.path.join(job.root, "examples")]),
                              capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise BenchError("taskset is not installed") from None
    if done.returncode != 0:
        raise BenchError(f"{program}: {done.stderr.strip()}")
    rows = [line.split() for line in done.stdout.splitlines()]
    values = {name: int(value) for name, value, _ in rows}
    products = values["multiply_half_up_per_second_core"]
    return [Figure(name, value, "calls/s", {"multiply_half_up_per_second_core": products, "ratio": round(value / products, 4)})
            for name, value in values.items() if name != "multiply_half_up_per_second_core"]
