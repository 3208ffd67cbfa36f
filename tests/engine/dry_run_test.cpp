#include "engine/dry_run.h"

#include "app/billing/give_credit.h"
#include "app/requests/decide_request.h"
#include "app/requests/requests.h"
#include "tests/engine/borough.h"

using namespace settle;
using app_test::plan;
using app_test::Town;
using engine_test::Borough;
using engine_test::kTwoThreads;

namespace {

// A document without what only a run gives it: number, ids, and that it was paid.
std::string outline(const Invoice& invoice) {
    std::string text =
        fmt::format("{} {} {} {} {}:", invoice.customer.str(), name_of(invoice.reason), invoice.issued_on.str(),
                    invoice.period.first_day.str(), invoice.period.end_day.str());
    for (const Line& line : invoice.amounts.lines)
        text += fmt::format(" {} {} {}", line.item.view(), line.quantity, line.amount.str());
    for (const TaxAmount& tax : invoice.amounts.taxes) text += fmt::format(" {} {}", tax.name, tax.amount.str());
    return text + " = " + invoice.amounts.total.str();
}

struct Foreseen {
    DryRun sums;
    std::vector<std::string> outlines;
};

Foreseen foresee(Town& town, Date until) {
    Foreseen foreseen;
    foreseen.sums = foresee_bill_run(*town.services, town.vendor, until, 3, [&](const Invoice& invoice) {
                        foreseen.outlines.push_back(outline(invoice));
                    }).value();
    std::ranges::sort(foreseen.outlines);
    return foreseen;
}

struct Example {
    VendorName vendor;
    std::string country, region;
    Wanted wanted;
};

Quantities counts(std::initializer_list<std::pair<const char*, std::int64_t>> entries) {
    Quantities quantities;
    for (const auto& [item, count] : entries) quantities.set(Code::parse(item).value(), count);
    return quantities;
}

// By card where the vendor sells so; else staff accept a request, and the invoice is paid by transfer.
void subscribe(Town& town, const Wanted& wanted) {
    if (town.vendor != "workstaff") return void(town.buy(wanted));
    NewRequest demo;
    demo.customer = town.customer;
    demo.type = RequestType::kDemo;
    demo.set = wanted;
    const Request filed = file_request(town.as_owner(), demo).value();
    REQUIRE(decide_request(town.staff(), filed.id, {.reason = "won"}).value().state == RequestState::kApplied);
}

}  // namespace

TEST_CASE("a dry run says exactly what the run then bills, for all three vendors") {
    const Example examples[] = {
        {"beesbusy", "FR", "", plan("business", Cycle::kMonth, counts({{"user", 7}}))},
        {"agorapulse", "FR", "", plan("standard", Cycle::kMonth, counts({{"user", 3}, {"profile", 13}}))},
        {"workstaff", "CA", "QC",
         plan("pro", Cycle::kMonth, counts({{"manager", 3}, {"worker", 40}, {"documents", 1}}))},
    };
    for (const Example& example : examples) {
        CAPTURE(example.vendor);
        app_test::TemporaryFile file;
        Town town(file.str());
        town.go_to(Date(2026, 1, 31), 12);
        std::vector<CustomerId> customers;
        for (int i = 0; i < 5; ++i) {
            town.welcome(example.vendor, example.country, example.region);
            subscribe(town, example.wanted);
            customers.push_back(town.customer);
        }
        REQUIRE(give_credit(town.staff(), customers[1], "60.00", "an hour without service").has_value());
        town.go_to(Date(2026, 5, 2), 12);
        const Date until(2026, 5, 1);

        const Foreseen foreseen = foresee(town, until);
        CHECK(foreseen.outlines.size() == 15);
        std::int64_t before = 0;
        for (const CustomerId& customer : customers)
            before += std::ssize(list_invoices(town.server(), customer).value());
        CHECK(before == 5);

        const BillRun run = start_bill_run(town.staff(), until).value();
        const auto report =
            work_on_bill_run(*town.services, town.vendor, run.id, kTwoThreads, {}, [](const RunProgress&) {}).value();
        CHECK(report.run.steps == foreseen.sums.steps);
        CHECK(report.run.invoices == std::ssize(foreseen.outlines));
        std::vector<std::string> billed;
        Money total = Money::zero(town.catalogs.find(example.vendor).value()->currencies.front());
        for (const CustomerId& customer : customers) {
            const auto invoices = list_invoices(town.server(), customer).value();
            for (const Invoice& invoice : invoices) {
                if (invoice.reason != InvoiceReason::kRenewal) continue;
                billed.push_back(outline(invoice));
                total += invoice.amounts.total;
            }
        }
        std::ranges::sort(billed);
        CHECK(billed == foreseen.outlines);
        REQUIRE(foreseen.sums.by_currency.size() == 1);
        const ForeseenTotals& sums = foreseen.sums.by_currency.begin()->second;
        CHECK(sums.total == total);
        Money taxed = sums.net;
        for (const auto& [tax, amount] : sums.taxes) taxed += amount;
        CHECK(taxed == sums.total);
        CHECK(foresee(town, until).outlines.empty());
    }
}

TEST_CASE("a dry run looks at days to come, and at one customer") {
    Borough borough(3);
    borough.town.go_to(Date(2026, 2, 10));
    CHECK(foresee(borough.town, Date(2026, 2, 10)).outlines.empty());
    CHECK(foresee(borough.town, Date(2026, 2, 28)).outlines.size() == 3);
    CHECK(foresee(borough.town, Date(2026, 3, 31)).sums.steps == 6);
    int seen = 0;
    const DryRun one =
        foresee_customer(*borough.town.services, borough.town.vendor, borough.customers[1], Date(2026, 3, 31),
                         [&](const Invoice& invoice) {
                             CHECK(invoice.customer == borough.customers[1]);
                             ++seen;
                         })
            .value();
    CHECK(seen == 2);
    CHECK(one.subscriptions == 1);
    CHECK(borough.all_invoices().size() == 3);
}

TEST_CASE("a dry run names what the run could not do") {
    Borough borough(3);
    borough.poison(borough.customers[0]);
    borough.town.go_to(Date(2026, 2, 28));
    const Foreseen foreseen = foresee(borough.town, Date(2026, 2, 28));
    CHECK(foreseen.outlines.size() == 2);
    REQUIRE(foreseen.sums.parked.size() == 1);
    CHECK(foreseen.sums.parked.front().customer == borough.customers[0]);
    CHECK(borough.parked().empty());
}
