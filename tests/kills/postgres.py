"""A PostgreSQL server of the kill tests' own, on a Unix socket, gone with them; and what they need of libpq."""
import ctypes
import ctypes.util
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile
import time

FOLDERS = [f"/usr/lib/postgresql/{version}/bin" for version in (15, 16, 17)] + ["/usr/pgsql-15/bin"]
PATIENCE_S = 60
PR_SET_PDEATHSIG = 1
COMMAND_OK, TUPLES_OK = 1, 2


def load_libpq():
    library = ctypes.CDLL("libpq.so.5")
    for name, result, arguments in (
            ("PQconnectdb", ctypes.c_void_p, [ctypes.c_char_p]), ("PQfinish", None, [ctypes.c_void_p]),
            ("PQexec", ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_char_p]), ("PQclear", None, [ctypes.c_void_p]),
            ("PQresultStatus", ctypes.c_int, [ctypes.c_void_p]), ("PQntuples", ctypes.c_int, [ctypes.c_void_p]),
            ("PQgetvalue", ctypes.c_char_p, [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]),
            ("PQerrorMessage", ctypes.c_char_p, [ctypes.c_void_p])):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


class Connection:
    """For one thread at a time."""

    def __init__(self, url):
        self.libpq = load_libpq()
        self.handle = self.libpq.PQconnectdb(url.encode())

    def close(self):
        self.libpq.PQfinish(self.handle)

    def run(self, script):
        """The first cells of all rows of the last statement. Fails with RuntimeError."""
        answer = self.libpq.PQexec(self.handle, script.encode())
        try:
            if self.libpq.PQresultStatus(answer) not in (COMMAND_OK, TUPLES_OK):
                raise RuntimeError(f"{script[:80]}: {self.libpq.PQerrorMessage(self.handle).decode().strip()}")
            return [self.libpq.PQgetvalue(answer, row, 0).decode() for row in range(self.libpq.PQntuples(answer))]
        finally:
            self.libpq.PQclear(answer)


def find_binaries():
    for folder in FOLDERS:
        if os.access(f"{folder}/initdb", os.X_OK):
            return folder
    raise RuntimeError("PostgreSQL 15 is not installed: run script/setup")


class PostgresServer:
    """Syncs its log to the disk at every commit, as one of a customer's does. Begins anew, or with the folder that
    `prepare` makes."""

    def __init__(self, prepare=None):
        self.binaries = find_binaries()
        # Socket paths have a hundred bytes at most, so the folder stands in /tmp itself.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="settle-kill-pg-", dir="/tmp"))
        self.user = {}
        if os.getuid() == 0:  # The server refuses to run as root.
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self.process = None
        try:
            (prepare or PostgresServer.init)(self, self.folder / "data")
            self.start()
        except BaseException:
            self.close()
            raise

    def init(self, data):
        subprocess.run(
            [f"{self.binaries}/initdb", "-D", data, "-U", "settle", "-A", "trust", "-E", "UTF8",
             "--locale=C.UTF-8", "--no-sync", "--no-instructions"],
            check=True, cwd="/tmp", stdout=subprocess.DEVNULL, **self.user)

    def start(self):
        def die_with_the_tests():
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)

        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                [f"{self.binaries}/postgres", "-D", self.folder / "data", "-k", self.folder, "-c", "listen_addresses=",
                 "-c", "max_connections=400", "-c", "shared_buffers=128MB", "-c", "log_min_messages=fatal"],
                cwd="/tmp", stdout=log, stderr=log, preexec_fn=die_with_the_tests, **self.user)
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline and self.process.poll() is None:
            connection = Connection(self.url("postgres"))
            try:
                connection.run("SELECT 1")
                return
            except RuntimeError:
                time.sleep(0.05)
            finally:
                connection.close()
        raise RuntimeError("PostgreSQL does not start:\n" + (self.folder / "log").read_text())

    def url(self, database):
        return f"postgres://settle@/{database}?host={self.folder}"

    def run(self, script, database="postgres"):
        connection = Connection(self.url(database))
        try:
            return connection.run(script)
        finally:
            connection.close()

    def close(self):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
