// What staff offer instead of what a customer asked for.
#pragma once

#include <string>
#include <string_view>

#include "domain/request/request.h"

namespace settle {

enum class ProposalState : std::uint8_t { kOpen, kAccepted, kRefused, kTakenBack, kExpired };
/// "open", "accepted", "refused", "taken_back", "expired"
std::string_view name_of(ProposalState state);

/// Of a request's proposals the last one may be open: whoever answers names the one they read.
struct Proposal {
    RequestId request;
    CustomerId customer;
    int number = 1;         ///< From 1, per request.
    ProposalState state = ProposalState::kOpen;
    Wanted set;
    std::string text;       ///< Staff's words to the customer.
    std::string by;         ///< The staff person.
    Instant made_at;
    Date until;             ///< The last day on which it can be accepted, where the customer is.
    Instant expires_at;     ///< The end of that day.
    RequestDetails effect;  ///< What it would have done on the day it was made: effect.on, effect.due_now …
    std::string answer = {};  ///< Why it was refused, in the customer's words.

    bool is_open(Instant now) const { return state == ProposalState::kOpen && now < expires_at; }
};

}  // namespace settle
