// Hands what happened to whoever is to be told, from the outbox.
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "ports/clock.h"
#include "ports/event_receiver.h"
#include "ports/store.h"

namespace settle {

/// How long a delivery that failed waits: doubled with every failure up to a limit, and moved by chance so that what
/// failed together does not come back together.
struct Backoff {
    std::int64_t first_seconds = 2;
    std::int64_t longest_seconds = 600;
    int jitter_percent = 20;  ///< Up to so much later.
};

struct DeliveryOptions {
    int batch = 200;                  ///< Acts, each of another customer.
    std::int64_t lease_seconds = 60;  ///< Whoever stops in the middle is taken over from after this.
    Backoff backoff = {};
};

struct DeliveryReport {
    int delivered = 0;  ///< Acts.
    int failed = 0;     ///< Acts that were put off.
    /// What went wrong, in a few words each, and is tried again.
    std::vector<std::string> failures;
};

/// When something is tried again that failed `failures` times (from 1) before `now`; `who` tells it from others.
Instant next_try(std::string_view who, int failures, Instant now, const Backoff& backoff);
/// When an act is tried again that failed `failures` times (from 1) before `now`.
Instant next_try(const OutboxEntry& act, int failures, Instant now, const Backoff& backoff);

/// One round: takes a batch, hands it over, and finishes what was kept. A failing act holds back the later ones of its
/// customer, nobody else's. Any number of processes may do this beside each other: the lease keeps them apart. Stopped
/// anywhere, what was not finished is delivered again. Whoever runs it decides how often; a full batch says that there
/// is more.
DeliveryReport deliver_events(Store& store, EventReceiver& receiver, const Clock& clock,
                              const DeliveryOptions& options = {}, const std::stop_token& stop = {});

}  // namespace settle
