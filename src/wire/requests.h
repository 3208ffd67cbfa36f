// What is asked of staff, as JSON: for its customer, and with what only staff see.
#pragma once

#include "app/requests/queue.h"
#include "app/requests/requests.h"
#include "wire/json.h"

namespace settle::wire {

/// Who reads a request, and when. Members are told nothing of who looks after it, and by when.
struct RequestReader {
    const Caller& caller;
    const Audience& audience;
    Instant now;
    const std::map<std::string, std::string>& staff;  ///< Addresses of the staff, by id.
};

/// `customer_name` may be empty.
JsonObject json_of(const Request& request, std::string_view customer_name, const RequestReader& reader);
/// The same with what was said, offered and added, and what happened to it.
JsonObject json_of(const RequestView& view, std::string_view customer_name, const Caller& caller,
                   const Audience& audience);
JsonObject json_of(const Attachment& attachment, std::string_view author_name, const Audience& audience);
JsonObject json_of(const QueueCounts& counts);
JsonObject json_of(const SavedView& view);

}  // namespace settle::wire
