#include "adapters/trust/passkeys.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <openssl/sha.h>

#include <array>
#include <boost/json.hpp>
#include <memory>

namespace settle::trust {
namespace {

// Authenticator data (WebAuthn, 6.1): the digest of the site's name, flags, a counter, then what is optional.
constexpr std::size_t kDigestBytes = SHA256_DIGEST_LENGTH;
constexpr std::size_t kHeadBytes = kDigestBytes + 1 + 4;
constexpr unsigned kPresent = 0x01, kVerified = 0x04, kHasCredential = 0x40;

using Digest = std::array<unsigned char, kDigestBytes>;

Digest digest_of(std::string_view text) {
    Digest digest{};
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    return digest;
}

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
std::string text_of(const unsigned char* bytes, std::size_t length) {
    return bytes == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(bytes), length);
}

unsigned flags_of(std::string_view data) { return static_cast<unsigned char>(data[kDigestBytes]); }

std::int64_t count_in(std::string_view data) {
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < 4; ++i) count = (count << 8U) | static_cast<unsigned char>(data[kDigestBytes + 1 + i]);
    return count;
}

// For this site, with somebody there whom the authenticator knows.
bool is_for_site(std::string_view data, std::string_view site) {
    if (data.size() < kHeadBytes) return false;
    const Digest wanted = digest_of(site);
    return text_of(wanted.data(), wanted.size()) == data.substr(0, kDigestBytes) && (flags_of(data) & kPresent) != 0 &&
           (flags_of(data) & kVerified) != 0;
}

/// libfido2 takes authenticator data in the CBOR byte string that it stands in elsewhere.
std::string as_byte_string(std::string_view data) {
    std::string text;
    if (data.size() < 24) text.push_back(static_cast<char>(0x40U + data.size()));
    else if (data.size() < 256) text.append("\x58").push_back(static_cast<char>(data.size()));
    else text.append("\x59").append({static_cast<char>(data.size() >> 8U), static_cast<char>(data.size() & 0xFFU)});
    return text.append(data);
}

struct FreeCredential {
    void operator()(fido_cred_t* made) const { fido_cred_free(&made); }
};
struct FreeAssertion {
    void operator()(fido_assert_t* made) const { fido_assert_free(&made); }
};

template <class Key, auto Make, auto Fill, auto Free>
bool verify_with(fido_assert_t* assertion, int algorithm, std::string_view public_key) {
    Key* key = Make();
    const bool good = key != nullptr && Fill(key, public_key.data(), public_key.size()) == FIDO_OK &&
                      fido_assert_verify(assertion, 0, algorithm, key) == FIDO_OK;
    Free(&key);
    return good;
}

}  // namespace

std::optional<ReadPasskey> read_passkey(std::string_view authenticator_data, std::string_view site) {
    if (!is_for_site(authenticator_data, site) || (flags_of(authenticator_data) & kHasCredential) == 0)
        return std::nullopt;
    const std::string data = as_byte_string(authenticator_data);
    for (const int algorithm : {COSE_ES256, COSE_EDDSA, COSE_RS256}) {
        const std::unique_ptr<fido_cred_t, FreeCredential> tried(fido_cred_new());
        if (!tried || fido_cred_set_type(tried.get(), algorithm) != FIDO_OK ||
            fido_cred_set_authdata(tried.get(), bytes_of(data), data.size()) != FIDO_OK)
            continue;
        ReadPasskey read;
        read.id = text_of(fido_cred_id_ptr(tried.get()), fido_cred_id_len(tried.get()));
        read.public_key = text_of(fido_cred_pubkey_ptr(tried.get()), fido_cred_pubkey_len(tried.get()));
        read.algorithm = algorithm;
        read.uses = count_in(authenticator_data);
        if (!read.id.empty() && !read.public_key.empty()) return read;
    }
    return std::nullopt;
}

std::optional<std::int64_t> check_passkey(const SignedChallenge& answer, std::string_view site) {
    if (!is_for_site(answer.authenticator_data, site)) return std::nullopt;
    const std::unique_ptr<fido_assert_t, FreeAssertion> assertion(fido_assert_new());
    const Digest client_data = digest_of(answer.client_data);
    const std::string data = as_byte_string(answer.authenticator_data);
    const std::string name(site);
    if (!assertion ||
        fido_assert_set_clientdata_hash(assertion.get(), client_data.data(), client_data.size()) != FIDO_OK ||
        fido_assert_set_rp(assertion.get(), name.c_str()) != FIDO_OK ||
        fido_assert_set_count(assertion.get(), 1) != FIDO_OK ||
        fido_assert_set_up(assertion.get(), FIDO_OPT_TRUE) != FIDO_OK ||
        fido_assert_set_uv(assertion.get(), FIDO_OPT_TRUE) != FIDO_OK ||
        fido_assert_set_authdata(assertion.get(), 0, bytes_of(data), data.size()) != FIDO_OK ||
        fido_assert_set_sig(assertion.get(), 0, bytes_of(answer.signature), answer.signature.size()) != FIDO_OK)
        return std::nullopt;
    bool good = false;
    if (answer.algorithm == COSE_ES256)
        good = verify_with<es256_pk_t, es256_pk_new, es256_pk_from_ptr, es256_pk_free>(assertion.get(), COSE_ES256,
                                                                                       answer.public_key);
    if (answer.algorithm == COSE_RS256)
        good = verify_with<rs256_pk_t, rs256_pk_new, rs256_pk_from_ptr, rs256_pk_free>(assertion.get(), COSE_RS256,
                                                                                       answer.public_key);
    if (answer.algorithm == COSE_EDDSA)
        good = verify_with<eddsa_pk_t, eddsa_pk_new, eddsa_pk_from_ptr, eddsa_pk_free>(assertion.get(), COSE_EDDSA,
                                                                                       answer.public_key);
    if (!good) return std::nullopt;
    return count_in(answer.authenticator_data);
}

std::optional<std::string> challenge_in(std::string_view client_data, std::string_view type, std::string_view origin) {
    boost::json::error_code failure;
    const auto value = boost::json::parse({client_data.data(), client_data.size()}, failure);
    const auto* object = failure ? nullptr : value.if_object();
    if (object == nullptr) return std::nullopt;
    const auto text = [&](const char* name) {
        const auto* found = object->if_contains(name);
        return found != nullptr && found->is_string() ? std::string(found->get_string().c_str()) : std::string();
    };
    const auto* framed = object->if_contains("crossOrigin");
    if (text("type") != type || text("origin") != origin ||
        (framed != nullptr && framed->is_bool() && framed->get_bool()))
        return std::nullopt;
    return text("challenge");
}

}  // namespace settle::trust
