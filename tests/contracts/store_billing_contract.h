// Invoices, numbers and the ledger. Included by store_contract.h only.

namespace {

void check_same(const Invoice& found, const Invoice& kept) {
    CHECK(found.id == kept.id);
    CHECK(found.customer == kept.customer);
    CHECK(found.subscription == kept.subscription);
    CHECK(found.number == kept.number);
    CHECK(found.kind == kept.kind);
    CHECK(found.reason == kept.reason);
    CHECK(found.change == kept.change);
    CHECK(found.issued_on == kept.issued_on);
    CHECK(found.due_on == kept.due_on);
    CHECK(found.period == kept.period);
    CHECK(found.status == kept.status);
    CHECK(found.amounts == kept.amounts);
    CHECK(found.paid == kept.paid);
    CHECK(found.tax_reason == kept.tax_reason);
    CHECK(found.tax_country == kept.tax_country);
    CHECK(found.seller->legal_name == kept.seller->legal_name);
    CHECK(found.seller->address_lines == kept.seller->address_lines);
    CHECK(found.seller->country == kept.seller->country);
    CHECK(found.seller->region == kept.seller->region);
    CHECK(found.seller->legal_mentions.all() == kept.seller->legal_mentions.all());
    CHECK(found.seller->tax_numbers == kept.seller->tax_numbers);
    CHECK(found.seller->tax_name == kept.seller->tax_name);
    CHECK(found.seller->email == kept.seller->email);
    CHECK(found.buyer == kept.buyer);
}

/// Issues within `tx` and answers only whether it could.
Result<void> issue(Transaction& tx, const Invoice& invoice, const VendorName& vendor = samples::kVendor) {
    TRY(tx.issue_invoice(vendor, invoice));
    return {};
}

Invoice month(int n) {
    return samples::invoice("inv_" + std::to_string(n), n == 1 ? InvoiceReason::kFirst : InvoiceReason::kRenewal,
                            {add_months(Date(2026, 1, 1), n - 1), add_months(Date(2026, 1, 1), n)});
}

Invoice credit_note(const std::string& id) {
    Invoice made = samples::invoice(id, InvoiceReason::kChange);
    made.kind = InvoiceKind::kCreditNote;
    made.amounts.lines = {samples::credit_line()};
    made.amounts.net = samples::euros(-677);
    made.amounts.taxes = {{"TVA", Percent(200'000), samples::euros(-135)}};
    made.amounts.total = samples::euros(-812);
    return made;
}

}  // namespace

STORE_CASE("an invoice is kept with every field") {
    add_customer();
    Invoice kept = samples::invoice();
    kept.amounts.lines.push_back(samples::credit_line());
    kept.change = ChangeId("chg_1");
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_order(samples::kVendor, samples::order()));
        kept = TRY(tx.issue_invoice(samples::kVendor, kept));
        return {};
    });
    CHECK(kept.number == "2026-0001");
    check_same(read([](Transaction& tx) { return tx.load_invoice(samples::kVendor, InvoiceId("inv_1")); }), kept);
}

STORE_CASE("an invoice may have no lines, taxes, due day, seller or buyer") {
    add_customer();
    Invoice kept = samples::invoice();
    kept.amounts = {
        .lines = {}, .net = Money::zero(kCanadianDollar), .taxes = {}, .total = Money::zero(kCanadianDollar)};
    kept.paid = Money::zero(kCanadianDollar);
    kept.status = InvoiceStatus::kPaid;
    kept.due_on.reset();
    kept.seller = {};
    kept.buyer = {};
    write([&](Transaction& tx) -> Result<void> {
        kept = TRY(tx.issue_invoice(samples::kVendor, kept));
        return {};
    });
    check_same(read([](Transaction& tx) { return tx.load_invoice(samples::kVendor, InvoiceId("inv_1")); }), kept);
}

STORE_CASE("every reason of tax is kept") {
    add_customer();
    for (int reason = 0; reason <= static_cast<int>(TaxReason::kNotTaxed); ++reason) {
        Invoice kept = month(reason + 1);
        kept.tax_reason = static_cast<TaxReason>(reason);
        write([&](Transaction& tx) { return issue(tx, kept); });
        CHECK(read([&](Transaction& tx) { return tx.load_invoice(samples::kVendor, kept.id); }).tax_reason ==
              kept.tax_reason);
    }
}

