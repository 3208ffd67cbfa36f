#include <toml++/toml.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "adapters/bank_sandbox/http_client.h"
#include "adapters/store/open_store.h"
#include "app/access/credentials.h"
#include "app/access/sign_in.h"
#include "app/customer/customers.h"
#include "domain/catalog/staff_role.h"
#include "engine/advance.h"
#include "main/commands.h"
#include "main/demo_seed.h"
#include "main/serve.h"
#include "wire/reader.h"

namespace settle {
namespace {

namespace fs = std::filesystem;

// Visitors move the clock by months: neither their links nor they themselves are signed out by it.
constexpr int kLinkSeconds = 20 * 365 * 86'400;

int complain(const Error& error) {
    fmt::print(stderr, "settle demo: {}{}\n", text_of(error, "en"),
               error.detail.empty() ? "" : " (" + error.detail + ")");
    return 2;
}

// What the demo has to remember between two starts, beside its two databases.
struct DemoSecrets {
    std::string bank_api;
    std::string bank_webhook;
    std::string seal_key;
    std::string url;                 ///< Where the demo answers, for those who move its clock.
    std::int64_t ahead_micros = 0;   ///< How far its clock was moved.
    std::map<VendorName, std::string> api_keys;
};

DemoSecrets load_secrets(const fs::path& file) {
    DemoSecrets secrets;
    if (!fs::exists(file)) return secrets;
    const toml::table table = toml::parse_file(file.string());
    secrets.bank_api = table["bank_api"].value_or(std::string());
    secrets.bank_webhook = table["bank_webhook"].value_or(std::string());
    secrets.seal_key = table["seal_key"].value_or(std::string());
    secrets.url = table["url"].value_or(std::string());
    secrets.ahead_micros = table["ahead_micros"].value_or(std::int64_t{0});
    if (const toml::table* keys = table["api_keys"].as_table())
        for (const auto& [vendor, key] : *keys)
            secrets.api_keys[std::string(vendor.str())] = key.value_or(std::string());
    return secrets;
}

void save_secrets(const fs::path& file, const DemoSecrets& secrets) {
    toml::table keys;
    for (const auto& [vendor, key] : secrets.api_keys) keys.insert(vendor, key);
    const toml::table table{{"bank_api", secrets.bank_api},         {"bank_webhook", secrets.bank_webhook},
                            {"seal_key", secrets.seal_key},         {"url", secrets.url},
                            {"ahead_micros", secrets.ahead_micros}, {"api_keys", keys}};
    std::ofstream out(file);
    out << "# Secrets of the demo on this machine; delete the folder to start anew.\n" << table << "\n";
}

class Demo : public ClockControl {
public:
    explicit Demo(const DemoArguments& arguments) : arguments_(arguments), data_(arguments.data) {}

    Result<void> prepare() {
        if (arguments_.reset && !arguments_.store.empty())
            return fail(ErrorCode::kStoreFailed, {}, "--reset does not empty another store: make an empty database");
        if (arguments_.reset) fs::remove_all(data_);
        fs::create_directories(data_);
        config_.listen = arguments_.listen;
        config_.port = static_cast<std::uint16_t>(arguments_.port);
        config_.public_url = fmt::format("http://{}:{}", arguments_.listen, arguments_.port);
        config_.store = arguments_.store.empty() ? (data_ / "settle.db").string() : arguments_.store;
        config_.catalogs = TRY(find_catalogs(arguments_.examples));
        secrets_ = load_secrets(data_ / "demo.toml");
        RandomIds ids;
        if (secrets_.bank_api.empty()) {
            // Databases without their secrets are a demo that was interrupted while it was made.
            for (const char* file :
                 {"settle.db", "settle.db-wal", "settle.db-shm", "bank.db", "bank.db-wal", "bank.db-shm"})
                fs::remove(data_ / file);
            secrets_.bank_api = ids.secret();
            secrets_.bank_webhook = "whsec_" + ids.secret();
        }
        if (secrets_.seal_key.empty()) secrets_.seal_key = ids.secret();
        config_.sign_in.seal_key = secrets_.seal_key;
        clock_.set_ahead_micros(secrets_.ahead_micros);
        config_.bank.url = fmt::format("http://{}:{}", arguments_.listen, arguments_.bank_port);
        config_.bank.api_secret = secrets_.bank_api;
        config_.bank.webhook_secret = secrets_.bank_webhook;
        config_.mail.server = arguments_.mail;
        config_.mail.tls = "none";
        config_.mail.from = "billing@settle.example";
        TRY_VOID(check_mail(config_));
        return {};
    }

