"""What happens between a server and its PostgreSQL: connections cut at any message, at COMMIT above all; backends
terminated; the postmaster killed; every connection busy; the primary lost and its standby promoted."""
import contextlib
import datetime
import itertools
import subprocess
import threading
import time

from postgres import BINARIES, Postgres
from proxy import Cut, Proxy
from town import Customer, Together, Town, Worker, at_once, noon, wait_until

NO_TLS = "?sslmode=disable&gssencmode=disable"
READY_AGAIN_S = 5  # How soon after PostgreSQL is back the server must be.

_shared, _shared_lock, _databases = [], threading.Lock(), itertools.count(1)


def shared_server():
    """One server for the cases that leave it alive."""
    with _shared_lock:
        if not _shared:
            _shared.append(Postgres(["fsync=off"]))
        return _shared[0]


def end_shared_server():
    for server in _shared:
        server.__exit__()


def new_database(postgres):
    return postgres.make_database(f"town_{next(_databases)}")


@contextlib.contextmanager
def town_behind_proxy(binary, vendor="agorapulse", **more):
    postgres = shared_server()
    database = new_database(postgres)
    with Proxy(postgres.port) as proxy:
        with Town(binary, vendor, store=postgres.url(database, proxy.port) + NO_TLS, **more) as town:
            yield town, proxy


def new_customer(town, kind=Customer):
    customer = kind(town)
    customer.arrive()
    return customer


def prepared_customer(town):
    customer = new_customer(town)
    customer.order()
    return customer


def prepared_worker(town):
    worker = new_customer(town, Worker)
    worker.order()
    worker.ask()
    return worker


# What is done while the connection is cut: who must be there already, and what they do.
FLOWS = {
    "checkout": ("agorapulse", new_customer, Customer.order),
    "change": ("agorapulse", prepared_customer, Customer.more_seats),
    "decision": ("workstaff", prepared_worker, Worker.is_decided),
}


def cuts_of_flow(binary, name, chosen):
    """Cuts the flow at each of the chosen places, with a customer of its own; `chosen` gets the number of messages of
    the client and of the server in a flow that nothing happens to."""
    vendor, prepare, act = FLOWS[name]
    with town_behind_proxy(binary, vendor) as (town, proxy):
        if vendor == "workstaff":
            town.sign_in_staff()
        customers = [prepare(town), prepare(town)]
        act(customers[0])  # Statements are prepared by now.
        proxy.arm(None)
        act(customers[1])
        counted = dict(proxy.counted)
        for cut in chosen(counted):
            customer = prepare(town)
            customers.append(customer)
            proxy.arm(cut)
            act(customer)
            proxy.arm(None)
        print(f"  {name}: {counted['client']} messages of the client and {counted['server']} of the server; "
              f"{proxy.cuts} cuts, {town.refusals} refusals", flush=True)
        return town.faults(customers) + ([] if proxy.cuts else ["nothing was cut"])


