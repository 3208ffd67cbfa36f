#include "engine/deliver_events.h"

#include <algorithm>

#include "base/hash.h"

namespace settle {
namespace {

constexpr std::size_t kFailuresTold = 3;

class Round {
public:
    Round(Store& store, EventReceiver& receiver, const Clock& clock, const DeliveryOptions& options)
        : store_(store), receiver_(receiver), clock_(clock), options_(options) {}

    DeliveryReport run(const std::stop_token& stop) {
        const auto taken = transact(store_, [&](Transaction& tx) {
            return tx.claim_outbox(clock_.now(), options_.lease_seconds, options_.batch);
        });
        if (!taken) {
            note("the outbox", taken.error());
            return report_;
        }
        for (const OutboxEntry& act : *taken) {
            // Half of the lease is left for keeping and finishing. Who is not reached waits until it is over.
            if (stop.stop_requested() || clock_.now().plus_seconds(options_.lease_seconds / 2) >= act.leased_until)
                break;
            hand_over(act);
        }
        finish();
        return std::move(report_);
    }

private:
    void hand_over(const OutboxEntry& act) {
        const auto outcome = receiver_.deliver(act);
        if (outcome) return delivered_.push_back(&act);
        failed_.push_back(&act);
        note(act.customer.str(), outcome.error());
    }

    void finish() {
        if (!delivered_.empty()) {
            const auto kept = receiver_.keep();
            if (!kept) {
                note("keeping what was delivered", kept.error());
                std::ranges::move(delivered_, std::back_inserter(failed_));
                delivered_.clear();
            }
        }
        if (delivered_.empty() && failed_.empty()) return;
        const auto written = store_.write([&](Transaction& tx) -> Result<void> {
            for (const OutboxEntry* act : delivered_) TRY_VOID(tx.finish_outbox(*act));
            const Instant now = clock_.now();
            for (const OutboxEntry* act : failed_)
                TRY_VOID(tx.retry_outbox(*act, next_try(*act, act->tries + 1, now, options_.backoff)));
            return {};
        });
        // Nothing is lost by it: when the lease is over, all of it is delivered again.
        if (!written) return note("the outbox", written.error());
        report_.delivered = static_cast<int>(delivered_.size());
        report_.failed = static_cast<int>(failed_.size());
    }

    // A receiver that is away fails for everybody alike: told once, not once per customer.
    void note(std::string_view what, const Error& error) {
        if (report_.failures.size() == kFailuresTold) return;
        const std::string why = error.detail.empty() ? std::string(name_of(error.code)) : error.detail;
        if (std::ranges::any_of(report_.failures, [&](const std::string& told) { return told.ends_with(why); })) return;
        report_.failures.push_back(fmt::format("events: {}: {}", what, why));
    }

    Store& store_;
    EventReceiver& receiver_;
    const Clock& clock_;
    const DeliveryOptions& options_;
    std::vector<const OutboxEntry*> delivered_, failed_;
    DeliveryReport report_;
};

}  // namespace

Instant next_try(const OutboxEntry& act, int failures, Instant now, const Backoff& backoff) {
    constexpr int kDoublingsMax = 30;
    const std::int64_t wait =
        std::min(backoff.longest_seconds, backoff.first_seconds << std::clamp(failures - 1, 0, kDoublingsMax));
    // Chance that is the same whoever asks: acts differ, and each try of one does.
    const std::string digest =
        digest_hex(fmt::format("{}/{}/{}/{}", act.vendor, act.customer.str(), act.sequence, failures));
    constexpr std::int64_t kParts = 0xffff;
    const std::int64_t chance = std::stoll(digest.substr(0, 4), nullptr, 16);
    const std::int64_t longest_jitter = wait * 1'000'000 * backoff.jitter_percent / 100;
    return {now.plus_seconds(wait).micros + longest_jitter / kParts * chance};
}

DeliveryReport deliver_events(Store& store, EventReceiver& receiver, const Clock& clock, const DeliveryOptions& options,
                              const std::stop_token& stop) {
    return Round(store, receiver, clock, options).run(stop);
}

}  // namespace settle
