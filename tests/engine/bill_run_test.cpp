#include "engine/bill_run.h"

#include <thread>

#include "engine/tick.h"
#include "tests/engine/borough.h"

using namespace settle;
using engine_test::Borough;
using engine_test::check_numbers;
using engine_test::kOneThread;
using engine_test::kTwoThreads;

namespace {

constexpr Date kFebruary{2026, 2, 28};
constexpr Date kApril{2026, 4, 30};

struct Killed {};

}  // namespace

TEST_CASE("a run bills everybody once, numbers without a gap and charges each invoice once") {
    Borough borough(8);
    borough.town.go_to(kFebruary);
    const BillRun run = borough.start();
    CHECK(run.due == 8);
    const BillRunReport report = borough.work_on(run, kTwoThreads);
    CHECK(report.end == RoundsEnd::kNothingLeft);
    CHECK(report.run.state == BillRunState::kDone);
    CHECK(report.run.ended_at.has_value());
    CHECK(report.run.steps == 8);
    CHECK(report.run.invoices == 8);
    CHECK(report.run.parked == 0);
    CHECK(report.charges.sent == 8);
    CHECK(report.charges.paid == 8);
    const auto invoices = borough.all_invoices();
    CHECK(invoices.size() == 16);
    for (const Invoice& invoice : invoices) CHECK(invoice.status == InvoiceStatus::kPaid);
    check_numbers(invoices);
    CHECK(borough.town.moved("charge") == 16);
    REQUIRE_FALSE(borough.told.empty());
    CHECK(borough.told.back().share_done == doctest::Approx(1));
}

TEST_CASE("after months of sleep every period is billed by an invoice of its own, in order") {
    Borough borough(5);
    borough.town.go_to(kApril);
    const BillRunReport report = borough.work_on(borough.start(), kTwoThreads);
    CHECK(report.run.steps == 15);
    CHECK(report.run.invoices == 15);
    for (const CustomerId& customer : borough.customers) {
        const auto invoices = borough.invoices_of(customer);
        REQUIRE(invoices.size() == 4);
        for (std::size_t i = 1; i < invoices.size(); ++i) {
            CHECK(invoices[i].period.first_day == invoices[i - 1].period.end_day);
            CHECK(invoices[i].issued_on == invoices[i].period.first_day);
            CHECK(invoices[i].status == InvoiceStatus::kPaid);
        }
    }
    check_numbers(borough.all_invoices());
}

TEST_CASE("a run goes until its day and no further") {
    Borough borough(3);
    borough.town.go_to(kApril);
    const BillRunReport report = borough.work_on(borough.start(kFebruary), kTwoThreads);
    CHECK(report.run.state == BillRunState::kDone);
    CHECK(report.run.invoices == 3);
    CHECK(start_bill_run(borough.town.staff(), kApril.plus_days(1)).error().code == ErrorCode::kBillRunAhead);
    CHECK(start_bill_run(borough.town.as_owner(), kApril).error().code == ErrorCode::kStaffRequired);
}

TEST_CASE("a run that was taken further is answered again under the same key, and no second one begins") {
    Borough borough(3);
    borough.town.go_to(kApril);
    const BillRun first = borough.start(kFebruary);
    Context by = borough.town.staff();
    by.caller.once = OnceKey{"start_bill_run", "key", "hash"};
    CHECK(start_bill_run(by, kApril).value().id == first.id);
    CHECK(borough.work_on(first, kOneThread).run.state == BillRunState::kDone);
    CHECK(start_bill_run(by, kApril).value().id == first.id);
    by.caller.once->request_hash = "other";
    CHECK(start_bill_run(by, kFebruary).error().code == ErrorCode::kIdempotencyKeyReused);
}

TEST_CASE("whose day begins later than the vendor's is counted, and billed when it has") {
    Borough borough(3);
    REQUIRE(borough.town.store
                ->write([&](Transaction& tx) -> Result<void> {
                    Customer west = TRY(tx.load_customer(borough.town.vendor, borough.customers[1]));
                    west.time_zone = "America/Los_Angeles";
                    return tx.save_customer(borough.town.vendor, west);
                })
                .has_value());
    borough.town.go_to(kFebruary, 1);
    const BillRunReport report = borough.work_on(borough.start(), kTwoThreads);
    CHECK(report.run.state == BillRunState::kDone);
    CHECK(report.run.invoices == 2);
    CHECK(report.rounds.not_due == 1);
    borough.town.go_to(kFebruary, 12);
    CHECK(borough.work_on(borough.start(), kTwoThreads).run.invoices == 1);
}

