#include "adapters/oidc/jwks.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/param_build.h>

#include <boost/json.hpp>

#include "adapters/oidc/json_text.h"
#include "base/base64url.h"

namespace settle::oidc {
namespace {

constexpr std::size_t kCoordinateBytes = 32;
constexpr int kRsaBitsMin = 2048;

template <auto Free>
struct FreeBy {
    template <class T>
    void operator()(T* made) const {
        Free(made);
    }
};
using Number = std::unique_ptr<BIGNUM, FreeBy<BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, FreeBy<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, FreeBy<OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, FreeBy<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeBy<EVP_MD_CTX_free>>;
using EcSignature = std::unique_ptr<ECDSA_SIG, FreeBy<ECDSA_SIG_free>>;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

Number number_from(std::string_view bytes) {
    return Number(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

PublicKey key_from(const char* type, const Builder& builder) {
    const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* key = nullptr;
    if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
        return nullptr;
    return PublicKey(key);
}

PublicKey rsa_key(const boost::json::object& jwk) {
    const auto modulus = from_base64url(text_in(jwk, "n")), exponent = from_base64url(text_in(jwk, "e"));
    if (!modulus || !exponent) return nullptr;
    const Number n = number_from(*modulus), e = number_from(*exponent);
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
    PublicKey key = key_from("RSA", builder);
    if (key && EVP_PKEY_get_bits(key.get()) < kRsaBitsMin) return nullptr;
    return key;
}

PublicKey p256_key(const boost::json::object& jwk) {
    const auto x = from_base64url(text_in(jwk, "x")), y = from_base64url(text_in(jwk, "y"));
    if (text_in(jwk, "crv") != "P-256" || !x || !y || x->size() != kCoordinateBytes || y->size() != kCoordinateBytes)
        return nullptr;
    const std::string point = "\x04" + *x + *y;
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
    return key_from("EC", builder);
}

PublicKey ed25519_key(const boost::json::object& jwk) {
    const auto x = from_base64url(text_in(jwk, "x"));
    if (text_in(jwk, "crv") != "Ed25519" || !x) return nullptr;
    return PublicKey(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(*x), x->size()));
}

SigningKey read_key(const boost::json::object& jwk) {
    SigningKey made{text_in(jwk, "kid"), {}, nullptr};
    const std::string type = text_in(jwk, "kty");
    if (const std::string use = text_in(jwk, "use"); !use.empty() && use != "sig") return made;
    if (type == "RSA") made.algorithm = "RS256", made.key = rsa_key(jwk);
    else if (type == "EC") made.algorithm = "ES256", made.key = p256_key(jwk);
    else if (type == "OKP") made.algorithm = "EdDSA", made.key = ed25519_key(jwk);
    if (const std::string wanted = text_in(jwk, "alg"); !wanted.empty() && wanted != made.algorithm) made.key.reset();
    return made;
}

// JOSE writes the two numbers beside each other, OpenSSL wants them in DER.
std::optional<std::string> der_of(std::string_view signature) {
    if (signature.size() != 2 * kCoordinateBytes) return std::nullopt;
    Number r = number_from(signature.substr(0, kCoordinateBytes)), s = number_from(signature.substr(kCoordinateBytes));
    const EcSignature made(ECDSA_SIG_new());
    if (!made || ECDSA_SIG_set0(made.get(), r.get(), s.get()) != 1) return std::nullopt;
    static_cast<void>(r.release());
    static_cast<void>(s.release());
    unsigned char* bytes = nullptr;
    const int length = i2d_ECDSA_SIG(made.get(), &bytes);
    if (length <= 0) return std::nullopt;
    std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
    OPENSSL_free(bytes);
    return der;
}

}  // namespace

Result<std::vector<SigningKey>> read_key_set(std::string_view json) {
    boost::json::error_code failure;
    const auto document = boost::json::parse({json.data(), json.size()}, failure);
    const auto* object = failure ? nullptr : document.if_object();
    const auto* keys = object == nullptr ? nullptr : object->if_contains("keys");
    if (keys == nullptr || !keys->is_array()) return fail(ErrorCode::kIdentityUnavailable, {}, "no key set");
    std::vector<SigningKey> usable;
    for (const auto& one : keys->get_array())
        if (const auto* jwk = one.if_object())
            if (SigningKey key = read_key(*jwk); key.key) usable.push_back(std::move(key));
    return usable;
}

bool is_signed_by(const SigningKey& key, std::string_view signed_text, std::string_view signature) {
    const DigestContext context(EVP_MD_CTX_new());
    const EVP_MD* digest = key.algorithm == "EdDSA" ? nullptr : EVP_sha256();
    std::string bytes(signature);
    if (key.algorithm == "ES256") {
        auto der = der_of(signature);
        if (!der) return false;
        bytes = *std::move(der);
    }
    return context && EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key.key.get()) == 1 &&
           EVP_DigestVerify(context.get(), bytes_of(bytes), bytes.size(), bytes_of(signed_text), signed_text.size()) ==
               1;
}

}  // namespace settle::oidc
