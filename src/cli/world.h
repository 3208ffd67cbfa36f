// What a simulated story stands on. cli knows the stories, main/ knows the adapters; they meet here.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/yaml_node.h"

#include "app/context.h"

namespace settle::cli {

/// How the simulated register of VAT numbers answers.
enum class RegisterMode : std::uint8_t { kUp, kDown, kRefusing };
enum class Challenge : std::uint8_t { kOk, kFail };

/// One story's own store, bank, register and clock; nothing outlives it and nothing leaves it.
class World {
public:
    virtual ~World() = default;
    virtual Services& services() = 0;
    virtual void set_time(Instant now) = 0;
    virtual void set_register(RegisterMode mode) = 0;
    /// What a page would send as "pay_with" for a sandbox method: "card", "wallet", "transfer".
    /// Fails with payment_method_unknown.
    virtual Result<std::string> pay_with(std::string_view sandbox_method) = 0;
    /// Fills in the bank's page for the payer, as the method's name says; a payment that waits for
    /// nothing stays as it is. Fails with payment_not_found, payment_method_unknown.
    virtual Result<void> act_as_payer(const PaymentAttemptId& key, std::string_view sandbox_method) = 0;
    /// Answers a challenge of the bank or the wallet. Fails with payment_not_found.
    virtual Result<void> complete_challenge(const PaymentAttemptId& key, Challenge answer) = 0;
};

/// A catalog as far as it could be read and everything wrong with it, one "file:line: message" each.
struct CatalogCheck {
    Catalog catalog;
    std::vector<std::string> problems;
};

/// Reads files and makes worlds.
class Workshop {
public:
    virtual ~Workshop() = default;
    /// One YAML document that a stranger may have written. Fails with file_malformed.
    virtual Result<YamlNode> parse_yaml(std::string_view text, const std::string& name) = 0;
    virtual CatalogCheck check_catalog_file(const std::filesystem::path& path) = 0;
    /// Of a catalog that stands inside the file `name`.
    virtual CatalogCheck check_catalog_node(const YamlNode& node, const std::string& name) = 0;
    /// A world whose only vendor is the catalog's. Its clock stands at 1970 until it is set.
    virtual Result<std::unique_ptr<World>> make_world(const Catalog& catalog) = 0;
};

}  // namespace settle::cli
