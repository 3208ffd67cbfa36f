// What filing, talking and deciding share: the record of a request.
#pragma once

#include "app/context.h"

namespace settle {

/// Tells both sides that a request was filed, answered, decided or taken back.
Result<void> announce_request(const Context& context, Transaction& tx, const Request& request, std::string type,
                              Instant now);
/// The act that a type of request stands for by itself: a pause, an end, or the end of a pause there is.
std::optional<Wanted> wish_of(RequestType type, const Subscription& subscription);
/// Fails with request_not_found, request_already_decided.
Result<Request> load_open_request(const Context& context, Transaction& tx, const RequestId& id);

}  // namespace settle
