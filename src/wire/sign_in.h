// Signing in and how somebody does it, as JSON.
#pragma once

#include "app/access/passkeys.h"
#include "app/access/providers.h"
#include "app/access/sessions.h"
#include "wire/json.h"

namespace settle::wire {

/// What the page of signing in shows before anybody is known.
JsonObject json_of_sign_in(const Catalog& catalog, const std::vector<ProviderName>& providers,
                           std::string_view language);

struct PasswordInput {
    VendorName vendor;
    Side side = Side::kPortal;
    std::string email;
    std::string password;
};
Result<PasswordInput> password_from(const JsonValue& value);

struct AddressInput {
    VendorName vendor;
    Side side = Side::kPortal;
    std::string email;
};
Result<AddressInput> address_from(const JsonValue& value);

/// What was given out, with what goes with it.
struct TicketInput {
    VendorName vendor;
    Side side = Side::kPortal;
    std::string ticket;
    std::string code;       ///< Where one is asked for.
    std::string password;   ///< The same.
};
Result<TicketInput> ticket_with_code_from(const JsonValue& value);
Result<TicketInput> ticket_with_password_from(const JsonValue& value);
Result<TicketInput> ticket_from(const JsonValue& value);

struct PasswordChangeInput {
    std::string present;
    std::string wanted;
};
Result<PasswordChangeInput> password_change_from(const JsonValue& value);
Result<std::string> code_from(const JsonValue& value);
Result<CustomerId> organisation_from(const JsonValue& value);

struct PasskeyInput {
    VendorName vendor;      ///< To sign in.
    Side side = Side::kPortal;
    std::string name;       ///< Of a new one.
    PasskeyAnswer answer;
};
Result<PasskeyInput> new_passkey_from(const JsonValue& value);
Result<PasskeyInput> used_passkey_from(const JsonValue& value);
Result<VendorName> vendor_from(const JsonValue& value);
JsonObject json_of(const PasskeyQuestion& question);

JsonObject json_of(const SignInStep& step);
JsonObject json_of(const CodeKey& key);
JsonObject json_of_codes(const std::vector<std::string>& codes);
JsonObject json_of(const SecurityView& view);
JsonObject json_of(const std::vector<Organisation>& organisations);

}  // namespace settle::wire
