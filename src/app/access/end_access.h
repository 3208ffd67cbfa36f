// Nobody signs in any more who should not.
#pragma once

#include "app/context.h"
#include "ports/credentials.h"

namespace settle {

/// What is ended: the way to the desk, or every way in.
enum class AccessEnd : std::uint8_t { kDesk, kAll };

/// For an operator: whoever has the address leaves the staff, and all that is open for them is closed. With kAll their
/// password, second factor, passkeys and providers are forgotten too; members begin again by mail. Fails with
/// email_malformed, person_unknown.
Result<void> end_access(Services& services, const VendorName& vendor, std::string_view email, AccessEnd end);

/// Whoever has the address: until the transaction is over they neither sign in nor change how they do. To be asked
/// before a customer is read in it: whoever signs in locks the person first and the customer after.
Result<std::optional<Person>> hold_person(Transaction& tx, const VendorName& vendor, const std::string& email);
/// Whoever was a member with their address, and is one nowhere any more: how they signed in is forgotten, so that the
/// next one with the address does not share it. Staff keep theirs.
Result<void> forget_departed(Transaction& tx, const Person& person, Instant now);

}  // namespace settle
