#include "app/billing/give_credit.h"

#include "app/ledger/post_today.h"
#include "app/numbers/keep_subscription.h"
#include "domain/catalog/staff_role.h"

namespace settle {

Result<Subscription> give_credit(const Context& context, const CustomerId& customer, const std::string& amount,
                                 const std::string& reason) {
    TRY_VOID(only_staff(context, StaffRight::kGiveCredits));
    if (reason.empty()) return fail(ErrorCode::kReasonRequired, "reason");
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<Subscription> {
        Subscription subscription = TRY(tx.load_subscription(context.vendor(), customer));
        if (TRY(made_before(tx, context))) return subscription;
        const Money given = TRY(Money::parse(amount, subscription.currency));
        if (!given.is_positive()) return fail(Error(ErrorCode::kFieldInvalid, "amount").with("expected", "> 0"));
        const Money before = subscription.balance.is_zero() ? Money::zero(given.currency()) : subscription.balance;
        if (subscription.balance.is_zero()) subscription.balance = given;
        else subscription.balance += given;
        TRY_VOID(keep_subscription(context, tx, subscription, now));
        TRY_VOID(post_today(context, tx, customer, subscription.id.str(), entries_for_goodwill(given), now));
        TRY_VOID(remember_made(tx, context, subscription.id.str(), now));
        Event event = new_event(context, customer, "credit.given", now);
        event.data = {{"amount", given.str()},
                      {"currency", std::string(given.currency().code())},
                      {"balance.before", before.str()},
                      {"balance.after", (before + given).str()}};
        event.reason = reason;
        TRY_VOID(tx.add_event(context.vendor(), std::move(event)));
        return tx.load_subscription(context.vendor(), customer);
    });
}

}  // namespace settle
