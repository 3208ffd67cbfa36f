#include "app/change/confirm_change.h"

#include "app/change/apply_order.h"
#include "app/change/payment_choice.h"
#include "app/customer/block.h"
#include "app/payment/collect_payment.h"
#include "app/people/people_list.h"
#include "app/renewal/run_due.h"
#include "domain/catalog/staff_role.h"

namespace settle {
namespace {

// Another order waits for its payment and has to give way first, outside of any transaction.
struct InTheWay {
    ChangeOrder order;
};
using Decided = std::variant<ChangeId, RefusedChange, StaleChange, InTheWay>;

constexpr int kEventsLookedAt = 20;

bool provisions(const Context& context, const Confirmation& confirmation) {
    return !context.caller.actor.is_member() && confirmation.pay_with == name_of(MethodKind::kTransfer);
}

// Staff and servers that provision act with staff's authority: what a rule leaves to staff is theirs.
Context with_authority(const Context& context, const Confirmation& confirmation) {
    Context result = context;
    result.caller.actor.provisions = provisions(context, confirmation);
    return result;
}

Result<void> check_buyer(const Context& context, const LoadedSituation& situation, const Confirmation& confirmation,
                         const Preview& preview) {
    const Catalog& catalog = *situation.catalog;
    // A vendor's own server vouches for the data it sends; a person fills in the form.
    if (!context.caller.actor.is_member() || preview.due_now.lines.empty()) return {};
    const auto missing = situation.customer.billing->missing_fields();
    if (!missing.empty())
        return fail(Error(ErrorCode::kBillingInformationRequired, "billing." + missing.front())
                        .with("fields", fmt::format("{}", fmt::join(missing, ", "))));
    if (preview.is_first_order && confirmation.accepted_policy != catalog.refund_policy_version)
        return fail(
            Error(ErrorCode::kPolicyNotAccepted, "accepted_policy").with("version", catalog.refund_policy_version));
    return {};
}

Result<void> start_attempt(const Context& context, Transaction& tx, const ChangeOrder& order,
                           const PaymentChoice& choice) {
    PaymentAttempt attempt{.amount = order.due};
    attempt.id = new_id<PaymentAttemptId>(context.with.ids);
    attempt.customer = order.customer;
    attempt.change = order.id;
    attempt.method = choice.kind;
    attempt.saved_method = choice.saved;
    attempt.return_url =
        return_address(context.with.settings, choice.return_url, "/portal/checkout/return", "change=" + order.id.str());
    attempt.created_at = order.created_at;
    return tx.add_attempt(context.vendor(), attempt);
}

bool brings_a_list(const Context& context, const Confirmation& confirmation) {
    return confirmation.with_list && !context.caller.member.empty();
}

Result<ChangeId> carry_out(const Context& context, Transaction& tx, const LoadedSituation& situation,
                           const Confirmation& confirmation, const ReadPreview& fresh,
                           const std::optional<PaymentChoice>& choice) {
    ChangeOrder order = new_order(context, situation, fresh.preview, confirmation.set, fresh.fingerprint);
    order.reason = confirmation.reason;
    order.accepted_policy = confirmation.accepted_policy;
    const bool free_of_charge = !choice.has_value();
    TRY_VOID(tx.add_order(context.vendor(), order));
    TRY_VOID(remember_made(tx, context, order.id.str(), situation.now));
    // Refused before the money, not after it.
    if (brings_a_list(context, confirmation))
        TRY_VOID(claim_list(context, tx, *situation.catalog, fresh.preview.after, order.id));
    if (free_of_charge || choice->kind == MethodKind::kTransfer) {
        const auto how = free_of_charge ? Settlement::How::kPaid : Settlement::How::kOpen;
        TRY_VOID(apply_order(context, tx, situation, fresh.preview, order,
                             {how, std::string(name_of(MethodKind::kTransfer)), {}}));
        return order.id;
    }
    TRY_VOID(start_attempt(context, tx, order, *choice));
    Event event = new_event(context, order.customer, "change.confirmed", situation.now);
    event.data = {{"change", order.id.str()}, {"due", order.due.str()}, {"fingerprint", order.fingerprint}};
    TRY_VOID(tx.add_event(context.vendor(), std::move(event)));
    return order.id;
}

// A price by the second is that of the moment it was read, for a while: nobody confirms within the second.
Result<void> as_it_was_priced(const Context& context, LoadedSituation& loaded, const Confirmation& confirmation,
                              Instant now) {
    constexpr std::int64_t kHoldsSeconds = 15 * 60;
    const auto& at = confirmation.priced_at;
    if (!at || *at > now || at->plus_seconds(kHoldsSeconds) < now) return {};
    const Date day = TRY(context.with.zones.day_in(loaded.customer.time_zone, *at));
    if (day != loaded.today) return {};
    loaded.second = TRY(second_of_day(context, loaded.customer.time_zone, day, *at));
    return {};
}

// What changed since it was read and, when it was the subscription, who did it.
Result<StaleChange> explain_stale(const Context& context, Transaction& tx, const Confirmation& confirmation,
                                  ReadPreview fresh) {
    StaleChange stale{std::move(fresh), {}, {}};
    stale.changed = what_changed(confirmation.fingerprint, stale.preview.fingerprint);
    if (std::ranges::find(stale.changed, "subscription") == stale.changed.end()) return stale;
    for (Event& event : TRY(tx.latest_events(context.vendor(), confirmation.customer, kEventsLookedAt)))
        if (event.type.starts_with("subscription.")) {
            stale.changed_by_name = TRY(name_of_actor(context, tx, confirmation.customer, event.actor));
            stale.changed_by = std::move(event);
            break;
        }
    return stale;
}

Result<std::optional<PaymentAttempt>> latest_attempt(const Context& context, Transaction& tx,
                                                     const ChangeOrder& order) {
    auto attempts = TRY(tx.attempts_of_order(context.vendor(), order.customer, order.id));
    if (attempts.empty()) return std::optional<PaymentAttempt>();
    return std::optional<PaymentAttempt>(std::move(attempts.back()));
}

// Whoever may order may also finish or give up what was ordered.
Result<void> may_order(const Context& context) {
    const auto catalog = TRY(context.catalog());
    for (const Right right : {Right::kSubscribe, Right::kChangePlan})
        if (may(context, *catalog, right)) return {};
    return may(context, *catalog, Right::kChangeQuantities);
}

// Whether a payment is under way by another method than the one chosen now.
Result<bool> pays_otherwise(const Context& context, Transaction& tx, const ChangeOrder& order,
                            const std::string& pay_with) {
    if (order.state != OrderState::kAwaitingPayment || pay_with.empty()) return false;
    const auto attempt = TRY(latest_attempt(context, tx, order));
    if (!attempt) return false;
    return pay_with !=
           (attempt->saved_method.empty() ? std::string(name_of(attempt->method)) : attempt->saved_method.str());
}

// Whoever went back from the bank's page and listed somebody more confirms the same order again.
Result<void> claim_listed_too(const Context& context, Transaction& tx, const Confirmation& confirmation,
                              const ChangeOrder& order, Instant now) {
    const auto loaded = TRY(load_situation(context, tx, confirmation.customer, now));
    const Preview preview = TRY(preview_change(loaded.view(), order.wanted));
    return claim_list(context, tx, *loaded.catalog, preview.after, order.id);
}

Result<Decided> decide(const Context& context, Transaction& tx, const Confirmation& confirmation, Instant now) {
    const VendorName& vendor = context.vendor();
    TRY(tx.load_customer(vendor, confirmation.customer));
    if (const auto known = TRY(made_before(tx, context))) return Decided(ChangeId(*known));
    if (!confirmation.fingerprint.empty())
        if (auto same = TRY(tx.order_of_fingerprint(vendor, confirmation.customer, confirmation.fingerprint))) {
            const bool is_other_payment = TRY(pays_otherwise(context, tx, *same, confirmation.pay_with));
            // Whoever it is not, or is in another role since, is judged first.
            if (is_other_payment && same->actor == context.caller.actor) return Decided(InTheWay{*std::move(same)});
            if (!is_other_payment) {
                TRY_VOID(may_order(context));
                const bool waits = same->state == OrderState::kAwaitingPayment;
                if (waits && same->actor == context.caller.actor && brings_a_list(context, confirmation))
                    TRY_VOID(claim_listed_too(context, tx, confirmation, *same, now));
                TRY_VOID(remember_made(tx, context, same->id.str(), now));
                return Decided(same->id);
            }
        }
    auto loaded = TRY(load_situation(context, tx, confirmation.customer, now));
    TRY_VOID(as_it_was_priced(context, loaded, confirmation, now));
    if (confirmation.version_seen && *confirmation.version_seen != loaded.subscription.version)
        return fail(ErrorCode::kVersionStale, "If-Match");
    Preview preview = TRY(preview_change(loaded.view(), confirmation.set));
    std::string fingerprint = fingerprint_of(preview, loaded.view(), confirmation.set);
    ReadPreview fresh{std::move(loaded), std::move(preview), std::move(fingerprint)};
    const LoadedSituation& situation = fresh.situation;
    if (fresh.preview.ruling.refusal) {
        TRY_VOID(name_who_may(tx, situation, fresh.preview.ruling));
        return Decided(RefusedChange{std::move(fresh)});
    }
    if (confirmation.fingerprint.empty() && !provisions(context, confirmation))
        return fail(ErrorCode::kFingerprintRequired, "fingerprint");
    if (!confirmation.fingerprint.empty() && confirmation.fingerprint != fresh.fingerprint)
        return Decided(TRY(explain_stale(context, tx, confirmation, std::move(fresh))));
    TRY_VOID(may_set_aside(context, fresh.preview, confirmation.reason));
    TRY_VOID(check_buyer(context, situation, confirmation, fresh.preview));
    std::optional<PaymentChoice> choice;
    if (fresh.preview.to_pay.is_positive())
        choice = TRY(choose_payment(context, tx, *situation.catalog,
                                    {confirmation.customer, confirmation.pay_with, confirmation.return_url}));
    // Only a confirmation that will be carried out may end another one.
    if (auto open = TRY(tx.open_order(vendor, confirmation.customer))) return Decided(InTheWay{*std::move(open)});
    return Decided(TRY(carry_out(context, tx, situation, confirmation, fresh, choice)));
}

// An order that waits gives way: its payment is stopped, unless it has come in already.
Result<void> clear_the_way(const Context& context, const ChangeOrder& order) {
    const auto attempt =
        TRY(look_up(context.with.store, [&](Transaction& tx) { return latest_attempt(context, tx, order); }));
    if (attempt) TRY_VOID(cancel_payment(context, *attempt));
    return context.with.store.write([&](Transaction& tx) -> Result<void> {
        ChangeOrder present = TRY(tx.load_order(context.vendor(), order.customer, order.id));
        if (present.state == OrderState::kApplied) return {};
        present.state = OrderState::kSuperseded;
        return tx.save_order(context.vendor(), present);
    });
}

// Sends what may not be with the provider yet. Its key makes a second sending harmless.
Result<void> move_on(const Context& context, const ConfirmedChange& change) {
    const bool unsent = change.order.state == OrderState::kAwaitingPayment && change.attempt &&
                        change.attempt->state == AttemptState::kIntent;
    if (unsent) TRY_VOID(collect_payment(context, *change.attempt));
    return {};
}

// Nobody but staff does anything for a customer that staff shut out.
Result<void> may_buy(const Context& context, const CustomerId& customer) {
    if (context.caller.actor.kind == Actor::Kind::kStaff) return {};
    return context.with.store.read([&](Transaction& tx) {
        return must_not_be_blocked(context.with, tx, context.vendor(), customer, context.caller.language);
    });
}

}  // namespace

Result<ConfirmAnswer> confirm_change(const Context& caller_context, const Confirmation& confirmation) {
    TRY_VOID(may_see(caller_context, confirmation.customer));
    TRY_VOID(may_as_staff(caller_context, StaffRight::kChangeSubscriptions));
    TRY_VOID(may_buy(caller_context, confirmation.customer));
    const Context context = with_authority(caller_context, confirmation);
    const Instant now = context.with.clock.now();
    // Each round either decides or gets one other order out of the way; a customer with that many
    // open pages has to wait.
    for (int round = 0; round < 4; ++round) {
        auto decided =
            TRY(transact(context.with.store, [&](Transaction& tx) { return decide(context, tx, confirmation, now); }));
        if (auto* refused = std::get_if<RefusedChange>(&decided)) return ConfirmAnswer(std::move(*refused));
        if (auto* stale = std::get_if<StaleChange>(&decided)) return ConfirmAnswer(std::move(*stale));
        if (const auto* other = std::get_if<InTheWay>(&decided)) {
            TRY_VOID(clear_the_way(context, other->order));
            continue;
        }
        const ChangeId id = std::get<ChangeId>(decided);
        TRY_VOID(move_on(context, TRY(read_change(context, confirmation.customer, id))));
        // What takes effect today by its own date, such as the end of a pause, does so now. It falls due by itself, so
        // the engine does it; what keeps it from it is met and told again in its next round, and what was confirmed
        // stands.
        if (confirmation.set.act)
            static_cast<void>(run_due(engine_context(context.with, context.vendor()), confirmation.customer));
        return ConfirmAnswer(TRY(read_change(context, confirmation.customer, id)));
    }
    return fail(ErrorCode::kPaymentInProgress);
}

Result<ConfirmedChange> read_change(const Context& context, const CustomerId& customer, const ChangeId& change) {
    TRY_VOID(may_see(context, customer));
    TRY_VOID(may(context, *TRY(context.catalog()), Right::kViewSubscription));
    return look_up(context.with.store, [&](Transaction& tx) -> Result<ConfirmedChange> {
        ConfirmedChange result{TRY(tx.load_order(context.vendor(), customer, change)), {}, {}, false};
        result.attempt = TRY(latest_attempt(context, tx, result.order));
        if (!result.order.invoice.empty())
            result.invoice = TRY(tx.load_invoice(context.vendor(), result.order.invoice));
        result.scheduled = result.order.state == OrderState::kApplied && result.order.invoice.empty() &&
                           result.order.scheduled_on.has_value();
        return result;
    });
}

Result<ConfirmedChange> refresh_change(const Context& context, const CustomerId& customer, const ChangeId& change) {
    TRY_VOID(may_see(context, customer));
    TRY_VOID(may_order(context));
    const auto present = TRY(read_change(context, customer, change));
    if (present.attempt) {
        // A provider that does not answer now leaves the change as it is: still being confirmed.
        const auto refreshed = refresh_payment(context, *present.attempt);
        if (!refreshed && refreshed.error().code != ErrorCode::kGatewayUnavailable) return fail(refreshed.error());
    }
    return read_change(context, customer, change);
}

Result<ConfirmedChange> cancel_change(const Context& context, const CustomerId& customer, const ChangeId& change) {
    TRY_VOID(may_see(context, customer));
    TRY_VOID(may_order(context));
    const auto present = TRY(read_change(context, customer, change));
    if (present.attempt) TRY_VOID(cancel_payment(context, *present.attempt));
    return read_change(context, customer, change);
}

}  // namespace settle
