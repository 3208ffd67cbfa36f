#include "app/desk/work.h"

#include "app/desk/audit.h"
#include "app/renewal/decide_due.h"
#include "domain/catalog/staff_role.h"

namespace settle {
namespace {

// Staff wait for it.
constexpr int kLookedAt = 500;

void add_foreseen(RunAhead& ahead, DueDecision decision) {
    ++ahead.looked_at;
    if (auto* parked = std::get_if<Parked>(&decision)) ahead.parked.push_back(std::move(*parked));
    const auto* write = std::get_if<DueWrite>(&decision);
    if (write == nullptr || !write->invoice) return;
    ++ahead.invoices;
    const Money total = write->invoice->amounts.total;
    const std::string currency(total.currency().code());
    ahead.totals.try_emplace(currency, Money::zero(total.currency())).first->second += total;
}

}  // namespace

Result<DeskFigures> read_figures(const Context& context) {
    TRY_VOID(only_staff(context, StaffRight::kRunBilling));
    const Instant now = context.with.clock.now();
    return look_up(context.with.store, [&](Transaction& tx) { return desk_of(tx).figures(context.vendor(), now); });
}

Result<std::vector<FailingDelivery>> list_failing_deliveries(const Context& context, int limit) {
    TRY_VOID(only_staff(context, StaffRight::kRunBilling));
    return look_up(context.with.store,
                   [&](Transaction& tx) { return desk_of(tx).failing_deliveries(context.vendor(), limit); });
}

Result<void> retry_delivery(const Context& context, const CustomerId& customer) {
    TRY_VOID(only_staff(context, StaffRight::kRunBilling));
    const Instant now = context.with.clock.now();
    return context.with.store.write([&](Transaction& tx) -> Result<void> {
        if (!TRY(desk_of(tx).hurry_delivery(context.vendor(), customer, now)))
            return fail(ErrorCode::kNotFound, {}, "nothing of " + customer.str() + " waits for another try");
        return log_act(context, tx, "delivery.retried", customer, {}, now);
    });
}

Result<std::vector<Mail>> list_mails(const Context& context, const CustomerId& customer, const Page& page) {
    TRY_VOID(only_staff(context, StaffRight::kReadCustomers));
    return look_up(context.with.store, [&](Transaction& tx) -> Result<std::vector<Mail>> {
        TRY_VOID(tx.load_customer(context.vendor(), customer));
        return tx.list_mails(context.vendor(), customer, page);
    });
}

Result<std::vector<Mail>> list_refused_mails(const Context& context, const Page& page) {
    TRY_VOID(only_staff(context, StaffRight::kReadCustomers));
    return look_up(context.with.store, [&](Transaction& tx) {
        return desk_of(tx).refused_mails(context.vendor(), MailId(page.after), page.limit);
    });
}

Result<Mail> retry_mail(const Context& context, const MailId& id) {
    TRY_VOID(only_staff(context, StaffRight::kRunBilling));
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<Mail> {
        TRY_VOID(tx.revive_mail(context.vendor(), id, now, now.plus_seconds(kMailLifetimeSeconds)));
        const auto mail = TRY(desk_of(tx).find_mail(context.vendor(), id));
        ENSURE(mail.has_value());
        TRY_VOID(log_act(context, tx, "mail.retried", mail->customer, id.str(), now));
        return *mail;
    });
}

Result<std::vector<PaymentAttempt>> list_payments(const Context& context, const CustomerId& customer,
                                                  const Page& page) {
    TRY_VOID(only_staff(context, StaffRight::kReadCustomers));
    return look_up(context.with.store, [&](Transaction& tx) -> Result<std::vector<PaymentAttempt>> {
        TRY_VOID(tx.load_customer(context.vendor(), customer));
        return desk_of(tx).list_attempts(context.vendor(), customer, PaymentAttemptId(page.after), page.limit);
    });
}

Result<RunAhead> foresee_run(const Context& context, std::optional<Date> until) {
    TRY_VOID(only_staff(context, StaffRight::kRunBilling));
    const auto timeline = TRY(context.timeline());
    const Date today = TRY(context.with.zones.day_in(timeline->house()->time_zone, context.with.clock.now()));
    if (until && *until > today)
        return fail(Error(ErrorCode::kBillRunAhead, "until").with("date", until->str()).with("today", today.str()));
    const Instant now = context.with.clock.now();
    const Date day = until.value_or(today);
    return look_up(context.with.store, [&](Transaction& tx) -> Result<RunAhead> {
        const auto count = TRY(tx.count_due(context.vendor(), day));
        RunAhead ahead{.until = day, .due = count, .totals = {}, .parked = {}};
        const auto due = TRY(tx.due_subscriptions(context.vendor(), day, kLookedAt));
        for (const Subscription& subscription : due) {
            const DueCase found = TRY(tx.load_due_case(context.vendor(), subscription.customer, today));
            add_foreseen(ahead, decide_due(context, *timeline, found, now));
        }
        return ahead;
    });
}

}  // namespace settle
