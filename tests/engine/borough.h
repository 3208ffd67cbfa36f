// Many customers of one vendor, whose subscriptions fall due together.
#pragma once

#include <set>

#include "app/renewal/bill_runs.h"
#include "engine/bill_run.h"
#include "engine/dry_run.h"
#include "tests/app/town.h"

namespace settle::engine_test {

struct Borough {
    app_test::TemporaryFile file;
    app_test::Town town{file.str()};
    std::vector<CustomerId> customers;
    std::vector<RunProgress> told;

    /// `count` customers, `users` each, who bought by the month on 31 January with a card that always pays.
    explicit Borough(int count) {
        town.go_to(Date(2026, 1, 31));
        for (int i = 0; i < count; ++i) settle(4 + i % 3);
    }

    void settle(std::int64_t users, std::string_view method = "card_ok") {
        town.welcome("beesbusy", "FR");
        town.buy(app_test::plan("business", Cycle::kMonth, app_test::of("user", users)), method);
        customers.push_back(town.customer);
    }

    Context engine() { return engine_context(*town.services, town.vendor); }
    BillRun start(std::optional<Date> until = std::nullopt) { return start_bill_run(town.staff(), until).value(); }
    BillRun read(const BillRun& run) { return read_bill_run(town.staff(), run.id).value(); }

    BillRunReport work_on(const BillRun& run, const RoundOptions& options, const std::stop_token& stop = {},
                          const OnProgress& on_progress = {}) {
        return work_on_bill_run(*town.services, town.vendor, run.id, options, stop,
                                [&](const RunProgress& progress) {
                                    told.push_back(progress);
                                    if (on_progress) on_progress(progress);
                                })
            .value();
    }

    std::vector<Invoice> invoices_of(const CustomerId& customer) {
        return list_invoices(town.server(), customer).value();
    }
    std::vector<Invoice> all_invoices() {
        std::vector<Invoice> all;
        for (const CustomerId& customer : customers) std::ranges::move(invoices_of(customer), std::back_inserter(all));
        return all;
    }
    std::vector<Parked> parked() { return list_parked(town.staff(), Page{}).value(); }

    /// Something is wrong with this customer that no rule expects.
    void poison(const CustomerId& customer) {
        REQUIRE(town.store
                    ->write([&](Transaction& tx) -> Result<void> {
                        Subscription broken = TRY(tx.load_subscription(town.vendor, customer));
                        broken.plan = "discontinued";
                        return tx.save_subscription(town.vendor, broken);
                    })
                    .has_value());
    }
};

inline constexpr RoundOptions kTwoThreads{.threads = 2, .batch = 3, .charge_threads = 2};
inline constexpr RoundOptions kOneThread{.threads = 1, .batch = 3, .charge_threads = 1};

/// Every number of the year, from 1, once: nothing is missing and nothing twice.
inline void check_numbers(const std::vector<Invoice>& invoices) {
    std::set<std::string> numbers;
    for (const Invoice& invoice : invoices) CHECK(numbers.insert(invoice.number).second);
    for (int number = 1; number <= std::ssize(invoices); ++number)
        CHECK(numbers.contains(fmt::format("2026-{:04}", number)));
}

}  // namespace settle::engine_test
