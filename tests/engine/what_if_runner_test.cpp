#include "engine/what_if_runner.h"

#include <fstream>
#include <latch>
#include <thread>

#include "tests/engine/borough.h"

using namespace settle;
using engine_test::Borough;

namespace {

// Nine customers by the month, 4, 5 or 6 users each, and a draft in which a user costs a euro more.
struct Quarter {
    Borough borough{9};
    Catalog draft = dearer();
    std::optional<WhatIfRunner> runner{WhatIfOptions{.threads = 2, .batch = 2}};
    int begun = 0;

    static Catalog dearer() {
        std::ifstream file("examples/beesbusy/catalog.yaml", std::ios::binary);
        std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        for (const auto& [from, to] : {std::pair("month: 9.90", "month: 10.90"), std::pair("  logo: logo.svg\n", "")}) {
            const auto at = text.find(from);
            REQUIRE(at != std::string::npos);
            text.replace(at, std::string_view(from).size(), to);
        }
        return read_catalog_text(text, "catalog.yaml").value();
    }

    Context staff() { return borough.town.staff(); }
    Result<void> start(const Context& context) {
        const Date today(2026, 1, 31);
        const WhatIfRun run{.id = WhatIfId(fmt::format("wif_{}", ++begun)),
                            .version = CatalogVersionId("cat_draft"),
                            .from = today,
                            .months = 3,
                            .started_by = context.caller.actor,
                            .started_at = borough.town.clock.now()};
        return runner->start(context, run, WhatIf{.draft = draft, .from = today, .months = 3});
    }
    WhatIfRun last() { return *runner->last(borough.town.vendor); }
    WhatIfRun once_over() {
        for (int i = 0; i < 2000 && last().state == WhatIfState::kRunning; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        return last();
    }
};

// Whoever comes to the edge of a transaction waits there until it is opened.
class Gate {
public:
    explicit Gate(Quarter& quarter) : quarter_(quarter) {
        quarter_.borough.town.on_boundary = [this](std::string_view) { open_.wait(); };
    }
    ~Gate() {
        open();
        quarter_.once_over();
        quarter_.runner.reset();
        quarter_.borough.town.on_boundary = {};
    }
    void open() {
        if (!std::exchange(is_open_, true)) open_.count_down();
    }

private:
    Quarter& quarter_;
    std::latch open_{1};
    bool is_open_ = false;
};

}  // namespace

TEST_CASE("what a runner keeps is what a trial tells, and whom it concerns, the largest difference first") {
    Quarter quarter;
    std::vector<AffectedCustomer> told;
    const WhatIfReport report =
        run_what_if(
            quarter.staff(), {.draft = quarter.draft, .from = Date(2026, 1, 31), .months = 3}, {.batch = 100}, {},
            [&](const AffectedCustomer& customer) { told.push_back(customer); }, [](std::int64_t, std::int64_t) {})
            .value();
    REQUIRE(quarter.start(quarter.staff()).has_value());
    const WhatIfRun run = quarter.once_over();
    REQUIRE(run.state == WhatIfState::kDone);
    CHECK(run.done == 9);
    CHECK(run.of == 9);
    CHECK(run.ended_at.has_value());
    REQUIRE(run.outcome);
    CHECK(run.outcome->report.pay_more == report.pay_more);
    CHECK(report.pay_more == 9);
    for (const auto& [key, sums] : report.months) {
        CHECK(run.outcome->report.months.at(key).net_before == sums.net_before);
        CHECK(run.outcome->report.months.at(key).net_after == sums.net_after);
    }
    const AffectedList& list = run.outcome->affected;
    REQUIRE(list.size() == told.size());
    for (std::size_t i = 1; i < list.size(); ++i)
        CHECK(list.at(i - 1).net_after - list.at(i - 1).net_before >= list.at(i).net_after - list.at(i).net_before);
    const auto same = std::ranges::find(told, list.at(0).id, &AffectedCustomer::id);
    REQUIRE(same != told.end());
    CHECK(same->net_after == list.at(0).net_after);
    CHECK(same->name == list.at(0).name);
    CHECK(quarter.borough.all_invoices().size() == 9);
}

TEST_CASE("of a vendor one runs at a time; it is cancelled at once, and makes way for the next") {
    Quarter quarter;
    Gate gate(quarter);
    REQUIRE(quarter.start(quarter.staff()).has_value());
    CHECK(quarter.start(quarter.staff()).error().code == ErrorCode::kWhatIfRunning);
    quarter.runner->cancel(quarter.staff(), WhatIfId("wif_other"));
    CHECK(quarter.last().state == WhatIfState::kRunning);
    quarter.runner->cancel(quarter.staff(), quarter.last().id);
    CHECK(quarter.last().state == WhatIfState::kCancelled);
    CHECK(quarter.last().ended_at.has_value());
    gate.open();
    REQUIRE(quarter.start(quarter.staff()).has_value());
    const WhatIfRun next = quarter.once_over();
    CHECK(next.id == WhatIfId("wif_3"));
    CHECK(next.state == WhatIfState::kDone);
    // What is over stays as it is.
    quarter.runner->cancel(quarter.staff(), next.id);
    CHECK(quarter.last().state == WhatIfState::kDone);
}

TEST_CASE("another vendor's is another one") {
    Quarter quarter;
    Gate gate(quarter);
    REQUIRE(quarter.start(quarter.staff()).has_value());
    CHECK_FALSE(quarter.runner->last("agorapulse").has_value());
    Context other = quarter.staff();
    other.caller.vendor = "agorapulse";
    quarter.runner->cancel(other, quarter.last().id);
    CHECK(quarter.last().state == WhatIfState::kRunning);
}

TEST_CASE("a server that ends takes what runs with it") {
    Quarter quarter;
    Gate gate(quarter);
    REQUIRE(quarter.start(quarter.staff()).has_value());
    gate.open();
    quarter.runner.reset();
    quarter.runner.emplace(WhatIfOptions{});
    CHECK_FALSE(quarter.runner->last(quarter.borough.town.vendor).has_value());
    REQUIRE(quarter.start(quarter.staff()).has_value());
}

TEST_CASE("what breaks on the way ends the trial, not the server") {
    Quarter quarter;
    quarter.borough.town.on_boundary = [](std::string_view) { throw std::runtime_error("broken"); };
    REQUIRE(quarter.start(quarter.staff()).has_value());
    const WhatIfRun run = quarter.once_over();
    quarter.borough.town.on_boundary = {};
    CHECK(run.state == WhatIfState::kFailed);
    REQUIRE(run.failure.has_value());
    CHECK_FALSE(run.outcome);
}

TEST_CASE("a customer whose renewal cannot be computed is counted, and the others are told") {
    Quarter quarter;
    quarter.borough.poison(quarter.borough.customers[4]);
    REQUIRE(quarter.start(quarter.staff()).has_value());
    const WhatIfRun run = quarter.once_over();
    REQUIRE(run.state == WhatIfState::kDone);
    CHECK(run.outcome->report.not_foreseen == 1);
    CHECK(run.outcome->report.pay_more == 8);
}
