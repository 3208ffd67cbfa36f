// What filing, talking and deciding share: the record of a request.
#pragma once

#include "app/context.h"
#include "ports/request_store.h"

namespace settle {

/// Tells both sides that a request was filed, answered, decided or taken back.
Result<void> announce_request(const Context& context, Transaction& tx, const Request& request, std::string type,
                              Instant now, RequestDetails data = {}, const std::string& reason = {});
/// The act that a type of request stands for by itself: a pause, an end, the end of a pause there is, or that it goes
/// on when its renewal is off.
std::optional<Wanted> wish_of(RequestType type, const Subscription& subscription);
/// Fails with request_already_decided.
Result<void> check_open(const Request& request);
/// Fails with request_not_found, request_already_decided.
Result<Request> load_open_request(const Context& context, Transaction& tx, const RequestId& id);
/// Fails with field_required, field_too_long.
Result<void> check_words(const std::string& text, std::string_view field);

/// The proposal that can still be accepted, if there is one.
Result<std::optional<Proposal>> open_proposal(const Context& context, Transaction& tx, const Request& request);
/// Nobody can accept it any more: the request was decided otherwise, or taken back.
Result<void> end_proposal(const Context& context, Transaction& tx, const Request& request);

}  // namespace settle
