// The requests that staff look through: which of them, in which order, and how many there are.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/request/request.h"

namespace settle {

enum class RequestGroup : std::uint8_t { kAll, kOpen, kDecided };
/// "all", "open", "decided"
std::string_view name_of(RequestGroup group);

/// newest: those filed last first. urgent: those to be decided first first; only open ones are urgent.
enum class RequestOrder : std::uint8_t { kNewest, kUrgent };

/// Which requests; what is left out does not matter.
struct RequestFilter {
    RequestGroup group = RequestGroup::kAll;
    RequestOrder order = RequestOrder::kNewest;
    std::optional<RequestType> type = {};
    std::optional<std::string> assignee = {};  ///< A staff person; empty: nobody.
    std::optional<Instant> overdue_at = {};    ///< Staff were late with it then.
    CustomerId customer = {};
    std::string search = {};  ///< How the customer's name, or the address of somebody of theirs, begins.
};

/// How many open requests of one type one staff person has; an empty assignee is nobody.
struct RequestCount {
    RequestType type = RequestType::kContact;
    std::string assignee;
    std::int64_t open = 0;
    std::int64_t overdue = 0;
};

/// A filter that a staff person keeps under a name. What it holds is what the address of the queue says:
/// "state" -> "open", "assignee" -> "me" …
struct SavedView {
    SavedViewId id = {};
    std::string staff = {};
    std::string name = {};
    std::vector<std::pair<std::string, std::string>> filter = {};
    Instant created_at = {};
};

/// Somebody a request may be handed to.
struct StaffPerson {
    std::string id;
    std::string email;  ///< Empty for one who only ever came by an operator's link.
};

}  // namespace settle
