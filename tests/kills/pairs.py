"""Two server processes over one database: one of them is killed, or sleeps for a while, as customers act on both.

Every call goes to the servers in turn, and one that gets no answer is repeated, as likely as not at the other one.
"""
import threading

from scenarios import (DECLINED, ORDER, TWICE, come_back, confirm, new_customer, order, ordered, paid, saved_method,
                       scenario, to_the_end_of_the_period, until_paid)


class Client:
    """One of several customers' browsers: the world, with keys that no other one uses."""

    def __init__(self, world, name):
        self.world, self.name = world, name

    def __getattr__(self, name):
        return getattr(self.world, name)

    def call(self, method, path, body=None, once=None, **more):
        return self.world.call(method, path, body, once=once and f"{self.name}-{once}", **more)

    def get(self, path):
        return self.world.get(path)


def at_once(world, lives):
    """Several customers at a time; answers what each one's life must end as."""
    ends, failures = [None] * len(lives), []

    def live(number):
        try:
            ends[number] = lives[number](Client(world, f"client-{number}"))
        except Exception as failure:  # Told by the thread that waits for all.
            failures.append(failure)
    threads = [threading.Thread(target=live, args=(number,)) for number in range(len(lives))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return ends


# Which of the two gets which call differs from run to run, so the numbers of its boundaries say little.
TWO = {"nodes": 2, "databases": ("postgres",), "every": 3}


# Each answers the customer, what differs from the standard order, and what the renewal costs.

def adds_seats(client):
    customer = new_customer(client)
    order(client, customer)
    change = confirm(client, customer, {"quantities": {"user": 5}}, saved_method(client, customer), "seats")
    come_back(client, customer, change)
    return customer, {"users": 5, "documents": [paid("410.40"), paid("237.60", "change")],
                      "charges": ["410.40", "237.60"]}, "648.00"


def is_declined_first(client):
    customer = new_customer(client)
    change = confirm(client, customer, ORDER, "card", "first")
    client.pay_with_card(change["redirect_url"], DECLINED)
    come_back(client, customer, change)
    order(client, customer)
    return customer, {}, "410.40"


def closes_the_browser(client):
    customer = new_customer(client)
    change = confirm(client, customer, ORDER, "card", "order")
    client.pay_with_card(change["redirect_url"], TWICE)
    path = f"/v1/customers/{customer}/subscription/changes/{change['id']}"
    client.wait("the webhook did not finish the order", lambda: client.get(path)["state"] == "applied")
    return customer, {}, "410.40"


def renewed_together(world):
    """They buy at the same time, and both servers find what is due a month later."""
    lives = at_once(world, [adds_seats, is_declined_first, closes_the_browser, adds_seats])
    outcomes = [ordered(customer, **more) for customer, more, _ in lives]
    to_the_end_of_the_period(world, outcomes[0].customer)
    for outcome, (_, _, price) in zip(outcomes, lives):
        outcome.documents = [*outcome.documents, paid(price, "renewal")]
        outcome.charges = [*outcome.charges, price]
        outcome.told = {"subscription.renewed": 1}
        until_paid(world, outcome.customer, len(outcome.documents))
    return outcomes


@scenario(**TWO)
def pair(world):
    return renewed_together(world)


@scenario(**TWO)
def pair_left_alone(world):
    """The one that was killed stays away until time goes by; the other one has all the work."""
    world.revives_at_once = False
    return renewed_together(world)


@scenario(**TWO, crash={"SETTLE_CRASH_SIGNAL": "STOP"})
def pair_asleep(world):
    """One stands still in the middle of it, and wakes up after its customers went to the other one."""
    return renewed_together(world)
