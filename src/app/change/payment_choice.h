// What "pay_with" means for this customer, and where the provider sends them back.
#pragma once

#include "app/context.h"

namespace settle {

/// How somebody wants to pay.
struct PaymentWish {
    CustomerId customer;
    std::string pay_with;    ///< "card", "wallet", "transfer" or a payment method id.
    std::string return_url;
};

struct PaymentChoice {
    MethodKind kind = MethodKind::kCard;
    PaymentMethodId saved;
    std::string return_url;
};

/// Fails with payment_method_required, payment_method_unknown, staff_required (transfer), return_url_refused.
Result<PaymentChoice> choose_payment(const Context& context, Transaction& tx, const Catalog& catalog,
                                     const PaymentWish& wish);

/// The absolute address the provider sends the customer to, with what is paid in it: "change=chg_…",
/// "payment=pay_…". `page` is ours, for those who named none.
std::string return_address(const Settings& settings, std::string_view return_url, std::string_view page,
                           std::string_view what);

}  // namespace settle
