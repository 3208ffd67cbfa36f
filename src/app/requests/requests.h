// Filing what only staff may decide, talking about it, and taking it back.
#pragma once

#include <map>

#include "app/context.h"
#include "ports/request_store.h"

namespace settle {

struct NewRequest {
    CustomerId customer;
    RequestType type = RequestType::kContact;
    std::string message;
    std::optional<Wanted> set;
    ChangeId change = {};      ///< For a payment problem: the change whose payment did not succeed.
    std::optional<Date> from = {};  ///< Of a pause: when it should begin, and
    std::optional<Date> to = {};    ///< the first day after it.
};

/// A payment problem gets amount, time, reason code and last four digits of the attempt from our own
/// records; a wish gets what it would do if staff accepted it today. Fails with role_required, change_not_found,
/// field_too_long, request_already_open, and with what makes no sense in the wish.
Result<Request> file_request(const Context& context, const NewRequest& wanted);
Result<Request> read_request(const Context& context, const RequestId& id);
/// Members: their customer's. Staff and servers: `customer`'s, or everybody's when it is empty.
Result<std::vector<Request>> list_requests(const Context& context, CustomerId customer, const Page& page);

/// Whom staff handed a request to is no news for its customer.
inline constexpr std::string_view kRequestAssigned = "request.assigned";

/// A request with what was said about it and what happened to it.
struct RequestView {
    Request request = {};
    Instant now = {};
    std::vector<RequestMessage> messages = {};
    std::vector<RequestNote> notes = {};  ///< Empty for members, always.
    std::vector<Proposal> proposals = {};  ///< Oldest first; only the last may be open.
    std::vector<Attachment> attachments = {};
    std::vector<Event> timeline = {};   ///< Oldest first.
    std::map<std::string, std::string> names = {};  ///< Of the customer's people, and for staff of staff, by id.
    std::string customer_language = {};
    std::optional<Subscription> present = {};  ///< As it is now.
    RequestDetails effect_today = {};    ///< Of the wish, while the request is open.
    RequestDetails proposal_today = {};  ///< Of the open proposal.
};
/// Fails with request_not_found.
Result<RequestView> view_request(const Context& context, const RequestId& id);

/// What staff's words leave the request in: waiting for the customer, or with staff.
enum class Then : std::uint8_t { kWait, kGoOn };
/// Either side; the other is told. The customer's word takes it up again whatever is said of `then`. Fails with
/// request_not_found, request_already_decided, field_required, field_too_long.
Result<Request> add_message(const Context& context, const RequestId& id, const std::string& text, Then then);
/// Whether the caller may take it back: the side that filed it may, while it is open.
bool may_withdraw(const Caller& caller, const Catalog& catalog, const Request& request);
/// Who filed it no longer wants it. Fails with request_not_found, request_already_decided, role_required.
Result<Request> withdraw_request(const Context& context, const RequestId& id);

}  // namespace settle
