"""What customers, staff and the passing of time do, and how it must end.

Every call has its own key, which a repetition uses again. Each scenario answers the outcome it must have, whatever
was killed on the way.
"""
import dataclasses
import datetime

from world import Stuck

GOOD, CHALLENGE, DECLINED, TWICE, DECLINED_LATER = (
    "4242424242424242", "4000000000003220", "4000000000000002", "4000000000000259", "4000000000000341")
SCENARIOS = {}


@dataclasses.dataclass
class Outcome:
    customer: str
    subscription: dict  # Of the subscription as it is read; of its quantities only those that are named.
    documents: list  # (kind, reason, status, total, paid) in any order.
    charges: list  # What the bank's own books hold, in any order.
    refunds: list = dataclasses.field(default_factory=list)
    told: dict = dataclasses.field(default_factory=dict)  # Type of event -> how often.
    seats: list = dataclasses.field(default_factory=list)  # Who holds one: what stands before the @, in any order.


@dataclasses.dataclass
class Scenario:
    vendor: str
    play: object
    nodes: int = 1  # Server processes over the one store.
    databases: tuple = ("sqlite", "postgres")
    moments: int = 0  # How many moments there are for a kill, where they are not boundaries.
    every: int = 1  # Of the places for a kill, every so many-th is taken.
    crash: dict = dataclasses.field(default_factory=dict)  # What is said to the first of them beside the place.


def scenario(function=None, vendor="agorapulse", **more):
    def keep(function):
        SCENARIOS[function.__name__] = Scenario(vendor, function, **more)
        return function
    return keep(function) if function else keep


# Steps that several scenarios share.

ORDER = {"plan": "standard", "cycle": "month", "quantities": {"user": 3, "profile": 13}}
SEATS = {"plan": "pro", "cycle": "month", "quantities": {"manager": 4, "worker": 55}}


def new_customer(world, country="FR", region=""):
    _, customer = world.call("POST", "/v1/customers", {
        "name": "Acme SARL", "country": country, "language": "fr", **({"region": region} if region else {}),
        "owner": {"email": "anna@acme.example", "first_name": "Anna", "last_name": "Durand"}}, once="customer")
    return customer["id"]


def confirm(world, customer, wanted, pay_with, once):
    """Reads the summary and confirms it; reads it anew when it went stale, as the page does."""
    base = f"/v1/customers/{customer}/subscription"
    for attempt in range(5):
        _, summary = world.call("POST", f"{base}/preview", {"set": wanted})
        status, change = world.call("POST", f"{base}/changes", {
            "set": wanted, "fingerprint": summary["fingerprint"], "pay_with": pay_with,
            "return_url": "/portal/checkout/return"}, once=f"{once}-{attempt}", expect=(200, 202, 402, 409))
        if status in (402, 409) and "state" not in change:
            if status == 402:
                return change["change"]
            continue
        if status == 202 and change["redirect_url"] is None:
            # The bank did not answer in time: ask again.
            _, change = world.call("POST", f"{base}/changes/{change['id']}/refresh", {})
        return change
    raise Stuck("the summary is stale every time")


def come_back(world, customer, change):
    path = f"/v1/customers/{customer}/subscription/changes/{change['id']}/refresh"

    def look():
        _, now = world.call("POST", path, {})
        return now["state"] in ("applied", "failed", "superseded") and now
    return world.wait("the change stays open", look)


def order(world, customer, wanted=None, card=GOOD):
    """From nothing to an active subscription, paid on the bank's page."""
    change = confirm(world, customer, wanted or ORDER, "card", "order")
    world.pay_with_card(change["redirect_url"], card)
    come_back(world, customer, change)


def subscription(world, customer):
    return world.get(f"/v1/customers/{customer}/subscription")


def documents(world, customer):
    return world.get(f"/v1/customers/{customer}/invoices")["data"]


def saved_method(world, customer):
    return world.get(f"/v1/customers/{customer}/payment-methods")["data"][0]["id"]


def until(world, customer, **wanted):
    """Waits until the subscription is as said; answers it."""
    def look():
        now = subscription(world, customer)
        return all(now[name] == value for name, value in wanted.items()) and now
    return world.wait(f"the subscription does not become {wanted}", look)


def until_paid(world, customer, count):
    def look():
        found = documents(world, customer)
        return len(found) == count and all(one["status"] == "paid" for one in found)
    world.wait(f"there are no {count} paid documents", look)


