#include "app/billing/issue_invoice.h"

#include "app/ledger/post_today.h"

namespace settle {
namespace {

// Issued, asked to be paid, renewed: what a renewal adds comes behind the document's own event, without moving it. Room
// for the one that most do not have, paid by the balance, would be room of a kilobyte more for everybody.
constexpr std::size_t kEventsOfRenewal = 3;

}  // namespace

DrawnUp draw_up_invoice(const Context& context, const Situation& situation, Instant now, Billing billing) {
    const Money total = billing.amounts.total;
    DrawnUp drawn{
        .invoice =
            {
                .id = new_id<InvoiceId>(context.with.ids),
                .customer = situation.customer.id,
                .subscription = situation.subscription.id,
                .number = {},
                .kind = InvoiceKind::kInvoice,
                .reason = billing.reason,
                .change = std::move(billing.change),
                .issued_on = billing.issued_on,
                .due_on = billing.due_on,
                .period = billing.period,
                .status = billing.status,
                .amounts = std::move(billing.amounts),
                .paid = billing.status == InvoiceStatus::kPaid ? total : billing.from_balance,
                .tax_reason = situation.tax.reason,
                .tax_country = situation.tax.country,
                .seller = situation.catalog.seller,
                .buyer = situation.customer.billing,
            },
        .postings = {},
        .events = {},
    };
    const Invoice& invoice = drawn.invoice;
    const Currency currency = total.currency();
    drawn.postings.reserve(2);
    drawn.events.reserve(kEventsOfRenewal);
    drawn.postings.emplace_back(invoice.id.str(), entries_for_issue(invoice));
    Event& issued = add_event(drawn.events, context, invoice.customer, "invoice.issued", now);
    issued.data.reserve(6);
    issued.data.emplace_back("invoice", invoice.id.view());
    issued.data.emplace_back("number", std::string());
    issued.data.emplace_back("reason", name_of(invoice.reason));
    issued.data.emplace_back("total", total.str());
    issued.data.emplace_back("currency", currency.code());
    issued.data.emplace_back("change", invoice.change.view());
    if (invoice.due_on && *invoice.due_on > invoice.issued_on)
        issued.data.emplace_back("due_on", invoice.due_on->str());
    if (!billing.from_balance.is_positive()) return drawn;
    drawn.postings.push_back({invoice.id.str(), entries_for_balance(billing.from_balance)});
    Event& paid = add_event(drawn.events, context, invoice.customer, "invoice.paid", now);
    paid.data = {{"invoice", invoice.id.str()},
                 {"amount", billing.from_balance.str()},
                 {"currency", std::string(currency.code())},
                 {"by", "balance"}};
    return drawn;
}

Result<Invoice> issue_invoice(const Context& context, Transaction& tx, const LoadedSituation& situation,
                              Billing billing) {
    const VendorName& vendor = context.vendor();
    DrawnUp drawn = draw_up_invoice(context, situation.view(), situation.now, std::move(billing));
    Invoice invoice = TRY(tx.issue_invoice(vendor, std::move(drawn.invoice)));
    for (const Posting& posting : drawn.postings)
        TRY_VOID(tx.post(vendor, invoice.customer, posting.document, posting.entries));
    for (Event& event : drawn.events) {
        for (auto& [name, value] : event.data)
            if (name == "number") value = invoice.number;
        TRY_VOID(tx.add_event(vendor, std::move(event)));
    }
    return invoice;
}

Result<void> note_invoice_paid(const Context& context, Transaction& tx, const CustomerId& customer,
                               const InvoiceId& invoice, Money amount, std::string_view by,
                               const PaymentAttemptId& attempt, Instant now) {
    TRY_VOID(post_today(context, tx, customer, invoice.str(), entries_for_payment(amount), now));
    Event paid = new_event(context, customer, "invoice.paid", now);
    paid.data = {{"invoice", invoice.str()},
                 {"amount", amount.str()},
                 {"currency", std::string(amount.currency().code())},
                 {"by", std::string(by)},
                 {"attempt", attempt.str()}};
    return tx.add_event(context.vendor(), std::move(paid));
}

}  // namespace settle
