"""A whole life told by `settle simulate`: ten years of monthly renewals, each issued, charged and settled."""

import os
import subprocess
import tempfile

from figure import Figure
from server import SERVER_CORE, BenchError, on_core
from start_bench import median_ms, seconds_of

RUNS = 10
STORY = os.path.join("tests", "stories", "life", "ten_years_by_the_month.yaml")


def first_step_only(story, root, folder):
    """The same story without the years: what reading files, making the world and one purchase take."""
    with open(os.path.join(root, story), encoding="utf-8") as file:
        text = file.read()
    catalog = os.path.relpath(os.path.join(root, "examples"), folder)
    short = os.path.join(folder, "short.yaml")
    with open(short, "w", encoding="utf-8") as file:
        file.write(text.split("  - at:")[0].replace("../../../examples", catalog))
    return short


def measure(job):
    program = os.path.join(job.build, "settle")
    if not os.access(program, os.X_OK):
        raise BenchError(f"{program} is not built")
    whole, begun = [], []
    with tempfile.TemporaryDirectory(prefix="settle-bench-") as folder:
        short = first_step_only(STORY, job.root, folder)
        try:
            for _ in range(RUNS):
                begun.append(seconds_of(on_core(SERVER_CORE, [program, "simulate", short])))
                whole.append(seconds_of(on_core(SERVER_CORE, [program, "simulate", os.path.join(job.root, STORY)])))
        except subprocess.CalledProcessError as error:
            raise BenchError(f"{program} simulate ended with {error.returncode}") from None
    return [Figure("simulate_10_years", median_ms(whole), "ms", {"first_purchase_only_ms": median_ms(begun)})]
