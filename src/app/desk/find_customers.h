// How staff find a customer.
#pragma once

#include "app/context.h"

namespace settle {

/// What staff entered; empty texts leave everything in.
struct CustomerWish {
    std::string search;  ///< Words, the id of a customer, or the id or number of a document.
    std::string state;   ///< A stored state; "incomplete" is none.
    std::string plan;
};

/// A customer as a list shows it.
struct ListedCustomer {
    Customer customer;
    Subscription subscription;
    std::optional<Member> owner;
    std::optional<Date> next_invoice_on;
    std::optional<Money> next_invoice_total;
};

/// Without a wish all, newest first. What is the id or number of something finds exactly its customer. Otherwise each
/// word is the start of a word of the names or an address; the order is that of DeskStore::find_customers. Fails with
/// staff_required, query_invalid (no such state or plan, or a search without a letter or digit).
Result<std::vector<ListedCustomer>> find_customers(const Context& context, const CustomerWish& wish, const Page& page);

}  // namespace settle
