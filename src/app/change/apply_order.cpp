#include "app/change/apply_order.h"

#include "app/billing/issue_invoice.h"
#include "app/numbers/keep_subscription.h"
#include "app/people/people_list.h"

namespace settle {
namespace {

void add_change(Event& event, const Subscription& before, const Subscription& after) {
    const auto note = [&](std::string name, std::string_view old_value, std::string_view new_value) {
        if (old_value == new_value) return;
        event.data.emplace_back(name + ".before", old_value);
        event.data.emplace_back(name + ".after", new_value);
    };
    note("state", name_of(before.state), name_of(after.state));
    note("plan", before.plan.view(), after.plan.view());
    note("cycle", name_of(before.cycle), name_of(after.cycle));
    for (const auto& [item, count] : after.quantities)
        note("quantities." + item.str(), fmt::to_string(before.quantities.of(item)), fmt::to_string(count));
    for (const auto& [item, count] : before.quantities)
        if (!after.quantities.has(item)) note("quantities." + item.str(), fmt::to_string(count), "0");
}

std::string event_type(const LoadedSituation& situation, const Preview& preview, const ChangeOrder& order,
                       const Subscription& after) {
    if (preview.is_first_order) return "subscription.activated";
    const SubscriptionState before = situation.subscription.state;
    if (order.wanted.act) switch (*order.wanted.act) {
            case ChangeKind::kCancel:
                if (before == SubscriptionState::kTrialing || before == SubscriptionState::kTrialEnded)
                    return "trial.cancelled";
                return after.state == SubscriptionState::kEnded ? "subscription.ended" : "subscription.renewal_off";
            case ChangeKind::kRenewalOn: return "subscription.renewal_on";
            case ChangeKind::kPause:
                return after.state == SubscriptionState::kPaused ? "subscription.paused" : "subscription.pause_planned";
            case ChangeKind::kResume: return "subscription.resume_asked";
            default: break;
        }
    return preview.scheduled && preview.due_now.lines.empty() ? "subscription.change_scheduled"
                                                              : "subscription.changed";
}

Result<InvoiceId> bill(const Context& context, Transaction& tx, const LoadedSituation& situation,
                       const Preview& preview, const ChangeOrder& order, const Settlement& settlement) {
    const bool paid = settlement.how == Settlement::How::kPaid || preview.to_pay.is_zero();
    const Invoice invoice = TRY(issue_invoice(
        context, tx, situation,
        {.reason = preview.is_first_order ? InvoiceReason::kFirst : InvoiceReason::kChange,
         .change = order.id,
         .issued_on = situation.today,
         .due_on = paid ? situation.today : situation.today.plus_days(situation.catalog->payment.transfer_due_days),
         .period = preview.after.period,
         .status = paid ? InvoiceStatus::kPaid : InvoiceStatus::kOpen,
         .amounts = preview.due_now,
         .from_balance = preview.from_balance}));
    if (paid && preview.to_pay.is_positive())
        TRY_VOID(note_invoice_paid(context, tx, invoice.customer, invoice.id, preview.to_pay, settlement.by,
                                   settlement.attempt, situation.now));
    return invoice.id;
}

}  // namespace

ChangeOrder new_order(const Context& context, const LoadedSituation& situation, const Preview& preview,
                      const Wanted& wanted, std::string fingerprint) {
    ChangeOrder order{.due = preview.to_pay};
    order.id = new_id<ChangeId>(context.with.ids);
    order.customer = situation.customer.id;
    order.subscription = situation.subscription.id;
    order.wanted = wanted;
    order.fingerprint = std::move(fingerprint);
    order.effective_on = situation.today;
    order.effective_second = situation.second;
    if (preview.ruling.on > situation.today) order.scheduled_on = preview.ruling.on;
    if (preview.scheduled) order.scheduled_on = preview.scheduled->on;
    order.subscription_version = situation.subscription.version;
    order.actor = context.caller.actor;
    order.created_at = situation.now;
    return order;
}

Result<ChangeOrder> apply_order(const Context& settling, Transaction& tx, const LoadedSituation& situation,
                                const Preview& preview, ChangeOrder order, const Settlement& settlement) {
    // Whoever brings the news that it is paid, it is done by who ordered it.
    Context context = settling;
    context.caller.actor = order.actor;
    const VendorName& vendor = context.vendor();
    Subscription after = preview.after;
    if (!preview.due_now.lines.empty()) order.invoice = TRY(bill(context, tx, situation, preview, order, settlement));
    // Later changes credit these charges, so each must know the document it stands on.
    for (ChargedLine& charged : after.charged)
        if (charged.invoice.empty() && charged.line >= 0) charged.invoice = order.invoice;
    // What waits for its day knows who may still undo it.
    if (preview.scheduled) {
        after.scheduled.back().change = order.id;
        after.scheduled.back().author = order.actor;
    }
    TRY_VOID(keep_subscription(context, tx, after, situation.now));
    if (after.state == SubscriptionState::kPaused && situation.subscription.state != SubscriptionState::kPaused)
        TRY_VOID(tx.begin_pause(vendor, order.customer, after.pause->from));
    if (situation.subscription.state == SubscriptionState::kPaused && after.state == SubscriptionState::kEnded)
        TRY_VOID(tx.end_pause(vendor, order.customer, situation.today));
    order.state = OrderState::kApplied;
    TRY_VOID(tx.save_order(vendor, order));
    // What was ordered is no draft any more.
    if (order.actor.is_member()) TRY_VOID(tx.delete_draft(vendor, order.customer, MemberId(order.actor.id)));

    Event event =
        new_event(context, situation.customer.id, event_type(situation, preview, order, after), situation.now);
    event.data = {
        {"change", order.id.str()}, {"rule", preview.ruling.rule.str()}, {"effective_on", order.effective_on.str()}};
    if (order.scheduled_on) event.data.emplace_back("on", order.scheduled_on->str());
    if (after.pause && order.wanted.act == ChangeKind::kPause) {
        event.data.emplace_back("from", after.pause->from.str());
        event.data.emplace_back("to", after.pause->to ? after.pause->to->str() : "");
    }
    event.reason = order.reason;
    if (!order.accepted_policy.empty()) event.data.emplace_back("accepted_policy", order.accepted_policy);
    add_change(event, situation.subscription, after);
    TRY_VOID(tx.add_event(vendor, std::move(event)));
    if (order.actor.is_member())
        TRY_VOID(
            seat_listed(context, tx, *situation.catalog, after, MemberId(order.actor.id), order.id, situation.now));
    return order;
}

}  // namespace settle
