"""Makes a Tryton database ready to bill: company, accounts, strict invoice numbers, 20 % tax, three services.

Usage: set_up.py TRYTOND_CONF DATABASE. Prints what renew.py needs, as JSON."""

import datetime
import json
import os
import sys
from decimal import Decimal


def main():
    conf, database = sys.argv[1:]
    # The modules' own helpers for tests connect when they are imported.
    os.environ["DB_NAME"] = database
    from proteus import Model, config
    config.set_trytond(database=database, config_file=conf)
    from trytond.modules.account.tests.tools import create_chart, create_fiscalyear, create_tax, get_accounts
    from trytond.modules.account_invoice.tests.tools import create_payment_term, set_fiscalyear_invoice_sequences
    from trytond.modules.company.tests.tools import create_company, get_company

    create_company()
    company = get_company()
    # A renewal is dated on its day, so the day must be in an open year.
    today = datetime.date(2026, 4, 1)
    fiscalyear = set_fiscalyear_invoice_sequences(create_fiscalyear(company, today))
    fiscalyear.click("create_period")
    create_chart(company)
    accounts = get_accounts(company)
    tax = create_tax(Decimal("0.20"))
    tax.save()
    payment_term = create_payment_term()
    payment_term.save()

    category = Model.get("product.category")(name="Services", accounting=True)
    category.account_revenue, category.account_expense = accounts["revenue"], accounts["expense"]
    category.customer_taxes.append(tax)
    category.save()
    monthly = Model.get("sale.subscription.recurrence.rule.set")(name="Monthly")
    rule, = monthly.rules
    rule.freq, rule.interval = "monthly", 1
    monthly.save()
    unit, = Model.get("product.uom").find([("name", "=", "Unit")])
    services = []
    for name, price in (("Plan", "49.00"), ("Seat", "12.50"), ("Support", "9.99")):
        template = Model.get("product.template")(name=name, default_uom=unit, type="service",
                                                 list_price=Decimal(price), account_category=category)
        template.save()
        product, = template.products
        service = Model.get("sale.subscription.service")(product=product, consumption_recurrence=monthly)
        service.save()
        services.append({"service": service.id, "price": price, "unit": unit.id})
    print(json.dumps({"company": company.id, "currency": company.currency.id, "recurrence": monthly.id,
                      "payment_term": payment_term.id, "receivable": accounts["receivable"].id, "services": services}))


if __name__ == "__main__":
    main()
