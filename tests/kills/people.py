"""People: who is given a seat, comes by a code, stands on a list, is invited, leaves, and signs in.

Nothing of it costs money but the seats that are bought with a list. What was killed is repeated by whoever asked, and
in the end each one sits, or does not sit, once.
"""
import itertools

from scenarios import (GOOD, come_back, confirm, new_customer, ordered, paid, saved_method, scenario, subscription,
                       to_the_end_of_the_period, until_paid)
from world import Stuck

FOUR = {"plan": "business", "cycle": "month", "quantities": {"user": 4}}
GONE = (204, 404, 409)  # A repetition finds that it was done.


def hive(world, wanted=FOUR):
    """A customer with four seats that nobody sits on."""
    customer = new_customer(world)
    change = confirm(world, customer, wanted, "card", "order")
    world.pay_with_card(change["redirect_url"], GOOD)
    come_back(world, customer, change)
    return customer


def settled(customer, seats, **more):
    return ordered(customer, **{
        "subscription": {"state": "active", "plan": "business", "quantities": {"user": 4}},
        "documents": [paid("47.52")], "charges": ["47.52"], "seats": seats, **more})


def person(name):
    return {"email": f"{name}@acme.example", "first_name": name.title(), "last_name": "Ruiz"}


def sit(world, customer, name):
    _, seat = world.call("POST", f"/v1/customers/{customer}/seats", {"person": person(name)}, once=f"seat-{name}")
    return seat["id"]


def owner_of(world, customer):
    members = world.get(f"/v1/customers/{customer}/members")["data"]
    return next(one["id"] for one in members if one["email"] == "anna@acme.example")


@scenario(vendor="beesbusy")
def seats_by_hand_and_code(world):
    """One is given a seat and gives it back, another comes by the code and stays."""
    customer = hive(world)
    base = f"/v1/customers/{customer}"
    seat = sit(world, customer, "ana")
    world.call("DELETE", f"{base}/seats/{seat}", expect=GONE)
    world.call("POST", f"{base}/invitation-code", {"code": "RUCHE-2026"}, once="code")
    _, bo = world.call("POST", f"{base}/members", {**person("bo"), "role": "member"}, once="bo")
    world.call("POST", f"{base}/invitation-code/redeem", {"code": "ruche-2026", "member": bo["id"]},
               expect=(200, 409))
    return settled(customer, ["bo"], told={"seat.assigned": 2, "seat.released": 1})


@scenario(vendor="beesbusy")
def list_bought(world):
    """Two who stand on the owner's list get their seats with the change that buys one more than there are."""
    customer = hive(world)
    for name in ("ana", "bo", "cy"):
        sit(world, customer, name)
    links = itertools.count()
    owner = world.sign_in(lambda: world.call("POST", "/v1/portal-links", {
        "customer": customer, "member": owner_of(world, customer)}, once=f"link-{next(links)}")[1]["url"])
    base = f"/v1/customers/{customer}"
    world.call("PUT", f"{base}/billing", {
        "company": "Acme SARL", "email": "compta@acme.example", "line1": "1 rue de la Paix", "postal_code": "75002",
        "city": "Paris", "country": "FR"}, expect=(200, 412),
        caller={"Authorization": f"Bearer {world.key}", "If-Match": '"1"'})
    world.call("POST", f"{base}/people-list", {"people": [person("dee"), person("eve")]}, caller=owner)
    method = saved_method(world, customer)
    wanted = {"quantities": {"user": 5}}
    for attempt in range(5):
        _, summary = world.call("POST", f"{base}/subscription/preview", {"set": wanted}, caller=owner)
        status, change = world.call("POST", f"{base}/subscription/changes", {
            "set": wanted, "fingerprint": summary["fingerprint"], "pay_with": method, "with_list": True,
            "return_url": "/portal/checkout/return"}, once=f"list-{attempt}", expect=(200, 202, 409), caller=owner)
        if status != 409:
            come_back(world, customer, change)
            break
        if subscription(world, customer)["quantities"]["user"] == 5:
            break
    # On the first day of the month, one more user costs all of it.
    return settled(customer, ["ana", "bo", "cy", "dee", "eve"],
                   subscription={"state": "active", "quantities": {"user": 5}},
                   documents=[paid("47.52"), paid("11.88", "change")], charges=["47.52", "11.88"])


