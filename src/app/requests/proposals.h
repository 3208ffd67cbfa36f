// What staff offer instead of what was asked for: made, taken back, accepted, refused, or over by itself.
#pragma once

#include "app/requests/decide_request.h"
#include "ports/request_store.h"

namespace settle {

/// The longest that a proposal stays open.
inline constexpr int kProposalDaysMax = 90;

/// Staff and servers. `terms` say what is offered, with the words to the customer as their reason; `until` is the last
/// day on which it can be accepted. Takes the place of an open one. Fails with staff_required, request_not_found,
/// request_already_decided, field_required ("text", and "set" where nothing is offered that the engine knows),
/// date_in_the_past, field_invalid (too far ahead), and with what the rules refuse even to staff.
Result<Request> propose(const Context& context, const RequestId& id, const Verdict& terms, Date until);

/// Staff take it back; the request is theirs again. Fails with staff_required, request_not_found,
/// request_already_decided, proposal_not_open.
Result<Request> take_back_proposal(const Context& context, const RequestId& id);

/// What the customer says to it.
struct ProposalAnswer {
    int number = 0;  ///< Of the proposal that was read.
    enum class Word : std::uint8_t { kAccept, kRefuse } word = Word::kAccept;
    std::string reason = {};
};
/// For the customer. Accepting carries it out at once, in one transaction with the answer, as it comes out at that
/// moment: the request is applied. It takes the right to change the plan, because that is what it does. Fails with
/// role_required, request_not_found, request_already_decided, proposal_not_open (also when another one was made
/// meanwhile), and with what the rules refuse even to staff; then it stays open.
Result<Request> answer_proposal(const Context& context, const RequestId& id, const ProposalAnswer& answer);

/// Ends those whose last day is over: their requests are with staff again, and the customers are told. Answers how
/// many.
Result<int> expire_proposals(const Context& context);

}  // namespace settle
