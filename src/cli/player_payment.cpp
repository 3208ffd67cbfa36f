#include "app/billing/give_credit.h"
#include "app/billing/refund_invoice.h"
#include "app/payment/collect_payment.h"
#include "cli/player.h"

namespace settle::cli {
namespace {

constexpr std::string_view kAnyCard = "card_ok";
constexpr std::string_view kOfStaff = "noted by staff";

bool is_payable(const Invoice& invoice) {
    return invoice.status == InvoiceStatus::kOpen || invoice.status == InvoiceStatus::kUncollectible;
}

Report after_attempt(Report report, const PaymentAttempt& attempt) {
    switch (attempt.state) {
        case AttemptState::kSucceeded: return report;
        case AttemptState::kIntent:
        case AttemptState::kPending: report.outcome = "awaiting_customer"; return report;
        case AttemptState::kCancelled: report.code = name_of(ErrorCode::kPaymentCancelled); break;
        case AttemptState::kFailed:
            report.code = attempt.reason_code == name_of(ErrorCode::kCardBrandUnsupported)
                              ? attempt.reason_code
                              : std::string(name_of(ErrorCode::kPaymentDeclined));
            break;
    }
    report.outcome = "payment_failed";
    report.reason = attempt.reason_code;
    return report;
}

}  // namespace

// What the page would send as "pay_with": the sandbox method's kind, else what was saved, else a card.
Result<std::string> Player::method_for(const Step& step) const {
    if (!step.pay_with.empty()) return world_.pay_with(step.pay_with);
    if (step.as == "staff") return std::string(name_of(MethodKind::kTransfer));
    for (const PaymentMethod& method : TRY(list_payment_methods(people_.server(), people_.customer())))
        if (method.is_default) return method.id.str();
    return std::string(name_of(MethodKind::kCard));
}

// Somebody is at the provider's page and fills it in as the step says.
Result<PaymentAttempt> Player::act_at_page(const Step& step, PaymentAttempt attempt) {
    if (is_final(attempt.state) || !attempt.saved_method.empty()) return attempt;
    TRY_VOID(world_.act_as_payer(attempt.id, step.pay_with.empty() ? kAnyCard : std::string_view(step.pay_with)));
    return refresh_attempt(people_.server(), attempt.id);
}

// "last" is the newest invoice that can be paid or, for a refund, that was.
Result<std::optional<Invoice>> Player::find_invoice(const Step& step, bool open) const {
    const bool any = step.invoice.empty() || step.invoice == "last";
    const auto invoices = TRY(list_invoices(people_.server(), people_.customer()));
    for (auto invoice = invoices.rbegin(); invoice != invoices.rend(); ++invoice) {
        const bool fits =
            open ? is_payable(*invoice) : invoice->kind == InvoiceKind::kInvoice && invoice->paid.is_positive();
        if (any ? fits : step.invoice == invoice->number) return std::optional(*invoice);
    }
    return std::optional<Invoice>();
}

// The payment that waits for somebody, if any; the newest one.
Result<std::optional<PaymentAttempt>> Player::unfinished() const {
    constexpr int kMax = 100;
    const Context server = people_.server();
    const Instant now = server.with.clock.now();
    const auto attempts = TRY(look_up(server.with.store, [&](Transaction& tx) {
        return tx.unfinished_attempts(server.vendor(), {}, now.plus_seconds(1), kMax);
    }));
    return attempts.empty() ? std::nullopt : std::optional(attempts.back());
}

Result<Report> Player::add_method(const Step& step) {
    const Context context = TRY(people_.acting(step.as));
    const MethodKind kind = TRY(parse_method_kind(TRY(world_.pay_with(step.pay_with))));
    const auto asked = add_payment_method(context, people_.customer(), kind, "");
    if (!asked) return refused_or_broken(asked);
    return after_attempt(Report{}, TRY(act_at_page(step, *asked)));
}

Result<Report> Player::pay(const Step& step) {
    const bool names_one = !step.invoice.empty() && step.invoice != "last";
    if (step.invoice.empty() && last_change_failed_) return pay_again(step);
    const auto invoice = TRY(find_invoice(step, true));
    if (invoice) return pay_one_invoice(step, *invoice);
    if (names_one)
        return file_error(story_.file, step.line, fmt::format("pay: there is no invoice \"{}\"", step.invoice));
    if (last_change_failed_) return pay_again(step);
    return file_error(story_.file, step.line, "pay: nothing was bought that is not paid");
}

// What waits is given up first, then the same change is confirmed with the other method.
Result<Report> Player::pay_again(const Step& step) {
    const auto view = TRY(read_subscription(people_.server(), people_.customer()));
    if (view.pending) TRY_VOID(cancel_change(people_.server(), people_.customer(), view.pending->order.id));
    Step again = *last_change_;
    again.as = step.as;
    again.pay_with = step.pay_with;
    return carry_out(again);
}

Result<Report> Player::pay_one_invoice(const Step& step, const Invoice& invoice) {
    const Context context = TRY(people_.acting(step.as));
    const std::string reason = step.as == "staff" && step.reason.empty() ? std::string(kOfStaff) : step.reason;
    const std::string method = TRY(method_for(step));
    const auto paid = pay_invoice(context, {invoice.id, method, "", reason});
    if (!paid) return refused_or_broken(paid);
    Report report;
    report.due_now = invoice.amounts;
    report.to_pay = invoice.amounts.total - invoice.paid;
    if (!paid->attempt) return report;
    return after_attempt(std::move(report), TRY(act_at_page(step, *paid->attempt)));
}

Result<Report> Player::complete(const Step& step) {
    const auto view = TRY(read_subscription(people_.server(), people_.customer()));
    if (view.pending && view.pending->attempt) {
        TRY_VOID(world_.complete_challenge(view.pending->attempt->id, step.challenge));
        const auto change = TRY(refresh_change(people_.server(), people_.customer(), view.pending->order.id));
        last_change_failed_ = change.order.state != OrderState::kApplied;
        Report report;
        if (change.invoice) report.due_now = change.invoice->amounts;
        return finished(std::move(report), change);
    }
    const auto attempt = TRY(unfinished());
    if (!attempt) return nothing_to_do();
    TRY_VOID(world_.complete_challenge(attempt->id, step.challenge));
    return after_attempt(Report{}, TRY(refresh_attempt(people_.server(), attempt->id)));
}

Result<Report> Player::refund(const Step& step) {
    const Context context = TRY(people_.acting(step.as));
    const auto invoice = TRY(find_invoice(step, false));
    if (!invoice) return file_error(story_.file, step.line, "refund: there is no such invoice that was paid");
    const std::string amount = step.amount.empty() ? invoice->paid.str() : step.amount;
    const auto note =
        refund_invoice(context, invoice->id, amount, step.reason.empty() ? std::string(kOfStaff) : step.reason);
    if (!note) return refused_or_broken(note);
    Report report;
    report.due_now = note->amounts;
    return report;
}

Result<Report> Player::give_money(const Step& step) {
    const Context context = TRY(people_.acting(step.as));
    const std::string reason = step.reason.empty() ? std::string(kOfStaff) : step.reason;
    const auto given = give_credit(context, people_.customer(), step.amount, reason);
    if (!given) return refused_or_broken(given);
    return Report{};
}

}  // namespace settle::cli
