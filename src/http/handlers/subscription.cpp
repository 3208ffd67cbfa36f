// What a customer has, what it may use, and what a change would do.
#include "app/access/read.h"
#include "app/billing/give_credit.h"
#include "app/checkout/start_trial.h"
#include "http/handlers/operations.h"
#include "wire/inputs.h"
#include "wire/subscription.h"

namespace settle::http {
namespace {

Answer read_subscription(const Call& call) { return reply_subscription(call, TRY(call.customer())); }

Answer start_trial(const Call& call) {
    const CustomerId id = TRY(call.customer());
    TRY(settle::start_trial(call.context(), id));
    return reply_subscription(call, id);
}

Answer extend_trial(const Call& call) {
    const CustomerId id = TRY(call.customer());
    const auto extension = TRY(wire::trial_extension_from(TRY(call.body())));
    TRY(settle::extend_trial(call.context(), id, extension.days, extension.reason));
    return reply_subscription(call, id);
}

Answer give_credit(const Call& call) {
    const CustomerId id = TRY(call.customer());
    const auto given = TRY(wire::money_given_from(TRY(call.body())));
    TRY(settle::give_credit(call.context(), id, given.amount, given.reason));
    return reply_subscription(call, id);
}

Answer preview_change(const Call& call) {
    const CustomerId id = TRY(call.customer());
    PreviewWish wish = TRY(wire::preview_wish_from(TRY(call.body()), call.currency()));
    wish.customer = id;
    const ReadPreview preview = TRY(settle::preview_change(call.context(), wish));
    return reply(wire::json_of(preview, wish.set, TRY(call.audience_for(lines_of(preview)))));
}

Answer read_entitlements(const Call& call) {
    const Entitlements entitlements = TRY(settle::read_entitlements(call.context(), TRY(call.customer())));
    return reply(wire::json_of(entitlements), entitlements.version);
}

}  // namespace

Answer reply_subscription(const Call& call, const CustomerId& customer) {
    const SubscriptionView view = TRY(settle::read_subscription(call.context(), customer));
    std::vector<Line> lines;
    if (view.next_invoice) lines.assign(view.next_invoice->lines.begin(), view.next_invoice->lines.end());
    return reply(wire::json_of(view, TRY(call.audience_for(lines))), view.situation.subscription.version);
}

std::span<const Handled> subscription_operations() {
    static constexpr Handled kHandled[] = {
        {"read_subscription", read_subscription},
        {"start_trial", start_trial, Repeat::kByKey},
        {"extend_trial", extend_trial, Repeat::kByKey},
        {"give_credit", give_credit, Repeat::kByKey},
        {"preview_change", preview_change},
        {"read_entitlements", read_entitlements},
    };
    return kHandled;
}

}  // namespace settle::http
