"""Previews over HTTP beside static replies of the same server, server and wrk on a core each."""

import json
import os
import re
import statistics
import subprocess
import tempfile
from dataclasses import dataclass

from figure import Figure
from server import CLIENT_CORE, BenchError, Server, on_core

CONNECTIONS = 16
PACED_CONNECTIONS = 32
WARM_UP_SECONDS = 2
WINDOW_SECONDS = 5
ROUNDS = 3


@dataclass
class Window:
    """One run of wrk: requests per second of wall and of the server's own time, latencies in ms."""
    per_wall_second: float
    per_cpu_second: float
    p50_ms: float
    p99_ms: float


class Load:
    def __init__(self, server, key, folder):
        self.server, self.key, self.folder = server, key, folder

    def run(self, name, requests, seconds=WINDOW_SECONDS, connections=CONNECTIONS, pause_ms=None):
        path = os.path.join(self.folder, f"{name}.requests")
        with open(path, "w", encoding="utf-8") as file:
            file.write("".join(f"{line}\n" for line in requests))
        environment = dict(os.environ, BENCH_REQUESTS=path, BENCH_KEY=self.key)
        if pause_ms is not None:
            environment["BENCH_PAUSE_MS"] = str(pause_ms)
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "load.lua")
        before = self.server.cpu_seconds()
        done = subprocess.run(on_core(CLIENT_CORE, ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", script,
                                                    f"http://127.0.0.1:{self.server.port}"]),
                              env=environment, capture_output=True, text=True, check=False)
        cpu = self.server.cpu_seconds() - before
        found = re.search(r"^RESULT (\d+) (\d+) (\d+) (\d+) (\d+)$", done.stdout, re.MULTILINE)
        if not found:
            raise BenchError(f"wrk: {done.stderr.strip() or done.stdout.strip()}")
        count, micros, p50, p99, errors = map(int, found.groups())
        if errors or count == 0:
            raise BenchError(f"{name}: {errors} of {count} requests failed")
        return Window(count / (micros / 1e6), count / max(cpu, 0.01), p50 / 1000, p99 / 1000)


def first_orders_and_changes(server, key):
    """The previews that are asked for in turn: two of a new customer, two of one that has a plan."""
    def customer(name):
        body = {"name": name, "country": "FR", "language": "fr",
                "owner": {"email": f"{name}@bench.example", "first_name": "Anna", "last_name": "Durand"}}
        return server.call(key, "POST", "/v1/customers", body, f"bench-{name}")["id"]

    new, running = customer("new"), customer("running")
    order = {"plan": "standard", "cycle": "month", "quantities": {"user": 3, "profile": 13}}
    server.call(key, "POST", f"/v1/customers/{running}/subscription",
                {"set": order, "pay_with": "transfer", "accepted_policy": "2026-01"}, "bench-order")
    wishes = [(new, order), (new, {"plan": "advanced", "cycle": "year", "quantities": {"user": 12, "profile": 40}}),
              (running, {"quantities": {"user": 6}}), (running, {"plan": "professional"})]
    return [f"POST /v1/customers/{who}/subscription/preview\t{json.dumps({'set': wish})}" for who, wish in wishes]


def measure(job):
    with tempfile.TemporaryDirectory(prefix="settle-bench-") as folder:
        server = Server(job.build, job.root, folder)
        key = server.create_key()
        server.start()
        try:
            load = Load(server, key, folder)
            kinds = {"static": ["GET /healthz"], "page": ["GET /portal.html"], "preview": first_orders_and_changes(server, key)}
            for name, requests in kinds.items():
                load.run(name, requests, WARM_UP_SECONDS)
            # Interleaved, so that a slow moment of the machine meets all of them alike.
            windows = {name: [] for name in kinds}
            for _ in range(ROUNDS):
                for name, requests in kinds.items():
                    windows[name].append(load.run(name, requests))
            paced = {}
            for name in ("static", "preview"):
                half = median_of(windows["preview"], "per_wall_second") / 2
                paced[name] = load.run(name, kinds[name], connections=PACED_CONNECTIONS,
                                       pause_ms=1000 * PACED_CONNECTIONS / half)
            return figures(windows, paced)
        finally:
            server.stop()


def median_of(windows, field):
    return statistics.median(getattr(window, field) for window in windows)


def figures(windows, paced):
    def rate(name, kind, beside):
        wall = median_of(windows[kind], "per_wall_second")
        return Figure(name, round(median_of(windows[kind], "per_cpu_second")), "requests/s",
                      {"per_wall_second": round(wall), **beside})

    static = median_of(windows["static"], "per_cpu_second")
    preview = median_of(windows["preview"], "per_cpu_second")
    page = median_of(windows["page"], "per_cpu_second")
    return [
        rate("preview_http_per_second_core", "preview",
             {"static_http_per_second_core": round(static), "ratio": round(preview / static, 3)}),
        rate("static_http_per_second_core", "static", {"page_http_per_second_core": round(page)}),
        Figure("preview_http_p50_ms", round(paced["preview"].p50_ms, 3), "ms", {"static_p50_ms": round(paced["static"].p50_ms, 3)}),
        Figure("preview_http_p99_ms", round(paced["preview"].p99_ms, 3), "ms",
               {"static_p99_ms": round(paced["static"].p99_ms, 3), "p50_ms": round(paced["preview"].p50_ms, 3),
                "at_requests_per_second": round(paced["preview"].per_wall_second),
                "saturated_p50_ms": round(median_of(windows["preview"], "p50_ms"), 3),
                "saturated_p99_ms": round(median_of(windows["preview"], "p99_ms"), 3)}),
    ]
