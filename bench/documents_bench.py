"""The figures of settle_documents_bench: writing documents on one core."""

import os
import subprocess

from figure import Figure
from server import SERVER_CORE, BenchError, on_core

NAMES = ["facturx_per_second_core", "invoice_xml_per_second_core", "facturx_bytes"]


def measure(job):
    program = os.path.join(job.build, "bench", "settle_documents_bench")
    done = subprocess.run(on_core(SERVER_CORE, [program]), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BenchError(f"{program}: {done.stderr.strip()}")
    values = {name: (int(value), unit) for name, value, unit in map(str.split, done.stdout.splitlines())}
    return [Figure(name, *values[name], {"xml_bytes": values["facturx_xml_bytes"][0]}) for name in NAMES]
