// Money that staff put on a customer's balance.
#pragma once

#include "app/context.h"

namespace settle {

/// Reduces what is payable next, after tax. Staff and servers. Fails with staff_required, reason_required,
/// customer_not_found, field_invalid (`amount` not positive, or of another currency).
Result<Subscription> give_credit(const Context& context, const CustomerId& customer, const std::string& amount,
                                 const std::string& reason);

}  // namespace settle
