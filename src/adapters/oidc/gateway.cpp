#include "adapters/oidc/gateway.h"

#include <openssl/sha.h>

#include <array>
#include <boost/json.hpp>
#include <set>

#include "adapters/oidc/address.h"
#include "adapters/oidc/id_token.h"
#include "adapters/oidc/json_text.h"
#include "adapters/oidc/kept.h"
#include "base/base64url.h"
#include "base/code.h"
#include "base/percent.h"

namespace settle {
namespace {

using oidc::address_from;
using oidc::text_in;

constexpr std::int64_t kDiscoverySeconds = 3600;
constexpr std::int64_t kKeysSeconds = 600;
constexpr std::int64_t kKeysAgainSeconds = 30;
constexpr int kRedeemedAtOnce = 4;

std::string form_of(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
    std::string form;
    for (const auto& [name, value] : fields)
        form += fmt::format("{}{}={}", form.empty() ? "" : "&", name, percent_encoded(value));
    return form;
}

std::string base64_of(std::string_view bytes) {
    std::string text = to_base64url(bytes);
    for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

std::string challenge_of(std::string_view verifier) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(verifier.data()), verifier.size(), digest.data());
    return to_base64url({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

/// What a provider says of itself.
struct Discovery {
    std::string authorization;
    std::string token;
    std::string keys;
    std::string userinfo;
    bool names_itself = false;  ///< In every answer that it sends a browser back with.
};

/// One provider, with what is known of it.
class Provider {
public:
    Provider(OidcProvider settings, const OidcTransport& transport)
        : settings_(std::move(settings)), transport_(transport) {}

    const OidcProvider& settings() const { return settings_; }

    Result<std::string> page_for(const ProviderVisit& visit, Instant now) {
        const auto discovery = TRY(discover(now));
        return fmt::format("{}{}{}", discovery->authorization,
                           discovery->authorization.find('?') == std::string::npos ? "?" : "&",
                           form_of({{"response_type", "code"},
                                    {"scope", "openid email"},
                                    {"client_id", settings_.client_id},
                                    {"redirect_uri", visit.redirect_uri},
                                    {"state", visit.state},
                                    {"nonce", visit.nonce},
                                    {"code_challenge", challenge_of(visit.code_verifier)},
                                    {"code_challenge_method", "S256"}}));
    }

    Result<Identity> redeem(const ProviderVisit& visit, const ProviderAnswer& answer, Instant now) {
        // Another provider's code must not be shown to this one.
        if (answer.issuer && *answer.issuer != settings_.issuer) return refused("the answer is another issuer's");
        if (!places_.take()) return fail(busy());
        const Leave leave{places_};
        const auto discovery = TRY(discover(now));
        if (discovery->names_itself && !answer.issuer) return refused("the answer does not say whose it is");
        const auto tokens = TRY(trade(*discovery, visit, answer.code));
        const auto claims = TRY(verify(*discovery, text_in(tokens, "id_token"), visit, now));
        Identity identity{settings_.issuer, text_in(claims, "sub"), {}, false};
        take_address(claims, identity);
        if (identity.email.empty() && !discovery->userinfo.empty())
            TRY_VOID(ask_for_address(*discovery, text_in(tokens, "access_token"), identity));
        return identity;
    }

private:
    struct Leave {
        oidc::Places& places;
        ~Leave() { places.give_back(); }
    };

    std::unexpected<Error> unavailable(std::string why) const {
        Error error(ErrorCode::kIdentityUnavailable, {}, std::move(why));
        return fail(std::move(error).with("provider", settings_.name));
    }
    Error busy() const { return unavailable("others wait for it already").error(); }
    std::unexpected<Error> refused(std::string why) const {
        Error error(ErrorCode::kIdentityRefused, {}, std::move(why));
        return fail(std::move(error).with("provider", settings_.name));
    }

    Result<std::string> call(std::string_view url, HttpRequest request) const {
        const auto address = address_from(url);
        if (!address) return unavailable("an address that is not https");
        request.path = address->path;
        request.query = address->query;
        request.headers.emplace_back("accept", "application/json");
        const auto answer = transport_(address->origin, request);
        if (!answer) return unavailable(answer.error().detail);
        if (answer->status >= 400 && answer->status < 500) return refused(fmt::format("answered {}", answer->status));
        if (answer->status != 200) return unavailable(fmt::format("answered {}", answer->status));
        return answer->body;
    }

    Result<boost::json::object> call_for_object(std::string_view url, HttpRequest request) const {
        const std::string body = TRY(call(url, std::move(request)));
        boost::json::error_code failure;
        auto value = boost::json::parse(body, failure);
        if (failure || !value.is_object()) return unavailable("an answer that is no object");
        return std::move(value.get_object());
    }

    Result<oidc::Kept<Discovery>::Known> discover(Instant now) {
        return discovery_.get(now, kDiscoverySeconds, busy(), [this] { return ask_for_discovery(); });
    }

    Result<Discovery> ask_for_discovery() const {
        HttpRequest request;
        request.method = "GET";
        std::string_view base = settings_.issuer;
        if (base.ends_with('/')) base.remove_suffix(1);
        const auto found = TRY(call_for_object(std::string(base) + "/.well-known/openid-configuration", request));
        // A provider that calls itself otherwise is somebody else's.
        if (text_in(found, "issuer") != settings_.issuer) return unavailable("it calls itself otherwise");
        const auto* names_itself = found.if_contains("authorization_response_iss_parameter_supported");
        Discovery discovery{text_in(found, "authorization_endpoint"), text_in(found, "token_endpoint"),
                            text_in(found, "jwks_uri"), text_in(found, "userinfo_endpoint"),
                            names_itself != nullptr && names_itself->is_bool() && names_itself->get_bool()};
        if (!address_from(discovery.authorization) || discovery.token.empty() || discovery.keys.empty())
            return unavailable("it does not say where it answers");
        return discovery;
    }

    Result<boost::json::object> trade(const Discovery& discovery, const ProviderVisit& visit,
                                      const std::string& code) const {
        HttpRequest request;
        request.method = "POST";
        request.headers = {{"content-type", "application/x-www-form-urlencoded"}};
        request.body = form_of({{"grant_type", "authorization_code"},
                                {"code", code},
                                {"redirect_uri", visit.redirect_uri},
                                {"code_verifier", visit.code_verifier}});
        if (settings_.client_secret.empty()) {
            request.body += "&" + form_of({{"client_id", settings_.client_id}});
        } else {
            const std::string both =
                percent_encoded(settings_.client_id) + ":" + percent_encoded(settings_.client_secret);
            request.headers.emplace_back("authorization", "Basic " + base64_of(both));
        }
        return call_for_object(discovery.token, std::move(request));
    }

    Result<boost::json::object> verify(const Discovery& discovery, const std::string& token, const ProviderVisit& visit,
                                       Instant now) {
        const oidc::Expected expected{settings_.issuer, settings_.client_id, visit.nonce, now};
        for (const bool may_be_old : {true, false}) {
            const auto keys = TRY(keys_of(discovery, now, may_be_old ? kKeysSeconds : kKeysAgainSeconds));
            auto read = oidc::read_id_token(token, *keys, expected);
            if (read.verdict == oidc::TokenVerdict::kGood) return std::move(read.claims);
            if (read.verdict == oidc::TokenVerdict::kBad || !may_be_old) return refused("the ID token is " + read.why);
        }
        return refused("the ID token was not read");
    }

    using Keys = std::vector<oidc::SigningKey>;
    Result<oidc::Kept<Keys>::Known> keys_of(const Discovery& discovery, Instant now, std::int64_t age_max) {
        return keys_.get(now, age_max, busy(), [&] { return ask_for_keys(discovery); });
    }

    Result<Keys> ask_for_keys(const Discovery& discovery) const {
        HttpRequest request;
        request.method = "GET";
        const std::string body = TRY(call(discovery.keys, std::move(request)));
        auto read = oidc::read_key_set(body);
        if (!read) return unavailable(read.error().detail);
        return *std::move(read);
    }

    Result<void> ask_for_address(const Discovery& discovery, const std::string& access_token,
                                 Identity& identity) const {
        if (oidc::has_control(access_token)) return refused("the access token is none");
        HttpRequest request;
        request.method = "GET";
        request.headers = {{"authorization", "Bearer " + access_token}};
        const auto claims = TRY(call_for_object(discovery.userinfo, std::move(request)));
        if (text_in(claims, "sub") != identity.subject) return refused("it speaks of somebody else");
        take_address(claims, identity);
        return {};
    }

    static void take_address(const boost::json::object& claims, Identity& identity) {
        identity.email = text_in(claims, "email");
        const auto* verified = claims.if_contains("email_verified");
        identity.is_email_verified = verified != nullptr && verified->is_bool() && verified->get_bool();
    }

    const OidcProvider settings_;
    const OidcTransport& transport_;
    oidc::Kept<Discovery> discovery_;
    oidc::Kept<Keys> keys_;
    oidc::Places places_{kRedeemedAtOnce};
};

class OidcGateway final : public IdentityGateway {
public:
    OidcGateway(std::vector<OidcProvider> providers, OidcTransport transport) : transport_(std::move(transport)) {
        for (OidcProvider& one : providers) all_.push_back(std::make_unique<Provider>(std::move(one), transport_));
    }

    std::vector<ProviderName> providers(const std::string& vendor) const override {
        std::vector<ProviderName> names;
        for (const auto& one : all_)
            if (one->settings().vendor == vendor)
                names.push_back({one->settings().id, one->settings().name, one->settings().desk});
        return names;
    }
    Result<std::string> page_for(const std::string& vendor, const ProviderVisit& visit, Instant now) override {
        return TRY(find(vendor, visit.provider))->page_for(visit, now);
    }
    Result<Identity> redeem(const std::string& vendor, const ProviderVisit& visit, const ProviderAnswer& answer,
                            Instant now) override {
        return TRY(find(vendor, visit.provider))->redeem(visit, answer, now);
    }

private:
    Result<Provider*> find(const std::string& vendor, const std::string& id) const {
        for (const auto& one : all_)
            if (one->settings().vendor == vendor && one->settings().id == id) return one.get();
        return fail(ErrorCode::kSignInMethodOff);
    }

    const OidcTransport transport_;
    std::vector<std::unique_ptr<Provider>> all_;
};

}  // namespace

Result<std::unique_ptr<IdentityGateway>> make_oidc_gateway(std::vector<OidcProvider> providers,
                                                           OidcTransport transport) {
    std::set<std::pair<std::string_view, std::string_view>> known;
    for (const OidcProvider& one : providers) {
        const auto wrong = [](const char* field, const char* expected) {
            return fail(Error(ErrorCode::kFieldInvalid, field).with("expected", expected));
        };
        if (!address_from(one.issuer)) return wrong("issuer", "issuer = \"https://…\"");
        if (one.client_id.empty()) return wrong("client_id", "client_id = \"…\"");
        // They stand in the address that the provider sends people back to, which no two providers may share.
        if (!Code::is_valid(one.id)) return wrong("id", "an id of a-z, 0-9, _ and -, up to 31 characters");
        if (!known.emplace(one.vendor, one.id).second) return wrong("id", "another id for each provider of a vendor");
    }
    return std::make_unique<OidcGateway>(std::move(providers), std::move(transport));
}

}  // namespace settle
