// What an operator sets: one TOML file, overridden by SETTLE_* environment variables.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace settle {

struct Config {
    std::string listen = "127.0.0.1";
    std::uint16_t port = 8080;
    std::string public_url;                  ///< Made from listen and port when empty.
    /// "settle.db" or "sqlite:settle.db" for a file, "postgres://user:password@host/database" for a server.
    std::string store = "settle.db";
    std::vector<std::string> catalogs;       ///< Catalog files, one per vendor.
    std::vector<std::string> return_origins;
    /// Addresses of proxies in front, whose X-Forwarded-For says who sent a request.
    std::vector<std::string> trusted_proxies;
    int io_threads = 1;
    int worker_threads = 8;
    struct {
        /// Threads that decide and write; 0: one per core.
        int threads = 0;
        /// Subscriptions written in one transaction.
        int batch = 500;
        /// Charges that are under way at the provider at once.
        int charge_threads = 4;
        /// Invoices a subscription gets by itself on one day at most; beyond it, it is parked.
        int invoices_per_day_max = 12;
    } bill_run;
    struct {
        std::string url;                     ///< Address of the sandbox bank.
        std::string api_secret;
        std::string webhook_secret;
        int timeout_ms = 5000;
        /// How far our clock is ahead of the machine's: for tests, with the sandbox bank's `--clock-ahead`.
        std::int64_t clock_ahead_seconds = 0;
    } bank;
    struct {
        std::string file;                    ///< Gets a line per event; none when empty.
    } events;
    struct {
        /// "smtp://mail.example:587", "smtps://mail.example:465"; no mail is sent when empty.
        std::string server;
        std::string tls = "required";        ///< "required", "if_offered", "none"
        std::string user;
        std::string password;
        std::string from;                    ///< "billing@example.com"
        std::string ca_file;                 ///< Instead of the system's certificates.
        int connect_timeout_ms = 10'000;
        int timeout_ms = 60'000;
    } mail;
    struct {
        /// "simulated" confirms whatever is well-formed: for the demo and tests; "vies" asks the EU's register.
        std::string kind = "simulated";
        std::string url = "https://ec.europa.eu/taxation_customs/vies/rest-api";
        /// Instead of the system's certificates.
        std::string ca_file;
        int connect_timeout_ms = 5'000;
        /// For one question.
        int timeout_ms = 10'000;
    } tax_register;
    struct {
        /// 32 bytes in base64 that seal what has to be read again; without it nobody has a second factor.
        std::string seal_key;
        /// Of one password's hash: memory, passes over it, and how many are made at once.
        int password_memory_mib = 64;
        int password_passes = 2;
        int passwords_at_once = 2;
        struct Provider {
            std::string vendor;
            std::string id;
            std::string name;
            std::string issuer;
            std::string client_id;
            std::string client_secret;  ///< Read from the environment variable that `client_secret_env` names.
            bool desk = false;  ///< Lets the vendor's staff in.
        };
        std::vector<Provider> providers;  ///< By OpenID Connect.
    } sign_in;
};

/// Reads `path` (or only the environment when it is empty): SETTLE_LISTEN, SETTLE_PORT,
/// SETTLE_PUBLIC_URL, SETTLE_STORE, SETTLE_BANK_URL, SETTLE_BANK_API_SECRET,
/// SETTLE_BANK_WEBHOOK_SECRET, SETTLE_MAIL_SERVER, SETTLE_MAIL_TLS, SETTLE_MAIL_USER, SETTLE_MAIL_PASSWORD,
/// SETTLE_MAIL_FROM, SETTLE_SEAL_KEY, SETTLE_TAX_REGISTER, SETTLE_TAX_REGISTER_URL. Fails with file_malformed, naming
/// file, line and what would be right.
/// `mail_server` takes the place of the configured one, if it is not empty.
Result<Config> read_config(const std::string& path, const std::string& mail_server = {});

/// Whether mails can be sent as configured. Fails with file_malformed.
Result<void> check_mail(const Config& config);

}  // namespace settle
