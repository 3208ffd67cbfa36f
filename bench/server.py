"""A settle server of its own for a benchmark: fresh store, one core, one vendor, one API key."""

import http.client
import json
import os
import socket
import subprocess
import time

SERVER_CORE = 0
CLIENT_CORE = 1
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


class BenchError(Exception):
    """What keeps a benchmark from running, in words for whoever runs it."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def on_core(core, command):
    return ["taskset", "-c", str(core), *command]


class Server:
    def __init__(self, build, root, folder):
        self.program = os.path.join(build, "settle")
        if not os.access(self.program, os.X_OK):
            raise BenchError(f"{self.program} is not built")
        self.port = free_port()
        self.config = os.path.join(folder, "settle.toml")
        self.log_path = os.path.join(folder, "settle.log")
        self.process = None
        catalog = os.path.join(root, "examples", "agorapulse", "catalog.yaml")
        # No bank listens there: nothing that is measured asks one.
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(f'port = {self.port}\nstore = "{folder}/settle.db"\ncatalogs = ["{catalog}"]\n'
                       "io_threads = 1\nworker_threads = 2\n"
                       '[bank]\nurl = "http://127.0.0.1:9"\napi_secret = "bench"\nwebhook_secret = "bench"\n')

    def put(self, key, path, body, revision):
        """Answers what was saved."""
        return self.call(key, "PUT", path, body, headers={"If-Match": f'"{revision}"'})

    def create_key(self):
        done = subprocess.run([self.program, "create-key", "--config", self.config, "--vendor", "agorapulse", "--name", "bench"],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise BenchError(f"settle create-key: {done.stderr.strip()}")
        return done.stdout.strip()

    def start(self, every_core=False):
        """Answers the seconds from starting the program to the first 200 on /readyz."""
        command = [self.program, "serve", "--config", self.config]
        with open(self.log_path, "ab") as log:
            began = time.monotonic()
            self.process = subprocess.Popen(command if every_core else on_core(SERVER_CORE, command), stdout=log,
                                            stderr=log)
        while not self._is_ready():
            if self.process.poll() is not None or time.monotonic() - began > 20:
                raise BenchError(f"settle serve did not start: {self._log_end()}")
            time.sleep(0.0005)
        return time.monotonic() - began

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None

    def cpu_seconds(self):
        """User and system time of the server so far."""
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND

    def call(self, key, method, path, body=None, idempotency_key=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json", **(headers or {})}
        if idempotency_key:
            headers["Idempotency-Key"] = idempotency_key
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        if response.status >= 400:
            raise BenchError(f"{method} {path} answered {response.status}: {text[:500]}")
        return json.loads(text)

    def _is_ready(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def _log_end(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as file:
            return file.read()[-500:].strip()
