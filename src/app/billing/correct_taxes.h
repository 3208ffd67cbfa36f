// Giving back tax that was charged only because nobody could confirm the buyer's number.
#pragma once

#include "app/context.h"

namespace settle {

/// The customer's number is confirmed: of each invoice that was charged while it was not, and is no older than the
/// vendor corrects, what is left of its tax is given back by a credit note and put on the customer's balance. Once per
/// invoice. Answers how many. Call inside the transaction that saves the confirmed number.
Result<int> correct_taxes(const Context& context, Transaction& tx, const Catalog& catalog, const Customer& customer,
                          Instant now);

}  // namespace settle