def to_the_end_of_the_period(world, customer):
    world.move_to(subscription(world, customer)["period"][1])


def on_the_page(world, start, card):
    """Starts a payment on the bank's page, again if the page was closed meanwhile, and comes back from it."""
    for attempt in range(3):
        payment = start(attempt)
        if payment["redirect_url"] is None:
            _, payment = world.call("POST", f"/v1/payments/{payment['id']}/refresh")
        world.pay_with_card(payment["redirect_url"], card)
        if card == CHALLENGE:
            world.payer(payment["redirect_url"], action="approve")

        def look():
            _, now = world.call("POST", f"/v1/payments/{payment['id']}/refresh")
            return now["state"] in ("succeeded", "failed", "cancelled") and now
        if world.wait("the payment stays open", look)["state"] == "succeeded":
            return
    raise Stuck("the payment does not succeed")


def pay_open_invoice(world, customer, card=GOOD):
    invoice = next(one for one in documents(world, customer) if one["status"] == "open")

    def start(attempt):
        _, answer = world.call("POST", f"/v1/invoices/{invoice['id']}/payments", {
            "pay_with": "card", "return_url": "/portal/payment/return"}, once=f"pay-{attempt}")
        return answer["payment"]
    on_the_page(world, start, card)


def sale_on_terms(world):
    """What customers of other vendors buy alone is sold here: there is an open invoice."""
    customer = new_customer(world, "CA", "QC")
    world.call("POST", f"/v1/customers/{customer}/subscription", {"set": SEATS, "pay_with": "transfer"}, once="order")
    return customer


def sale_paid_by_card(world):
    customer = sale_on_terms(world)
    pay_open_invoice(world, customer)
    return customer


def ask_and_accept(world, customer, request, decision):
    _, filed = world.call("POST", "/v1/requests", {"customer": customer, **request}, once="request")
    staff = world.sign_in_staff()
    _, decided = world.call("POST", f"/v1/requests/{filed['id']}/decision", {"accept": True, **decision},
                            once="decision", caller=staff)
    if decided["state"] != "applied":
        raise Stuck(f"the request is {decided['state']}")


def paid(total, reason="first"):
    return ("invoice", reason, "paid", total, total)


def ordered(customer, users=3, **more):
    """The standard order, active, paid once; `more` takes the place of what differs."""
    return Outcome(**{
        "customer": customer,
        "subscription": {"state": "active", "plan": "standard", "cycle": "month", "quantities": {"user": users}},
        "documents": [paid("410.40")], "charges": ["410.40"], **more})


# The first order.

@scenario
def card(world):
    customer = new_customer(world)
    order(world, customer)
    return ordered(customer)


@scenario
def browser_closed(world):
    """Nobody comes back from the bank: its webhook alone finishes the order."""
    customer = new_customer(world)
    change = confirm(world, customer, ORDER, "card", "order")
    world.pay_with_card(change["redirect_url"], TWICE)
    path = f"/v1/customers/{customer}/subscription/changes/{change['id']}"
    world.wait("the webhook did not finish the order", lambda: world.get(path)["state"] == "applied")
    return ordered(customer)


@scenario
def challenge(world):
    customer = new_customer(world)
    change = confirm(world, customer, ORDER, "card", "order")
    world.pay_with_card(change["redirect_url"], CHALLENGE)
    world.payer(change["redirect_url"], action="approve")
    come_back(world, customer, change)
    return ordered(customer)


@scenario
def declined_then_good(world):
    customer = new_customer(world)
    change = confirm(world, customer, ORDER, "card", "first")
    world.pay_with_card(change["redirect_url"], DECLINED)
    come_back(world, customer, change)
    order(world, customer)
    return ordered(customer)


@scenario
def wallet(world):
    customer = new_customer(world)
    change = confirm(world, customer, ORDER, "wallet", "order")
    world.payer(change["redirect_url"], action="approve")
    come_back(world, customer, change)
    return ordered(customer)


@scenario
def second_thoughts(world):
    """Back from the bank without paying, another plan, paid: the first order gives way."""
    customer = new_customer(world)
    confirm(world, customer, {"plan": "advanced", "cycle": "month"}, "card", "first")
    order(world, customer)
    return ordered(customer)


# Changes of what runs.

