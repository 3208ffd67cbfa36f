#include "main/bill_command.h"

#include <signal.h>

#include <cstdio>
#include <thread>

#include "app/renewal/bill_runs.h"
#include "app/renewal/run_due.h"
#include "domain/catalog/staff_role.h"
#include "main/bill_report.h"
#include "main/house.h"
#include "main/serve.h"

namespace settle {
namespace {

constexpr int kRunsShown = 20;
constexpr int kPage = 200;

int complain(const Error& error) {
    if (error.code == ErrorCode::kNotFound) {
        fmt::print(stderr, "settle: there is no {}\n", error.detail);
        return 2;
    }
    fmt::print(stderr, "settle: {}{}\n", text_of(error, "en"), error.detail.empty() ? "" : " (" + error.detail + ")");
    return 2;
}

int complain(const VendorName& vendor, const Error& error) {
    fmt::print(stderr, "settle: {}: {}{}\n", vendor, text_of(error, "en"),
               error.detail.empty() ? "" : " (" + error.detail + ")");
    return 2;
}

int complain(std::string_view what) {
    fmt::print(stderr, "settle: {}\n", what);
    return 2;
}

// Ctrl-C asks for a pause; the slice under way is finished. Signals are blocked in all threads by then.
class Interrupts {
public:
    Interrupts() {
        watcher_ = std::jthread([this](const std::stop_token& over) {
            sigset_t signals;
            sigemptyset(&signals);
            sigaddset(&signals, SIGINT);
            sigaddset(&signals, SIGTERM);
            constexpr timespec kPause{0, 100'000'000};
            while (!over.stop_requested())
                if (sigtimedwait(&signals, nullptr, &kPause) > 0) stop_.request_stop();
        });
    }
    std::stop_token token() { return stop_.get_token(); }

private:
    std::stop_source stop_;
    std::jthread watcher_;
};

class BillCommand {
public:
    BillCommand(const BillArguments& arguments, House& house, RoundOptions options)
        : arguments_(arguments),
          services_(house.services()),
          options_(options),
          output_(arguments.json ? Output::kJson : Output::kWords) {}

    Result<int> run() {
        std::optional<Date> until;
        if (!arguments_.until.empty()) until = TRY(Date::parse(arguments_.until));
        if (!arguments_.pause.empty() || !arguments_.resume.empty()) return change_run();
        if (!arguments_.retry.empty()) return retry();
        int status = 0;
        for (const VendorName& vendor : TRY(vendors())) {
            // What keeps one vendor's run from going on is no reason to leave the others unbilled.
            const auto done = work_for(vendor, until);
            status = std::max(status, done ? *done : complain(vendor, done.error()));
            // What was not begun is left too.
            if (interrupts_.token().stop_requested()) return 1;
        }
        return status;
    }

private:
    // Whoever may read the configuration and the store speaks for the vendor.
    Context staff(const VendorName& vendor) {
        Caller caller;
        caller.vendor = vendor;
        caller.actor = {Actor::Kind::kStaff, kOperatorRole, "operator"};
        return {services_, std::move(caller)};
    }

    Result<int> work_for(const VendorName& vendor, std::optional<Date> until) {
        if (arguments_.dry_run) return foresee(vendor, until);
        if (!arguments_.customer.empty()) return bill_customer(vendor);
        if (arguments_.status) print_runs(vendor, TRY(list_bill_runs(staff(vendor), {{}, kRunsShown})), output_);
        else if (arguments_.parked) TRY_VOID(show_parked(vendor));
        else return bill(vendor, TRY(start_bill_run(staff(vendor), until)));
        return 0;
    }

    Result<std::vector<VendorName>> vendors() {
        if (!arguments_.vendor.empty()) return std::vector{TRY(services_.catalogs.find(arguments_.vendor))->vendor};
        std::vector<VendorName> all;
        for (const auto& catalog : services_.catalogs.all()) all.push_back(catalog->vendor);
        return all;
    }

    // The vendor that knows it. `look` fails for the others, with not_found or what says the same of a customer.
    template <class Look>
    Result<VendorName> vendor_that(Look look) {
        Error unknown(ErrorCode::kNotFound);
        for (const VendorName& vendor : TRY(vendors())) {
            const auto found = look(vendor);
            if (found) return vendor;
            unknown = found.error();
            if (unknown.code != ErrorCode::kNotFound && unknown.code != ErrorCode::kCustomerNotFound) break;
        }
        return fail(std::move(unknown));
    }

    Result<int> change_run() {
        const bool pauses = !arguments_.pause.empty();
        const std::string& id = pauses ? arguments_.pause : arguments_.resume;
        const VendorName vendor =
            TRY(vendor_that([&](const VendorName& each) { return read_bill_run(staff(each), id); }));
        const BillRun run = TRY(pauses ? pause_bill_run(staff(vendor), id) : resume_bill_run(staff(vendor), id));
        if (!pauses) return bill(vendor, run);
        print_runs(vendor, {run}, output_);
        return 0;
    }

