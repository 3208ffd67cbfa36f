"""The figures of settle_bench and settle_renewal_bench: what one core computes without input or output."""

import os
import subprocess

from figure import Figure
from server import SERVER_CORE, BenchError, on_core


def rows_of(job, name):
    """What a program prints: "name value unit" per line."""
    program = os.path.join(job.build, "bench", name)
    try:
        done = subprocess.run(on_core(SERVER_CORE, [program, os.path.join(job.root, "examples")]),
                              capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise BenchError("taskset is not installed") from None
    if done.returncode != 0:
        raise BenchError(f"{program}: {done.stderr.strip()}")
    return [line.split() for line in done.stdout.splitlines()]


def measure(job):
    values = {name: int(value) for name, value, _ in rows_of(job, "settle_bench")}
    products = values["multiply_half_up_per_second_core"]
    figures = [Figure(name, value, "calls/s", {"multiply_half_up_per_second_core": products, "ratio": round(value / products, 4)})
               for name, value in values.items() if name != "multiply_half_up_per_second_core"]
    figures += [Figure(name, int(value), unit) for name, value, unit in rows_of(job, "settle_renewal_bench")]
    return figures
