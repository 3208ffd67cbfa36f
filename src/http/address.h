// Internet addresses as text: who calls, whatever a proxy made of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace settle::http {

/// The address in "192.0.2.1", "192.0.2.1:51234", "2001:db8::1", "[2001:db8::1]" or "[2001:db8::1]:443", as it is
/// usually written: without the port, IPv4 inside IPv6 as IPv4. Nothing for anything else.
std::optional<std::string> address_in(std::string_view text);

/// Whom an address stands for where calls are counted: an IPv4 address for itself, an IPv6 address for its /64, of
/// which whoever has one has all. What is no address stands for itself.
std::string caller_at(std::string_view address);

}  // namespace settle::http
