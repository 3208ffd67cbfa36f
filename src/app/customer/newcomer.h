// A customer that does not exist yet: checked before a transaction, kept in the one of whoever has the reason.
#pragma once

#include "app/customer/customers.h"

namespace settle {

struct Newcomer {
    Customer customer;
    Member owner;
    Subscription subscription;
    std::optional<TaxEvidence> evidence = {};
};

/// Asks the tax register, so never inside a transaction. Staff and servers. Fails as create_customer.
Result<Newcomer> check_newcomer(const Context& context, NewCustomer wanted, Instant now);

/// Keeps them, and tells of it; `data` says what the customer came from.
Result<void> take_in(const Context& context, Transaction& tx, const Newcomer& newcomer, Instant now,
                     std::vector<std::pair<std::string, std::string>> data = {});

}  // namespace settle
