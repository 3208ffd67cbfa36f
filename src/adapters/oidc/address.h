// Where a provider answers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace settle::oidc {

/// "https://id.example:8443" and "/path", and the query without its question mark.
struct Address {
    std::string origin;
    std::string path;
    std::string query;
};

/// Nothing for what is not https (or this machine), names a user, or holds a space or a control character.
std::optional<Address> address_from(std::string_view url);

}  // namespace settle::oidc
