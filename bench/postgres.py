"""A PostgreSQL server of a benchmark's own, on a Unix socket, with what it writes really on the disk."""

import glob
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time

from server import BenchError

SETTINGS = {
    "listen_addresses": "", "max_connections": "60", "shared_buffers": "512MB", "fsync": "on",
    # Checkpoints by size come in the middle of a run otherwise, and at another place each time.
    "max_wal_size": "4GB", "checkpoint_timeout": "30min",
}


class PostgresServer:
    def __init__(self):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
        if not found:
            raise BenchError("PostgreSQL is not installed: run script/setup")
        self.binaries = os.path.dirname(found[-1])
        # Socket paths have a hundred bytes at most, so the folder stands in /tmp itself.
        self.folder = tempfile.mkdtemp(prefix="settle-bench-pg-", dir="/tmp")
        self.user = {}
        if os.getuid() == 0:
            # The server refuses to run as root.
            who = pwd.getpwnam("postgres")
            os.chown(self.folder, who.pw_uid, who.pw_gid)
            self.user = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
        self.data = os.path.join(self.folder, "data")
        self.process = None
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    @property
    def pid(self):
        return self.process.pid

    def url(self, database):
        return f"postgres://settle@/{database}?host={self.folder}"

    def sql(self, statement, database="postgres"):
        """The first cell of the answer, as text."""
        return self._run("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", self.url(database), "-c", statement).strip()

    def create(self, database, template="template1"):
        self.sql(f"CREATE DATABASE {database} TEMPLATE {template}")

    def size_of(self, database):
        """Bytes on disk, once everything is written out."""
        self.sql("CHECKPOINT")
        return int(self.sql(f"SELECT pg_database_size('{database}')"))

    def stop(self):
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait()
            self.process = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program, *arguments):
        done = subprocess.run([os.path.join(self.binaries, program), *arguments], capture_output=True, text=True,
                              check=False, cwd="/tmp", **self.user)
        if done.returncode != 0:
            raise BenchError(f"{program}: {done.stderr.strip()[-500:]}")
        return done.stdout

    def _start(self):
        self._run("initdb", "-D", self.data, "-U", "settle", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
                  "--no-instructions")
        settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        with open(os.path.join(self.folder, "log"), "wb") as log:
            self.process = subprocess.Popen(
                [os.path.join(self.binaries, "postgres"), "-D", self.data, "-k", self.folder, *settings],
                stdout=log, stderr=log, cwd="/tmp", **self.user)
        deadline = time.monotonic() + 30
        while True:
            try:
                self.sql("SELECT 1")
                return
            except BenchError as error:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise BenchError(f"PostgreSQL does not start: {error}") from None
                time.sleep(0.1)
