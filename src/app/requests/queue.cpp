#include "app/requests/queue.h"

#include "app/requests/record.h"
#include "app/requests/requests.h"
#include "domain/catalog/staff_role.h"

namespace settle {
namespace {

constexpr std::string_view kAcknowledged = "request.acknowledged";

// Whoever came by an operator's link is no person of the store, but may take what is there.
Result<void> check_staff(const Context& context, Transaction& tx, const std::string& id) {
    if (id.empty() || id == context.caller.actor.id) return {};
    for (const StaffPerson& person : TRY(tx.requests().staff(context.vendor())))
        if (person.id == id) return {};
    return fail(ErrorCode::kStaffNotFound, "assignee");
}

Result<void> hand_over(const Context& context, Transaction& tx, Request request, const std::string& assignee,
                       Instant now) {
    request.assignee = assignee;
    const bool begins = request.state == RequestState::kNew && !assignee.empty();
    if (begins) request.move_to(RequestState::kAcknowledged, now);
    TRY_VOID(tx.requests().save(context.vendor(), request));
    if (begins) TRY_VOID(announce_request(context, tx, request, std::string(kAcknowledged), now));
    return announce_request(context, tx, request, std::string(kRequestAssigned), now, {{"assignee", assignee}});
}

Result<void> check_name(const std::string& name) {
    if (name.empty()) return fail(ErrorCode::kFieldRequired, "name");
    if (count_characters(name) <= kSavedViewNameMax) return {};
    return fail(Error(ErrorCode::kFieldTooLong, "name").with("max", fmt::to_string(kSavedViewNameMax)));
}

}  // namespace

Result<Queue> read_queue(const Context& context, const RequestFilter& filter, const Page& page) {
    TRY_VOID(only_staff(context, StaffRight::kReadCustomers));
    Queue queue;
    queue.now = context.with.clock.now();
    TRY_VOID(context.with.store.read([&](Transaction& tx) -> Result<void> {
        queue.requests = TRY(tx.requests().list(context.vendor(), filter, page));
        for (StaffPerson& person : TRY(tx.requests().staff(context.vendor())))
            queue.staff.emplace(std::move(person.id), std::move(person.email));
        return {};
    }));
    return queue;
}

Result<QueueCounts> count_queue(const Context& context) {
    TRY_VOID(only_staff(context, StaffRight::kReadCustomers));
    const Instant now = context.with.clock.now();
    const std::string& me = context.caller.actor.id;
    std::vector<RequestCount> rows;
    std::vector<StaffPerson> people;
    TRY_VOID(context.with.store.read([&](Transaction& tx) -> Result<void> {
        rows = TRY(tx.requests().count_open(context.vendor(), now));
        people = TRY(tx.requests().staff(context.vendor()));
        return {};
    }));
    QueueCounts counts;
    std::map<RequestType, std::int64_t> by_type;
    std::map<std::string, std::int64_t> by_assignee;
    for (const RequestCount& row : rows) {
        counts.open += row.open;
        counts.overdue += row.overdue;
        if (row.assignee.empty()) counts.nobodys += row.open;
        else by_assignee[row.assignee] += row.open;
        by_type[row.type] += row.open;
    }
    counts.by_type.assign(by_type.begin(), by_type.end());
    if (context.caller.actor.kind == Actor::Kind::kStaff) {
        counts.me = me;
        by_assignee.try_emplace(me, 0);
    }
    for (const StaffPerson& person : people) by_assignee.try_emplace(person.id, 0);
    for (const auto& [id, open] : by_assignee) {
        const auto known = std::ranges::find(people, id, &StaffPerson::id);
        counts.by_assignee.emplace_back(StaffPerson{id, known == people.end() ? std::string() : known->email}, open);
    }
    std::ranges::stable_partition(counts.by_assignee, [&](const auto& each) { return each.first.id == me; });
    if (const auto mine = by_assignee.find(me); mine != by_assignee.end()) counts.mine = mine->second;
    return counts;
}

Result<Request> assign_request(const Context& context, const RequestId& id, const std::string& assignee,
                               std::optional<std::int64_t> version_seen) {
    TRY_VOID(only_staff(context, StaffRight::kDecideRequests));
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<Request> {
        TRY_VOID(check_staff(context, tx, assignee));
        Request request = TRY(load_open_request(context, tx, id));
        // Twice the same is no conflict: the second of two clicks finds what the first did.
        if (request.assignee == assignee) return request;
        if (version_seen && *version_seen != request.version) return fail(ErrorCode::kVersionStale, "If-Match");
        TRY_VOID(hand_over(context, tx, std::move(request), assignee, now));
        return tx.requests().load(context.vendor(), id);
    });
}

