// When the register of VAT numbers is to be asked again about a customer's number.
#pragma once

#include <vector>

#include "ports/store.h"

namespace settle {

/// Part of a transaction.
class TaxCheckStore {
public:
    virtual ~TaxCheckStore() = default;

    /// In the place of what was planned for the customer.
    virtual Result<void> plan(const VendorName&, const CustomerId&, Instant due_at) = 0;
    /// The customer has no number that could be asked about.
    virtual Result<void> drop(const VendorName&, const CustomerId&) = 0;
    virtual Result<std::optional<Instant>> find(const VendorName&, const CustomerId&) = 0;
    virtual Result<bool> is_any_due(const VendorName&, Instant now) = 0;
    /// Takes customers whose check is due by `now`, longest first, and keeps everybody else from them until
    /// `leased_until`: whoever is killed meanwhile leaves them due again then.
    virtual Result<std::vector<CustomerId>> claim(const VendorName&, Instant now, Instant leased_until, int limit) = 0;
};

}  // namespace settle
