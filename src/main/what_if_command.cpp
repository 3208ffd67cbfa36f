#include "main/what_if_command.h"

#include <signal.h>

#include <cstdio>
#include <fstream>
#include <thread>

#include "adapters/catalog_yaml/catalog_reader.h"
#include "app/catalog/versions.h"
#include "engine/what_if.h"
#include "domain/catalog/staff_role.h"
#include "main/house.h"
#include "main/progress_line.h"
#include "main/serve.h"
#include "wire/what_if.h"

namespace settle {
namespace {

int complain(const Error& error) {
    fmt::print(stderr, "settle: {}{}\n", text_of(error, "en"), error.detail.empty() ? "" : " (" + error.detail + ")");
    return 2;
}

// Ctrl-C ends it after the slices under way: what was counted by then is told.
class Interrupt {
public:
    Interrupt()
        : watcher_([this](const std::stop_token& over) {
              sigset_t signals;
              sigemptyset(&signals);
              sigaddset(&signals, SIGINT);
              sigaddset(&signals, SIGTERM);
              constexpr timespec kPause{0, 100'000'000};
              while (!over.stop_requested())
                  if (sigtimedwait(&signals, nullptr, &kPause) > 0) stop_.request_stop();
          }) {}
    std::stop_token token() { return stop_.get_token(); }

private:
    std::stop_source stop_;
    std::jthread watcher_;
};

void print_words(const WhatIfReport& report) {
    fmt::print("From {} to {}: {} customers looked at{}\n", report.first_day.str(), report.until.str(),
               report.customers, report.is_whole ? "" : "; it was stopped, so this is not all");
    fmt::print("{:<4} {:<8} {:>16} {:>16} {:>16}\n", "", "month", "net before", "net after", "more");
    for (const auto& [key, sums] : report.months)
        fmt::print("{:<4} {:<8} {:>16} {:>16} {:>16}\n", key.first, key.second, sums.net_before.str(),
                   sums.net_after.str(), (sums.net_after - sums.net_before).str());
    const std::pair<std::string_view, std::int64_t> counts[] = {
        {"pay more", report.pay_more},
        {"pay less", report.pay_less},
        {"can do less by themselves", report.lose_self_service},
        {"can do more by themselves", report.gain_self_service},
        {"have fewer or more units than it allows", report.out_of_limits},
        {"get other terms in a commitment", report.commitments_broken},
        {"are on older terms at the end", report.not_moved},
        {"cannot be foreseen", report.not_foreseen},
    };
    for (const auto& [words, count] : counts) fmt::print("{:>9} {}\n", count, words);
}

Result<Catalog> catalog_wanted(const WhatIfArguments& arguments, const Context& context) {
    if (!arguments.catalog.empty()) return read_catalog_file(arguments.catalog);
    const CatalogVersionId id = TRY(CatalogVersionId::parse(arguments.version));
    return catalog_of_version(context, TRY(read_catalog_version(context, id)).version);
}

Result<int> try_it(const WhatIfArguments& arguments, House& house, int threads) {
    Services& services = house.services();
    const auto in_force = TRY(services.catalogs.find(arguments.vendor));
    // Whoever may read the configuration and the store speaks for the vendor.
    Caller caller;
    caller.vendor = arguments.vendor;
    caller.actor = {Actor::Kind::kStaff, kOperatorRole, "operator"};
    const Context context{services, std::move(caller)};
    const Date today = TRY(services.zones.day_in(in_force->time_zone, services.clock.now()));
    WhatIf what;
    what.draft = TRY(catalog_wanted(arguments, context));
    what.from = arguments.from.empty() ? today : TRY(Date::parse(arguments.from));
    what.movement = TRY(parse_catalog_movement(arguments.movement));
    what.months = arguments.months;
    if (what.draft.vendor != arguments.vendor)
        return fail(Error(ErrorCode::kFieldInvalid, "vendor").with("expected", what.draft.vendor));
    std::ofstream list;
    if (!arguments.list.empty()) {
        list.open(arguments.list, std::ios::binary);
        list << wire::kWhatIfCsvHead;
    }
    Interrupt interrupt;
    ProgressLine progress(arguments.json);
    const WhatIfReport report = TRY(run_what_if(
        context, what, {.threads = threads}, interrupt.token(),
        [&](const AffectedCustomer& customer) {
            if (list.is_open()) list << wire::csv_row(customer);
        },
        [&](std::int64_t done, std::int64_t of) { progress.show("looked at", done, of); }));
    list.flush();
    if (!arguments.list.empty() && !list)
        return fail(
            Error(ErrorCode::kFileMalformed).with("where", arguments.list).with("reason", "it cannot be written"));
    if (arguments.json) fmt::print("{}\n", wire::text_of_json(wire::json_of(report)));
    else print_words(report);
    return report.is_whole ? 0 : 1;
}

}  // namespace

int run_what_if_command(const WhatIfArguments& arguments) {
    if (arguments.version.empty() == arguments.catalog.empty()) {
        fmt::print(stderr, "settle: what is to be tried? --version cat_… or --catalog FILE\n");
        return 2;
    }
    const auto config = read_config(arguments.config);
    if (!config) return complain(config.error());
    block_signals();
    ShiftedClock clock;
    clock.set_ahead_micros(config->bank.clock_ahead_seconds * 1'000'000);
    const auto house = House::open(*config, clock);
    if (!house) return complain(house.error());
    const int threads = arguments.threads > 0 ? arguments.threads : round_options(*config).threads;
    const auto status = try_it(arguments, **house, threads);
    return status ? *status : complain(status.error());
}

}  // namespace settle
