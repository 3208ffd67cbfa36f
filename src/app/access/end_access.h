// Nobody signs in any more who should not.
#pragma once

#include "app/context.h"

namespace settle {

/// What is ended: the way to the desk, or every way in.
enum class AccessEnd : std::uint8_t { kDesk, kAll };

/// For an operator: whoever has the address leaves the staff, and all that is open for them is closed. With kAll their
/// password, second factor, passkeys and providers are forgotten too; members begin again by mail. Fails with
/// email_malformed, person_unknown.
Result<void> end_access(Services& services, const VendorName& vendor, std::string_view email, AccessEnd end);

/// Whoever was a member somewhere with the address, and is one nowhere any more: how they signed in is forgotten, so
/// that the next one with the address does not share it. Staff keep theirs.
Result<void> forget_departed(Services& services, const VendorName& vendor, const std::string& email);

}  // namespace settle
