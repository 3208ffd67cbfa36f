#include "app/change/apply_order.h"

namespace settle {
namespace {

Invoice draft_invoice(const Context& context, const LoadedSituation& situation, const Preview& preview, const ChangeOrder& order,
                      const Settlement& settlement) {
    const Catalog& catalog = *situation.catalog;
    const bool paid = settlement.how == Settlement::How::kPaid;
    return Invoice{
        .id = new_id<InvoiceId>(context.with.ids),
        .customer = situation.customer.id,
        .subscription = situation.subscription.id,
        .number = {},
        .kind = InvoiceKind::kInvoice,
        .reason = preview.is_first_order ? InvoiceReason::kFirst : InvoiceReason::kChange,
        .change = order.id,
        .issued_on = situation.today,
        .due_on = paid ? situation.today : situation.today.plus_days(catalog.payment.transfer_due_days),
        .period = preview.after.period,
        .status = paid ? InvoiceStatus::kPaid : InvoiceStatus::kOpen,
        .amounts = preview.due_now,
        .paid = paid ? preview.due_now.total : Money::zero(preview.due_now.total.currency()),
        .tax_reason = situation.tax.reason,
        .tax_country = situation.tax.country,
        .seller = catalog.seller,
        .buyer = situation.customer.billing,
    };
}

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

Result<InvoiceId> issue(const Context& context, Transaction& tx, const LoadedSituation& situation, const Preview& preview,
                        const ChangeOrder& order, const Settlement& settlement) {
    const VendorName& vendor = context.vendor();
    const Invoice invoice = TRY(tx.issue_invoice(vendor, draft_invoice(context, situation, preview, order, settlement)));
    TRY_VOID(tx.post(vendor, invoice.customer, invoice.id.str(), entries_for_issue(invoice)));
    Event issued = new_event(context, invoice.customer, "invoice.issued", situation.now);
    issued.data = {{"invoice", invoice.id.str()}, {"number", invoice.number}, {"total", invoice.amounts.total.str()},
                   {"currency", std::string(invoice.amounts.total.currency().code())}, {"change", order.id.str()}};
    TRY_VOID(tx.add_event(vendor, std::move(issued)));
    if (settlement.how == Settlement::How::kPaid) {
        TRY_VOID(tx.post(vendor, invoice.customer, invoice.id.str(), entries_for_payment(invoice.amounts.total)));
        Event paid = new_event(context, invoice.customer, "invoice.paid", situation.now);
        paid.data = {{"invoice", invoice.id.str()}, {"number", invoice.number}, {"by", settlement.by}, {"attempt", settlement.attempt.str()}};
        TRY_VOID(tx.add_event(vendor, std::move(paid)));
    }
    return invoice.id;
}

}  // namespace

Result<ChangeOrder> apply_order(const Context& context, Transaction& tx, const LoadedSituation& situation, const Preview& preview,
                                ChangeOrder order, const Settlement& settlement) {
    const VendorName& vendor = context.vendor();
    Subscription after = preview.after;
    if (!preview.due_now.lines.empty()) order.invoice = TRY(issue(context, tx, situation, preview, order, settlement));
    // Later changes credit these charges, so each must know the document it stands on.
    for (ChargedLine& charged : after.charged)
        if (charged.invoice.empty()) charged.invoice = order.invoice;
    TRY_VOID(tx.save_subscription(vendor, after));
    order.state = OrderState::kApplied;
    TRY_VOID(tx.save_order(vendor, order));
    // What was ordered is no draft any more.
    if (order.actor.is_member()) TRY_VOID(tx.delete_draft(vendor, order.customer, MemberId(order.actor.id)));

    Event event = new_event(context, situation.customer.id,
                            preview.is_first_order  ? "subscription.activated"
                            : preview.scheduled && preview.due_now.lines.empty() ? "subscription.change_scheduled"
                                                    : "subscription.changed",
                            situation.now);
    event.data = {{"change", order.id.str()}, {"rule", preview.ruling.rule.str()}, {"effective_on", order.effective_on.str()}};
    if (!order.accepted_policy.empty()) event.data.emplace_back("accepted_policy", order.accepted_policy);
    add_change(event, situation.subscription, after);
    event.actor = order.actor;
    TRY_VOID(tx.add_event(vendor, std::move(event)));
    return order;
}

}  // namespace settle
