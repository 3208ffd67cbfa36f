// Staff's answer to a request, carried out by the same engine as everything else.
#pragma once

#include "app/context.h"
#include "domain/request/request.h"

namespace settle {

enum class Decision : std::uint8_t { kAccept, kDecline };

/// What goes back of what was paid of an invoice, tax included.
struct RefundTerms {
    InvoiceId invoice;
    std::string amount;
};

/// What staff fix when they accept; what is left out is as it was asked for.
struct Verdict {
    Decision decision = Decision::kAccept;
    std::string reason;               ///< Needed to decline, to clear a payment, and to set aside a commitment.
    std::optional<Date> on = {};      ///< The day it takes effect.
    std::optional<Date> from = {};    ///< Of a pause.
    std::optional<Date> to = {};
    std::optional<Wanted> set = {};   ///< Instead of what was asked for.
    std::vector<AgreedLine> lines = {};  ///< Agreed prices, for a plan made to measure.
    std::optional<RefundTerms> refund = {};  ///< For a refund, which cannot be accepted without.
};

/// What a decision on these terms asks of the engine; nothing when it asks for nothing the engine knows.
std::optional<Wanted> wish_to_apply(const Request& request, const Verdict& verdict, const Subscription& now);

/// Staff and servers. Accepting carries out what was asked for, in one transaction with the decision: the
/// request becomes applied; one that asks for nothing the engine knows becomes approved. Accepting a payment
/// problem takes the payment as received: if the provider has it after all, that is settled, else the order is
/// applied as paid on staff's word, with one invoice. Accepting a refund books it as refund_invoice() does, and its
/// credit note is a detail of the request, "credit_note"; a reactivation of what has ended needs `set`. Fails with
/// field_required ("refund", "set"), with what refund_invoice() refuses, staff_required, reason_required,
/// request_already_decided, preview_stale (what was ordered is no longer possible), and with what the rules say
/// even to staff (below_assigned, no_change …); then it stays open.
Result<Request> decide_request(const Context& context, const RequestId& id, const Verdict& verdict);

}  // namespace settle
