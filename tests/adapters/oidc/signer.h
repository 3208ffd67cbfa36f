// A provider's key, for tests that need what it signs.
#pragma once

#include <doctest/doctest.h>
#include <openssl/ec.h>
#include <openssl/rsa.h>

#include <array>
#include <boost/json.hpp>

#include "adapters/oidc/jwks.h"
#include "base/base64url.h"

namespace settle::oidc {

using boost::json::object;
using boost::json::serialize;

/// Signs as a provider does, with a key of its own.
class Signer {
public:
    explicit Signer(std::string algorithm, std::string id = "k1")
        : algorithm_(std::move(algorithm)), id_(std::move(id)) {
        if (algorithm_ == "RS256") key_.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{2048}));
        if (algorithm_ == "ES256") key_.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
        if (algorithm_ == "EdDSA") key_.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
        REQUIRE(key_);
    }

    object jwk() const {
        object made{{"kid", id_}, {"use", "sig"}, {"alg", algorithm_}};
        if (algorithm_ == "RS256") {
            made["kty"] = "RSA";
            made["n"] = number("n");
            made["e"] = number("e");
        } else if (algorithm_ == "ES256") {
            made["kty"] = "EC";
            made["crv"] = "P-256";
            made["x"] = number("qx", 32);
            made["y"] = number("qy", 32);
        } else {
            std::array<unsigned char, 32> raw{};
            std::size_t length = raw.size();
            REQUIRE(EVP_PKEY_get_raw_public_key(key_.get(), raw.data(), &length) == 1);
            made["kty"] = "OKP";
            made["crv"] = "Ed25519";
            made["x"] = to_base64url({reinterpret_cast<const char*>(raw.data()), length});
        }
        return made;
    }

    std::string token(const object& claims, object header = {}) const {
        if (!header.contains("alg")) header["alg"] = algorithm_;
        if (!header.contains("kid")) header["kid"] = id_;
        const std::string text = to_base64url(serialize(header)) + "." + to_base64url(serialize(claims));
        return text + "." + to_base64url(sign(text));
    }

private:
    std::string number(const char* name, std::size_t width = 0) const {
        BIGNUM* value = nullptr;
        REQUIRE(EVP_PKEY_get_bn_param(key_.get(), name, &value) == 1);
        std::string bytes(std::max(width, static_cast<std::size_t>(BN_num_bytes(value))), '\0');
        BN_bn2binpad(value, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
        BN_free(value);
        return to_base64url(bytes);
    }

    std::string sign(const std::string& text) const {
        EVP_MD_CTX* context = EVP_MD_CTX_new();
        REQUIRE(EVP_DigestSignInit(context, nullptr, algorithm_ == "EdDSA" ? nullptr : EVP_sha256(), nullptr,
                                   key_.get()) == 1);
        std::string signature(1024, '\0');
        std::size_t length = signature.size();
        REQUIRE(EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &length,
                               reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1);
        EVP_MD_CTX_free(context);
        signature.resize(length);
        if (algorithm_ != "ES256") return signature;
        const auto* der = reinterpret_cast<const unsigned char*>(signature.data());
        ECDSA_SIG* parts = d2i_ECDSA_SIG(nullptr, &der, static_cast<long>(length));
        std::string both(64, '\0');
        BN_bn2binpad(ECDSA_SIG_get0_r(parts), reinterpret_cast<unsigned char*>(both.data()), 32);
        BN_bn2binpad(ECDSA_SIG_get0_s(parts), reinterpret_cast<unsigned char*>(both.data()) + 32, 32);
        ECDSA_SIG_free(parts);
        return both;
    }

    std::string algorithm_;
    std::string id_;
    PublicKey key_;
};

}  // namespace settle::oidc
