// Bytes as text, for JSON and addresses.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace settle {

/// The bytes of base64url without padding; nothing for anything else. The same bytes have one text only.
std::optional<std::string> from_base64url(std::string_view text);
std::string to_base64url(std::string_view bytes);

}  // namespace settle
