// How staff work through what was asked: whose a request is, what they note about it, and the filters they keep.
#pragma once

#include "app/context.h"
#include "ports/request_store.h"

namespace settle {

/// What the desk's list shows beside the requests themselves.
struct Queue {
    std::vector<Request> requests;
    std::map<std::string, std::string> staff;  ///< Addresses of the people they were handed to, by id.
    Instant now;
};
/// Staff and servers. Fails with staff_required.
Result<Queue> read_queue(const Context& context, const RequestFilter& filter, const Page& page);

struct QueueCounts {
    std::string me;  ///< The caller's id, if they are of the staff.
    std::int64_t open = 0;
    std::int64_t mine = 0;
    std::int64_t nobodys = 0;
    std::int64_t overdue = 0;
    std::vector<std::pair<RequestType, std::int64_t>>
        by_type;  ///< Of the open ones; types that have none are left out.
    /// Whom a request may be handed to, and who looks after one already, with how many: the caller first.
    std::vector<std::pair<StaffPerson, std::int64_t>> by_assignee;
};
/// Fails with staff_required.
Result<QueueCounts> count_queue(const Context& context);

/// Hands it to `assignee`, or to nobody when that is empty. A new one is acknowledged by it, and its customer told.
/// Fails with staff_required, staff_not_found, request_not_found, request_already_decided, and with version_stale when
/// somebody was faster than `version_seen`.
Result<Request> assign_request(const Context& context, const RequestId& id, const std::string& assignee,
                               std::optional<std::int64_t> version_seen);

/// For staff alone. Whoever writes has begun with it. Fails with staff_required, request_not_found, field_required,
/// field_too_long.
Result<Request> add_note(const Context& context, const RequestId& id, const std::string& text);

/// The same customer asked for the same in `of`. Fails with staff_required, request_not_found,
/// request_already_decided, and field_invalid when `of` is not another one of the customer, or is a duplicate itself.
Result<Request> mark_duplicate(const Context& context, const RequestId& id, const RequestId& of);

inline constexpr std::size_t kSavedViewsMax = 20;
inline constexpr std::size_t kSavedViewNameMax = 60;

/// Of the caller. Fails with staff_required.
Result<std::vector<SavedView>> list_views(const Context& context);
/// Fails with staff_required, field_required, field_too_long, saved_views_full.
Result<SavedView> add_view(const Context& context, SavedView view);
/// Fails with staff_required, field_required, field_too_long, not_found.
Result<SavedView> save_view(const Context& context, SavedView view);
/// Fails with staff_required, not_found.
Result<void> remove_view(const Context& context, const SavedViewId& id);

}  // namespace settle