TEST_CASE("one that cannot be decided is parked, and all others are billed") {
    Borough borough(7);
    borough.poison(borough.customers[3]);
    borough.town.go_to(kFebruary);
    const BillRunReport report = borough.work_on(borough.start(), kTwoThreads);
    CHECK(report.run.state == BillRunState::kDone);
    CHECK(report.run.invoices == 6);
    CHECK(report.run.parked == 1);
    REQUIRE(borough.parked().size() == 1);
    CHECK(borough.parked().front().customer == borough.customers[3]);
    CHECK(borough.parked().front().code == "internal");
    CHECK(borough.parked().front().due_on == kFebruary);
    CHECK(retry_parked(borough.town.staff(), borough.customers[3]).error().code == ErrorCode::kSubscriptionParked);
    CHECK(borough.parked().size() == 1);
    CHECK(retry_parked(borough.town.staff(), borough.customers[0]).value() == 0);
    // The vendor sells it again.
    REQUIRE(borough.town.store
                ->write([&](Transaction& tx) -> Result<void> {
                    Subscription cured = TRY(tx.load_subscription(borough.town.vendor, borough.customers[3]));
                    cured.plan = "business";
                    return tx.save_subscription(borough.town.vendor, cured);
                })
                .has_value());
    CHECK(borough.work_on(borough.start(), kOneThread).run.invoices == 1);
    CHECK(borough.parked().empty());
}

TEST_CASE("a subscription that runs away is parked at the limit of the day") {
    Borough borough(2);
    borough.town.services->settings.invoices_per_day_max = 2;
    borough.town.go_to(kApril);
    const BillRunReport report = borough.work_on(borough.start(), kTwoThreads);
    CHECK(report.run.invoices == 4);
    CHECK(report.run.parked == 2);
    for (const Parked& parked : borough.parked()) CHECK(parked.code == "runaway");
    borough.town.services->settings.invoices_per_day_max = 3;
    for (const CustomerId& customer : borough.customers)
        CHECK(retry_parked(borough.town.staff(), customer).value() == 1);
}

TEST_CASE("a run that somebody pauses stops after the slice, and goes on when it is resumed") {
    Borough borough(9);
    borough.town.go_to(kFebruary);
    const BillRun run = borough.start();
    // Between the first slice and the second somebody pauses it: the second is the last.
    ChargesReport charges;
    const auto pause = [&](const SliceReport&) { (void)pause_bill_run(borough.town.staff(), run.id); };
    const RoundsReport rounds =
        take_due_and_charge(borough.engine(), {borough.town.vendor, run.until, run.id}, kOneThread, {}, pause, charges);
    CHECK(rounds.end == RoundsEnd::kPaused);
    CHECK(rounds.steps == 6);
    CHECK(borough.read(run).state == BillRunState::kPaused);
    CHECK(borough.read(run).steps == 6);
    CHECK(borough.work_on(run, kOneThread).end == RoundsEnd::kPaused);

    // Nothing of the vendor falls due by itself meanwhile, and no other run begins.
    CHECK(tick(*borough.town.services).steps_taken == 0);
    CHECK(start_bill_run(borough.town.staff(), std::nullopt).error().code == ErrorCode::kBillRunPaused);

    CHECK(resume_bill_run(borough.town.staff(), run.id).value().state == BillRunState::kRunning);
    const BillRunReport report = borough.work_on(run, kTwoThreads);
    CHECK(report.run.state == BillRunState::kDone);
    CHECK(report.run.steps == 9);
    CHECK(borough.all_invoices().size() == 18);
    CHECK(pause_bill_run(borough.town.staff(), run.id).error().code == ErrorCode::kBillRunOver);
}

TEST_CASE("asked to stop, a run stays running for whoever takes it up") {
    Borough borough(4);
    borough.town.go_to(kFebruary);
    const BillRun run = borough.start();
    std::stop_source stop;
    stop.request_stop();
    CHECK(borough.work_on(run, kTwoThreads, stop.get_token()).end == RoundsEnd::kStopped);
    CHECK(borough.read(run).state == BillRunState::kRunning);
    CHECK(borough.start().id == run.id);
    CHECK(tick(*borough.town.services, kTwoThreads).steps_taken == 4);
    CHECK(borough.read(run).state == BillRunState::kDone);
}

TEST_CASE("a run that is asked for on a later day goes on until then") {
    Borough borough(7);
    borough.town.go_to(kFebruary);
    const BillRun run = borough.start();
    // A month later somebody asks for one, while the first is still at work.
    borough.town.go_to(kApril);
    BillRun later;
    const auto ask = [&](const RunProgress&) {
        if (later.id.empty()) later = borough.start();
    };
    const BillRunReport report = borough.work_on(run, kOneThread, {}, ask);
    CHECK(later.id == run.id);
    CHECK(later.until == kApril);
    CHECK(later.due == 10);  // Three billed until February, seven due until April.
    CHECK(report.run.state == BillRunState::kRunning);
    CHECK(report.end == RoundsEnd::kTakenFurther);
    CHECK(report.run.steps == 7);

    const BillRunReport rest = borough.work_on(later, kTwoThreads);
    CHECK(rest.run.state == BillRunState::kDone);
    CHECK(list_bill_runs(borough.town.staff(), Page{}).value().size() == 1);
    check_numbers(borough.all_invoices());
}

