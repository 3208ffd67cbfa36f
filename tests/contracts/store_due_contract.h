// A round over what is due. Included by store_contract.h only.

namespace {

constexpr Date kBilledUntil{2026, 4, 1};

/// Active, paid until the first of April.
Subscription renewing(const std::string& n) {
    Subscription made = samples::subscription("cus_" + n, "sub_" + n);
    made.state = SubscriptionState::kActive;
    made.plan = "pro";
    made.anchor = Date(2026, 3, 1);
    made.period = {Date(2026, 3, 1), kBilledUntil};
    return made;
}

/// The next month, billed and posted, with two events.
DueWrite renewal_of(const DueCase& due) {
    DueWrite write{.after = due.subscription};
    write.after.period_number += 1;
    write.after.period = {due.subscription.period.end_day, add_months(due.subscription.period.end_day, 1)};
    const std::string id = fmt::format("inv_{}_{}", due.customer.id.str(), write.after.period_number);
    Invoice invoice = samples::invoice(id, InvoiceReason::kRenewal, write.after.period);
    invoice.customer = due.customer.id;
    invoice.subscription = due.subscription.id;
    invoice.buyer = due.customer.billing;
    write.postings = {{id, entries_for_issue(invoice)}};
    Event renewed = samples::event(due.customer.id.str()), issued = renewed;
    renewed.type = "subscription.renewed";
    issued.type = "invoice.issued";
    issued.data = {{"number", ""}, {"invoice", id}};
    write.events = {renewed, issued};
    write.invoice = std::move(invoice);
    return write;
}

Parked parked_of(const DueCase& due) { return {due.customer.id, "runaway", "too many", Instant{9'000}, kBilledUntil}; }

class DueFixture : public StoreFixture {
public:
    void add_due(int count) {
        write([&](Transaction& tx) -> Result<void> {
            for (int i = 0; i < count; ++i) {
                TRY_VOID(tx.add_customer(samples::kVendor, samples::customer(fmt::format("cus_{}", i))));
                TRY_VOID(tx.add_subscription(samples::kVendor, renewing(std::to_string(i))));
                TRY_VOID(tx.add_event(samples::kVendor, samples::event(fmt::format("cus_{}", i))));
            }
            return {};
        });
    }
    std::unique_ptr<DueRound> begin_round(const std::string& run = "", Date until = kBilledUntil) {
        return store().begin_due_round(samples::kVendor, until, kBilledUntil, run);
    }
    std::vector<Invoice> invoices_of(int i) {
        return read(
            [&](Transaction& tx) { return tx.list_invoices(samples::kVendor, CustomerId(fmt::format("cus_{}", i))); });
    }
    std::set<std::string> numbers(int customers) {
        std::set<std::string> found;
        for (int i = 0; i < customers; ++i)
            for (const Invoice& invoice : invoices_of(i)) CHECK(found.insert(invoice.number).second);
        return found;
    }
    void check_nothing_found() {
        const auto findings = store().verify();
        REQUIRE(findings.has_value());
        for (const Finding& finding : *findings)
            FAIL_CHECK(finding.invariant << " " << finding.subject << ": " << finding.what);
    }
};

}  // namespace

#define DUE_CASE(name) TEST_CASE_FIXTURE(DueFixture, STORE_KIND ": " name)

DUE_CASE("a round writes each step once, with its number, and then is over") {
    add_due(5);
    const auto round = begin_round();
    std::vector<int> reads;
    while (true) {
        const auto slice = round->take(2, renewal_of);
        REQUIRE_MESSAGE(slice.has_value(), reason(slice));
        reads.push_back(slice->read);
        CHECK(slice->written == slice->read);
        CHECK(slice->invoices == slice->read);
        if (slice->read == 0) break;
    }
    CHECK(reads == std::vector<int>{2, 2, 1, 0});
    CHECK(numbers(5) == std::set<std::string>{"2026-0001", "2026-0002", "2026-0003", "2026-0004", "2026-0005"});
    const Invoice invoice = invoices_of(3).front();
    CHECK(invoice.buyer == samples::billing());
    CHECK(invoice.seller->legal_name == samples::seller().legal_name);
    CHECK(invoice.amounts == samples::invoice().amounts);
    const auto events =
        read([](Transaction& tx) { return tx.list_events(samples::kVendor, CustomerId("cus_3"), 0, 10); });
    REQUIRE(events.size() == 3);
    CHECK(events[2].data[0].second == invoice.number);
    CHECK(events[1].hash == events[2].hash);
    CHECK(events[0].hash != events[1].hash);
    const auto after =
        read([](Transaction& tx) { return tx.load_subscription(samples::kVendor, CustomerId("cus_3")); });
    CHECK(after.version == 2);
    CHECK(after.period.end_day == Date(2026, 5, 1));
    CHECK(read([](Transaction& tx) { return tx.count_due(samples::kVendor, kBilledUntil); }) == 0);
    CHECK(read([](Transaction& tx) {
              return tx.load_due_case(samples::kVendor, CustomerId("cus_3"), kBilledUntil);
          }).billed_today == 1);
    check_nothing_found();
}

DUE_CASE("a round writes a charge together with the invoice that it pays") {
    add_due(3);
    write([](Transaction& tx) -> Result<void> {
        for (int i = 0; i < 3; ++i)
            TRY_VOID(tx.add_payment_method(samples::kVendor,
                                           samples::method(fmt::format("pm_{}", i), fmt::format("cus_{}", i))));
        return {};
    });
    const auto slice = begin_round()->take(10, [](const DueCase& due) -> DueDecision {
        DueWrite renewal = renewal_of(due);
        REQUIRE(due.default_method);
        PaymentAttempt charge = samples::attempt("pay_" + due.customer.id.str());
        charge.customer = due.customer.id;
        charge.change = {};
        charge.invoice = renewal.invoice->id;
        charge.amount = renewal.invoice->amounts.total;
        charge.state = AttemptState::kIntent;
        charge.saved_method = due.default_method->id;
        renewal.attempt = std::move(charge);
        return renewal;
    });
    REQUIRE_MESSAGE(slice.has_value(), reason(slice));
    CHECK(slice->written == 3);
    CHECK(slice->parked == 0);
    for (int i = 0; i < 3; ++i) {
        const Invoice invoice = invoices_of(i).front();
        const auto charges = read(
            [&](Transaction& tx) { return tx.attempts_of_invoice(samples::kVendor, invoice.customer, invoice.id); });
        REQUIRE(charges.size() == 1);
        CHECK(charges[0].id.str() == "pay_" + invoice.customer.str());
        CHECK(charges[0].amount == invoice.amounts.total);
        CHECK(charges[0].saved_method.str() == fmt::format("pm_{}", i));
    }
    check_nothing_found();
}

DUE_CASE("a round gives each case what its step depends on") {
    add_due(1);
    add_customer("cus_9", "sub_9");
    write([](Transaction& tx) -> Result<void> {
        const CustomerId id("cus_0");
        TRY_VOID(tx.set_assigned_quantity(samples::kVendor, id, "user", 3));
        TRY_VOID(tx.set_assigned_quantity(samples::kVendor, id, "profile", 12));
        PaymentMethod other = samples::method("pm_2", "cus_0");
        other.is_default = false;
        TRY_VOID(tx.add_payment_method(samples::kVendor, samples::method("pm_1", "cus_0")));
        return tx.add_payment_method(samples::kVendor, other);
    });
    int asked = 0;
    const auto slice = begin_round()->take(10, [&](const DueCase& due) -> DueDecision {
        ++asked;
        CHECK(due.customer.id.str() == "cus_0");
        CHECK(due.customer.vendor == samples::kVendor);
        CHECK(due.customer.name == "Acme");
        CHECK(due.customer.time_zone == "Europe/Paris");
        CHECK(due.customer.language == "fr");
        CHECK(due.customer.created_at == Instant{1'000});
        CHECK(due.customer.billing == samples::billing());
        CHECK(due.subscription == renewing("0"));
        CHECK(due.assigned.of("user") == 3);
        CHECK(due.assigned.of("profile") == 12);
        REQUIRE(due.default_method);
        CHECK(due.default_method->id.str() == "pm_1");
        CHECK(due.default_method->details.token == "tok_1");
        CHECK(!due.owed);
        CHECK(due.billed_today == 0);
        return NotDueYet{};
    });
    REQUIRE(slice.has_value());
    CHECK(asked == 1);
    CHECK(slice->not_due == 1);
    CHECK(slice->written == 0);
}

DUE_CASE("who owes an invoice comes with it") {
    add_due(1);
    write([](Transaction& tx) -> Result<void> {
        const CustomerId id("cus_0");
        Invoice owed = samples::invoice("inv_1", InvoiceReason::kRenewal);
        owed.customer = id;
        owed.subscription = SubscriptionId("sub_0");
        TRY_VOID(issue(tx, owed));
        PaymentAttempt attempt = samples::attempt("pay_1", "", "inv_1");
        attempt.customer = id;
        TRY_VOID(tx.add_attempt(samples::kVendor, attempt));
        Subscription late = TRY(tx.load_subscription(samples::kVendor, id));
        late.state = SubscriptionState::kPastDue;
        late.past_due = PastDue{.invoice = owed.id, .since = Date(2026, 3, 1), .retries = {Date(2026, 3, 4)}};
        return tx.save_subscription(samples::kVendor, late);
    });
    int asked = 0;
    const auto slice = begin_round()->take(10, [&](const DueCase& due) -> DueDecision {
        ++asked;
        REQUIRE(due.owed);
        CHECK(due.owed->invoice.id.str() == "inv_1");
        CHECK(due.owed->is_being_paid);
        DueWrite write{.after = due.subscription};
        write.after.past_due->retries.clear();
        write.given_up = due.owed->invoice.id;
        return write;
    });
    REQUIRE_MESSAGE(slice.has_value(), reason(slice));
    CHECK(asked == 1);
    CHECK(slice->written == 1);
    CHECK(slice->invoices == 0);
    CHECK(invoices_of(0).front().status == InvoiceStatus::kUncollectible);
}

DUE_CASE("two threads take different slices, and no number is missing") {
    constexpr int kCustomers = 60;
    add_due(kCustomers);
    const auto round = begin_round();
    std::atomic<int> written = 0, failed = 0;
    at_once(2, [&](int) {
        while (true) {
            const auto slice = round->take(7, renewal_of);
            if (!slice) ++failed;
            if (!slice || slice->read == 0) return;
            written += slice->written;
        }
    });
    CHECK(failed == 0);
    CHECK(written == kCustomers);
    const auto found = numbers(kCustomers);
    CHECK(found.size() == kCustomers);
    CHECK(*found.rbegin() == "2026-0060");
    check_nothing_found();
}

DUE_CASE("what must not be billed is parked with its reason, and stops nobody") {
    add_due(6);
    // The April of one of them was billed before.
    write([](Transaction& tx) -> Result<void> {
        Invoice before = samples::invoice("inv_before", InvoiceReason::kRenewal, {kBilledUntil, Date(2026, 5, 1)});
        before.customer = CustomerId("cus_4");
        before.subscription = SubscriptionId("sub_4");
        before = TRY(tx.issue_invoice(samples::kVendor, before));
        return tx.post(samples::kVendor, before.customer, "inv_before", entries_for_issue(before));
    });
    const auto round = begin_round();
    const auto slice = round->take(10, [](const DueCase& due) -> DueDecision {
        if (due.customer.id.str() == "cus_1") return parked_of(due);
        return renewal_of(due);
    });
    REQUIRE_MESSAGE(slice.has_value(), reason(slice));
    CHECK(slice->read == 6);
    CHECK(slice->written == 4);
    CHECK(slice->parked == 2);
    const auto parked = read([](Transaction& tx) { return tx.list_parked(samples::kVendor, {}); });
    REQUIRE(parked.size() == 2);
    CHECK(parked[0].customer.str() == "cus_1");
    CHECK(parked[0].code == "runaway");
    CHECK(parked[1].customer.str() == "cus_4");
    CHECK(parked[1].code == "already_exists");
    CHECK(parked[1].due_on == kBilledUntil);
    CHECK(numbers(6).size() == 5);
    CHECK(read([](Transaction& tx) { return tx.list_events(samples::kVendor, CustomerId("cus_4"), 0, 10); }).size() ==
          1);
    check_nothing_found();
    CHECK(begin_round()->take(10, renewal_of).value().read == 0);
}

DUE_CASE("what breaks off inside a round leaves nothing of the slice") {
    add_due(4);
    const auto round = begin_round();
    CHECK_THROWS_AS((void)round->take(4,
                                      [](const DueCase& due) -> DueDecision {
                                          if (due.customer.id.str() == "cus_2") throw std::runtime_error("torn");
                                          return renewal_of(due);
                                      }),
                    std::runtime_error);
    CHECK(numbers(4).empty());
    CHECK(begin_round()->take(4, renewal_of).value().written == 4);
    CHECK(*numbers(4).begin() == "2026-0001");
    check_nothing_found();
}

DUE_CASE("a round tells its run how far it is, and hears what was asked of it") {
    add_due(5);
    BillRun run;
    run.id = "run_1";
    run.until = kBilledUntil;
    run.due = 5;
    write([&](Transaction& tx) { return tx.add_bill_run(samples::kVendor, run); });
    const auto round = begin_round("run_1");
    CHECK(round->take(2, renewal_of).value().run == BillRunState::kRunning);
    const BillRun was = run;
    run.state = BillRunState::kPaused;
    write([&](Transaction& tx) { return tx.save_bill_run(samples::kVendor, was, run); });
    const auto slice = round->take(2, [](const DueCase& due) -> DueDecision {
        if (due.customer.id.str() == "cus_3") return parked_of(due);
        return renewal_of(due);
    });
    CHECK(slice.value().run == BillRunState::kPaused);
    const BillRun found = read([](Transaction& tx) { return tx.load_bill_run(samples::kVendor, "run_1"); });
    CHECK(found.steps == 3);
    CHECK(found.invoices == 3);
    CHECK(found.parked == 1);
}

DUE_CASE("a vendor has one run that is not over") {
    BillRun run;
    run.id = "run_1";
    run.until = kBilledUntil;
    write([&](Transaction& tx) { return tx.add_bill_run(samples::kVendor, run); });
    const BillRun begun = run;
    run.until = kBilledUntil.plus_days(1);
    run.due = 7;
    run.state = BillRunState::kPaused;
    write([&](Transaction& tx) { return tx.save_bill_run(samples::kVendor, begun, run); });
    // Whoever read it before that does not write over it.
    BillRun finished = begun;
    finished.state = BillRunState::kDone;
    const auto late = [&](Transaction& tx) { return tx.save_bill_run(samples::kVendor, begun, finished); };
    CHECK(store().write(late).error().code == ErrorCode::kVersionStale);
    const BillRun found = read([](Transaction& tx) { return tx.load_bill_run(samples::kVendor, "run_1"); });
    CHECK(found.until == kBilledUntil.plus_days(1));
    CHECK(found.due == 7);

    BillRun other = run;
    other.id = "run_2";
    const auto add_other = [&](Transaction& tx) { return tx.add_bill_run(samples::kVendor, other); };
    CHECK(store().write(add_other).error().code == ErrorCode::kAlreadyExists);
    const BillRun paused = run;
    run.state = BillRunState::kDone;
    write([&](Transaction& tx) { return tx.save_bill_run(samples::kVendor, paused, run); });
    write(add_other);
}

DUE_CASE("a round takes what is due until its day, of its vendor, the longest overdue first") {
    add_due(2);
    write([](Transaction& tx) -> Result<void> {
        Subscription later = TRY(tx.load_subscription(samples::kVendor, CustomerId("cus_0")));
        later.period.end_day = Date(2026, 4, 2);
        TRY_VOID(tx.save_subscription(samples::kVendor, later));
        Customer other = samples::customer("cus_5");
        other.vendor = "other";
        TRY_VOID(tx.add_customer("other", other));
        return tx.add_subscription("other", renewing("5"));
    });
    CHECK(begin_round("", Date(2026, 3, 31))->take(10, renewal_of).value().read == 0);
    std::string order;
    const auto note = [&](const DueCase& due) -> DueDecision {
        order += due.customer.id.str() + " ";
        return NotDueYet{};
    };
    CHECK(begin_round("", Date(2026, 4, 1))->take(10, note).value().read == 1);
    CHECK(begin_round("", Date(2026, 4, 2))->take(10, note).value().read == 2);
    CHECK(order == "cus_1 cus_1 cus_0 ");
}

DUE_CASE("months that were missed are caught up round by round, each billed once") {
    add_due(2);
    int rounds = 0;
    for (; rounds < 10; ++rounds) {
        const auto round = begin_round("", Date(2026, 6, 15));
        int written = 0;
        for (auto slice = round->take(10, renewal_of).value(); slice.read > 0;
             slice = round->take(10, renewal_of).value())
            written += slice.written;
        if (written == 0) break;
    }
    CHECK(rounds > 0);
    CHECK(invoices_of(0).size() == 3);
    CHECK(invoices_of(1).size() == 3);
    CHECK(numbers(2).size() == 6);
    check_nothing_found();
}
