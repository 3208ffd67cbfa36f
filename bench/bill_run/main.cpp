// Makes a store full of subscriptions that are due, bills them, and writes the same rows again without computing.
// Prints lines "name value"; bench/bill_run_bench.py puts them together.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "desk.h"
#include "engine/what_if.h"
#include "generate.h"
#include "interactive.h"
#include "measure.h"
#include "run.h"
#include "substrate.h"

namespace settle::bench {
namespace {

struct Arguments {
    std::string store;
    std::string catalog;
    std::int64_t subscriptions = 0;
    bool with_saved_methods = false;
    RoundOptions run;
    bool leave_charges = false;
    int server_pid = 0;
    std::string before;
    std::string target;
    std::int64_t since = 0;
    SubstrateOptions substrate;
    double idle_seconds = 5;
    std::int64_t events = 0;
};

void say(std::string_view name, double value) { fmt::print("{} {:.6g}\n", name, value); }
void say(std::string_view name, std::int64_t value) { fmt::print("{} {}\n", name, value); }

void run_generate(const Arguments& given) {
    Shop shop(given.store, given.catalog);
    generate(shop, given.subscriptions, given.with_saved_methods ? SavedMethods::kEverybody : SavedMethods::kNobody);
}

void run_bill_run(const Arguments& given) {
    Shop shop(given.store, given.catalog);
    Meter meter;
    const double server_before = server_cpu_seconds(given.server_pid);
    meter.start();
    const RoundsReport outcome = bill_everybody(shop, given.run, given.leave_charges ? Charges::kLeft : Charges::kSent);
    meter.stop();
    say("wall_s", meter.wall_seconds());
    say("cpu_s", meter.cpu_seconds());
    say("server_cpu_s", server_cpu_seconds(given.server_pid) - server_before);
    say("rss_mb", peak_rss_mb());
    say("steps", outcome.steps);
    say("invoices", outcome.invoices);
    say("parked", outcome.parked);
}

void run_interactive(const Arguments& given) {
    Shop shop(given.store, given.catalog);
    const auto idle_until = std::chrono::steady_clock::now() + std::chrono::duration<double>(given.idle_seconds);
    const Latencies idle =
        serve_people(shop, given.subscriptions, [&] { return std::chrono::steady_clock::now() >= idle_until; });
    std::atomic<bool> is_over = false;
    RoundsReport outcome;
    std::jthread run([&] {
        outcome = bill_everybody(shop, given.run, Charges::kSent);
        is_over = true;
    });
    const Latencies busy = serve_people(shop, given.subscriptions, [&] { return is_over.load(); });
    run.join();
    for (const auto& [name, latencies] : {std::pair("idle", &idle), std::pair("run", &busy)}) {
        say(fmt::format("{}_read_p50_ms", name), percentile(latencies->reads_ms, 0.5));
        say(fmt::format("{}_read_p99_ms", name), percentile(latencies->reads_ms, 0.99));
        say(fmt::format("{}_write_p50_ms", name), percentile(latencies->writes_ms, 0.5));
        say(fmt::format("{}_write_p99_ms", name), percentile(latencies->writes_ms, 0.99));
        say(fmt::format("{}_reads", name), static_cast<std::int64_t>(latencies->reads_ms.size()));
        say(fmt::format("{}_writes", name), static_cast<std::int64_t>(latencies->writes_ms.size()));
    }
    say("invoices", outcome.invoices);
}

void run_substrate(const Arguments& given) {
    const double server_before = server_cpu_seconds(given.server_pid);
    const SubstrateOutcome outcome = given.before.empty()
                                         ? write_again_postgres(given.store, given.target, given.since, given.substrate)
                                         : write_again_sqlite(given.before, given.store, given.target, given.substrate);
    say("wall_s", outcome.wall_seconds);
    say("cpu_s", outcome.cpu_seconds);
    say("server_cpu_s", server_cpu_seconds(given.server_pid) - server_before);
    say("inserted", outcome.inserted);
    say("updated", outcome.updated);
}

// One cent more for each seat of each plan from today on, for the year to come.
void run_what_if_of_all(const Arguments& given) {
    Shop shop(given.store, given.catalog);
    WhatIf what{.draft = *shop.catalog(), .from = kRunDay, .movement = CatalogMovement::kAtRenewal, .months = 12};
    for (Plan& plan : what.draft.plans)
        for (PlanItem& item : plan.items)
            for (Price& price : item.prices.rows)
                price.unit = UnitPrice(price.unit.scaled_minor() + UnitPrice::kScale, price.unit.currency());
    std::int64_t affected = 0;
    Meter meter;
    meter.start();
    const WhatIfReport report =
        must(run_what_if(
                 shop.context(), what, {.threads = given.run.threads, .batch = given.run.batch}, {},
                 [&](const AffectedCustomer&) { ++affected; }, [](std::int64_t, std::int64_t) {}),
             "what if");
    meter.stop();
    say("wall_s", meter.wall_seconds());
    say("cpu_s", meter.cpu_seconds());
    say("rss_mb", peak_rss_mb());
    say("customers", report.customers);
    say("pay_more", report.pay_more);
    say("affected", affected);
    say("not_foreseen", report.not_foreseen);
}

void run_verify(const Arguments& given) {
    Shop shop(given.store, given.catalog);
    Meter meter;
    meter.start();
    const auto findings = must(shop.store->verify(), "verifying");
    meter.stop();
    say("wall_s", meter.wall_seconds());
    say("rss_mb", peak_rss_mb());
    say("findings", static_cast<std::int64_t>(findings.size()));
    for (const Finding& finding : findings)
        fmt::print(stderr, "{} of {}: {}\n", finding.invariant, finding.subject, finding.what);
}

int run(int argc, char** argv) {
    CLI::App app("Generates, bills and measures stores full of subscriptions that are due.");
    app.require_subcommand(1);
    Arguments given;
    const auto with_catalog = [&](CLI::App* command) {
        command->add_option("store", given.store)->required();
        command->add_option("catalog", given.catalog)->required();
        return command;
    };
    auto* generating = with_catalog(app.add_subcommand("generate", "fill an empty store"));
    generating->add_option("subscriptions", given.subscriptions)->required();
    generating->add_flag("--saved-methods", given.with_saved_methods);
    generating->callback([&] { run_generate(given); });

    auto* years = with_catalog(app.add_subcommand("add-years", "what staff look at, in a store that was billed"));
    years->add_option("subscriptions", given.subscriptions)->required();
    years->add_option("--events", given.events)->required();
    years->callback([&] {
        Shop shop(given.store, given.catalog);
        add_years(shop, given.subscriptions, given.events);
    });

    const auto with_run = [&](CLI::App* command) {
        command->add_option("--threads", given.run.threads);
        command->add_option("--slice", given.run.batch);
        command->add_flag("--leave-charges", given.leave_charges);
        command->add_option("--server-pid", given.server_pid);
        return command;
    };
    with_run(with_catalog(app.add_subcommand("run", "bill everything that is due")))->callback([&] {
        run_bill_run(given);
    });
    auto* interactive =
        with_run(with_catalog(app.add_subcommand("interactive", "people at work, idle and during a run")));
    interactive->add_option("subscriptions", given.subscriptions)->required();
    interactive->add_option("--idle-seconds", given.idle_seconds);
    interactive->callback([&] { run_interactive(given); });

    auto* what_if = with_catalog(app.add_subcommand("what-if", "try dearer seats on everybody for a year"));
    what_if->add_option("--threads", given.run.threads);
    what_if->add_option("--slice", given.run.batch);
    what_if->callback([&] { run_what_if_of_all(given); });

    with_catalog(app.add_subcommand("verify", "check what must always hold"))->callback([&] { run_verify(given); });

    auto* substrate = app.add_subcommand("substrate", "write what a run wrote without computing it");
    substrate->add_option("after", given.store)->required();
    substrate->add_option("target", given.target)->required();
    substrate->add_option("renewals", given.substrate.renewals)->required();
    substrate->add_option("--before", given.before, "SQLite: the store as it was before the run");
    substrate->add_option("--since", given.since, "PostgreSQL: the first transaction of the run");
    substrate->add_option("--per-transaction", given.substrate.per_transaction);
    substrate->add_option("--connections", given.substrate.connections);
    substrate->add_option("--server-pid", given.server_pid);
    substrate->callback([&] { run_substrate(given); });
    CLI11_PARSE(app, argc, argv);
    return 0;
}

}  // namespace
}  // namespace settle::bench

int main(int argc, char** argv) { return settle::bench::run(argc, argv); }