TEST_CASE("two engines work on one run") {
    Borough borough(20);
    borough.town.go_to(kFebruary);
    const BillRun run = borough.start();
    std::vector<BillRunReport> reports(2);
    {
        std::vector<std::jthread> engines;
        for (BillRunReport& report : reports)
            engines.emplace_back([&] {
                report = work_on_bill_run(*borough.town.services, borough.town.vendor, run.id, kTwoThreads, {},
                                          [](const RunProgress&) {})
                             .value();
            });
    }
    CHECK(borough.read(run).state == BillRunState::kDone);
    CHECK(borough.read(run).steps == 20);
    CHECK(borough.read(run).invoices == 20);
    const auto invoices = borough.all_invoices();
    CHECK(invoices.size() == 40);
    check_numbers(invoices);
    CHECK(borough.town.moved("charge") == 40);
}

TEST_CASE("killed anywhere, a run that is started again loses nothing and bills nothing twice") {
    for (int kill_at = 1; kill_at <= 12; ++kill_at) {
        CAPTURE(kill_at);
        Borough borough(5);
        borough.town.go_to(kFebruary);
        const BillRun run = borough.start();
        std::atomic<int> reached = 0;
        borough.town.on_boundary = [&](std::string_view) {
            if (++reached == kill_at) throw Killed{};
        };
        try {
            // One thread, so that the kill comes out here as the end of the process would.
            ChargesReport charges;
            take_due_and_charge(
                borough.engine(), {borough.town.vendor, run.until, run.id}, kOneThread, {}, [](const SliceReport&) {},
                charges);
        } catch (const Killed&) {
        }
        borough.town.on_boundary = {};
        const BillRunReport report = borough.work_on(borough.start(), kTwoThreads);
        CHECK(report.run.id == run.id);
        CHECK(report.run.state == BillRunState::kDone);
        CHECK(report.run.steps == 5);
        const auto invoices = borough.all_invoices();
        CHECK(invoices.size() == 10);
        check_numbers(invoices);
        for (const Invoice& invoice : invoices) CHECK(invoice.status == InvoiceStatus::kPaid);
        CHECK(borough.town.moved("charge") == 10);
    }
}

TEST_CASE("a provider out of reach stops the charges, not the run, and the same keys are sent later") {
    Borough borough(6);
    borough.town.go_to(kFebruary);
    borough.town.bank->inject({.kind = bank::FaultKind::kTimeoutAfter, .count = 3, .route = "create"});
    const BillRunReport report = borough.work_on(borough.start(), kOneThread);
    CHECK(report.run.state == BillRunState::kDone);
    CHECK(report.run.invoices == 6);
    CHECK(report.charges.provider_is_away);
    CHECK(report.charges.sent == 0);
    CHECK(report.charges.failed == 3);
    // Three were taken without an answer; they are asked for again under the same keys.
    CHECK(borough.town.moved("charge") == 9);
    borough.town.clock.advance_seconds(60);
    CHECK(tick(*borough.town.services).payments_settled == 6);
    CHECK(borough.town.moved("charge") == 12);
    for (const Invoice& invoice : borough.all_invoices()) CHECK(invoice.status == InvoiceStatus::kPaid);
}

TEST_CASE("what was not paid is known before the next period of a run is decided") {
    Borough borough(0);
    borough.town.go_to(Date(2026, 1, 31));
    borough.settle(4, "card_declined_later");
    borough.town.go_to(kApril);
    CHECK(borough.work_on(borough.start(), kTwoThreads).charges.declined == 3);
    std::vector<std::string> told;
    const auto events = list_events(borough.town.staff(), borough.customers.front(), 0, 100).value();
    for (const Event& event : events)
        if (event.type == "subscription.renewed" || event.type == "payment.declined") told.push_back(event.type);
    REQUIRE(told.size() == 6);
    for (std::size_t i = 0; i < told.size(); i += 2) {
        CHECK(told[i] == "subscription.renewed");
        CHECK(told[i + 1] == "payment.declined");
    }
}

TEST_CASE("a round that looks no further than the vendor's day leaves whose day began earlier to one that does") {
    Borough borough(2);
    const CustomerId early = borough.customers.front();
    REQUIRE(borough.town.store
                ->write([&](Transaction& tx) -> Result<void> {
                    Customer customer = TRY(tx.load_customer(borough.town.vendor, early));
                    customer.time_zone = "Pacific/Auckland";
                    return tx.save_customer(borough.town.vendor, customer);
                })
                .has_value());
    borough.town.go_to(Date(2026, 2, 27), 20);
    CHECK(tick(*borough.town.services, kOneThread, {}, Reach::kVendorsToday).steps_taken == 0);
    CHECK(tick(*borough.town.services, kOneThread, {}, Reach::kTomorrow).steps_taken == 1);
    CHECK(borough.invoices_of(early).size() == 2);
    borough.town.go_to(kFebruary);
    CHECK(tick(*borough.town.services, kOneThread, {}, Reach::kVendorsToday).steps_taken == 1);
}
