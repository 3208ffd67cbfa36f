// Shutting a customer out, and letting them in again.
#pragma once

#include "app/context.h"
#include "ports/customer_block.h"

namespace settle {

/// From now on nobody of the customer signs in, and who is signed in is so no more; neither they nor the vendor's
/// servers buy or change anything for them. Renewals go on, and staff can act. One that is blocked stays blocked since
/// then.
/// Fails with staff_required, staff_right_required, reason_required, customer_not_found.
Result<CustomerBlock> block_customer(const Context& context, const CustomerId& customer, const std::string& reason);
/// Does nothing about one that is not blocked. Fails as block_customer().
Result<void> unblock_customer(const Context& context, const CustomerId& customer, const std::string& reason);
/// For staff and servers. Fails with staff_required, staff_right_required, customer_not_found.
Result<std::optional<CustomerBlock>> read_block(const Context& context, const CustomerId& customer);

/// Fails with customer_blocked; its "email" is the seller's.
Result<void> must_not_be_blocked(Services& services, Transaction& tx, const VendorName& vendor,
                                 const CustomerId& customer, std::string_view language);

}  // namespace settle
