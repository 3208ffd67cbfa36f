"""PostgreSQL servers of the tests' own."""
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile

from town import Stuck, free_port, wait_until

BINARIES = next((folder for folder in (f"/usr/lib/postgresql/{version}/bin" for version in (15, 16, 17))
                 if os.path.exists(f"{folder}/initdb")), None)


def as_server_user(command, **more):
    """The server refuses to run as root."""
    user = pwd.getpwnam("postgres")
    who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if os.getuid() == 0 else {}
    return subprocess.Popen([f"{BINARIES}/{command[0]}", *command[1:]], cwd="/tmp", stdin=subprocess.DEVNULL,
                            env={**os.environ, "LC_ALL": "C.UTF-8"}, **who, **more)


class Postgres:
    """One node: `settings` are lines of its configuration; `copy_of` makes it a standby of another node."""

    def __init__(self, settings=(), copy_of=None):
        if BINARIES is None:
            raise Stuck("PostgreSQL is not installed: run script/setup")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="settle-fault-pg-", dir="/tmp"))
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self.port, self.process = free_port(), None
        self.settings = ["listen_addresses=127.0.0.1", f"unix_socket_directories={self.folder}",
                         "max_connections=60", "shared_buffers=32MB", "log_min_messages=fatal", *settings]
        if copy_of is None:
            self.run("initdb", "-D", self.data, "-U", "settle", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
                     "--no-sync", "--no-instructions")
        else:
            self.run("pg_basebackup", "-D", self.data, "-d", copy_of.url("postgres"), "-R", "-c", "fast", "-X",
                     "stream", "--no-sync")
        self.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process is not None:
            self.process.send_signal(signal.SIGCONT)
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
        if not os.environ.get("SETTLE_KEEP"):
            shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def data(self):
        return str(self.folder / "data")

    def url(self, database, port=None):
        return f"postgres://settle@127.0.0.1:{port or self.port}/{database}"

    def run(self, *command):
        with open(self.folder.parent / f"{self.folder.name}.{command[0]}.log", "wb+") as log:
            code = as_server_user(command, stdout=log, stderr=log).wait()
            log.seek(0)
            os.unlink(log.name)
            if code != 0:
                raise Stuck(f"{command[0]}: {log.read().decode()[-600:]}")

    def start(self):
        options = [part for setting in (*self.settings, f"port={self.port}") for part in ("-c", setting)]

        def ready():
            if self.process is None or self.process.poll() is not None:
                # Right after a kill, processes of the old server may still be about to end.
                with open(self.folder / "log", "ab") as log:
                    self.process = as_server_user(("postgres", "-D", self.data, *options), stdout=log, stderr=log)
            return subprocess.run([f"{BINARIES}/pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)],
                                  check=False).returncode == 0
        wait_until(f"PostgreSQL in {self.folder}", ready, pause=0.05)

    def kill(self):
        """As if the machine's memory were gone: no process of the server gets to say goodbye."""
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        # The first of all is stopped, so that it starts no others.
        self.process.send_signal(signal.SIGSTOP)
        for pid in map(int, children):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.kill()
        self.process.wait()

    def sql(self, statement, database="postgres"):
        """All rows, cells separated by |."""
        asked = subprocess.run([f"{BINARIES}/psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", self.url(database), "-c",
                                statement], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if asked.returncode != 0:
            raise Stuck(f"{statement}: {asked.stderr}")
        return asked.stdout.strip()

    def make_database(self, name):
        self.sql(f"CREATE DATABASE {name}")
        return name

    def promote(self):
        self.run("pg_ctl", "promote", "-D", self.data, "-w")
