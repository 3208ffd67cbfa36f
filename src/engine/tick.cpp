#include "engine/tick.h"

#include "app/catalog/versions.h"
#include "app/customer/tax_numbers.h"
#include "app/numbers/keep_subscription.h"
#include "app/people/invitations.h"
#include "app/renewal/bill_runs.h"
#include "app/requests/proposals.h"
#include "engine/bill_run.h"

namespace settle {
namespace {

// What is written in one transaction while others wait for their turn, and how often in a round.
constexpr int kCustomersAtOnce = 100;
constexpr int kDocumentsAtOnce = 2'000;
constexpr int kTurns = 50;

class Round {
public:
    Round(Services& services, const Catalog& catalog, const RoundOptions& options, const std::stop_token& stop,
          Reach reach, RecoveryPlace& recovered, TickReport& report)
        : services_(services),
          catalog_(catalog),
          context_(engine_context(services, catalog.vendor)),
          options_(options),
          stop_(stop),
          reach_(reach),
          recovered_(recovered),
          report_(report) {}

    void look_after() {
        if (const auto expired = expire_invitations(context_); !expired) note(expired.error());
        if (const auto expired = expire_proposals(context_); !expired) note(expired.error());
        if (const auto checked = recheck_tax_numbers(context_); !checked) note(checked.error());
        count(count_customers, kCustomersAtOnce);
        count(count_documents, kDocumentsAtOnce);
        auto recovery = recover_payments(context_, {}, recovered_);
        if (!recovery) return note(recovery.error());
        report_.payments_settled += recovery->finished;
        std::ranges::move(recovery->failures, std::back_inserter(report_.failures));
        const auto run =
            look_up(services_.store, [&](Transaction& tx) { return unfinished_bill_run(tx, catalog_.vendor); });
        if (!run) return note(run.error());
        if (!*run) return take_due();
        if ((*run)->state == BillRunState::kRunning) work_on(**run);
    }

private:
    /// Goes on at the next round where there is more: nobody who is billed waits for figures.
    void count(Result<bool> (*some)(const Context&, int), int at_once) {
        for (int turn = 0; turn < kTurns && !stop_.stop_requested(); ++turn) {
            const auto more = some(context_, at_once);
            if (!more) return note(more.error());
            if (!*more) return;
        }
    }

    void take_due() {
        // Zones east of the vendor's are a day ahead at most; decide_due looks at each customer's own zone.
        const auto today = services_.zones.day_in(catalog_.time_zone, services_.clock.now());
        if (!today) return note(today.error());
        const Date until = reach_ == Reach::kTomorrow ? today->plus_days(1) : *today;
        ChargesReport charges;
        note(take_due_and_charge(
            context_, {catalog_.vendor, until, {}}, options_, stop_, [](const SliceReport&) {}, charges));
        note(charges);
    }

    void work_on(const BillRun& run) {
        const auto done =
            work_on_bill_run(services_, catalog_.vendor, run.id, options_, stop_, [](const RunProgress&) {});
        if (!done) return note(done.error());
        note(done->rounds);
        note(done->charges);
    }

    void note(const RoundsReport& rounds) {
        report_.steps_taken += static_cast<int>(rounds.steps);
        if (rounds.parked > 0)
            report_.failures.push_back(
                fmt::format("{}: {} parked, for staff to look at", catalog_.vendor, rounds.parked));
        for (const std::string& failure : rounds.failures) note(failure);
    }
    void note(const ChargesReport& charges) {
        for (const std::string& failure : charges.failures) note(failure);
    }
    void note(const Error& error) { note(name_of(error.code)); }
    void note(std::string_view what) { report_.failures.push_back(fmt::format("{}: {}", catalog_.vendor, what)); }

    Services& services_;
    const Catalog& catalog_;
    const Context context_;
    const RoundOptions& options_;
    const std::stop_token& stop_;
    const Reach reach_;
    RecoveryPlace& recovered_;
    TickReport& report_;
};

// What others published is known before anything is decided by it.
Result<void> keep_catalogs(Services& services, const VendorName& vendor, TickMemory& memory) {
    if (!memory.taken_in.contains(vendor)) TRY_VOID(take_in_installed(services, vendor));
    memory.taken_in.insert(vendor);
    return refresh_catalogs(services, vendor);
}

}  // namespace

TickReport tick(Services& services, const RoundOptions& options, const std::stop_token& stop, Reach reach,
                TickMemory* memory) {
    TickReport report;
    TickMemory of_this_round;
    if (memory == nullptr) memory = &of_this_round;
    for (const auto& catalog : services.catalogs.all()) {
        if (stop.stop_requested()) break;
        if (const auto kept = keep_catalogs(services, catalog->vendor, *memory); !kept)
            report.failures.push_back(fmt::format("{}: {}", catalog->vendor, text_of(kept.error(), "en")));
        Round(services, *catalog, options, stop, reach, memory->recovered[catalog->vendor], report).look_after();
    }
    return report;
}

}  // namespace settle