def cut_anywhere(binary, slow):
    """The connection breaks at a message of a checkout, a change or a decision, in either direction."""
    def chosen(counted):
        for comes_from, count in counted.items():
            # The engine and webhooks add a few messages now and then; sampled, the places are spread over all.
            places = range(1, count + 1, 1 if slow else max(1, count // 5))
            for place, passes in itertools.product(places, (False, True) if comes_from == "client" else (False,)):
                yield Cut(comes_from, place, passes)
    return [fault for name in FLOWS for fault in cuts_of_flow(binary, name, chosen)]


def cut_at_commit(binary, slow):
    """Every third COMMIT of many customers at once is cut: not sent, sent without an answer, answered to nobody."""
    faults = []
    for name, (vendor, prepare, act) in FLOWS.items():
        with town_behind_proxy(binary, vendor) as (town, proxy):
            if vendor == "workstaff":
                town.sign_in_staff()
            count = 48 if slow else 6
            customers = [prepare(town) for _ in range(count)]
            proxy.cut_each_commit(3)
            for group in range(0, count, 6):
                at_once([lambda customer=customer: act(customer) for customer in customers[group:group + 6]])
            proxy.cut_each_commit(None)
            print(f"  {name}: {proxy.commits} commits, {proxy.cuts} of them cut, {town.refusals} refusals", flush=True)
            faults += town.faults(customers) + ([] if proxy.cuts >= count // 2 else [f"only {proxy.cuts} cuts"])
    return faults


def just_before_renewal(town, customers):
    for customer in customers:
        customer.renews()
    # In Paris, two hours ahead in April, the day begins two seconds later.
    town.move_to(noon(customers[0].subscription()["period"][1]) - datetime.timedelta(hours=14, seconds=2))


def all_are_paid(customers):
    return lambda: all(customer.is_paid() for customer in customers)


def renewals_cut(binary, slow):
    """The engine bills, and every third COMMIT is cut."""
    with town_behind_proxy(binary) as (town, proxy):
        customers = [prepared_customer(town) for _ in range(40 if slow else 6)]
        just_before_renewal(town, customers)
        proxy.cut_each_commit(3)
        wait_until("the renewals", all_are_paid(customers), 240 if slow else 60, pause=0.5)
        proxy.cut_each_commit(None)
        print(f"  {proxy.commits} commits, {proxy.cuts} of them cut", flush=True)
        return town.faults(customers) + ([] if proxy.cuts >= 4 else [f"only {proxy.cuts} cuts"])


def backends_terminated(binary, slow):
    """An administrator ends every backend, again and again, while customers buy."""
    postgres = shared_server()
    database = new_database(postgres)
    ended = 0
    with Town(binary, store=postgres.url(database)) as town:
        customers = []
        buyers = Together([lambda: buys(town, customers)] * (16 if slow else 6))
        while buyers.are_busy():
            ended += int(postgres.sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                                      f"WHERE datname = '{database}'"))
            time.sleep(0.1)
        buyers.join()
        print(f"  {ended} backends ended, {town.refusals} refusals", flush=True)
        return town.faults(customers) + ([] if ended >= 10 else [f"only {ended} ended"])


def buys(town, customers):
    customer = Customer(town)
    customers.append(customer)
    customer.arrive()
    customer.order()
    customer.more_seats()


def faults_while_away(town, path):
    """What the server says while its store is away."""
    faults = [f"{where} says {status} instead of {wanted} while the store is away"
              for where, wanted in (("/healthz", 200), ("/readyz", 503), (path, 503))
              if (status := town.status(where)) != wanted]
    for method, where in (("POST", "/v1/customers"), ("POST", f"{path}/preview"), ("POST", f"{path}/changes"),
                          ("GET", "/v1/customers")):
        answer = town.once(method, where, {"set": {}}, key="away")
        if answer.status != 503:
            faults.append(f"{method} {where}: {answer.status}")
    webhook = town.send(town.port, "POST", "/v1/provider-webhooks/sandbox", {}, "{}")
    if webhook.status not in (401, 503):
        faults.append(f"a webhook gets {webhook.status}")
    link = town.send(town.port, "GET", "/s/" + "a" * 43, {}, None)
    if link.status != 503 or "Retry-After" not in link.headers:
        faults.append(f"a sign-in link gets {link.status}")
    return faults


def postmaster_killed(binary, slow):
    """Killed -9 with all its children while customers buy, and started again."""
    faults, waits = [], []
    with Postgres() as postgres, Town(binary, store=postgres.url(postgres.make_database("town"))) as town:
        customers = [prepared_customer(town)]
        for _ in range(8 if slow else 2):
            buyers = Together([lambda: buys(town, customers)] * 3)
            time.sleep(0.2)
            postgres.kill()
            faults += faults_while_away(town, customers[0].base)
            postgres.start()
            waits.append(wait_until("ready again", lambda: town.status("/readyz") == 200, READY_AGAIN_S)[1])
            buyers.join()
        print(f"  {len(waits)} kills; ready again {max(waits):.2f} s after PostgreSQL at the latest, "
              f"{town.refusals} refusals", flush=True)
        for words in ("the store cannot be", "the store can be read again"):
            if words not in town.server_log():
                faults.append(f"the log does not say: {words}")
        return faults + town.faults(customers)


def away_at_start(binary, slow):
    """Started while PostgreSQL is away, the server says so, answers 503, and serves once it is there."""
    with Postgres(["fsync=off"]) as postgres, Town(binary, store=postgres.url(postgres.make_database("town"))) as town:
        customers = [prepared_customer(town)]
        town.stop(town.server)
        postgres.kill()
        town.spawn_server()
        wait_until("an answer", lambda: town.status("/healthz") == 200, 10)
        faults = faults_while_away(town, customers[0].base)
        postgres.start()
        _, seconds = wait_until("ready", lambda: town.status("/readyz") == 200, READY_AGAIN_S)
        print(f"  ready {seconds:.2f} s after PostgreSQL", flush=True)
        buys(town, customers)
        return faults + town.faults(customers)


def all_connections_busy(binary, slow):
    """Somebody locks a table: whoever waits too long is told to come back, and nobody waits for ever."""
    postgres = shared_server()
    database = new_database(postgres)
    with Town(binary, store=postgres.url(database), worker_threads=48) as town:
        customers = [prepared_customer(town)]
        locker = subprocess.Popen([f"{BINARIES}/psql", "-XAtq", "-d", postgres.url(database)], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, text=True)
        locker.stdin.write("BEGIN; LOCK TABLE customer, key_use, act IN ACCESS EXCLUSIVE MODE; SELECT 'locked';\n")
        locker.stdin.flush()
        locker.stdout.readline()
        seconds, statuses = [], []

        def ask(number):
            began = time.monotonic()
            answer = town.once("POST", "/v1/customers", {"name": "Late", "country": "FR", "owner": {
                "email": "late@acme.example"}}, key=f"late-{number}")
            seconds.append(time.monotonic() - began)
            statuses.append(answer.status)
        crowd = Together([lambda number=number: ask(number) for number in range(300 if slow else 100)])
        wait_until("refusals", lambda: len(statuses) >= 20, 30)
        faults = [] if town.status("/healthz") == 200 else ["/healthz does not answer"]
        crowd.join()
        locker.stdin.close()
        locker.wait()
        print(f"  {len(statuses)} clients at once: {statuses.count(503)} x 503 after {max(seconds):.1f} s at most",
              flush=True)
        if set(statuses) != {503}:
            faults.append(f"answers {sorted(set(statuses))}")
        # A call waits for a connection, and with it for the lock, each for as long as the server was told.
        if max(seconds) > 30:
            faults.append(f"a client waited {max(seconds):.1f} s")
        buys(town, customers)
        return faults + town.faults(customers)


def standby_promoted(binary, slow):
    """The primary is killed under customers, and its synchronous standby promoted: who wrote goes on there."""
    faults, outages = [], []
    for mode in ("remote_apply", "on") if slow else ("remote_apply",):
        # The name of a standby is its application_name.
        with Postgres(["wal_level=replica", "max_wal_senders=4", f"synchronous_commit={mode}"]) as primary, \
                Postgres([f"synchronous_commit={mode}", "hot_standby=on"], copy_of=primary) as standby:
            primary.sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
            primary.sql("SELECT pg_reload_conf()")
            wait_until("the standby", lambda: primary.sql(
                "SELECT count(*) FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum')") == "1")
            database = primary.make_database("town")
            url = (f"postgres://settle@127.0.0.1:{primary.port},127.0.0.1:{standby.port}/{database}"
                   "?target_session_attrs=read-write")
            with Town(binary, store=url) as town:
                customers = [prepared_customer(town)]
                buyers = Together([lambda: buys(town, customers)] * 6)
                time.sleep(0.6)
                began = time.monotonic()
                primary.kill()
                standby.promote()
                probe = new_customer(town)
                outages.append(time.monotonic() - began)
                customers.append(probe)
                probe.order()
                buyers.join()
                faults += town.faults(customers)
    print(f"  no write for {max(outages):.2f} s at most, the promotion included", flush=True)
    return faults


def standby_answers(binary, slow):
    """Who answers takes no writes, as a standby: reading goes on, and no connection to it is kept for writing."""
    with Postgres(["fsync=off"]) as postgres, Town(binary, store=postgres.url(postgres.make_database("town"))) as town:
        customers = [prepared_customer(town)]

        def connections():
            return set(postgres.sql("SELECT pid FROM pg_stat_activity WHERE application_name = 'settle'").split())

        def takes_writes(answer):
            postgres.sql(f"ALTER SYSTEM SET default_transaction_read_only = {'off' if answer else 'on'}")
            postgres.sql("SELECT pg_reload_conf()")
        # Due rounds write too: the connection that may end first is theirs.
        before = connections()
        takes_writes(False)
        time.sleep(0.5)  # Until every backend has read it.
        answer = town.once("POST", "/v1/customers", {
            "name": "New", "country": "FR", "owner": {"email": "new@acme.example"}}, key="new")
        faults = [] if answer.status == 503 else [f"a write is answered {answer.status}"]
        # A backend needs a moment to notice that its client has gone.
        wait_until("the end of the connection that may not write", lambda: before - connections(), 5)
        if town.status(customers[0].base) != 200:
            faults.append("reading does not go on")
        takes_writes(True)
        buys(town, customers)
        return faults + town.faults(customers)


CASES = [cut_anywhere, cut_at_commit, renewals_cut, backends_terminated, postmaster_killed, away_at_start,
         all_connections_busy, standby_promoted, standby_answers]
