// What a customer has, what it may use, and what a change would do.
#include "app/access/read.h"
#include "app/checkout/start_trial.h"
#include "http/handlers/operations.h"
#include "wire/inputs.h"
#include "wire/subscription.h"

namespace settle::http {
namespace {

Answer read_subscription(const Call& call) {
    const SubscriptionView view = TRY(settle::read_subscription(call.context(), TRY(call.customer())));
    return reply(wire::json_of(view, call.audience()), view.situation.subscription.version);
}

Answer start_trial(const Call& call) {
    const CustomerId id = TRY(call.customer());
    TRY(settle::start_trial(call.context(), id));
    return read_subscription(call);
}

Answer preview_change(const Call& call) {
    const CustomerId id = TRY(call.customer());
    PreviewWish wish = TRY(wire::preview_wish_from(TRY(call.body())));
    wish.customer = id;
    const ReadPreview preview = TRY(settle::preview_change(call.context(), wish));
    return reply(wire::json_of(preview, wish.set, call.audience()));
}

Answer read_entitlements(const Call& call) {
    const Entitlements entitlements = TRY(settle::read_entitlements(call.context(), TRY(call.customer())));
    return reply(wire::json_of(entitlements), entitlements.version);
}

}  // namespace

std::span<const Handled> subscription_operations() {
    static constexpr Handled kHandled[] = {
        {"read_subscription", read_subscription},
        {"start_trial", start_trial, Repeat::kByKey},
        {"preview_change", preview_change},
        {"read_entitlements", read_entitlements},
    };
    return kHandled;
}

}  // namespace settle::http
