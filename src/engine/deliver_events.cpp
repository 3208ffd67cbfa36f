#include "engine/deliver_events.h"

#include <algorithm>
#include <span>

#include "base/hash.h"

namespace settle {
namespace {

constexpr std::size_t kFailuresTold = 3;
constexpr std::size_t kFinishedAtOnce = 20;

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
    struct Handed {
        const OutboxEntry* act;
        bool is_delivered;
    };

    void hand_over(const OutboxEntry& act) {
        const Result<void> outcome = act.unreadable ? fail(*act.unreadable) : receiver_.deliver(act);
        handed_.push_back({&act, outcome.has_value()});
        if (!outcome) note(act.customer.str(), outcome.error());
    }

    void finish() {
        if (handed_.empty()) return;
        // Also when nothing was taken: what the receiver holds open is for one round.
        if (const auto kept = receiver_.keep(); !kept) {
            note("keeping what was delivered", kept.error());
            for (Handed& handed : handed_) handed.is_delivered = false;
        }
        // Customers are locked in their order, as everybody does who locks several, and few at a time: they may be
        // in the middle of something.
        std::ranges::sort(handed_, {}, [](const Handed& handed) {
            return std::tuple(std::string_view(handed.act->vendor), handed.act->customer);
        });
        for (std::span<const Handed> left(handed_); !left.empty();) {
            const auto part = left.first(std::min(left.size(), kFinishedAtOnce));
            left = left.subspan(part.size());
            const auto written = store_.write([&](Transaction& tx) { return finish(tx, part); });
            // Nothing is lost by it: when the lease is over, this part is delivered again.
            if (!written) note("the outbox", written.error());
            else
                for (const Handed& handed : part) ++(handed.is_delivered ? report_.delivered : report_.failed);
        }
    }

    Result<void> finish(Transaction& tx, std::span<const Handed> part) const {
        const Instant now = clock_.now();
        for (const auto& [act, is_delivered] : part) {
            if (is_delivered) TRY_VOID(tx.finish_outbox(*act));
            else TRY_VOID(tx.retry_outbox(*act, next_try(*act, act->tries + 1, now, options_.backoff)));
        }
        return {};
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
    std::vector<Handed> handed_;
    DeliveryReport report_;
};

}  // namespace

Instant next_try(const OutboxEntry& act, int failures, Instant now, const Backoff& backoff) {
    return next_try(fmt::format("{}/{}/{}", act.vendor, act.customer.str(), act.sequence), failures, now, backoff);
}

Instant next_try(std::string_view who, int failures, Instant now, const Backoff& backoff) {
    constexpr int kDoublingsMax = 30;
    const std::int64_t wait =
        std::min(backoff.longest_seconds, backoff.first_seconds << std::clamp(failures - 1, 0, kDoublingsMax));
    // Chance that is the same whoever asks: acts differ, and each try of one does.
    const std::string digest = digest_hex(fmt::format("{}/{}", who, failures));
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