@scenario(vendor="beesbusy")
def invited(world):
    """One invitation is sent again and cancelled, another runs out; nobody came, and no seat is held."""
    customer = hive(world, {**FOUR, "cycle": "year"})
    base = f"/v1/customers/{customer}/invitations"
    _, ana = world.call("POST", base, {"person": person("ana"), "seat": "user"}, once="ana")
    world.call("POST", base, {"person": person("bo"), "seat": "user"}, once="bo")
    world.pass_time(120)
    world.call("POST", f"{base}/{ana['id']}/resend", once="again")
    world.call("DELETE", f"{base}/{ana['id']}", expect=GONE)
    world.pass_time(61 * 86_400)

    def states():
        found = {one["member"]["email"][:2]: one["state"] for one in world.get(base)["data"]}
        return found == {"an": "cancelled", "bo": "expired"}
    world.wait("the invitations are not over", states)
    return settled(customer, [], documents=[paid("456.19")], charges=["456.19"])


@scenario(vendor="beesbusy")
def leaves_with_the_reduction(world):
    """Two are to leave at the end of the period, from which on two fewer are paid for."""
    customer = hive(world)
    seats = [sit(world, customer, name) for name in ("ana", "bo", "cy")]
    last = subscription(world, customer)["period"][1]
    world.call("POST", f"/v1/customers/{customer}/departures", {"seats": seats[1:], "on": last}, expect=(204,))
    confirm(world, customer, {"quantities": {"user": 2}}, "", "fewer")
    to_the_end_of_the_period(world, customer)
    until_paid(world, customer, 2)
    return settled(customer, ["ana"], subscription={"state": "active", "quantities": {"user": 2}},
                   documents=[paid("47.52"), paid("23.76", "renewal")], charges=["47.52", "23.76"],
                   told={"seat.released": 2, "subscription.renewed": 1})


@scenario(vendor="beesbusy")
def member_removed(world):
    """Somebody who has a seat and signs in with a password leaves for good."""
    customer = hive(world)
    sit(world, customer, "ana")
    members = world.get(f"/v1/customers/{customer}/members")["data"]
    ana = next(one["id"] for one in members if one["email"] == person("ana")["email"])
    signed_in(world, person("ana")["email"])
    world.call("DELETE", f"/v1/customers/{customer}/members/{ana}", expect=GONE)
    refuses(world, person("ana")["email"])
    return settled(customer, [], told={"seat.released": 1})


PASSWORD = "correct horse battery"
NOBODY = {"Accept": "application/json"}


def signed_in(world, email):
    """By a link that sets a password, and then by it; who was interrupted asks for another link."""
    for _ in range(5):
        link = world.command("password-link", "--config", str(world.nodes[0].config), "--vendor", world.vendor,
                             "--email", email)
        ticket = link.partition("#")[2]
        status, _ = world.call("POST", "/v1/sign-in/new-password", {
            "vendor": world.vendor, "ticket": ticket, "password": PASSWORD}, expect=(200, 410), caller=NOBODY)
        if status == 200:
            break
    else:
        raise Stuck("no link sets a password")
    _, step = world.call("POST", "/v1/sign-in/password", {
        "vendor": world.vendor, "email": email, "password": PASSWORD}, caller=NOBODY)
    if step["next"] != "signed_in":
        raise Stuck(f"after the password comes {step['next']}")


def refuses(world, email):
    world.call("POST", "/v1/sign-in/password", {"vendor": world.vendor, "email": email, "password": PASSWORD},
               expect=(401,), caller=NOBODY)
