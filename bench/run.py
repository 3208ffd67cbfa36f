#!/usr/bin/python3
"""Runs benchmarks and prints one line per figure: "name value unit", what stands beside it, the load."""

import argparse
import json
import os
import sys

import bill_run_bench
import desk_bench
import documents_bench
import http_bench
import import_bench
import people_bench
import portal_bench
import pure_bench
import simulate_bench
import start_bench
import tryton_bench
from job import Job
from server import BenchError

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# Which benchmark makes which figures.
FIGURES = {
    pure_bench: ["pure_change_per_second_core", "pure_change_and_fingerprint_per_second_core",
                 "pure_renewal_per_second_core"],
    documents_bench: documents_bench.NAMES,
    people_bench: people_bench.NAMES,
    import_bench: import_bench.NAMES,
    http_bench: ["preview_http_per_second_core", "static_http_per_second_core", "preview_http_p50_ms", "preview_http_p99_ms"],
    portal_bench: ["portal_first_js_gzip_bytes"],
    start_bench: ["start_empty_ms"],
    desk_bench: desk_bench.NAMES,
    simulate_bench: ["simulate_10_years"],
    bill_run_bench: bill_run_bench.MILLION + bill_run_bench.TEN_MILLION + bill_run_bench.SAVED_METHOD +
    bill_run_bench.POSTGRES + bill_run_bench.PEOPLE + bill_run_bench.WHAT_IF,
    tryton_bench: tryton_bench.NAMES,
}
# Never part of a whole run: one takes too long, the others need packages that are installed by hand.
ONLY_BY_NAME = bill_run_bench.TEN_MILLION + tryton_bench.NAMES


def positive(text):
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text} is no number from 1 on")
    return int(text)


def arguments():
    known = [name for names in FIGURES.values() for name in names]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="figures to measure: " + ", ".join(known) +
                        "; when left out, all but " + ", ".join(ONLY_BY_NAME))
    parser.add_argument("--subscriptions", type=positive, metavar="N",
                        help="how many are due in a bill run, instead of what each figure takes by itself")
    parser.add_argument("--json", action="store_true", help="print one JSON list instead of lines")
    parser.add_argument("--build", default=os.path.join(ROOT, "build", "release"), help="build tree to measure")
    parser.add_argument("--check", action="store_true", help="only check the names")
    given = parser.parse_args()
    for name in given.names:
        if name not in known:
            parser.error(f"unknown figure {name}; known: {', '.join(known)}")
    return given


def main():
    given = arguments()
    if given.check:
        return 0
    names = given.names or [name for names in FIGURES.values() for name in names if name not in ONLY_BY_NAME]
    job = Job(given.build, ROOT, names, given.subscriptions)
    measured, failed = [], False
    for benchmark, names in FIGURES.items():
        if not job.wants(*names):
            continue
        try:
            figures = benchmark.measure(job)
        except BenchError as error:
            print(f"settle: {error}", file=sys.stderr)
            failed = True
            continue
        load = os.getloadavg()[0]
        for figure in figures:
            if not job.wants(figure.name):
                continue
            measured.append(figure.as_json(load))
            if not given.json:
                print(figure.line(load), flush=True)
    if given.json:
        print(json.dumps(measured, indent=2))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