    Result<void> run() {
        TRY_VOID(prepare());
        seeding_ = secrets_.api_keys.empty();
        bank_ =
            TRY(RunningBank::start({.path = (data_ / "bank.db").string(),
                                    .public_url = config_.bank.url,
                                    .api_secret = secrets_.bank_api,
                                    .webhook_secret = secrets_.bank_webhook,
                                    .webhook_urls = {{kMerchant, config_.public_url + "/v1/provider-webhooks/sandbox"}},
                                    .now = [this] { return seeding_ ? past_.now() : clock_.now(); }},
                                   arguments_.listen, static_cast<std::uint16_t>(arguments_.bank_port)));
        house_ = TRY(House::open(config_, clock_, StoreAway::kRefuse, Hearing::kOthers));
        if (seeding_) TRY_VOID(seed());
        house_->services().settings.session_seconds = kLinkSeconds;
        house_->services().clock_control = this;
        secrets_.url = config_.public_url;
        save_secrets(data_ / "demo.toml", secrets_);
        server_ = TRY(RunningServer::start(config_, *house_));
        return print_links();
    }

    Result<int> move_to(Instant instant) override {
        const std::lock_guard lock(moving_);
        instant = std::max(instant, clock_.now());
        const TickReport report = TRY(advance(house_->services(), [this](Instant at) { clock_.set(at); }, instant));
        for (const std::string& failure : report.failures) fmt::print(stderr, "while moving on: {}\n", failure);
        secrets_.ahead_micros = clock_.ahead_micros();
        save_secrets(data_ / "demo.toml", secrets_);
        return report.steps_taken;
    }

    Result<std::optional<Instant>> next_due() override {
        constexpr std::int64_t kYear = 366 * 86'400;
        return next_due_instant(house_->services(), clock_.now().plus_seconds(kYear));
    }

private:
    // Demo customers live their past on a clock of their own, through the same use cases as everybody.
    Result<void> seed() {
        fmt::print("Making demo customers …\n");
        std::fflush(stdout);
        const Instant now = clock_.now();
        past_.set(now);
        const auto gateway =
            make_in_process_gateway({kMerchant, secrets_.bank_api, secrets_.bank_webhook}, bank_->bank());
        Services& real = house_->services();
        Services services{real.catalogs, real.store, *gateway,      real.tax_register, past_,           real.zones,
                          real.ids,      real.rates, real.settings, nullptr,           real.people_file};
        for (const std::string& catalog : config_.catalogs) {
            const fs::path file = fs::path(catalog).parent_path() / "demo.yaml";
            const VendorName vendor = fs::path(catalog).parent_path().filename().string();
            if (fs::exists(file)) TRY_VOID(seed_demo(services, vendor, file.string(), bank_->bank(), past_, now));
            secrets_.api_keys[vendor] = TRY(create_api_key(real, vendor, "demo"));
            TRY_VOID(add_staff(real, vendor));
        }
        seeding_ = false;
        save_secrets(data_ / "demo.toml", secrets_);
        return {};
    }

    static std::string demo_staff_id(const StaffRole& role) { return "staff_" + role.code.str(); }

    // One of each role. They come by the links that are printed, or ask for one to set a password.
    static Result<void> add_staff(Services& services, const VendorName& vendor) {
        const auto catalog = TRY(services.catalogs.find(vendor));
        for (const StaffRole& role : catalog->staff->roles)
            TRY(make_password_ticket(services, vendor, fmt::format("{}@{}.example", role.code.view(), vendor),
                                     demo_staff_id(role), role.code));
        return {};
    }

    Result<void> print_links() {
        Services& services = house_->services();
        fmt::print(
            "\nSettle is running on {}   (sandbox bank on {})\nStop it with Ctrl-C. Data is kept in {}; --reset starts "
            "anew.\n",
            config_.public_url, config_.bank.url, data_.string());
        for (const auto& catalog : services.catalogs.all()) {
            fmt::print("\n{}\n  API key  {}\n",
                       catalog->vendor_name.in("en").empty() ? catalog->vendor : catalog->vendor_name.in("en"),
                       secrets_.api_keys[catalog->vendor]);
            const PortalLink staff =
                TRY(create_staff_link(services, catalog->vendor, "staff_demo", catalog->staff->head().code,
                                      LinkUse::kUntilExpiry, kLinkSeconds));
            fmt::print("  Staff    {}\n", staff.url);
            for (const StaffRole& role : catalog->staff->roles) {
                const PortalLink link = TRY(create_staff_link(services, catalog->vendor, demo_staff_id(role), role.code,
                                                              LinkUse::kUntilExpiry, kLinkSeconds));
                fmt::print("  Staff as {:<12} {}\n", role.code.view(), link.url);
            }
            TRY_VOID(print_customers(*catalog));
        }
        fmt::print(
            "\nMove the demo's date forward in the bar of its pages, or with: settle clock --data {} +30\n"
            "\nTest cards: 4242 4242 4242 4242 is paid, 4000 0000 0000 0002 is declined, 4000 0000 0000 3220 asks for "
            "3-D Secure.\n",
            data_.string());
        std::fflush(stdout);
        return {};
    }

