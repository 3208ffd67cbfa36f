#include "app/requests/requests.h"

#include "app/requests/effect.h"
#include "app/requests/record.h"
#include "domain/catalog/staff_role.h"

namespace settle {
namespace {

constexpr int kTimelineEventsMax = 5000;

// Facts about the failed payment come from our records, not from what the page sends.
Result<void> attach_payment(const Context& context, Transaction& tx, Request& request) {
    if (request.change.empty()) return {};
    const ChangeOrder order = TRY(tx.load_order(context.vendor(), request.customer, request.change));
    request.set = order.wanted;
    request.details.emplace_back("amount", order.due.str());
    request.details.emplace_back("currency", order.due.currency().code());
    const auto attempts = TRY(tx.attempts_of_order(context.vendor(), request.customer, request.change));
    if (attempts.empty()) return {};
    const PaymentAttempt& attempt = attempts.back();
    request.details.emplace_back("time", attempt.created_at.str());
    request.details.emplace_back(
        "reason", attempt.reason_code.empty() ? std::string(name_of(attempt.state)) : attempt.reason_code);
    request.details.emplace_back("method", name_of(attempt.method));
    request.details.emplace_back("last4", attempt.details.last4);
    request.details.emplace_back("attempt", attempt.id.str());
    return {};
}

// What the wish would do if staff accepted it on the day it was filed, so that both sides read the same figures; and
// the rule that left it to them.
Result<void> attach_effect(const Context& context, Transaction& tx, Request& request, Instant now) {
    if (!request.set || !request.change.empty()) return {};
    const auto situation = TRY(load_situation(context, tx, request.customer, now));
    std::ranges::move(TRY(effect_of(situation, *request.set)), std::back_inserter(request.details));
    if (const Code rule = rule_of(situation, *request.set); !rule.empty())
        request.details.emplace_back("effect.rule", rule.str());
    return {};
}

// What is asked for in so many words, or by naming the type.
std::optional<Wanted> asked_for(const NewRequest& wanted, const Subscription& subscription) {
    if (wanted.set) return wanted.set;
    auto wish = wish_of(wanted.type, subscription);
    if (!wish) return std::nullopt;
    wish->from = wanted.from;
    wish->to = wanted.to;
    return wish;
}

}  // namespace

Result<Request> file_request(const Context& context, const NewRequest& wanted) {
    TRY_VOID(may_see(context, wanted.customer));
    TRY_VOID(may(context, *TRY(context.catalog()), Right::kFileRequest));
    if (!wanted.message.empty()) TRY_VOID(check_words(wanted.message, "message"));
    const Instant now = context.with.clock.now();
    Request request;
    request.id = new_id<RequestId>(context.with.ids);
    request.customer = wanted.customer;
    request.type = wanted.type;
    request.message = wanted.message;
    request.change = wanted.change;
    request.author = context.caller.actor;
    request.created_at = now;
    const auto catalog = TRY(context.catalog());
    request.due_at = now.plus_seconds(catalog->request_targets.seconds_of(name_of(wanted.type)));
    return transact(context.with.store, [&](Transaction& tx) -> Result<Request> {
        if (const auto known = TRY(made_before(tx, context)))
            return tx.requests().load(context.vendor(), RequestId(*known));
        const Customer customer = TRY(tx.load_customer(context.vendor(), wanted.customer));
        if (const auto open = TRY(tx.requests().find_open(context.vendor(), wanted.customer, wanted.type)))
            return fail(Error(ErrorCode::kRequestAlreadyOpen)
                            .with("request", open->id.str())
                            .with("date", TRY(context.with.zones.day_in(customer.time_zone, open->created_at)).str()));
        request.set = asked_for(wanted, TRY(tx.load_subscription(context.vendor(), wanted.customer)));
        TRY_VOID(attach_payment(context, tx, request));
        TRY_VOID(attach_effect(context, tx, request, now));
        TRY_VOID(tx.requests().add(context.vendor(), request));
        TRY_VOID(announce_request(context, tx, request, "request.filed", now));
        TRY_VOID(remember_made(tx, context, request.id.str(), now));
        return request;
    });
}

Result<Request> read_request(const Context& context, const RequestId& id) {
    const auto request =
        TRY(look_up(context.with.store, [&](Transaction& tx) { return tx.requests().load(context.vendor(), id); }));
    TRY_VOID(may_see(context, request.customer, ErrorCode::kRequestNotFound));
    return request;
}

Result<std::vector<Request>> list_requests(const Context& context, CustomerId customer, const Page& page) {
    TRY_VOID(may(context, *TRY(context.catalog()), Right::kFileRequest, StaffRight::kReadCustomers));
    if (context.caller.actor.is_member()) customer = context.caller.customer;
    return look_up(context.with.store,
                   [&](Transaction& tx) { return tx.requests().list(context.vendor(), {.customer = customer}, page); });
}

namespace {

// What a customer reads of a request's history. Whom staff handed it to is theirs.
bool is_for(const Caller& caller, const Event& event) {
    return !caller.actor.is_member() || event.type != kRequestAssigned;
}

Result<void> look_at_today(const Context& context, Transaction& tx, RequestView& view, Instant now) {
    const auto situation = TRY(load_situation(context, tx, view.request.customer, now));
    view.present = situation.subscription;
    if (!is_open(view.request.state)) return {};
    // A wish that made sense once may make none any more: then there are no figures for it.
    if (view.request.set && view.request.change.empty())
        if (auto effect = effect_of(situation, *view.request.set)) view.effect_today = *std::move(effect);
    if (!view.proposals.empty() && view.proposals.back().is_open(now))
        if (auto effect = effect_of(situation, view.proposals.back().set)) view.proposal_today = *std::move(effect);
    return {};
}

}  // namespace

Result<RequestView> view_request(const Context& context, const RequestId& id) {
    RequestView view;
    view.now = context.with.clock.now();
    view.request = TRY(read_request(context, id));
    const CustomerId customer = view.request.customer;
    return look_up(context.with.store, [&](Transaction& tx) -> Result<RequestView> {
        RequestStore& store = tx.requests();
        view.messages = TRY(store.messages(context.vendor(), customer, id));
        view.proposals = TRY(store.proposals(context.vendor(), customer, id));
        view.attachments = TRY(store.attachments(context.vendor(), customer, id));
        for (Event& event : TRY(tx.list_events(context.vendor(), customer, 0, kTimelineEventsMax)))
            for (const auto& [name, value] : event.data)
                if (name == "request" && value == id.str() && is_for(context.caller, event)) {
                    view.timeline.push_back(std::move(event));
                    break;
                }
        for (const Member& member : TRY(tx.list_members(context.vendor(), customer)))
            view.names[member.id.str()] = member.full_name().empty() ? member.email : member.full_name();
        view.customer_language = TRY(tx.load_customer(context.vendor(), customer)).language;
        TRY_VOID(look_at_today(context, tx, view, view.now));
        if (context.caller.actor.is_member()) return std::move(view);
        view.notes = TRY(store.notes(context.vendor(), customer, id));
        for (StaffPerson& person : TRY(store.staff(context.vendor())))
            if (!person.email.empty()) view.names[person.id] = std::move(person.email);
        return std::move(view);
    });
}

Result<Request> add_message(const Context& context, const RequestId& id, const std::string& text, Then then) {
    TRY_VOID(may_as_staff(context, StaffRight::kDecideRequests));
    TRY_VOID(check_words(text, "text"));
    const Instant now = context.with.clock.now();
    TRY_VOID(read_request(context, id));
    return transact(context.with.store, [&](Transaction& tx) -> Result<Request> {
        Request request = TRY(tx.requests().load(context.vendor(), id));
        if (TRY(made_before(tx, context))) return request;
        TRY_VOID(check_open(request));
        const bool waits = !context.caller.actor.is_member() && then == Then::kWait;
        request.move_to(waits ? RequestState::kWaitingCustomer : RequestState::kInProgress, now);
        TRY_VOID(tx.requests().add_message(context.vendor(), {id, request.customer, context.caller.actor, text, now}));
        TRY_VOID(tx.requests().save(context.vendor(), request));
        TRY_VOID(announce_request(context, tx, request, "request.message", now));
        TRY_VOID(remember_made(tx, context, id.str(), now));
        return tx.requests().load(context.vendor(), id);
    });
}

bool may_withdraw(const Caller& caller, const Catalog& catalog, const Request& request) {
    if (!is_open(request.state)) return false;
    if (!caller.actor.is_member()) return !request.author.is_member();
    const Role* role = catalog.find_role(caller.actor.role);
    return role != nullptr && role_may(*role, Right::kFileRequest);
}

Result<Request> withdraw_request(const Context& context, const RequestId& id) {
    const auto catalog = TRY(context.catalog());
    TRY_VOID(may(context, *catalog, Right::kFileRequest));
    const Instant now = context.with.clock.now();
    const Request present = TRY(read_request(context, id));
    // Staff decline what a customer asked for, with a reason; taking it back is the customer's.
    if (is_open(present.state) && !may_withdraw(context.caller, *catalog, present))
        return fail(Error(ErrorCode::kRoleRequired)
                        .with("who", catalog->names_of_roles_with(Right::kFileRequest, context.caller.language)));
    return transact(context.with.store, [&](Transaction& tx) -> Result<Request> {
        Request request = TRY(tx.requests().load(context.vendor(), id));
        if (TRY(made_before(tx, context))) return request;
        TRY_VOID(check_open(request));
        TRY_VOID(end_proposal(context, tx, request));
        request.move_to(RequestState::kWithdrawn, now);
        request.decided_at = now;
        TRY_VOID(tx.requests().save(context.vendor(), request));
        TRY_VOID(announce_request(context, tx, request, "request.withdrawn", now));
        TRY_VOID(remember_made(tx, context, id.str(), now));
        return tx.requests().load(context.vendor(), id);
    });
}

}  // namespace settle