STORE_CASE("an unknown invoice is not found, nor one of another vendor") {
    add_customer();
    write([](Transaction& tx) { return issue(tx, samples::invoice()); });
    for (const auto& [vendor, id] : {std::pair("acme", "inv_404"), std::pair("other", "inv_1")})
        CHECK(refusal([&](Transaction& tx) -> Result<void> {
                  TRY(tx.load_invoice(vendor, InvoiceId(id)));
                  return {};
              }) == ErrorCode::kInvoiceNotFound);
}

STORE_CASE("numbers count per vendor, kind and year") {
    add_customer();
    add_customer("cus_1", "sub_1", {1'000}, "other");
    std::vector<std::string> numbers;
    const auto take = [&](const VendorName& vendor, Invoice invoice) {
        write([&](Transaction& tx) -> Result<void> {
            numbers.push_back(TRY(tx.issue_invoice(vendor, invoice)).number);
            return {};
        });
    };
    take("acme", month(1));
    take("acme", month(2));
    take("acme", credit_note("inv_50"));
    take("acme", month(13));
    take("other", month(1));
    take("acme", month(3));
    CHECK(numbers ==
          std::vector<std::string>{"2026-0001", "2026-0002", "CN-2026-0001", "2027-0001", "2026-0001", "2026-0003"});
}

STORE_CASE("a number has four digits at least, and more when they are needed") {
    add_customer();
    std::string last;
    for (int first = 1; first <= 10'000; first += 100)
        write([&](Transaction& tx) -> Result<void> {
            for (int i = first; i < first + 100; ++i) {
                Invoice invoice = samples::invoice("inv_" + std::to_string(i), InvoiceReason::kChange);
                invoice.amounts.lines.clear();
                last = TRY(tx.issue_invoice(samples::kVendor, invoice)).number;
                if (i == 9'999) CHECK(last == "2026-9999");
            }
            return {};
        });
    CHECK(last == "2026-10000");
}

STORE_CASE("a transaction that fails gives its number back") {
    add_customer();
    CHECK(refusal([](Transaction& tx) -> Result<void> {
              TRY_VOID(issue(tx, month(1)));
              return fail(ErrorCode::kInternal);
          }) == ErrorCode::kInternal);
    write([](Transaction& tx) -> Result<void> {
        CHECK(TRY(tx.issue_invoice(samples::kVendor, month(2))).number == "2026-0001");
        return {};
    });
}

STORE_CASE("an invoice that is refused gives its number back even when the caller goes on") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(issue(tx, month(1)));
        Invoice again = month(1);
        again.id = InvoiceId("inv_9");
        CHECK(tx.issue_invoice(samples::kVendor, again).error().code == ErrorCode::kAlreadyExists);
        CHECK(TRY(tx.issue_invoice(samples::kVendor, month(2))).number == "2026-0002");
        return {};
    });
}

STORE_CASE("an invoice that breaks a contract gives its number back even when the caller goes on") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        Invoice mixed = month(1);
        mixed.amounts.lines[0].amount = Money(1, kCanadianDollar);
        CHECK_THROWS_AS((void)tx.issue_invoice(samples::kVendor, mixed), ContractViolation);
        CHECK(TRY(tx.issue_invoice(samples::kVendor, month(2))).number == "2026-0001");
        return {};
    });
}

STORE_CASE("a period is billed once") {
    add_customer();
    write([](Transaction& tx) { return issue(tx, month(1)); });
    Invoice again = month(1);
    again.id = InvoiceId("inv_9");
    for (const auto reason : {InvoiceReason::kFirst, InvoiceReason::kRenewal}) {
        again.reason = reason;
        CHECK(refusal([&](Transaction& tx) { return issue(tx, again); }) == ErrorCode::kAlreadyExists);
    }
    again.reason = InvoiceReason::kChange;
    write([&](Transaction& tx) { return issue(tx, again); });
}

