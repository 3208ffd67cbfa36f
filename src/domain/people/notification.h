// What one member is told in the portal.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/id.h"

namespace settle {

struct Notification {
    NotificationId id;
    CustomerId customer;
    MemberId member;          ///< Who is told.
    std::string type;         ///< "code_used", "code_without_seat"
    std::vector<std::pair<std::string, std::string>> data;  ///< What the words need: "name" -> "Ana Ruiz".
    Instant at;
    std::optional<Instant> read_at = {};
};

}  // namespace settle
