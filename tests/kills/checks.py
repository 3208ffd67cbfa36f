"""What must be so in the end, whatever was killed: our records, the bank's own books, and the two compared."""
import decimal
import subprocess

from world import Stuck, World


def cents(text):
    return int(decimal.Decimal(text) * 100)


def differs(what, found, wanted):
    return [] if sorted(found) == sorted(wanted) else [f"{what}: {sorted(found)} instead of {sorted(wanted)}"]


def faults_of_subscription(world, outcome):
    now = world.get(f"/v1/customers/{outcome.customer}/subscription")
    faults = []
    for name, wanted in outcome.subscription.items():
        found = {item: now[name].get(item) for item in wanted} if name == "quantities" else now[name]
        if found != wanted:
            faults.append(f"{name} of the subscription is {found} instead of {wanted}")
    if now["pending_change"] is not None:
        faults.append("a change still waits for its payment")
    if now["past_due"] is not None and outcome.subscription["state"] == "active":
        faults.append("it is past due")
    return faults


def faults_of_documents(world, outcome):
    invoices = world.get(f"/v1/customers/{outcome.customer}/invoices")["data"]
    return differs("documents", [(one["kind"], one["reason"], one["status"], one["total"], one["paid"])
                                 for one in invoices], outcome.documents)


def faults_of_money(world, outcomes, events):
    """No charge lost and none doubled: each one that the bank has is one that we know of, and the other way round."""
    moved = [one for one in world.books()["charges"] if one["amount_minor"]]
    charges = [(one["key"], one["amount_minor"]) for one in moved if one["kind"] == "charge"]
    refunds = [one["amount_minor"] for one in moved if one["kind"] == "refund"]
    faults = differs("charges in the bank's books", [amount for _, amount in charges],
                     [cents(one) for outcome in outcomes for one in outcome.charges])
    faults += differs("refunds in the bank's books", refunds,
                      [cents(one) for outcome in outcomes for one in outcome.refunds])
    told = [(one["type"], one["data"]) for one in events]
    taken = [(data["attempt"], cents(data["amount"])) for type, data in told if type == "payment.succeeded"]
    returned = [(data.get("attempt"), cents(data["amount"])) for type, data in told if type == "payment.refunded"]
    # What came in too late was never counted as taken, only as returned.
    known = [one for one in taken if one[1]] + [one for one in returned if one[0]]
    faults += differs("payments that we know of, beside the bank's", known, charges)
    faults += differs("refunds that we know of, beside the bank's", [amount for _, amount in returned], refunds)
    return faults


def faults_of_events(outcome, events):
    types = [one["type"] for one in events]
    return [f"{types.count(type)} x {type} instead of {wanted}" for type, wanted in outcome.told.items()
            if types.count(type) != wanted]


def faults_of_seats(world, outcome):
    _, answer = world.call("GET", f"/v1/customers/{outcome.customer}/seats", expect=(200, 402))
    taken = answer.get("data", [])  # Who never paid has none.
    return differs("seats", [one["member"]["email"].partition("@")[0] for one in taken], outcome.seats)


def faults_left(world, outcomes):
    """What is wrong with the outcomes, one of each customer; empty when all is well."""
    faults, all_events = [], []
    for outcome in outcomes:
        events = world.get(f"/v1/events?customer={outcome.customer}&limit=200")["data"]
        faults += faults_of_subscription(world, outcome) + faults_of_documents(world, outcome)
        faults += faults_of_events(outcome, events) + faults_of_seats(world, outcome)
        all_events += events
    faults += faults_of_money(world, outcomes, all_events)
    customers = world.get("/v1/customers")["data"]
    if len(customers) != len(outcomes):
        faults.append(f"{len(customers)} customers")
    return faults


def verify(world):
    world.stop_servers()
    checked = subprocess.run([world.binary, "verify", "--store", world.store], capture_output=True, text=True)
    return [] if checked.returncode == 0 else [f"verify: {checked.stdout}{checked.stderr}"]


def no_other_time_without_the_sandbox(binary, folder):
    """A server that is not with the sandbox bank takes no clock but the machine's."""
    config = folder / "settle.toml"
    config.write_text(f'store = "{folder}/settle.db"\n[bank]\nclock_ahead_seconds = 1\n')
    served = subprocess.run([binary, "serve", "--config", config], capture_output=True, text=True, timeout=10)
    refused = served.returncode == 2 and "clock_ahead_seconds" in served.stderr
    return [] if refused else [f"serve with a clock ahead and no bank ended with {served.returncode}: {served.stderr}"]


def play(binary, scenario, database, crash):
    """One run; answers its faults, the boundaries it passed, and whether it was killed."""
    world = World(binary, scenario.vendor, database, {**scenario.crash, **crash}, scenario.nodes)
    try:
        with world:
            try:
                outcome = scenario.play(world)
                world.revive()
                outcomes = outcome if isinstance(outcome, list) else [outcome]
                faults = faults_left(world, outcomes) + verify(world)
            except Stuck as stuck:
                faults = [f"stuck: {stuck}"]
            return faults, world.boundaries(), world.killed
    except Exception as broken:  # A run that breaks is a failure of that run, not the end of all.
        return [f"{type(broken).__name__}: {broken}"], [], world.killed
