// Rows that more than one part of the store reads.
#pragma once

#include "adapters/store/sql_driver.h"
#include "ports/store.h"

namespace settle::store {

Actor read_actor(Row& row, std::string_view prefix = "actor");
Invoice read_invoice(Row& row);
/// All columns of a member, its id in "id".
Member read_member_row(Row& row);
/// The same beside another record, the member's id in "member".
Member read_member_beside(Row& row);
Session read_session(Row& row);
Mail read_mail(Row& row);
PaymentAttempt read_attempt(Row& row);
Subscription read_subscription(Row& row);

/// "2026-0001", and "CN-2026-0001" for credit notes.
std::string document_number(InvoiceKind kind, int year, std::int64_t number);

}  // namespace settle::store
