#include "app/billing/correct_taxes.h"

#include "app/numbers/keep_subscription.h"

namespace settle {
namespace {

bool credits(const Invoice& note, const Invoice& original) {
    return note.kind == InvoiceKind::kCreditNote && !note.amounts.lines.empty() &&
           note.amounts.lines.front().credits_invoice == original.id;
}

bool is_open_to_correction(const Invoice& invoice, const std::string& number, Date first_day) {
    const auto& bought_with = invoice.buyer->tax_number;
    return invoice.kind == InvoiceKind::kInvoice && invoice.tax_reason == TaxReason::kUnverifiedNumber &&
           invoice.status != InvoiceStatus::kVoid && bought_with && bought_with->number == number &&
           invoice.issued_on >= first_day;
}

// What of the taxes was not given back by refunds; nothing once they were corrected.
TaxAmounts taxes_left(const Invoice& invoice, const std::vector<Invoice>& all) {
    TaxAmounts left = invoice.amounts.taxes;
    for (const Invoice& note : all) {
        if (!credits(note, invoice)) continue;
        if (note.reason == InvoiceReason::kTaxCorrection) return {};
        for (std::size_t i = 0; i < left.size() && i < note.amounts.taxes.size(); ++i)
            left[i].amount += note.amounts.taxes[i].amount;
    }
    std::erase_if(left, [](const TaxAmount& tax) { return !tax.amount.is_positive(); });
    return left;
}

Result<Money> issue_correction(const Context& context, Transaction& tx, const Invoice& original, TaxAmounts taxes,
                               Date today, Instant now) {
    Invoice note = original;
    note.id = new_id<InvoiceId>(context.with.ids);
    note.number.clear();
    note.kind = InvoiceKind::kCreditNote;
    note.reason = InvoiceReason::kTaxCorrection;
    note.change = {};
    note.issued_on = today;
    note.due_on.reset();
    note.amounts = tax_correction_amounts(original, taxes);
    note.paid = note.amounts.total;
    note.status = InvoiceStatus::kPaid;
    note = TRY(tx.issue_invoice(context.vendor(), std::move(note)));
    const Money given = -note.amounts.total;
    TRY_VOID(tx.post(context.vendor(), note.customer, note.id.str(), entries_for_issue(note)));
    TRY_VOID(tx.post(context.vendor(), note.customer, note.id.str(), entries_for_balance(-given)));
    Event issued = new_event(context, note.customer, "invoice.issued", now);
    issued.data = {{"invoice", note.id.str()},
                   {"number", note.number},
                   {"kind", std::string(name_of(note.kind))},
                   {"reason", std::string(name_of(note.reason))},
                   {"credits", original.id.str()},
                   {"total", note.amounts.total.str()},
                   {"currency", std::string(note.amounts.total.currency().code())}};
    TRY_VOID(tx.add_event(context.vendor(), std::move(issued)));
    return given;
}

}  // namespace

Result<int> correct_taxes(const Context& context, Transaction& tx, const Catalog& catalog, const Customer& customer,
                          Instant now) {
    const auto& number = customer.billing->tax_number;
    if (!number || number->status != TaxNumberStatus::kConfirmed) return 0;
    const Date today = TRY(context.with.zones.day_in(customer.time_zone, now));
    const Date first_day = today.plus_days(-catalog.seller->regime.numbers.correct_days);
    const auto invoices = TRY(tx.list_invoices(context.vendor(), customer.id));
    int corrected = 0;
    Money given = Money::zero(catalog.currencies.front());
    for (const Invoice& invoice : invoices) {
        if (!is_open_to_correction(invoice, number->number, first_day)) continue;
        TaxAmounts taxes = taxes_left(invoice, invoices);
        if (taxes.empty()) continue;
        const Money back = TRY(issue_correction(context, tx, invoice, std::move(taxes), today, now));
        given = corrected == 0 ? back : given + back;
        ++corrected;
    }
    if (corrected == 0) return 0;
    Subscription subscription = TRY(tx.load_subscription(context.vendor(), customer.id));
    if (subscription.balance.is_zero()) subscription.balance = given;
    else subscription.balance += given;
    TRY_VOID(keep_subscription(context, tx, subscription, now));
    return corrected;
}

}  // namespace settle
