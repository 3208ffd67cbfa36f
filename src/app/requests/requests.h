// Filing what only staff may decide, and deciding it.
#pragma once

#include "app/context.h"

namespace settle {

struct NewRequest {
    CustomerId customer;
    RequestType type = RequestType::kContact;
    std::string message;
    std::optional<Wanted> set;
    ChangeId change;           ///< For a payment problem: the change whose payment did not succeed.
};

/// A payment problem gets amount, time, reason code and last four digits of the attempt from our own
/// records. Fails with role_required, change_not_found, field_too_long.
Result<Request> file_request(const Context& context, const NewRequest& wanted);
Result<Request> read_request(const Context& context, const RequestId& id);
/// Members: their customer's. Staff and servers: `customer`'s, or everybody's when it is empty.
Result<std::vector<Request>> list_requests(const Context& context, CustomerId customer, const Page& page);

enum class Decision : std::uint8_t { kAccept, kDecline };
/// Staff and servers. Accepting a payment problem takes the payment as received: if the provider has it
/// after all, that is settled, else the order is applied as paid on staff's word, with one invoice.
/// Accepting other types marks them approved. Fails with staff_required, reason_required,
/// request_already_decided, preview_stale (what was ordered is no longer possible).
Result<Request> decide_request(const Context& context, const RequestId& id, Decision decision,
                               const std::string& reason);

}  // namespace settle
