#include "app/payment/receive_webhook.h"

#include "app/payment/settle_payment.h"

namespace settle {
namespace {

// The message names no vendor of ours, so everyone's books are looked at.
Result<VendorName> vendor_of(Services& services, const PaymentAttemptId& key) {
    for (const auto& catalog : services.catalogs.all()) {
        const auto found =
            TRY(look_up(services.store, [&](Transaction& tx) { return tx.find_attempt(catalog->vendor, key); }));
        if (found) return catalog->vendor;
    }
    return fail(ErrorCode::kPaymentNotFound);
}

}  // namespace

Result<void> receive_webhook(Services& services, const HttpRequest& request) {
    const PaymentAttemptId key = TRY(services.gateway.read_webhook(request, services.clock.now()));
    Caller provider;
    provider.vendor = TRY(vendor_of(services, key));
    provider.actor = {Actor::Kind::kServer, {}, "provider"};
    const Context context{services, std::move(provider)};
    TRY_VOID(settle_payment(context, TRY(services.gateway.find_payment(key))));
    return {};
}

}  // namespace settle
