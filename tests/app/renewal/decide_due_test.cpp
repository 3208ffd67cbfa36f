#include "app/renewal/decide_due.h"

#include "app/billing/give_credit.h"
#include "app/renewal/run_due.h"
#include "tests/app/town.h"

using namespace settle;
using app_test::of;
using app_test::plan;
using app_test::Town;

namespace {

constexpr Date kFirstDay{2026, 4, 1};
constexpr Date kRenewal{2026, 5, 1};

// Ten users from 1 April on; 1 May has come.
void open_house(Town& town) {
    town.go_to(kFirstDay);
    town.welcome("beesbusy", "FR");
    town.buy(plan("business", Cycle::kMonth, of("user", 10)));
    town.go_to(kRenewal);
}

DueCase due_case(Town& town) {
    return look_up(*town.store, [&](Transaction& tx) { return tx.load_due_case(town.vendor, town.customer, kRenewal); })
        .value();
}

DueDecision decided(Town& town, const DueCase& due) {
    return decide_due(town.server(), *town.catalogs.timeline(town.vendor).value(), due, town.clock.now());
}

std::string fact(const Event& event, std::string_view name) {
    for (const auto& [known, value] : event.data)
        if (known == name) return value;
    return "";
}

std::vector<std::string> types(const DueWrite& write) {
    std::vector<std::string> found;
    for (const Event& event : write.events) found.push_back(event.type);
    return found;
}

std::vector<Parked> parked(Town& town) {
    return look_up(*town.store, [&](Transaction& tx) { return tx.list_parked(town.vendor, Page{}); }).value();
}

}  // namespace

TEST_CASE("a renewal is decided whole: invoice, postings, charge and three events, and nothing is written") {
    Town town;
    open_house(town);
    const auto decision = decided(town, due_case(town));
    const DueWrite& write = std::get<DueWrite>(decision);
    REQUIRE(write.invoice.has_value());
    CHECK(write.invoice->number.empty());
    CHECK(write.invoice->issued_on == kRenewal);
    CHECK(write.invoice->due_on == kRenewal);
    CHECK(write.invoice->status == InvoiceStatus::kOpen);
    CHECK(write.postings.size() == 1);
    REQUIRE(write.attempt.has_value());
    CHECK(write.attempt->amount == write.invoice->amounts.total);
    CHECK(write.attempt->invoice == write.invoice->id);
    CHECK(types(write) == std::vector<std::string>{"invoice.issued", "payment.requested", "subscription.renewed"});
    CHECK(fact(write.events[1], "by") == "saved_method");
    CHECK(fact(write.events[1], "attempt") == write.attempt->id.str());
    CHECK(write.after.period.first_day == kRenewal);
    for (const ChargedLine& charged : write.after.charged) CHECK(charged.invoice == write.invoice->id);
    CHECK(town.invoices().size() == 1);
}

TEST_CASE("the request for payment says how it will be paid") {
    Town town;
    open_house(town);
    SUBCASE("by transfer, when no method is saved") {
        DueCase due = due_case(town);
        due.default_method.reset();
        const auto decision = decided(town, due);
        const DueWrite& write = std::get<DueWrite>(decision);
        CHECK_FALSE(write.attempt.has_value());
        CHECK(write.invoice->due_on == kRenewal.plus_days(30));
        CHECK(fact(write.events[1], "by") == "transfer");
    }
    SUBCASE("not at all, when the balance pays everything") {
        REQUIRE(give_credit(town.staff(), town.customer, "1000.00", "an apology").has_value());
        const auto decision = decided(town, due_case(town));
        const DueWrite& write = std::get<DueWrite>(decision);
        CHECK_FALSE(write.attempt.has_value());
        CHECK(write.invoice->status == InvoiceStatus::kPaid);
        CHECK(types(write) ==
              std::vector<std::string>{"invoice.issued", "invoice.paid", "payment.requested", "subscription.renewed"});
        CHECK(fact(write.events[2], "by") == "nothing");
        CHECK(fact(write.events[2], "amount") == "0.00");
    }
}

TEST_CASE("nothing is due before the day comes in the customer's zone") {
    Town town;
    open_house(town);
    town.clock.advance_seconds(-1);
    CHECK(std::holds_alternative<NotDueYet>(decided(town, due_case(town))));
    DueCase due = due_case(town);
    due.customer.time_zone = "Asia/Tokyo";
    CHECK(std::holds_alternative<DueWrite>(decided(town, due)));
}

TEST_CASE("what cannot be decided is parked with its reason") {
    Town town;
    open_house(town);
    DueCase due = due_case(town);
    std::string code;
    SUBCASE("a rule fails") {
        due.customer.time_zone = "Atlantis/Center";
        code = "time_zone_unknown";
    }
    SUBCASE("a contract is broken") {
        due.subscription.plan = "discontinued";
        code = "internal";
    }
    SUBCASE("too many invoices on one day") {
        due.billed_today = town.services->settings.invoices_per_day_max;
        code = "runaway";
    }
    const auto decision = decided(town, due);
    REQUIRE(std::holds_alternative<Parked>(decision));
    const Parked& parked = std::get<Parked>(decision);
    CHECK(parked.code == code);
    CHECK(parked.customer == town.customer);
    CHECK(parked.due_on == kRenewal);
    CHECK_FALSE(parked.detail.empty());
}

TEST_CASE("a subscription that runs away is parked, and taken up again when staff say so") {
    Town town;
    town.services->settings.invoices_per_day_max = 2;
    open_house(town);
    town.go_to(Date(2026, 7, 1));
    const auto stopped = run_due(town.server(), town.customer);
    CHECK(stopped.error().code == ErrorCode::kSubscriptionParked);
    CHECK(town.invoices().size() == 3);
    REQUIRE(parked(town).size() == 1);
    CHECK(parked(town).front().code == "runaway");
    CHECK(parked(town).front().due_on == Date(2026, 7, 1));
    town.services->settings.invoices_per_day_max = 3;
    REQUIRE(town.store->write([&](Transaction& tx) { return tx.unpark(town.vendor, town.customer); }).has_value());
    CHECK(run_due(town.server(), town.customer).value() == 1);
    CHECK(parked(town).empty());
}
