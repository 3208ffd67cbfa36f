#include "run.h"

#include <thread>

#include "domain/invoice/ledger.h"
#include "domain/renewal/renewal.h"

namespace settle::bench {
namespace {

/// What a renewal writes: the invoice with its posting, a charge if there is a saved method, three events.
DueDecision decide(const Context& context, const Catalog& catalog, const DueCase& due) {
    const Instant now = context.with.clock.now();
    const TaxDecision tax =
        must(decide_tax(catalog.seller, due.customer.billing, kRunDay, context.with.rates), "the tax of a renewal");
    auto step =
        next_due_step({catalog, due.customer, due.subscription, tax, due.assigned, context.caller.actor, kRunDay});
    if (!step) return NotDueYet{};
    const bool is_charged = due.default_method.has_value();
    Invoice invoice{.id = new_id<InvoiceId>(context.with.ids),
                    .customer = due.customer.id,
                    .subscription = due.subscription.id,
                    .number = {},
                    .kind = InvoiceKind::kInvoice,
                    .reason = InvoiceReason::kRenewal,
                    .change = {},
                    .issued_on = step->on,
                    .due_on = is_charged ? step->on : step->on.plus_days(catalog.payment.transfer_due_days),
                    .period = step->after.period,
                    .status = InvoiceStatus::kOpen,
                    .amounts = step->due,
                    .paid = Money::zero(step->due.total.currency()),
                    .tax_reason = tax.reason,
                    .tax_country = tax.country,
                    .seller = catalog.seller,
                    .buyer = due.customer.billing};
    for (ChargedLine& charged : step->after.charged)
        if (charged.invoice.empty() && charged.line >= 0) charged.invoice = invoice.id;
    DueWrite write{.after = std::move(step->after)};
    write.postings = {{invoice.id.str(), entries_for_issue(invoice)}};
    const std::string amount = invoice.amounts.total.str();
    const std::string currency(invoice.amounts.total.currency().code());
    const auto tell = [&](const char* type, std::vector<std::pair<std::string, std::string>> data) {
        write.events.push_back(new_event(context, due.customer.id, type, now));
        write.events.back().data = std::move(data);
    };
    tell("invoice.issued", {{"invoice", invoice.id.str()},
                            {"number", {}},
                            {"reason", std::string(name_of(invoice.reason))},
                            {"total", amount},
                            {"currency", currency},
                            {"change", {}}});
    if (is_charged)
        write.attempt = PaymentAttempt{.id = new_id<PaymentAttemptId>(context.with.ids),
                                       .customer = due.customer.id,
                                       .invoice = invoice.id,
                                       .amount = invoice.amounts.total,
                                       .method = due.default_method->details.kind,
                                       .saved_method = due.default_method->id,
                                       .created_at = now};
    tell("payment.requested", {{"invoice", invoice.id.str()},
                               {"number", {}},
                               {"amount", amount},
                               {"currency", currency},
                               {"by", is_charged ? "saved_method" : "transfer"},
                               {"due_on", invoice.due_on->str()}});
    tell("subscription.renewed", {{"on", kRunDay.str()}, {"state", std::string(name_of(write.after.state))}});
    write.invoice = std::move(invoice);
    return write;
}

}  // namespace

RunOutcome take_all_due(Shop& shop, const RunOptions& options, const std::atomic<bool>* enough) {
    const auto catalog = shop.catalog();
    const auto round = shop.store->begin_due_round(shop.vendor, kRunDay, kRunDay, {});
    std::atomic<std::int64_t> taken = 0;
    std::atomic<std::int64_t> invoices = 0;
    std::atomic<std::int64_t> parked = 0;
    const auto work = [&] {
        const Context context = shop.context();
        while (enough == nullptr || !*enough) {
            const SliceReport slice =
                must(round->take(options.slice, [&](const DueCase& due) { return decide(context, *catalog, due); }),
                     "a slice of the run");
            if (slice.read == 0) return;
            taken += slice.written;
            invoices += slice.invoices;
            parked += slice.parked;
        }
    };
    std::vector<std::jthread> others;
    for (int i = 1; i < options.threads; ++i) others.emplace_back(work);
    work();
    others.clear();
    return {taken, invoices, parked};
}

}  // namespace settle::bench