@scenario
def more_seats(world):
    """Two more seats on the saved card: two charges, two invoices."""
    customer = new_customer(world)
    order(world, customer)
    change = confirm(world, customer, {"quantities": {"user": 5}}, saved_method(world, customer), "seats")
    come_back(world, customer, change)
    return ordered(customer, users=5, documents=[paid("410.40"), paid("237.60", "change")],
                   charges=["410.40", "237.60"])


@scenario
def more_seats_declined(world):
    """The saved card takes no further charge: the seats stay, and nothing is billed."""
    customer = new_customer(world)
    order(world, customer, card=DECLINED_LATER)
    confirm(world, customer, {"quantities": {"user": 5}}, saved_method(world, customer), "seats")
    return ordered(customer)


@scenario
def shorter_cycle(world):
    """From a year to a month at the end of the year, which the engine bills as the month it became."""
    customer = new_customer(world)
    order(world, customer, {**ORDER, "cycle": "year"})
    confirm(world, customer, {"cycle": "month"}, "", "shorter")
    to_the_end_of_the_period(world, customer)
    until_paid(world, customer, 2)
    return ordered(customer, documents=[paid("3931.20"), paid("410.40", "renewal")], charges=["3931.20", "410.40"],
                   told={"subscription.renewed": 1})


@scenario
def cancelled(world):
    customer = new_customer(world)
    order(world, customer)
    confirm(world, customer, {"cancel": True}, "", "cancel")
    to_the_end_of_the_period(world, customer)
    until(world, customer, state="ended")
    return ordered(customer, subscription={"state": "ended", "next_invoice": None},
                   told={"subscription.ended": 1, "subscription.renewed": 0})


@scenario
def cancelled_and_renewed(world):
    """The renewal is turned off and on again, and takes place."""
    customer = new_customer(world)
    order(world, customer)
    confirm(world, customer, {"cancel": True}, "", "cancel")
    confirm(world, customer, {"renewal": True}, "", "renewal")
    to_the_end_of_the_period(world, customer)
    until_paid(world, customer, 2)
    return ordered(customer, documents=[paid("410.40"), paid("410.40", "renewal")], charges=["410.40", "410.40"],
                   told={"subscription.renewed": 1, "subscription.ended": 0})


@scenario
def refunded(world):
    """Staff give a part back: one credit note, one movement at the bank."""
    customer = new_customer(world)
    order(world, customer)
    [invoice] = documents(world, customer)
    staff = world.sign_in_staff()
    world.call("POST", f"/v1/invoices/{invoice['id']}/refunds", {"amount": "41.04", "reason": "As agreed."},
               once="refund", caller=staff)
    until_paid(world, customer, 2)
    return ordered(customer, documents=[paid("410.40"), ("credit_note", "refund", "paid", "-41.04", "-41.04")],
                   refunds=["41.04"], told={"payment.refunded": 1})


@scenario
def credited(world):
    """Goodwill of staff, given once, pays a part of the next renewal."""
    customer = new_customer(world)
    order(world, customer)
    staff = world.sign_in_staff()
    world.call("POST", f"/v1/customers/{customer}/credits", {"amount": "10.00", "reason": "As agreed."},
               once="credit", caller=staff)
    to_the_end_of_the_period(world, customer)
    until_paid(world, customer, 2)
    return ordered(customer, documents=[paid("410.40"), paid("410.40", "renewal")], charges=["410.40", "400.40"])


@scenario
def trial_extended(world):
    """A trial that staff prolong once, and that ends by itself on its later day."""
    customer = new_customer(world)
    at = f"/v1/customers/{customer}/subscription/trial"
    first_end = world.call("POST", at, once="trial")[1]["trial"]["ends_on"]
    staff = world.sign_in_staff()
    _, now = world.call("POST", f"{at}/extension", {"days": 7, "reason": "As agreed."}, once="longer", caller=staff)
    days = datetime.date.fromisoformat(now["trial"]["ends_on"]) - datetime.date.fromisoformat(first_end)
    if days.days != 7:
        raise Stuck(f"the trial is {days.days} days longer")
    world.move_to(now["trial"]["ends_on"])
    until(world, customer, state="trial_ended")
    return Outcome(customer, {"state": "trial_ended"}, [], [], told={"trial.ended": 1})


# What falls due, and what is not paid.

