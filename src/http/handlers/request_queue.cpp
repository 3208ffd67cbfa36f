// How staff work through what was asked.
#include "app/requests/queue.h"

#include "http/handlers/operations.h"
#include "wire/inputs.h"
#include "wire/requests.h"

namespace settle::http {
namespace {

Answer count_requests(const Call& call) { return reply(wire::json_of(TRY(settle::count_queue(call.context())))); }

Answer assign_request(const Call& call) {
    const RequestId id = TRY(call.request_id());
    TRY(settle::assign_request(call.context(), id, TRY(wire::assignee_from(TRY(call.body()))),
                               TRY(call.version_seen())));
    return reply_request(call, id);
}

Answer add_request_note(const Call& call) {
    const RequestId id = TRY(call.request_id());
    TRY(settle::add_note(call.context(), id, TRY(wire::note_from(TRY(call.body())))));
    return reply_request(call, id);
}

Answer mark_request_duplicate(const Call& call) {
    const RequestId id = TRY(call.request_id());
    TRY(settle::mark_duplicate(call.context(), id, TRY(wire::duplicate_from(TRY(call.body())))));
    return reply_request(call, id);
}

Answer list_request_views(const Call& call) {
    wire::JsonArray views;
    for (const SavedView& view : TRY(settle::list_views(call.context()))) views.push_back(wire::json_of(view));
    return reply_list(std::move(views));
}

Answer add_request_view(const Call& call) {
    return created(wire::json_of(TRY(settle::add_view(call.context(), TRY(wire::saved_view_from(TRY(call.body())))))));
}

// What cannot be the id of a view is none.
Result<SavedViewId> view_id(const Call& call) {
    auto id = SavedViewId::parse(call.param("view"));
    if (!id) return fail(ErrorCode::kNotFound);
    return *std::move(id);
}

Answer save_request_view(const Call& call) {
    SavedView view = TRY(wire::saved_view_from(TRY(call.body())));
    view.id = TRY(view_id(call));
    return reply(wire::json_of(TRY(settle::save_view(call.context(), std::move(view)))));
}

Answer remove_request_view(const Call& call) {
    TRY_VOID(settle::remove_view(call.context(), TRY(view_id(call))));
    return no_content();
}

}  // namespace

std::span<const Handled> request_queue_operations() {
    static constexpr Handled kHandled[] = {
        {"count_requests", count_requests},
        {"assign_request", assign_request},
        {"add_request_note", add_request_note, Repeat::kByKey},
        {"mark_request_duplicate", mark_request_duplicate, Repeat::kByKey},
        {"list_request_views", list_request_views},
        {"add_request_view", add_request_view, Repeat::kByKey},
        {"save_request_view", save_request_view},
        {"remove_request_view", remove_request_view},
    };
    return kHandled;
}

}  // namespace settle::http