    Result<void> print_customers(const Catalog& catalog) {
        Services& services = house_->services();
        Caller caller;
        caller.vendor = catalog.vendor;
        caller.actor = {Actor::Kind::kServer, {}, "demo"};
        const Context context{services, caller};
        for (const Customer& customer : TRY(list_customers(context, {}))) {
            const auto subscription = TRY(look_up(
                services.store, [&](Transaction& tx) { return tx.load_subscription(catalog.vendor, customer.id); }));
            const std::string plan = subscription.plan.empty() ? "" : ", " + subscription.plan.str();
            fmt::print("  {} ({}{})\n", customer.name, name_of(subscription.state), plan);
            for (const Member& member : TRY(list_members(context, customer.id))) {
                const PortalLink link =
                    TRY(create_lasting_link(services, catalog.vendor, customer.id, member.id, kLinkSeconds));
                fmt::print("    {:<16} {:<18} {}\n", member.role.view(), member.full_name(), link.url);
            }
        }
        return {};
    }

    const DemoArguments arguments_;
    const fs::path data_;
    Config config_;
    DemoSecrets secrets_;
    ShiftedClock clock_;
    std::mutex moving_;   ///< Two visitors move the clock one after the other.
    MovableClock past_{Instant{}};
    std::atomic<bool> seeding_ = false;
    std::unique_ptr<RunningBank> bank_;
    std::unique_ptr<House> house_;
    std::unique_ptr<RunningServer> server_;
};

// What the running demo answers to one call with the key of one of its vendors.
Result<HttpResponse> ask_demo(const DemoSecrets& secrets, std::string method, std::string body) {
    constexpr auto kPatience = std::chrono::minutes(5);
    HttpRequest request;
    request.method = std::move(method);
    request.path = "/v1/demo/clock";
    request.headers = {{"authorization", "Bearer " + secrets.api_keys.begin()->second},
                       {"content-type", "application/json"},
                       {"accept-language", "en"},
                       {"idempotency-key", RandomIds().secret()}};
    request.body = std::move(body);
    return bank::http_transport(secrets.url, kPatience)(request);
}

// What a problem says to people; the whole of it where it is none.
std::string detail_of(const std::string& body) {
    const auto problem = wire::parse_json(body);
    const wire::JsonObject* object = problem ? problem->if_object() : nullptr;
    const wire::JsonValue* detail = object == nullptr ? nullptr : object->if_contains("detail");
    return detail != nullptr && detail->is_string() ? std::string(detail->as_string()) : body;
}

// "+30" or "2026-12-01" as the body of the call; empty when it is neither.
std::string body_of(const std::string& wish) {
    if (wish.starts_with('+') && wish.size() > 1 && wish.find_first_not_of("0123456789", 1) == std::string::npos)
        return fmt::format(R"({{"days": {}}})", wish.substr(1));
    return Date::parse(wish) ? fmt::format(R"({{"to": "{}"}})", wish) : std::string();
}

}  // namespace

int run_clock(const ClockArguments& arguments) {
    const auto complain_of = [](std::string_view what) {
        fmt::print(stderr, "settle clock: {}\n", what);
        return 2;
    };
    const fs::path file = fs::path(arguments.data) / "demo.toml";
    if (!fs::exists(file))
        return complain_of(
            fmt::format("no demo in {}; start one with: settle demo --data {}", arguments.data, arguments.data));
    const std::string body = arguments.move.empty() ? "" : body_of(arguments.move);
    if (!arguments.move.empty() && body.empty())
        return complain_of(fmt::format("\"{}\" is neither +DAYS nor a date such as 2026-12-01", arguments.move));
    try {
        const DemoSecrets secrets = load_secrets(file);
        if (secrets.api_keys.empty() || secrets.url.empty()) return complain_of("the demo was never started");
        const auto answer = ask_demo(secrets, arguments.move.empty() ? "GET" : "POST", body);
        if (!answer) return complain_of(fmt::format("nobody answers at {}; is the demo running?", secrets.url));
        if (answer->status != 200) {
            complain_of(detail_of(answer->body));
            return 1;
        }
        fmt::print("{}\n", answer->body);
        return 0;
    } catch (const std::exception& error) {
        return complain_of(error.what());
    }
}

int run_demo(const DemoArguments& arguments) {
    block_signals();
    raise_file_limit();
    // The file system and TOML libraries tell of trouble by exceptions.
    try {
        Demo demo(arguments);
        if (const auto running = demo.run(); !running) return complain(running.error());
        wait_for_signal();
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "settle demo: {}\n", error.what());
        return 2;
    }
}

}  // namespace settle
