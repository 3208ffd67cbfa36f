#include "main/config.h"

#include <toml++/toml.h>

#include <cstdlib>

#include "domain/customer/customer.h"

namespace settle {
namespace {

constexpr std::int64_t kClockAheadMax = 50LL * 366 * 86'400;

class Reader {
public:
    explicit Reader(std::string file) : file_(std::move(file)) {}

    Result<Config> read(const toml::table& table) {
        Config config;
        TRY_VOID(
            known(table,
                  {"listen", "port", "public_url", "store", "catalogs", "return_origins", "trusted_proxies",
                   "io_threads", "worker_threads", "bill_run", "bank", "events", "mail", "tax_register", "sign_in"},
                  ""));
        TRY_VOID(take(table, "listen", config.listen));
        TRY_VOID(take_number(table, "port", 0, 65535, config.port));
        TRY_VOID(take(table, "public_url", config.public_url));
        TRY_VOID(take(table, "store", config.store));
        TRY_VOID(take_list(table, "catalogs", config.catalogs));
        TRY_VOID(take_list(table, "return_origins", config.return_origins));
        TRY_VOID(take_list(table, "trusted_proxies", config.trusted_proxies));
        TRY_VOID(take_number(table, "io_threads", 1, 64, config.io_threads));
        TRY_VOID(take_number(table, "worker_threads", 1, 256, config.worker_threads));
        if (const toml::node* node = table.get("bill_run")) {
            const toml::table* run = node->as_table();
            if (run == nullptr) return wrong(*node, "bill_run", "a table [bill_run]");
            TRY_VOID(known(*run, {"threads", "batch", "charge_threads", "invoices_per_day_max"}, "bill_run."));
            TRY_VOID(take_number(*run, "threads", 0, 256, config.bill_run.threads));
            TRY_VOID(take_number(*run, "batch", 1, 10'000, config.bill_run.batch));
            TRY_VOID(take_number(*run, "charge_threads", 1, 256, config.bill_run.charge_threads));
            TRY_VOID(take_number(*run, "invoices_per_day_max", 1, 10'000, config.bill_run.invoices_per_day_max));
        }
        if (const toml::node* node = table.get("bank")) {
            const toml::table* bank = node->as_table();
            if (bank == nullptr) return wrong(*node, "bank", "a table [bank]");
            TRY_VOID(
                known(*bank, {"url", "api_secret", "webhook_secret", "timeout_ms", "clock_ahead_seconds"}, "bank."));
            TRY_VOID(take(*bank, "url", config.bank.url));
            TRY_VOID(take(*bank, "api_secret", config.bank.api_secret));
            TRY_VOID(take(*bank, "webhook_secret", config.bank.webhook_secret));
            TRY_VOID(take_number(*bank, "timeout_ms", 100, 60000, config.bank.timeout_ms));
            TRY_VOID(take_number(*bank, "clock_ahead_seconds", 0, kClockAheadMax, config.bank.clock_ahead_seconds));
        }
        if (const toml::node* node = table.get("events")) {
            const toml::table* events = node->as_table();
            if (events == nullptr) return wrong(*node, "events", "a table [events]");
            TRY_VOID(known(*events, {"file"}, "events."));
            TRY_VOID(take(*events, "file", config.events.file));
        }
        if (const toml::node* node = table.get("mail")) {
            const toml::table* mail = node->as_table();
            if (mail == nullptr) return wrong(*node, "mail", "a table [mail]");
            TRY_VOID(known(*mail,
                           {"server", "tls", "user", "password", "from", "ca_file", "connect_timeout_ms", "timeout_ms"},
                           "mail."));
            TRY_VOID(take(*mail, "server", config.mail.server));
            TRY_VOID(take(*mail, "tls", config.mail.tls));
            TRY_VOID(take(*mail, "user", config.mail.user));
            TRY_VOID(take(*mail, "password", config.mail.password));
            TRY_VOID(take(*mail, "from", config.mail.from));
            TRY_VOID(take(*mail, "ca_file", config.mail.ca_file));
            TRY_VOID(take_number(*mail, "connect_timeout_ms", 100, 120'000, config.mail.connect_timeout_ms));
            TRY_VOID(take_number(*mail, "timeout_ms", 100, 120'000, config.mail.timeout_ms));
        }
        if (const toml::node* node = table.get("tax_register")) {
            const toml::table* asked = node->as_table();
            if (asked == nullptr) return wrong(*node, "tax_register", "a table [tax_register]");
            TRY_VOID(known(*asked, {"kind", "url", "ca_file", "connect_timeout_ms", "timeout_ms"}, "tax_register."));
            TRY_VOID(take(*asked, "kind", config.tax_register.kind));
            TRY_VOID(take(*asked, "url", config.tax_register.url));
            TRY_VOID(take(*asked, "ca_file", config.tax_register.ca_file));
            TRY_VOID(take_number(*asked, "connect_timeout_ms", 100, 60'000, config.tax_register.connect_timeout_ms));
            TRY_VOID(take_number(*asked, "timeout_ms", 100, 60'000, config.tax_register.timeout_ms));
        }
        if (const toml::node* node = table.get("sign_in")) {
            const toml::table* sign_in = node->as_table();
            if (sign_in == nullptr) return wrong(*node, "sign_in", "a table [sign_in]");
            TRY_VOID(known(*sign_in,
                           {"seal_key", "password_memory_mib", "password_passes", "passwords_at_once", "providers"},
                           "sign_in."));
            TRY_VOID(take(*sign_in, "seal_key", config.sign_in.seal_key));
            // Less than this is guessed too fast by whoever has the hashes.
            TRY_VOID(take_number(*sign_in, "password_memory_mib", 19, 1024, config.sign_in.password_memory_mib));
            TRY_VOID(take_number(*sign_in, "password_passes", 1, 20, config.sign_in.password_passes));
            TRY_VOID(take_number(*sign_in, "passwords_at_once", 1, 64, config.sign_in.passwords_at_once));
            TRY_VOID(take_providers(*sign_in, config));
        }
        return config;
    }

private:
    std::unexpected<Error> wrong(const toml::node& node, std::string_view key, std::string_view expected) const {
        return fail(Error(ErrorCode::kFileMalformed)
                        .with("where", fmt::format("{}:{}", file_, node.source().begin.line))
                        .with("reason", fmt::format("{} must be {}", key, expected)));
    }

    Result<void> known(const toml::table& table, std::initializer_list<std::string_view> keys,
                       std::string_view prefix) const {
        for (const auto& [key, node] : table)
            if (std::ranges::find(keys, key.str()) == keys.end())
                return fail(Error(ErrorCode::kFileMalformed)
                                .with("where", fmt::format("{}:{}", file_, key.source().begin.line))
                                .with("reason", fmt::format("unknown key {}{}; known: {}", prefix, key.str(),
                                                            fmt::join(keys, ", "))));
        return {};
    }

    Result<void> take(const toml::table& table, std::string_view key, std::string& into) const {
        const toml::node* node = table.get(key);
        if (node == nullptr) return {};
        const auto value = node->value_exact<std::string>();
        if (!value) return wrong(*node, key, "a text in quotes");
        into = *value;
        return {};
    }

    Result<void> take_flag(const toml::table& table, std::string_view key, bool& into) const {
        const toml::node* node = table.get(key);
        if (node == nullptr) return {};
        const auto value = node->value_exact<bool>();
        if (!value) return wrong(*node, key, "true or false");
        into = *value;
        return {};
    }

    template <class Number>
    Result<void> take_number(const toml::table& table, std::string_view key, std::int64_t min, std::int64_t max,
                             Number& into) const {
        const toml::node* node = table.get(key);
        if (node == nullptr) return {};
        const auto value = node->value_exact<std::int64_t>();
        if (!value || *value < min || *value > max)
            return wrong(*node, key, fmt::format("a whole number from {} to {}", min, max));
        into = static_cast<Number>(*value);
        return {};
    }

    Result<void> take_providers(const toml::table& sign_in, Config& config) const {
        const toml::node* node = sign_in.get("providers");
        if (node == nullptr) return {};
        const toml::array* list = node->as_array();
        if (list == nullptr) return wrong(*node, "sign_in.providers", "tables [[sign_in.providers]]");
        for (const toml::node& element : *list) {
            const toml::table* table = element.as_table();
            if (table == nullptr) return wrong(element, "sign_in.providers", "tables [[sign_in.providers]]");
            TRY_VOID(known(*table, {"vendor", "id", "name", "issuer", "client_id", "client_secret_env", "desk"},
                           "sign_in.providers."));
            auto& provider = config.sign_in.providers.emplace_back();
            TRY_VOID(take(*table, "vendor", provider.vendor));
            TRY_VOID(take(*table, "id", provider.id));
            TRY_VOID(take(*table, "name", provider.name));
            TRY_VOID(take(*table, "issuer", provider.issuer));
            TRY_VOID(take(*table, "client_id", provider.client_id));
            TRY_VOID(take_flag(*table, "desk", provider.desk));
            std::string variable;
            TRY_VOID(take(*table, "client_secret_env", variable));
            if (variable.empty()) continue;
            const char* secret = std::getenv(variable.c_str());
            if (secret == nullptr)
                return wrong(element, "client_secret_env",
                             fmt::format("the name of an environment variable that is set; {} is not", variable));
            provider.client_secret = secret;
        }
        return {};
    }

    Result<void> take_list(const toml::table& table, std::string_view key, std::vector<std::string>& into) const {
        const toml::node* node = table.get(key);
        if (node == nullptr) return {};
        const toml::array* list = node->as_array();
        if (list == nullptr) return wrong(*node, key, "a list of texts");
        for (const toml::node& element : *list) {
            const auto value = element.value_exact<std::string>();
            if (!value) return wrong(element, key, "a list of texts");
            into.push_back(*value);
        }
        return {};
    }

    std::string file_;
};

void override_text(const char* variable, std::string& into) {
    if (const char* value = std::getenv(variable)) into = value;
}

Result<void> override_from_environment(Config& config) {
    override_text("SETTLE_LISTEN", config.listen);
    override_text("SETTLE_PUBLIC_URL", config.public_url);
    override_text("SETTLE_STORE", config.store);
    override_text("SETTLE_BANK_URL", config.bank.url);
    override_text("SETTLE_BANK_API_SECRET", config.bank.api_secret);
    override_text("SETTLE_BANK_WEBHOOK_SECRET", config.bank.webhook_secret);
    override_text("SETTLE_MAIL_SERVER", config.mail.server);
    override_text("SETTLE_MAIL_TLS", config.mail.tls);
    override_text("SETTLE_MAIL_USER", config.mail.user);
    override_text("SETTLE_MAIL_PASSWORD", config.mail.password);
    override_text("SETTLE_MAIL_FROM", config.mail.from);
    override_text("SETTLE_SEAL_KEY", config.sign_in.seal_key);
    override_text("SETTLE_TAX_REGISTER", config.tax_register.kind);
    override_text("SETTLE_TAX_REGISTER_URL", config.tax_register.url);
    if (const char* value = std::getenv("SETTLE_PORT")) {
        const std::string_view text = value;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), config.port);
        if (error != std::errc{} || end != text.data() + text.size())
            return fail(Error(ErrorCode::kFileMalformed)
                            .with("where", "SETTLE_PORT")
                            .with("reason", "must be a whole number from 0 to 65535"));
    }
    return {};
}

/// "mail.example" of "smtp://mail.example:587"
std::string_view host_of(std::string_view server) {
    server.remove_prefix(server.find("://") + 3);
    if (server.starts_with('[')) return server.substr(1, server.find(']') - 1);
    return server.substr(0, server.find_first_of(":/"));
}

Result<void> check_tax_register(const Config& config) {
    const auto& asked = config.tax_register;
    const auto wrong = [](std::string_view key, std::string reason) {
        return fail(Error(ErrorCode::kFileMalformed)
                        .with("where", fmt::format("tax_register.{}", key))
                        .with("reason", std::move(reason)));
    };
    if (asked.kind != "simulated" && asked.kind != "vies") return wrong("kind", "must be simulated or vies");
    const bool is_address = asked.url.starts_with("https://") || asked.url.starts_with("http://");
    if (!is_address || host_of(asked.url).empty() || asked.url.ends_with('/'))
        return wrong("url",
                     "must be an address such as https://ec.europa.eu/taxation_customs/vies/rest-api, without / "
                     "at its end");
    const std::string_view host = host_of(asked.url);
    // Whoever stands between could confirm any number.
    if (asked.url.starts_with("http://") && host != "localhost" && host != "127.0.0.1" && host != "::1")
        return wrong("url", "must be encrypted, https://, but on this machine");
    return {};
}

}  // namespace

Result<void> check_mail(const Config& config) {
    const auto& mail = config.mail;
    if (mail.server.empty()) return {};
    const auto wrong = [](std::string_view key, std::string reason) {
        return fail(Error(ErrorCode::kFileMalformed)
                        .with("where", fmt::format("mail.{}", key))
                        .with("reason", std::move(reason)));
    };
    const bool is_encrypted = mail.server.starts_with("smtps://");
    if ((!is_encrypted && !mail.server.starts_with("smtp://")) || host_of(mail.server).empty())
        return wrong("server", "must be an address such as smtp://mail.example:587 or smtps://mail.example:465");
    if (mail.server.contains('@')) return wrong("server", "holds no user; that is mail.user and mail.password");
    if (mail.tls != "required" && mail.tls != "if_offered" && mail.tls != "none")
        return wrong("tls", "must be required, if_offered or none");
    if (!parse_email(mail.from)) return wrong("from", "must be the e-mail address that mails come from");
    const std::string_view host = host_of(mail.server);
    const bool is_here = host == "localhost" || host == "127.0.0.1" || host == "::1";
    if (!mail.user.empty() && !is_encrypted && mail.tls != "required" && !is_here)
        return wrong("tls", "must be required where mail.user signs in: its password would be sent in the clear");
    return {};
}

Result<Config> read_config(const std::string& path, const std::string& mail_server) {
    Config config;
    if (!path.empty()) {
        // toml++ tells of a malformed file by an exception with its place.
        try {
            config = TRY(Reader(path).read(toml::parse_file(path)));
        } catch (const toml::parse_error& error) {
            const auto line = error.source().begin.line;
            return fail(Error(ErrorCode::kFileMalformed)
                            .with("where", line > 0 ? fmt::format("{}:{}", path, line) : path)
                            .with("reason", std::string(error.description())));
        }
    }
    TRY_VOID(override_from_environment(config));
    if (!mail_server.empty()) config.mail.server = mail_server;
    TRY_VOID(check_mail(config));
    TRY_VOID(check_tax_register(config));
    // Time is only moved where no real money moves.
    if (config.bank.clock_ahead_seconds > 0 && config.bank.url.empty())
        return fail(Error(ErrorCode::kFileMalformed)
                        .with("where", path)
                        .with("reason", "bank.clock_ahead_seconds needs the sandbox bank: bank.url"));
    return config;
}

}  // namespace settle
