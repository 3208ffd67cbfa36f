// A subscription, the summary of a change, and a confirmed change as JSON.
#pragma once

#include "app/access/read.h"
#include "domain/entitlement/entitlement.h"
#include "wire/json.h"

namespace settle::wire {

/// What the customer has, what comes, and what the caller may do about it.
JsonObject json_of(const SubscriptionView& subscription, const Audience& audience);

/// The summary of what `wanted` does. Refused: amounts and the situation after are null.
JsonObject json_of(const ReadPreview& read, const Wanted& wanted, const Audience& audience);
/// Who did something; `name` is empty for staff and servers, who go by their team.
JsonObject json_of_author(const Actor& actor, std::string_view name, const Audience& audience);
/// Who changed something since it was read, {name, at, type}.
JsonObject json_of_changed_by(const Event& event, std::string_view name, const Audience& audience);
/// The request staff could be sent instead, {type, set}, or null when the ruling offers none.
JsonValue json_of_request_offered(const Ruling& ruling, const Wanted& wanted);

/// Where a confirmed change stands, in one word: applied, scheduled, awaiting_customer, processing,
/// payment_failed, superseded.
std::string_view outcome_of(const ConfirmedChange& change);
/// Why a failed change failed, in the reader's words.
Error refusal_of(const ConfirmedChange& change, const Audience& audience);
JsonObject json_of(const ConfirmedChange& change, const Audience& audience);

JsonObject json_of(const Entitlements& entitlements);

}  // namespace settle::wire
