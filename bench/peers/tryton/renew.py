"""Renews subscriptions in Tryton, in this process, and says what it cost.

Usage: renew.py TRYTOND_CONF DATABASE COUNT CHUNK POSTMASTER_PID < what set_up.py printed. Prints JSON: processor
seconds of Python and of the database server for each step, and what was posted."""

import datetime
import json
import os
import resource
import sys
import time
from decimal import Decimal

FIRST_DAY, RUN_DAY = datetime.date(2026, 3, 1), datetime.date(2026, 4, 1)
CREATED_AT_ONCE = 100


def server_cpu_seconds(pid):
    """Of the server's first process, those that ended, and those that run."""
    def ticks(of, fields):
        with open(f"/proc/{of}/stat", encoding="ascii") as file:
            return sum(map(int, file.read().rpartition(")")[2].split()[11:11 + fields]))

    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        children = file.read().split()
    return (ticks(pid, 4) + sum(ticks(child, 2) for child in children)) / os.sysconf("SC_CLK_TCK")


class Steps:
    def __init__(self, server):
        self.server, self.steps = server, {}

    def measure(self, name, work):
        before, began = self._now(), time.monotonic()
        answer = work()
        own, server = (after - then for after, then in zip(self._now(), before))
        self.steps[name] = {"own_cpu_s": round(own, 3), "server_cpu_s": round(server, 3),
                            "wall_s": round(time.monotonic() - began, 3)}
        return answer

    def _now(self):
        usage = resource.getrusage(resource.RUSAGE_SELF)
        return usage.ru_utime + usage.ru_stime, server_cpu_seconds(self.server)


def subscriptions_of(pool, made, count, first):
    """Parties with a running subscription of three lines each."""
    parties = pool.get("party.party").create([
        {"name": f"Company {number}", "addresses": [("create", [{"street": f"{number} Example Street"}])],
         "account_receivable": made["receivable"], "customer_payment_term": made["payment_term"]}
        for number in range(first, first + count)])
    lines = [{"service": each["service"], "quantity": quantity, "unit": each["unit"],
              "unit_price": Decimal(each["price"]), "consumption_recurrence": made["recurrence"],
              "start_date": FIRST_DAY} for each, quantity in zip(made["services"], (1, 10, 1))]
    return pool.get("sale.subscription").create([
        {"company": made["company"], "currency": made["currency"], "party": party.id,
         "invoice_address": party.addresses[0].id, "payment_term": made["payment_term"], "start_date": FIRST_DAY,
         "invoice_start_date": RUN_DAY, "invoice_recurrence": made["recurrence"], "lines": [("create", lines)]}
        for party in parties])


def main():
    conf, database, count, chunk, postmaster = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])
    made = json.load(sys.stdin)
    from trytond.config import config
    config.update_etc(conf)
    from trytond.pool import Pool
    from trytond.transaction import Transaction
    Pool.start()
    pool = Pool(database)
    pool.init()
    steps = Steps(postmaster)
    # A day that is long past asks for a confirmation otherwise.
    context = {"company": made["company"], "_skip_warnings": True}

    def in_transaction(work):
        with Transaction().start(database, 1, context=context) as transaction:
            answer = work()
            transaction.commit()
            return answer

    def create():
        for first in range(0, count, CREATED_AT_ONCE):
            def some(first=first):
                found = subscriptions_of(pool, made, min(CREATED_AT_ONCE, count - first), first)
                pool.get("sale.subscription").quote(found)
                pool.get("sale.subscription").run(found)
            in_transaction(some)

    def drafts():
        return [invoice.id for invoice in pool.get("account.invoice").search([("state", "=", "draft")], order=[("id", "ASC")])]

    def post():
        Invoice = pool.get("account.invoice")
        # The document is a matter of its own, and a renewal here writes none.
        Invoice.print_invoice = lambda self: None
        ids = in_transaction(drafts)
        for first in range(0, len(ids), chunk):
            def some(first=first):
                invoices = Invoice.browse(ids[first:first + chunk])
                for invoice in invoices:
                    invoice.invoice_date = RUN_DAY
                Invoice.save(invoices)
                Invoice.post(invoices)
            in_transaction(some)

    steps.measure("create", create)
    steps.measure("consumption", lambda: in_transaction(
        lambda: pool.get("sale.subscription.line").generate_consumption(FIRST_DAY)))
    steps.measure("draft", lambda: in_transaction(
        lambda: pool.get("sale.subscription").generate_invoice(RUN_DAY)))
    steps.measure("post", post)

    def told():
        invoices = pool.get("account.invoice").search([("state", "=", "posted")])
        lines = {len(invoice.lines) for invoice in invoices}
        entries = {len(invoice.move.lines) for invoice in invoices}
        return {"posted": len(invoices), "numbers": len({invoice.number for invoice in invoices if invoice.number}),
                "lines": sorted(lines), "entries": sorted(entries),
                "taxed": sum(1 for invoice in invoices if invoice.tax_amount)}
    print(json.dumps({"steps": steps.steps, **in_transaction(told),
                      "rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)}))


if __name__ == "__main__":
    main()