@scenario
def renewed(world):
    """The engine bills and charges the next period on its day, and the one after that."""
    customer = new_customer(world)
    order(world, customer)
    for count in (2, 3):
        to_the_end_of_the_period(world, customer)
        until_paid(world, customer, count)
    return ordered(customer, documents=[paid("410.40")] + [paid("410.40", "renewal")] * 2, charges=["410.40"] * 3,
                   told={"subscription.renewed": 2})


def unpaid_renewal(world):
    customer = new_customer(world)
    order(world, customer, card=DECLINED_LATER)
    to_the_end_of_the_period(world, customer)
    until(world, customer, state="past_due")
    return customer


def recovered(customer):
    return ordered(customer, documents=[paid("410.40"), paid("410.40", "renewal")], charges=["410.40", "410.40"],
                   told={"subscription.renewed": 1, "subscription.past_due": 1, "subscription.recovered": 1})


@scenario
def open_invoice_paid(world):
    """The saved card is declined at the renewal; the open invoice is paid with another one."""
    customer = unpaid_renewal(world)
    pay_open_invoice(world, customer)
    until(world, customer, state="active")
    return recovered(customer)


@scenario
def another_card_saved(world):
    """The saved card is declined at the renewal; another one is saved, and what is owed is charged to it."""
    customer = unpaid_renewal(world)

    def start(attempt):
        return world.call("POST", f"/v1/customers/{customer}/payment-methods", {
            "kind": "card", "return_url": "/portal/payment/return"}, once=f"save-{attempt}")[1]
    on_the_page(world, start, GOOD)
    until(world, customer, state="active")
    return recovered(customer)


@scenario
def retried(world):
    """The saved card is declined at the renewal and at every retry, until it is given up."""
    customer = unpaid_renewal(world)
    def past_due():
        return subscription(world, customer)["past_due"]

    debt = past_due()
    while debt["next_retry_on"]:
        day = debt["next_retry_on"]
        world.move_to(day)
        debt = world.wait(f"the charge is not tried again on {day}",
                          lambda: (now := past_due()) and now["next_retry_on"] != day and now)
    world.move_to(debt["ends_on"])
    until(world, customer, state="ended")
    return ordered(customer, subscription={"state": "ended"},
                   documents=[paid("410.40"), ("invoice", "renewal", "uncollectible", "410.40", "0.00")],
                   told={"subscription.past_due": 1, "subscription.recovered": 0})


# What staff sell and decide.

def seats(customer, **more):
    return Outcome(**{
        "customer": customer,
        "subscription": {"state": "active", "plan": "pro", "quantities": {"manager": 4, "worker": 55}},
        "documents": [paid("343.03")], "charges": ["343.03"], **more})


@scenario(vendor="workstaff")
def transfer_seen(world):
    """Staff saw the money of an open invoice come in: it is paid once, and the bank of the cards has no part in it."""
    customer = sale_on_terms(world)
    [invoice] = documents(world, customer)
    staff = world.sign_in_staff()
    world.call("POST", f"/v1/invoices/{invoice['id']}/payments", {
        "pay_with": "transfer", "reason": "Statement of today."}, once="seen", caller=staff)
    return seats(customer, charges=[], told={"payment.recorded": 1})


@scenario(vendor="workstaff")
def paused(world):
    """Staff confirm a pause from the end of the period; it begins and ends by itself, and then a period is billed."""
    customer = sale_paid_by_card(world)
    first_day = subscription(world, customer)["period"][1]
    last_day = first_day.replace("-04-", "-06-")
    ask_and_accept(world, customer, {"type": "pause", "from": first_day, "message": "Summer"}, {"to": last_day})
    world.move_to(first_day)
    until(world, customer, state="paused")
    world.move_to(last_day)
    until(world, customer, state="active")
    until_paid(world, customer, 2)
    return seats(customer, documents=[paid("343.03"), paid("343.03", "renewal")], charges=["343.03", "343.03"],
                 told={"subscription.paused": 1, "subscription.resumed": 1})


@scenario(vendor="workstaff")
def request_that_bills(world):
    """Staff accept what only they may sell; the saved card is charged for it at once."""
    customer = sale_paid_by_card(world)
    ask_and_accept(world, customer, {"type": "contact", "message": "The portal, please",
                                     "set": {"quantities": {"client_portal": 1}}}, {})
    until_paid(world, customer, 2)
    return seats(customer, documents=[paid("343.03"), paid("45.99", "change")], charges=["343.03", "45.99"],
                 told={"request.decided": 1})
