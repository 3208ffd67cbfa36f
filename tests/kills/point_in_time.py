"""A PostgreSQL server is lost, and another one goes on from its base backup and archived log, at a chosen moment."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

from databases import DatabaseBeginning, clock_ahead, create_keys
from drill import VENDOR, Load, expect, is_one_moment, read_copy, run
from postgres import Connection, PostgresServer
from world import Stuck, World


class Archive:
    """A folder that outlives the servers: their base backup and their log."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="settle-archive-", dir="/tmp"))
        self.base, self.log = self.folder / "base", self.folder / "log"
        self.log.mkdir()

    def give_to(self, server):
        """Those who run as root run their server as somebody else."""
        if server.user:
            for path in (self.folder, self.log):
                os.chown(path, server.user["user"], server.user["group"])

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class ArchivingDatabase:
    """As one of databases.py, with a server that archives its log."""
    name = "postgres"

    def __init__(self, binary, archive):
        def begin(server, data):
            server.init(data)
            with open(data / "postgresql.auto.conf", "a") as settings:
                settings.write("archive_mode = on\n"
                               f"archive_command = 'test ! -f {archive.log}/%f && cp %p {archive.log}/%f'\n")

        self.server = PostgresServer(begin)
        archive.give_to(self.server)
        self.server.run("CREATE DATABASE first")
        self.keys = create_keys(binary, self.server.folder, self.server.url("first"))
        self.empty = DatabaseBeginning(self.server, "first", clock_ahead())


def back_up_base(server, archive):
    """As the user of the server, because it is the one who will read it."""
    subprocess.run([f"{server.binaries}/pg_basebackup", "--pgdata", archive.base, "--checkpoint=fast",
                    f"--dbname={server.url('postgres')}"], check=True, cwd="/tmp", **server.user)
    expect(run(f"{server.binaries}/pg_verifybackup", archive.base))


def recovered(archive, moment):
    """A server that goes on where the lost one was at `moment`."""
    def from_base(_, data):
        shutil.copytree(archive.base, data)
        with open(data / "postgresql.auto.conf", "a") as settings:
            settings.write(f"archive_mode = off\nrestore_command = 'cp {archive.log}/%f %p'\n"
                           f"recovery_target_time = '{moment}'\nrecovery_target_action = 'promote'\n")
        (data / "recovery.signal").touch()
        owner = archive.base.stat()
        for path in (data, *data.rglob("*")):
            os.chown(path, owner.st_uid, owner.st_gid)

    server = PostgresServer(from_base)
    connection = Connection(server.url("postgres"))
    try:
        while connection.run("SELECT pg_is_in_recovery()") == ["t"]:
            time.sleep(0.05)
    finally:
        connection.close()
    return server


def point_in_time_drill(binary):
    """The faults of what was recovered; empty when it is the chosen moment."""
    archive, servers = Archive(), []
    try:
        database = ArchivingDatabase(binary, archive)
        servers.append(database.server)
        with World(binary, VENDOR, database) as world:
            with Load(world) as load:
                load.wait_for_more(5)
                back_up_base(database.server, archive)
                load.wait_for_more(5)
                before = load.acknowledged()
                moment = database.server.run("SELECT clock_timestamp()")[0]
                after = load.acknowledged()
                load.wait_for_more(5)
            name = world.store.partition("?")[0].rpartition("/")[2]
            # What was not archived yet when a server is lost is lost with it.
            database.server.run("SELECT pg_switch_wal()")
            deadline = time.monotonic() + 30
            while database.server.run("SELECT count(*) FROM pg_stat_archiver WHERE last_archived_time > "
                                      f"timestamptz '{moment}'") != ["1"] and time.monotonic() < deadline:
                time.sleep(0.05)
            world.stop_servers()
            sold = load.acknowledged()
            database.server.close()
            servers.append(recovered(archive, moment))
            store = servers[-1].url(name)
            expect(run(binary, "verify", "--store", store))
            found = read_copy(world, database, store)
        later = [one for early, late in zip(after, sold) for one in late[len(early) + 1:] if one in found]
        return is_one_moment(before, sold, found) + [f"under load: {one}" for one in load.refused] + \
            ([f"{len(later)} customers are from after the moment"] if later else [])
    except (Stuck, RuntimeError) as failed:
        return [str(failed)]
    finally:
        for server in servers:
            server.close()
        archive.close()
