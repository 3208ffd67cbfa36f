// A change that somebody confirmed: waiting for its payment, applied, or given up.
#pragma once

#include <string>

#include "domain/change/change.h"

namespace settle {

enum class OrderState : std::uint8_t { kAwaitingPayment, kApplied, kFailed, kSuperseded };
/// "awaiting_payment", "applied", "failed", "superseded"
std::string_view name_of(OrderState state);

struct ChangeOrder {
    ChangeId id;
    CustomerId customer;
    SubscriptionId subscription;
    OrderState state = OrderState::kAwaitingPayment;
    Wanted wanted;
    std::string fingerprint;             ///< Of the summary that was read and confirmed.
    Date effective_on;                   ///< The day it was confirmed, even if the bank settles later.
    std::int64_t effective_second = 0;   ///< And how far into it: only prices by the second look at it.
    std::optional<Date> scheduled_on = {};  ///< The day on which a part of it takes effect, if later.
    std::string reason = {};             ///< Why staff did it.
    std::int64_t subscription_version = 0;  ///< The version it was computed on.
    Money due;
    std::string accepted_policy;         ///< Version of the refund policy that was accepted, or empty.
    Actor actor;
    InvoiceId invoice;                   ///< Once applied, if anything was due.
    std::string refusal;                 ///< Once failed: the error code.
    Instant created_at;
};

}  // namespace settle
