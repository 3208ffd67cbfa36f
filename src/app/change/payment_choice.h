// What "pay_with" means for this customer, and where the provider sends them back.
#pragma once

#include "app/change/confirm_change.h"

namespace settle {

struct PaymentChoice {
    MethodKind kind = MethodKind::kCard;
    PaymentMethodId saved;
    std::string return_url;
};

/// Fails with payment_method_required, payment_method_unknown, staff_required (transfer), return_url_refused.
Result<PaymentChoice> choose_payment(const Context& context, Transaction& tx, const Catalog& catalog,
                                     const Confirmation& confirmation);

/// The absolute address the provider sends the customer to, with the change's id in it.
std::string return_address(const Settings& settings, std::string_view return_url, const ChangeId& change);

}  // namespace settle