    Result<int> bill(const VendorName& vendor, const BillRun& run) {
        ProgressPrinter progress;
        BillRunReport report = TRY(work_on_bill_run(services_, vendor, run.id, options_, interrupts_.token(),
                                                    [&](const RunProgress& now) { progress.show(now); }));
        progress.finish();
        if (report.end == RoundsEnd::kStopped) {
            auto paused = pause_bill_run(staff(vendor), run.id);
            // Another process may have finished it in the same moment.
            const bool is_over = !paused && paused.error().code == ErrorCode::kBillRunOver;
            if (!paused && !is_over) return fail(paused.error());
            report.run = is_over ? TRY(read_bill_run(staff(vendor), run.id)) : *std::move(paused);
            if (!is_over) fmt::print(stderr, "paused; go on with: settle bill --resume {}\n", run.id);
        }
        print_run(vendor, report, output_);
        const bool is_done = report.end == RoundsEnd::kNothingLeft && report.run.state == BillRunState::kDone &&
                             report.run.parked == 0 && report.rounds.parked == 0 && report.charges.failed == 0;
        return is_done ? 0 : 1;
    }

    Result<int> bill_customer(const VendorName& vendor) {
        const CustomerId customer = TRY(CustomerId::parse(arguments_.customer));
        return tell(vendor, customer, run_due(staff(vendor), customer));
    }

    Result<int> retry() {
        const CustomerId customer = TRY(CustomerId::parse(arguments_.retry));
        const VendorName vendor = TRY(vendor_that([&](const VendorName& each) {
            return look_up(services_.store, [&](Transaction& tx) { return tx.load_subscription(each, customer); });
        }));
        return tell(vendor, customer, retry_parked(staff(vendor), customer));
    }

    Result<int> tell(const VendorName& vendor, const CustomerId& customer, const Result<int>& steps) const {
        if (!steps && steps.error().code == ErrorCode::kSubscriptionParked) {
            complain(steps.error());
            return 1;
        }
        print_steps(vendor, customer, TRY(steps));
        return 0;
    }

    void print_steps(const VendorName& vendor, const CustomerId& customer, int steps) const {
        if (output_ == Output::kJson)
            fmt::print("{{\"vendor\":\"{}\",\"customer\":\"{}\",\"steps\":{}}}\n", vendor, customer.str(), steps);
        else fmt::print("{} {}: {} steps\n", vendor, customer.str(), steps);
    }

    Result<void> show_parked(const VendorName& vendor) {
        Page page{{}, kPage};
        while (true) {
            const auto parked = TRY(list_parked(staff(vendor), page));
            print_parked(vendor, parked, output_);
            if (std::ssize(parked) < kPage) return {};
            page.after = parked.back().customer.str();
        }
    }

    Result<int> foresee(const VendorName& vendor, std::optional<Date> until) {
        const auto catalog = TRY(services_.catalogs.find(vendor));
        const Date today = TRY(services_.zones.day_in(catalog->time_zone, services_.clock.now()));
        const auto show = [&](const Invoice& invoice) {
            if (arguments_.list) print_foreseen(vendor, invoice, output_);
        };
        const Date last = until.value_or(today);
        const DryRun foreseen =
            arguments_.customer.empty()
                ? TRY(foresee_bill_run(services_, vendor, last, options_.batch, show))
                : TRY(foresee_customer(services_, vendor, TRY(CustomerId::parse(arguments_.customer)), last, show));
        print_dry_run(vendor, foreseen, output_);
        return foreseen.parked.empty() ? 0 : 1;
    }

    const BillArguments& arguments_;
    Services& services_;
    const RoundOptions options_;
    const Output output_;
    Interrupts interrupts_;
};

// What does not go together is said before anything is opened.
std::string_view contradiction(const BillArguments& given) {
    const int acts = (given.pause.empty() ? 0 : 1) + (given.resume.empty() ? 0 : 1) + (given.retry.empty() ? 0 : 1) +
                     (given.status ? 1 : 0) + (given.parked ? 1 : 0) + (given.dry_run ? 1 : 0);
    if (acts > 1) return "use one of --dry-run, --pause, --resume, --status, --parked and --retry";
    if (given.list && !given.dry_run) return "--list shows what a --dry-run would bill";
    if (acts == 1 && !given.dry_run && !(given.until.empty() && given.customer.empty()))
        return "--until and --customer are for billing and for --dry-run";
    if (!given.customer.empty() && given.vendor.empty()) return "--customer needs its --vendor";
    if (!given.customer.empty() && !given.dry_run && !given.until.empty())
        return "--customer bills all that is due today; --until goes with --dry-run";
    if (acts == 0 && given.until.empty() && given.customer.empty()) return "until which day? --until 2026-12-01";
    return {};
}

}  // namespace

int run_bill(const BillArguments& arguments) {
    if (const auto what = contradiction(arguments); !what.empty()) return complain(what);
    const auto config = read_config(arguments.config);
    if (!config) return complain(config.error());
    block_signals();
    ShiftedClock clock;
    clock.set_ahead_micros(config->bank.clock_ahead_seconds * 1'000'000);
    const auto house = House::open(*config, clock);
    if (!house) return complain(house.error());
    RoundOptions options = round_options(*config);
    if (arguments.threads > 0) options.threads = arguments.threads;
    const auto status = BillCommand(arguments, **house, options).run();
    return status ? *status : complain(status.error());
}

}  // namespace settle
