#include "app/requests/requests.h"

#include "app/change/preview_change.h"
#include "app/requests/record.h"

namespace settle {
namespace {

constexpr std::size_t kMessageLengthMax = 5000;
constexpr int kTimelineEventsMax = 5000;

Result<void> check_length(const std::string& text, std::string_view field) {
    if (count_characters(text) <= kMessageLengthMax) return {};
    return fail(Error(ErrorCode::kFieldTooLong, std::string(field)).with("max", fmt::to_string(kMessageLengthMax)));
}

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

// What the wish would do if staff accepted it on the day it was filed: both sides read the same figures.
Result<void> attach_effect(const Context& context, Transaction& tx, Request& request, Instant now) {
    if (!request.set || !request.change.empty()) return {};
    const auto situation = TRY(load_situation(context, tx, request.customer, now));
    const auto accepted = preview_if_accepted(situation.view(), *request.set);
    // What staff have yet to quote has no figures.
    if (!accepted && accepted.error().field == "lines") return {};
    const Preview effect = TRY(accepted);
    if (effect.ruling.refusal) {
        request.details.emplace_back("effect.refused", name_of(effect.ruling.refusal->code));
        return {};
    }
    request.details.emplace_back("effect.on", effect.ruling.on.str());
    request.details.emplace_back("effect.currency", effect.due_now.total.currency().code());
    request.details.emplace_back("effect.due_now", effect.due_now.total.str());
    if (effect.next_invoice.lines.empty()) return {};
    request.details.emplace_back("effect.next_invoice_on", effect.next_invoice_on.str());
    request.details.emplace_back("effect.next_invoice", effect.next_invoice.total.str());
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
    TRY_VOID(check_length(wanted.message, "message"));
    const Instant now = context.with.clock.now();
    Request request;
    request.id = new_id<RequestId>(context.with.ids);
    request.customer = wanted.customer;
    request.type = wanted.type;
    request.message = wanted.message;
    request.change = wanted.change;
    request.author = context.caller.actor;
    request.created_at = now;
    return transact(context.with.store, [&](Transaction& tx) -> Result<Request> {
        if (const auto known = TRY(made_before(tx, context)))
            return tx.load_request(context.vendor(), RequestId(*known));
        const Customer customer = TRY(tx.load_customer(context.vendor(), wanted.customer));
        if (const auto open = TRY(tx.open_request(context.vendor(), wanted.customer, wanted.type)))
            return fail(Error(ErrorCode::kRequestAlreadyOpen)
                            .with("request", open->id.str())
                            .with("date", TRY(context.with.zones.day_in(customer.time_zone, open->created_at)).str()));
        request.set = asked_for(wanted, TRY(tx.load_subscription(context.vendor(), wanted.customer)));
        TRY_VOID(attach_payment(context, tx, request));
        TRY_VOID(attach_effect(context, tx, request, now));
        TRY_VOID(tx.add_request(context.vendor(), request));
        TRY_VOID(announce_request(context, tx, request, "request.filed", now));
        TRY_VOID(remember_made(tx, context, request.id.str(), now));
        return request;
    });
}

Result<Request> read_request(const Context& context, const RequestId& id) {
    const auto request =
        TRY(look_up(context.with.store, [&](Transaction& tx) { return tx.load_request(context.vendor(), id); }));
    if (!may_see(context, request.customer)) return fail(ErrorCode::kRequestNotFound);
    return request;
}

Result<std::vector<Request>> list_requests(const Context& context, CustomerId customer, const Page& page) {
    TRY_VOID(may(context, *TRY(context.catalog()), Right::kFileRequest));
    if (context.caller.actor.is_member()) customer = context.caller.customer;
    return look_up(context.with.store,
                   [&](Transaction& tx) { return tx.list_requests(context.vendor(), customer, page); });
}

Result<RequestView> view_request(const Context& context, const RequestId& id) {
    RequestView view{TRY(read_request(context, id)), {}, {}};
    return look_up(context.with.store, [&](Transaction& tx) -> Result<RequestView> {
        const CustomerId& customer = view.request.customer;
        view.messages = TRY(tx.list_request_messages(context.vendor(), customer, id));
        for (Event& event : TRY(tx.list_events(context.vendor(), customer, 0, kTimelineEventsMax)))
            for (const auto& [name, value] : event.data)
                if (name == "request" && value == id.str()) {
                    view.timeline.push_back(std::move(event));
                    break;
                }
        for (const Member& member : TRY(tx.list_members(context.vendor(), customer)))
            view.names[member.id.str()] = member.full_name().empty() ? member.email : member.full_name();
        return std::move(view);
    });
}

Result<Request> add_message(const Context& context, const RequestId& id, const std::string& text) {
    if (text.empty()) return fail(ErrorCode::kFieldRequired, "text");
    TRY_VOID(check_length(text, "text"));
    const Instant now = context.with.clock.now();
    TRY_VOID(read_request(context, id));
    return transact(context.with.store, [&](Transaction& tx) -> Result<Request> {
        if (TRY(made_before(tx, context))) return tx.load_request(context.vendor(), id);
        Request request = TRY(load_open_request(context, tx, id));
        request.state = context.caller.actor.is_member() ? RequestState::kInProgress : RequestState::kWaitingCustomer;
        TRY_VOID(tx.add_request_message(context.vendor(), {id, request.customer, context.caller.actor, text, now}));
        TRY_VOID(tx.save_request(context.vendor(), request));
        TRY_VOID(announce_request(context, tx, request, "request.message", now));
        TRY_VOID(remember_made(tx, context, id.str(), now));
        return tx.load_request(context.vendor(), id);
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
        if (TRY(made_before(tx, context))) return tx.load_request(context.vendor(), id);
        Request request = TRY(load_open_request(context, tx, id));
        request.state = RequestState::kWithdrawn;
        request.decided_at = now;
        TRY_VOID(tx.save_request(context.vendor(), request));
        TRY_VOID(announce_request(context, tx, request, "request.withdrawn", now));
        TRY_VOID(remember_made(tx, context, id.str(), now));
        return tx.load_request(context.vendor(), id);
    });
}

}  // namespace settle
