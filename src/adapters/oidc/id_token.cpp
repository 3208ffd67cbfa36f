#include "adapters/oidc/id_token.h"

#include <boost/json.hpp>

#include "adapters/oidc/json_text.h"
#include "base/base64url.h"
#include "base/hash.h"

namespace settle::oidc {
namespace {

constexpr std::size_t kTokenBytesMax = 16 * 1024;
constexpr std::size_t kSubjectBytesMax = 255;

std::optional<boost::json::object> object_from(std::string_view encoded) {
    const auto text = from_base64url(encoded);
    if (!text) return std::nullopt;
    boost::json::error_code failure;
    auto value = boost::json::parse(*text, failure);
    if (failure || !value.is_object()) return std::nullopt;
    return std::move(value.get_object());
}

std::optional<std::int64_t> seconds_in(const boost::json::object& object, std::string_view name) {
    const auto* value = object.if_contains({name.data(), name.size()});
    boost::json::error_code failure;
    if (value == nullptr || !value->is_number()) return std::nullopt;
    const auto seconds = value->to_number<std::int64_t>(failure);
    return failure ? std::nullopt : std::optional(seconds);
}

// For us alone, or for several of whom we are the one that asked.
bool is_for(const boost::json::object& claims, std::string_view client) {
    const auto* audience = claims.if_contains("aud");
    if (audience == nullptr) return false;
    const std::string party = text_in(claims, "azp");
    if (!party.empty() && party != client) return false;
    if (audience->is_string()) return text_in(claims, "aud") == client;
    if (!audience->is_array()) return false;
    const auto& list = audience->get_array();
    const bool named = std::ranges::any_of(list, [&](const boost::json::value& one) {
        return one.is_string() && std::string_view(one.get_string().data(), one.get_string().size()) == client;
    });
    return named && (list.size() == 1 || party == client);
}

// It is kept, compared and shown: what no store holds as it is would become another one's.
bool is_subject(std::string_view text) {
    return !text.empty() && text.size() <= kSubjectBytesMax && !has_control(text);
}

std::string what_is_wrong(const boost::json::object& claims, const Expected& expected) {
    const std::int64_t now = expected.now.micros / 1'000'000;
    if (text_in(claims, "iss") != expected.issuer) return "another issuer";
    if (!is_for(claims, expected.client_id)) return "for somebody else";
    if (!is_subject(text_in(claims, "sub"))) return "about nobody";
    const auto expires = seconds_in(claims, "exp"), issued = seconds_in(claims, "iat"),
               from = seconds_in(claims, "nbf");
    if (!expires || *expires + kSkewSeconds <= now) return "expired";
    if (!issued || *issued - kSkewSeconds > now) return "of the future";
    if (from && *from - kSkewSeconds > now) return "not valid yet";
    if (expected.nonce.empty() || !equal_secret(text_in(claims, "nonce"), expected.nonce)) return "another nonce";
    return {};
}

ReadToken bad(std::string why) { return {TokenVerdict::kBad, std::move(why), {}}; }

}  // namespace

ReadToken read_id_token(std::string_view token, std::span<const SigningKey> keys, const Expected& expected) {
    if (token.size() > kTokenBytesMax) return bad("too long");
    const auto first = token.find('.'), second = token.rfind('.');
    if (first == std::string_view::npos || first == second) return bad("no token");
    const auto header = object_from(token.substr(0, first));
    auto claims = object_from(token.substr(first + 1, second - first - 1));
    const auto signature = from_base64url(token.substr(second + 1));
    if (!header || !claims || !signature) return bad("not encoded as it should be");
    if (header->contains("crit")) return bad("wants something we do not know");
    const std::string wanted = text_in(*header, "kid");
    bool known = false;
    for (const SigningKey& key : keys) {
        if (!wanted.empty() && key.id != wanted) continue;
        known = true;
        // The key says by which algorithm; a token that names another one is not asked for its reasons.
        if (text_in(*header, "alg") != key.algorithm) continue;
        if (!is_signed_by(key, token.substr(0, second), *signature)) continue;
        std::string why = what_is_wrong(*claims, expected);
        if (!why.empty()) return bad(std::move(why));
        return {TokenVerdict::kGood, {}, *std::move(claims)};
    }
    if (!known) return {TokenVerdict::kKeyUnknown, "an unknown key", {}};
    return bad("not signed by its key");
}

}  // namespace settle::oidc
