"""Where the stores of the worlds are: each world begins with a copy of one that was made before."""
import pathlib
import queue
import shutil
import subprocess
import tempfile
import threading

from postgres import Connection, PostgresServer
from world import ROOT, clock_ahead

VENDORS = ("agorapulse", "beesbusy", "workstaff")
# A server that was killed may have left a connection that is still at its last statement.
ALONE = ("SET client_min_messages = error; SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
         "WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()")


class Beginning:
    """What a world finds: a store, and perhaps the books of its bank, at a time."""

    def __init__(self, ahead, books=None):
        self.ahead, self.books = ahead, books


class FileBeginning(Beginning):
    def __init__(self, file, ahead, books=None):
        super().__init__(ahead, books)
        self.file = file

    def take(self, folder):
        shutil.copyfile(self.file, folder / "settle.db")
        return str(folder / "settle.db")

    def give_back(self, url):
        pass


class DatabaseBeginning(Beginning):
    """A database that is used is brought back to its beginning for the next world: that takes a tenth of the time
    that it takes to drop it and make another."""

    def __init__(self, server, first, ahead, books=None):
        super().__init__(ahead, books)
        self.server, self.first = server, first
        self.count, self.lock, self.free = 0, threading.Lock(), queue.SimpleQueue()
        connection = Connection(server.url(first))
        try:
            self.restored = self.keep_rows(connection)
        finally:
            connection.close()

    @staticmethod
    def keep_rows(first):
        """Copies what is there; answers how to have that alone again."""
        tables = first.run("SELECT quote_ident(table_name) FROM information_schema.tables "
                           "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'")
        first.run(f"{ALONE}; CREATE SCHEMA beginning")
        restored = []
        for table in tables:
            if first.run(f"SELECT count(*) FROM {table}") != ["0"]:
                first.run(f"CREATE TABLE beginning.{table} AS SELECT * FROM {table}")
                restored.append(f"INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM beginning.{table}")
        return "; ".join(["BEGIN", "SET LOCAL session_replication_role = replica",
                          *(f"DELETE FROM {table}" for table in tables), *restored, "COMMIT"])

    def take(self, folder):
        try:
            url = self.free.get_nowait()
        except queue.Empty:
            with self.lock:
                self.count += 1
                name = f"{self.first}_{self.count}"
                self.server.run(f"CREATE DATABASE {name} TEMPLATE {self.first}")
            return self.server.url(name)
        connection = Connection(url)
        try:
            connection.run(ALONE)
            connection.run(self.restored)
        finally:
            connection.close()
        return url

    def give_back(self, url):
        self.free.put(url)


class Sqlite:
    name = "sqlite"

    def __init__(self, binary):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="settle-kill-sqlite-"))
        first = self.folder / "settle.db"
        self.keys = create_keys(binary, self.folder, first)
        self.empty = FileBeginning(first, clock_ahead())

    def keep(self, world, name):
        """What a world whose processes are stopped left, as the beginning of others."""
        file, books = self.folder / f"{name}.db", self.folder / f"{name}-bank.db"
        shutil.copyfile(world.store, file)
        shutil.copyfile(world.books_file, books)
        return FileBeginning(file, world.ahead, books)

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class Postgres:
    name = "postgres"

    def __init__(self, binary):
        self.server = PostgresServer()
        try:
            self.server.run("CREATE DATABASE first")
            self.keys = create_keys(binary, self.server.folder, self.server.url("first"))
            self.empty = DatabaseBeginning(self.server, "first", clock_ahead())
        except BaseException:
            self.close()
            raise

    def keep(self, world, name):
        source = world.store.partition("?")[0].rpartition("/")[2]
        self.server.run(ALONE, source)
        self.server.run(f"CREATE DATABASE {name} TEMPLATE {source}")
        self.server.run("SET client_min_messages = warning; DROP SCHEMA beginning CASCADE", name)
        books = self.server.folder / f"{name}-bank.db"
        shutil.copyfile(world.books_file, books)
        return DatabaseBeginning(self.server, name, world.ahead, books)

    def close(self):
        self.server.close()


def create_keys(binary, folder, store):
    """A key for each vendor's server, by a program that makes the store."""
    config = pathlib.Path(folder) / "first.toml"
    catalogs = ", ".join(f'"{ROOT}/examples/{vendor}/catalog.yaml"' for vendor in VENDORS)
    config.write_text(f'store = "{store}"\ncatalogs = [{catalogs}]\n[bank]\nurl = "http://127.0.0.1:9"\n'
                      f'api_secret = "none"\nwebhook_secret = "whsec_bm9uZQ"\nclock_ahead_seconds = {clock_ahead()}\n')

    def create(vendor):
        made = subprocess.run([binary, "create-key", "--config", config, "--vendor", vendor],
                              capture_output=True, text=True, cwd=ROOT)
        if made.returncode != 0:
            raise RuntimeError(f"create-key: {made.stderr}")
        return made.stdout.strip()
    return {vendor: create(vendor) for vendor in VENDORS}


DATABASES = {kind.name: kind for kind in (Sqlite, Postgres)}