STORE_CASE("a change is billed once") {
    add_customer();
    Invoice billed = samples::invoice("inv_1", InvoiceReason::kChange);
    billed.change = ChangeId("chg_1");
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_order(samples::kVendor, samples::order()));
        return issue(tx, billed);
    });
    Invoice again = billed;
    again.id = InvoiceId("inv_2");
    CHECK(refusal([&](Transaction& tx) { return issue(tx, again); }) == ErrorCode::kAlreadyExists);
}

STORE_CASE("an invoice id is used once") {
    add_customer();
    write([](Transaction& tx) { return issue(tx, month(1)); });
    Invoice again = month(2);
    again.id = InvoiceId("inv_1");
    CHECK(refusal([&](Transaction& tx) { return issue(tx, again); }) == ErrorCode::kAlreadyExists);
}

STORE_CASE("what was paid and every status are kept") {
    add_customer();
    write([](Transaction& tx) { return issue(tx, samples::invoice()); });
    for (const auto status :
         {InvoiceStatus::kOpen, InvoiceStatus::kPaid, InvoiceStatus::kVoid, InvoiceStatus::kUncollectible}) {
        const Money paid = samples::euros(100 + static_cast<int>(status));
        write([&](Transaction& tx) {
            return tx.record_payment(samples::kVendor, samples::kCustomer, InvoiceId("inv_1"), paid, status);
        });
        const auto found = read([](Transaction& tx) { return tx.load_invoice(samples::kVendor, InvoiceId("inv_1")); });
        CHECK(found.paid == paid);
        CHECK(found.status == status);
    }
    CHECK(refusal([](Transaction& tx) {
              return tx.record_payment(samples::kVendor, samples::kCustomer, InvoiceId("inv_404"), samples::euros(1),
                                       InvoiceStatus::kPaid);
          }) == ErrorCode::kInvoiceNotFound);
}

STORE_CASE("invoices are listed oldest first") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        for (const int n : {3, 1, 2}) TRY_VOID(issue(tx, month(n)));
        return {};
    });
    const auto all = read([](Transaction& tx) { return tx.list_invoices(samples::kVendor, samples::kCustomer); });
    REQUIRE(all.size() == 3);
    for (int n = 1; n <= 3; ++n) CHECK(all[static_cast<std::size_t>(n - 1)].id.str() == "inv_" + std::to_string(n));
    CHECK(read([](Transaction& tx) { return tx.list_invoices(samples::kVendor, CustomerId("cus_2")); }).empty());
}

STORE_CASE("entries that do not sum to zero are a broken contract") {
    add_customer();
    CHECK_THROWS_AS((void)store().write([](Transaction& tx) {
        return tx.post(samples::kVendor, samples::kCustomer, "inv_1", {{"cash", samples::euros(1)}});
    }),
                    ContractViolation);
}

STORE_CASE("a sale that is issued, posted and paid leaves nothing to find") {
    add_customer();
    Invoice invoice = samples::invoice();
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_order(samples::kVendor, samples::order()));
        TRY_VOID(tx.add_attempt(samples::kVendor, samples::attempt()));
        return {};
    });
    write([&](Transaction& tx) -> Result<void> {
        invoice.change = ChangeId("chg_1");
        invoice = TRY(tx.issue_invoice(samples::kVendor, invoice));
        TRY_VOID(tx.post(samples::kVendor, samples::kCustomer, "inv_1", entries_for_issue(invoice)));
        TRY_VOID(tx.post(samples::kVendor, samples::kCustomer, "inv_1", entries_for_payment(invoice.amounts.total)));
        TRY_VOID(tx.record_payment(samples::kVendor, samples::kCustomer, invoice.id, invoice.amounts.total,
                                   InvoiceStatus::kPaid));
        ChangeOrder order = samples::order();
        order.state = OrderState::kApplied;
        order.invoice = invoice.id;
        TRY_VOID(tx.save_order(samples::kVendor, order));
        PaymentAttempt attempt = samples::attempt();
        attempt.state = AttemptState::kSucceeded;
        TRY_VOID(tx.save_attempt(samples::kVendor, attempt));
        TRY_VOID(tx.add_event(samples::kVendor, samples::event()));
        return tx.add_event(samples::kVendor, samples::event());
    });
    const auto findings = store().verify();
    REQUIRE(findings.has_value());
    for (const Finding& finding : *findings)
        FAIL_CHECK(finding.invariant << " " << finding.subject << ": " << finding.what);
}
