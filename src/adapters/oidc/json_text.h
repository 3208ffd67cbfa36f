// Texts of the JSON that providers send: anything may stand in them.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

namespace settle::oidc {

/// The whole text, NULs included: what was compared is what is kept. Empty for what is no text.
std::string text_in(const boost::json::object& object, std::string_view name);

/// Whether it holds a control character, which no name, address or token has.
bool has_control(std::string_view text);

}  // namespace settle::oidc
