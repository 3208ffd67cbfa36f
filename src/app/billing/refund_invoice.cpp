#include "app/billing/refund_invoice.h"

#include "app/change/situation.h"
#include "app/ledger/post_today.h"
#include "app/numbers/keep_subscription.h"
#include "domain/catalog/staff_role.h"

namespace settle {
namespace {

constexpr int kEventsAtOnce = 1'000;

std::string text_of(Money amount) { return fmt::format("{} {}", amount.str(), amount.currency().code()); }

std::optional<PaymentAttempt> succeeded(std::vector<PaymentAttempt> attempts) {
    for (PaymentAttempt& attempt : attempts)
        if (attempt.state == AttemptState::kSucceeded) return std::move(attempt);
    return std::nullopt;
}

// The payment that came through the provider, if one did.
Result<std::optional<PaymentAttempt>> payment_of(const Context& context, Transaction& tx, const Invoice& invoice) {
    if (auto found = succeeded(TRY(tx.attempts_of_invoice(context.vendor(), invoice.customer, invoice.id))))
        return std::optional(*std::move(found));
    if (invoice.change.empty()) return std::optional<PaymentAttempt>();
    return succeeded(TRY(tx.attempts_of_order(context.vendor(), invoice.customer, invoice.change)));
}

/// What credit notes gave back of an invoice.
struct GivenBack {
    Money refunded;
    Money refunded_net;
    std::optional<Money> corrected;  ///< Of its taxes, all that was left of them then.
};

Result<GivenBack> given_back(const Context& context, Transaction& tx, const Invoice& invoice) {
    const Money nothing = Money::zero(invoice.amounts.total.currency());
    GivenBack given{nothing, nothing, std::nullopt};
    for (const Invoice& other : TRY(tx.list_invoices(context.vendor(), invoice.customer))) {
        const bool credits = std::ranges::any_of(other.amounts.lines,
                                                 [&](const Line& line) { return line.credits_invoice == invoice.id; });
        if (!credits) continue;
        if (other.reason == InvoiceReason::kTaxCorrection) given.corrected = -other.amounts.total;
        if (other.reason != InvoiceReason::kRefund) continue;
        given.refunded -= other.amounts.total;
        given.refunded_net -= other.amounts.net;
    }
    return given;
}

// Once its taxes were given back, what is left of an invoice is net.
Amounts amounts_of_refund(const Invoice& original, const GivenBack& given, Money gross) {
    if (!given.corrected) return refund_amounts(original, given.refunded, gross);
    Invoice rest = original;
    rest.amounts.net -= given.refunded_net;
    rest.amounts.taxes.clear();
    rest.amounts.total = rest.amounts.net;
    return refund_amounts(rest, Money::zero(gross.currency()), gross);
}

// What of it the customer's balance paid: that part is no money to send anywhere.
Result<Money> paid_from_balance(const Context& context, Transaction& tx, const Invoice& invoice) {
    const Currency currency = invoice.amounts.total.currency();
    Money sum = Money::zero(currency);
    const auto fact = [](const Event& event, std::string_view name) {
        for (const auto& [known, value] : event.data)
            if (known == name) return value;
        return std::string();
    };
    std::int64_t after = 0;
    while (true) {
        const auto events = TRY(tx.list_events(context.vendor(), invoice.customer, after, kEventsAtOnce));
        if (events.empty()) return sum;
        for (const Event& event : events)
            if (event.type == "invoice.paid" && fact(event, "by") == "balance" &&
                fact(event, "invoice") == invoice.id.str())
                sum += TRY(Money::parse(fact(event, "amount"), currency));
        after = events.back().sequence;
    }
}

Result<void> note_given_back(const Context& context, Transaction& tx, const Invoice& note, Money amount,
                             std::string_view by, Instant now, const std::string& reason = {}) {
    TRY_VOID(post_today(context, tx, note.customer, note.id.str(), entries_for_refund(amount), now));
    Event event = new_event(context, note.customer, "payment.refunded", now);
    event.data = {{"invoice", note.amounts.lines.front().credits_invoice.str()},
                  {"credit_note", note.id.str()},
                  {"amount", amount.str()},
                  {"currency", std::string(amount.currency().code())},
                  {"by", std::string(by)}};
    event.reason = reason;
    return tx.add_event(context.vendor(), std::move(event));
}

// The provider will not send it, ever: staff are told, and the customer is owed it until they sent it themselves.
Result<void> note_refused(const Context& context, Transaction& tx, const Invoice& note, Money amount,
                          const Error& refusal, Instant now) {
    TRY_VOID(tx.record_payment(context.vendor(), note.customer, note.id, note.paid, InvoiceStatus::kUncollectible));
    Event event = new_event(context, note.customer, "payment.refund_refused", now);
    event.data = {{"invoice", note.amounts.lines.front().credits_invoice.str()},
                  {"credit_note", note.id.str()},
                  {"amount", amount.str()},
                  {"currency", std::string(amount.currency().code())},
                  {"code", std::string(name_of(refusal.code))}};
    return tx.add_event(context.vendor(), std::move(event));
}

// Taken with the number last; says how much of it is settled at once.
Result<Invoice> issue_note(const Context& context, Transaction& tx, const Invoice& original, Amounts amounts,
                           Money settled, const std::string& reason, Instant now) {
    const auto customer = TRY(tx.load_customer(context.vendor(), original.customer));
    Invoice note = original;
    note.id = new_id<InvoiceId>(context.with.ids);
    note.number.clear();
    note.kind = InvoiceKind::kCreditNote;
    note.reason = InvoiceReason::kRefund;
    note.change = {};
    note.issued_on = TRY(context.with.zones.day_in(customer.time_zone, now));
    note.due_on.reset();
    note.amounts = std::move(amounts);
    note.paid = -settled;
    note.status = note.paid == note.amounts.total ? InvoiceStatus::kPaid : InvoiceStatus::kOpen;
    note = TRY(tx.issue_invoice(context.vendor(), std::move(note)));
    TRY_VOID(tx.post(context.vendor(), note.customer, note.id.str(), entries_for_issue(note)));
    Event issued = new_event(context, note.customer, "invoice.issued", now);
    issued.data = {{"invoice", note.id.str()},
                   {"number", note.number},
                   {"kind", std::string(name_of(note.kind))},
                   {"reason", std::string(name_of(note.reason))},
                   {"credits", original.id.str()},
                   {"total", note.amounts.total.str()},
                   {"currency", std::string(note.amounts.total.currency().code())}};
    issued.reason = reason;
    TRY_VOID(tx.add_event(context.vendor(), std::move(issued)));
    return note;
}

}  // namespace

Result<Invoice> book_refund(const Context& context, Transaction& tx, const InvoiceId& id, const std::string& text,
                            const std::string& reason, Instant now) {
    Invoice original = TRY(tx.load_invoice(context.vendor(), id));
    const Money amount = TRY(Money::parse(text, original.amounts.total.currency()));
    if (!amount.is_positive()) return fail(Error(ErrorCode::kFieldInvalid, "amount").with("expected", "> 0"));
    // Two refunds of one customer at once: the second sees the first, or another version.
    Subscription subscription = TRY(tx.load_subscription(context.vendor(), original.customer));
    const GivenBack given = TRY(given_back(context, tx, original));
    const Money before = given.refunded;
    // What went to the balance because of a number is no money of the invoice any more; of one that is not paid yet
    // nothing can go back.
    if (given.corrected)
        original.paid = std::max(original.paid - *given.corrected, Money::zero(original.paid.currency()));
    const bool is_credit = original.kind == InvoiceKind::kCreditNote;
    const Money left = is_credit ? Money::zero(amount.currency()) : original.paid - before;
    if (amount > left) return fail(Error(ErrorCode::kRefundTooLarge, "amount").with("max", text_of(left)));
    const Money direct = original.paid - TRY(paid_from_balance(context, tx, original));
    const Money sent = std::min(direct, before + amount) - std::min(direct, before);
    const Money to_balance = amount - sent;
    const bool by_provider = TRY(payment_of(context, tx, original)).has_value();
    const Money settled = by_provider ? to_balance : amount;
    const Invoice note =
        TRY(issue_note(context, tx, original, amounts_of_refund(original, given, amount), settled, reason, now));
    if (to_balance.is_positive()) {
        TRY_VOID(tx.post(context.vendor(), note.customer, note.id.str(), entries_for_balance(-to_balance)));
        if (subscription.balance.is_zero()) subscription.balance = to_balance;
        else subscription.balance += to_balance;
    }
    TRY_VOID(keep_subscription(context, tx, subscription, now));
    // Without a provider the vendor sends the money itself, as it came.
    if (sent.is_positive() && !by_provider) TRY_VOID(note_given_back(context, tx, note, sent, "transfer", now));
    return note;
}

Result<Money> left_to_credit(const Context& context, Transaction& tx, const Invoice& original) {
    const GivenBack given = TRY(given_back(context, tx, original));
    return original.amounts.total - given.refunded - given.corrected.value_or(Money::zero(given.refunded.currency()));
}

Result<Invoice> issue_settled_note(const Context& context, Transaction& tx, const Invoice& original, Money amount,
                                   const std::string& reason, Instant now) {
    const GivenBack given = TRY(given_back(context, tx, original));
    return issue_note(context, tx, original, amounts_of_refund(original, given, amount), amount, reason, now);
}

Result<void> finish_refund(const Context& context, const Invoice& credit_note) {
    const Money amount = credit_note.paid - credit_note.amounts.total;
    const auto payment = TRY(look_up(context.with.store, [&](Transaction& tx) -> Result<std::optional<PaymentAttempt>> {
        const InvoiceId& original = credit_note.amounts.lines.front().credits_invoice;
        return payment_of(context, tx, TRY(tx.load_invoice(context.vendor(), original)));
    }));
    if (!payment) return fail(ErrorCode::kPaymentNotFound, {}, credit_note.id.str());
    const auto sent = context.with.gateway.refund_payment({payment->id, credit_note.id.str(), amount});
    if (!sent && !is_refused_for_good(sent.error())) return fail(sent.error());
    const Instant now = context.with.clock.now();
    return context.with.store.write([&](Transaction& tx) -> Result<void> {
        const Invoice present = TRY(tx.load_invoice(context.vendor(), credit_note.id));
        if (present.status != InvoiceStatus::kOpen) return {};
        if (!sent) return note_refused(context, tx, present, amount, sent.error(), now);
        TRY_VOID(tx.record_payment(context.vendor(), present.customer, present.id, present.amounts.total,
                                   InvoiceStatus::kPaid));
        return note_given_back(context, tx, present, amount, name_of(payment->method), now);
    });
}

bool is_refused_for_good(const Error& refusal) { return refusal.code != ErrorCode::kGatewayUnavailable; }

Result<void> note_sent_by_hand(const Context& context, Transaction& tx, const Invoice& credit_note,
                               const std::string& reason, Instant now) {
    TRY_VOID(only_staff(context, StaffRight::kRecordPayments));
    if (credit_note.status != InvoiceStatus::kUncollectible)
        return fail(Error(ErrorCode::kInvoiceNotOpen).with("status", std::string(name_of(credit_note.status))));
    if (reason.empty()) return fail(ErrorCode::kReasonRequired, "reason");
    const Money amount = credit_note.paid - credit_note.amounts.total;
    TRY_VOID(tx.record_payment(context.vendor(), credit_note.customer, credit_note.id, credit_note.amounts.total,
                               InvoiceStatus::kPaid));
    return note_given_back(context, tx, credit_note, amount, "transfer", now, reason);
}

Result<Invoice> refund_invoice(const Context& context, const InvoiceId& invoice, const std::string& amount,
                               const std::string& reason) {
    TRY_VOID(only_staff(context, StaffRight::kRefund));
    if (reason.empty()) return fail(ErrorCode::kReasonRequired, "reason");
    const Instant now = context.with.clock.now();
    const Invoice note = TRY(transact(context.with.store, [&](Transaction& tx) -> Result<Invoice> {
        if (const auto known = TRY(made_before(tx, context)))
            return tx.load_invoice(context.vendor(), InvoiceId(*known));
        Invoice booked = TRY(book_refund(context, tx, invoice, amount, reason, now));
        TRY_VOID(remember_made(tx, context, booked.id.str(), now));
        return booked;
    }));
    if (note.status != InvoiceStatus::kOpen) return note;
    // It is booked and will be finished: that the provider does not answer now is no failure of the refund.
    const auto finished = finish_refund(context, note);
    if (!finished && finished.error().code != ErrorCode::kGatewayUnavailable) return fail(finished.error());
    return look_up(context.with.store, [&](Transaction& tx) { return tx.load_invoice(context.vendor(), note.id); });
}

}  // namespace settle
