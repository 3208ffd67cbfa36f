#include "http/address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <variant>

namespace settle::http {
namespace {

constexpr std::size_t kTextMax = 64;
constexpr std::size_t kPortDigits = 5;
constexpr std::size_t kMappedBytes = 12;
constexpr std::size_t kNetworkBytes = 8;

using Parsed = std::variant<std::monostate, in_addr, in6_addr>;

bool is_port(std::string_view text) {
    return !text.empty() && text.size() <= kPortDigits &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Without brackets and port; nothing where they are malformed.
std::optional<std::string_view> bare(std::string_view text) {
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        const std::string_view rest = text.substr(end + 1), inside = text.substr(1, end - 1);
        if (!rest.empty() && (rest.front() != ':' || !is_port(rest.substr(1)))) return std::nullopt;
        return inside.find(':') == std::string_view::npos ? std::nullopt : std::optional(inside);
    }
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || text.find(':', colon + 1) != std::string_view::npos) return text;
    return is_port(text.substr(colon + 1)) ? std::optional(text.substr(0, colon)) : std::nullopt;
}

Parsed parse(std::string_view text) {
    if (text.size() > kTextMax || text.find('\0') != std::string_view::npos) return {};
    const auto address = bare(text);
    if (!address) return {};
    // The zone is about a network card of ours.
    const std::string plain(address->substr(0, address->find('%')));
    in_addr four{};
    if (inet_pton(AF_INET, plain.c_str(), &four) == 1) return four;
    in6_addr six{};
    if (inet_pton(AF_INET6, plain.c_str(), &six) != 1) return {};
    if (!IN6_IS_ADDR_V4MAPPED(&six)) return six;
    std::memcpy(&four, six.s6_addr + kMappedBytes, sizeof four);
    return four;
}

std::string written(int family, const void* address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(family, address, text.data(), text.size());
    return text.data();
}

}  // namespace

std::optional<std::string> address_in(std::string_view text) {
    const Parsed parsed = parse(text);
    if (const auto* four = std::get_if<in_addr>(&parsed)) return written(AF_INET, four);
    if (const auto* six = std::get_if<in6_addr>(&parsed)) return written(AF_INET6, six);
    return std::nullopt;
}

std::string caller_at(std::string_view address) {
    const Parsed parsed = parse(address);
    if (const auto* four = std::get_if<in_addr>(&parsed)) return written(AF_INET, four);
    if (const auto* six = std::get_if<in6_addr>(&parsed)) {
        in6_addr network = *six;
        std::fill(network.s6_addr + kNetworkBytes, network.s6_addr + sizeof network.s6_addr, std::uint8_t{0});
        return written(AF_INET6, &network) + "/64";
    }
    return std::string(address);
}

}  // namespace settle::http