Result<Request> add_note(const Context& context, const RequestId& id, const std::string& text) {
    TRY_VOID(only_staff(context, StaffRight::kDecideRequests));
    TRY_VOID(check_words(text, "text"));
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<Request> {
        Request request = TRY(tx.requests().load(context.vendor(), id));
        if (TRY(made_before(tx, context))) return request;
        TRY_VOID(tx.requests().add_note(context.vendor(), {id, request.customer, context.caller.actor, text, now}));
        if (request.state == RequestState::kNew || request.state == RequestState::kAcknowledged) {
            request.move_to(RequestState::kInProgress, now);
            TRY_VOID(tx.requests().save(context.vendor(), request));
        }
        TRY_VOID(remember_made(tx, context, id.str(), now));
        return tx.requests().load(context.vendor(), id);
    });
}

Result<Request> mark_duplicate(const Context& context, const RequestId& id, const RequestId& of) {
    TRY_VOID(only_staff(context, StaffRight::kDecideRequests));
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<Request> {
        Request request = TRY(tx.requests().load(context.vendor(), id));
        if (TRY(made_before(tx, context))) return request;
        TRY_VOID(check_open(request));
        const auto other = tx.requests().load(context.vendor(), of);
        if (!other && other.error().code != ErrorCode::kRequestNotFound) return fail(other.error());
        if (!other || other->id == id || other->customer != request.customer ||
            other->state == RequestState::kDuplicate)
            return fail(Error(ErrorCode::kFieldInvalid, "of").with("expected", "req_…"));
        TRY_VOID(end_proposal(context, tx, request));
        request.move_to(RequestState::kDuplicate, now);
        request.duplicate_of = of;
        request.decided_by = context.caller.actor.id;
        request.decided_at = now;
        TRY_VOID(tx.requests().save(context.vendor(), request));
        TRY_VOID(announce_request(context, tx, request, "request.duplicate", now, {{"duplicate_of", of.str()}}));
        TRY_VOID(remember_made(tx, context, id.str(), now));
        return tx.requests().load(context.vendor(), id);
    });
}

Result<std::vector<SavedView>> list_views(const Context& context) {
    TRY_VOID(only_staff(context, StaffRight::kReadCustomers));
    return look_up(context.with.store,
                   [&](Transaction& tx) { return tx.requests().views(context.vendor(), context.caller.actor.id); });
}

Result<SavedView> add_view(const Context& context, SavedView view) {
    TRY_VOID(only_staff(context, StaffRight::kReadCustomers));
    TRY_VOID(check_name(view.name));
    view.staff = context.caller.actor.id;
    view.id = new_id<SavedViewId>(context.with.ids);
    view.created_at = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<SavedView> {
        const auto kept = TRY(tx.requests().views(context.vendor(), view.staff));
        if (const auto known = TRY(made_before(tx, context)))
            for (const SavedView& each : kept)
                if (each.id.str() == *known) return each;
        if (kept.size() >= kSavedViewsMax)
            return fail(Error(ErrorCode::kSavedViewsFull).with("max", fmt::to_string(kSavedViewsMax)));
        TRY_VOID(tx.requests().add_view(context.vendor(), view));
        TRY_VOID(remember_made(tx, context, view.id.str(), view.created_at));
        return view;
    });
}

Result<SavedView> save_view(const Context& context, SavedView view) {
    TRY_VOID(only_staff(context, StaffRight::kReadCustomers));
    TRY_VOID(check_name(view.name));
    view.staff = context.caller.actor.id;
    return transact(context.with.store, [&](Transaction& tx) -> Result<SavedView> {
        if (!TRY(tx.requests().save_view(context.vendor(), view))) return fail(ErrorCode::kNotFound);
        return view;
    });
}

Result<void> remove_view(const Context& context, const SavedViewId& id) {
    TRY_VOID(only_staff(context, StaffRight::kReadCustomers));
    return context.with.store.write([&](Transaction& tx) -> Result<void> {
        if (!TRY(tx.requests().remove_view(context.vendor(), context.caller.actor.id, id)))
            return fail(ErrorCode::kNotFound);
        return {};
    });
}

}  // namespace settle
