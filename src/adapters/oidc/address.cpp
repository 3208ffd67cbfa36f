#include "adapters/oidc/address.h"

#include <algorithm>

#include "adapters/oidc/json_text.h"

namespace settle::oidc {

std::optional<Address> address_from(std::string_view url) {
    const auto scheme_end = url.find("://");
    if (scheme_end == std::string_view::npos || has_control(url) || url.find(' ') != std::string_view::npos)
        return std::nullopt;
    const std::string_view scheme = url.substr(0, scheme_end);
    const auto path_at = std::min(url.find('/', scheme_end + 3), url.size());
    const std::string_view host = url.substr(scheme_end + 3, path_at - scheme_end - 3);
    const std::string_view name = host.substr(0, host.rfind(':'));
    const bool is_here = name == "127.0.0.1" || name == "localhost";
    if (host.empty() || host.find('@') != std::string_view::npos ||
        !(scheme == "https" || (scheme == "http" && is_here)))
        return std::nullopt;
    const std::string_view rest = url.substr(path_at);
    const auto question = rest.find('?');
    return Address{std::string(url.substr(0, path_at)), std::string(rest.substr(0, question)),
                   question == std::string_view::npos ? std::string() : std::string(rest.substr(question + 1))};
}

}  // namespace settle::oidc
