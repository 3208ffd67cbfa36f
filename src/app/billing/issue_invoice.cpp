#include "app/billing/issue_invoice.h"

namespace settle {

Result<Invoice> issue_invoice(const Context& context, Transaction& tx, const LoadedSituation& situation,
                              const Billing& billing) {
    const VendorName& vendor = context.vendor();
    const Invoice invoice = TRY(tx.issue_invoice(
        vendor, Invoice{
                    .id = new_id<InvoiceId>(context.with.ids),
                    .customer = situation.customer.id,
                    .subscription = situation.subscription.id,
                    .number = {},
                    .kind = InvoiceKind::kInvoice,
                    .reason = billing.reason,
                    .change = billing.change,
                    .issued_on = billing.issued_on,
                    .due_on = billing.due_on,
                    .period = billing.period,
                    .status = billing.status,
                    .amounts = billing.amounts,
                    .paid = billing.status == InvoiceStatus::kPaid ? billing.amounts.total : billing.from_balance,
                    .tax_reason = situation.tax.reason,
                    .tax_country = situation.tax.country,
                    .seller = situation.catalog->seller,
                    .buyer = situation.customer.billing,
                }));
    TRY_VOID(tx.post(vendor, invoice.customer, invoice.id.str(), entries_for_issue(invoice)));
    Event issued = new_event(context, invoice.customer, "invoice.issued", situation.now);
    issued.data = {{"invoice", invoice.id.str()},
                   {"number", invoice.number},
                   {"reason", std::string(name_of(invoice.reason))},
                   {"total", invoice.amounts.total.str()},
                   {"currency", std::string(invoice.amounts.total.currency().code())},
                   {"change", invoice.change.str()}};
    TRY_VOID(tx.add_event(vendor, std::move(issued)));
    if (!billing.from_balance.is_positive()) return invoice;
    TRY_VOID(tx.post(vendor, invoice.customer, invoice.id.str(), entries_for_balance(billing.from_balance)));
    Event paid = new_event(context, invoice.customer, "invoice.paid", situation.now);
    paid.data = {{"invoice", invoice.id.str()},
                 {"amount", billing.from_balance.str()},
                 {"currency", std::string(billing.from_balance.currency().code())},
                 {"by", "balance"}};
    TRY_VOID(tx.add_event(vendor, std::move(paid)));
    return invoice;
}

Result<void> note_invoice_paid(const Context& context, Transaction& tx, const CustomerId& customer,
                               const InvoiceId& invoice, Money amount, std::string_view by,
                               const PaymentAttemptId& attempt, Instant now) {
    TRY_VOID(tx.post(context.vendor(), customer, invoice.str(), entries_for_payment(amount)));
    Event paid = new_event(context, customer, "invoice.paid", now);
    paid.data = {{"invoice", invoice.str()},
                 {"amount", amount.str()},
                 {"currency", std::string(amount.currency().code())},
                 {"by", std::string(by)},
                 {"attempt", attempt.str()}};
    return tx.add_event(context.vendor(), std::move(paid));
}

}  // namespace settle
