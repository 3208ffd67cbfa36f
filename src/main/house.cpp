#include "main/house.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "adapters/bank_sandbox/http_client.h"
#include "adapters/store/open_store.h"
#include "app/catalog/versions.h"
#include "main/mails.h"
#include "main/tax_register.h"
#include "wire/document_words.h"

namespace settle {
namespace {

constexpr std::size_t kPictureBytesMax = 256 * 1024;

TrustOptions trust_options(const Config& config) {
    return {.memory_mib = config.sign_in.password_memory_mib,
            .passes = config.sign_in.password_passes,
            .at_once = config.sign_in.passwords_at_once,
            // Whoever waits keeps a thread of the server from others.
            .waiting_max = std::max(1, config.worker_threads / 4),
            .seal_key = config.sign_in.seal_key};
}

constexpr auto kProviderPatience = std::chrono::seconds(5);

std::vector<OidcProvider> providers_in(const Config& config) {
    std::vector<OidcProvider> providers;
    for (const auto& one : config.sign_in.providers)
        providers.push_back({one.vendor, one.id, one.name, one.issuer, one.client_id, one.client_secret, one.desk});
    return providers;
}

std::string address_of_logo(const Catalog& catalog) {
    return fmt::format("/brand/{}/{}", catalog.vendor, catalog.layout.logo);
}

}  // namespace

House::House(const Config& config, const Clock& clock, std::unique_ptr<CrashPoints> points,
             std::unique_ptr<ChangeHub> changes, std::unique_ptr<Store> store, std::unique_ptr<Trust> trust,
             std::unique_ptr<IdentityGateway> identity)
    : crash_points_(std::move(points)),
      changes_(std::move(changes)),
      store_(std::move(store)),
      gateway_(make_http_gateway({kMerchant, config.bank.api_secret, config.bank.webhook_secret}, config.bank.url,
                                 std::chrono::milliseconds(config.bank.timeout_ms))),
      watched_gateway_(*gateway_, *crash_points_),
      tax_register_(make_tax_register(config, clock)),
      trust_(std::move(trust)),
      identity_(std::move(identity)),
      services_{catalogs_,
                *store_,
                watched_gateway_,
                *tax_register_,
                clock,
                zones_,
                ids_,
                RateTable::built_in(),
                {.public_url = config.public_url,
                 .return_origins = config.return_origins,
                 .invoices_per_day_max = config.bill_run.invoices_per_day_max},
                nullptr,
                people_file_.get(),
                trust_.get(),
                identity_.get(),
                &installed_} {}

Result<std::unique_ptr<House>> House::open(const Config& config, const Clock& clock, StoreAway away, Hearing hearing) {
    auto points = std::make_unique<CrashPoints>();
    auto changes = std::make_unique<ChangeHub>();
    StoreOptions options{.url = config.store,
                         .on_change = [raw = changes.get()](const ChangeNotice& notice) { raw->tell(notice); },
                         .hears_others = hearing == Hearing::kOthers};
    if (points->armed())
        options.on_boundary = [raw = points.get()](std::string_view boundary) { raw->reach(boundary); };
    if (points->counts_statements())
        options.on_statement = [raw = points.get()](std::string_view query) {
            raw->reach(fmt::format("statement {}", query));
        };
    auto store = TRY(WatchedStore::open([options] { return open_store(options); }, away,
                                        [](const std::string& line) { fmt::print(stderr, "{}\n", line); }));
    auto trust = make_trust(trust_options(config));
    if (!trust)
        return fail(Error(ErrorCode::kFileMalformed)
                        .with("where", "sign_in.seal_key")
                        .with("reason", text_of(trust.error(), "en")));
    auto identity = make_oidc_gateway(providers_in(config), [](const std::string& origin, const HttpRequest& request) {
        return bank::http_transport(origin, kProviderPatience)(request);
    });
    if (!identity)
        return fail(Error(ErrorCode::kFileMalformed)
                        .with("where", "sign_in.providers")
                        .with("reason", text_of(identity.error(), "en")));
    std::unique_ptr<House> house(new House(config, clock, std::move(points), std::move(changes), std::move(store),
                                           *std::move(trust), *std::move(identity)));
    for (const std::string& path : config.catalogs) TRY_VOID(house->take_in(path));
    house->set_up_documents();
    // A server that may begin without its store hears of them in its rounds.
    for (const auto& catalog : house->catalogs_.all())
        if (const auto known = refresh_catalogs(house->services_, catalog->vendor);
            !known && away == StoreAway::kRefuse)
            return fail(known.error());
    return house;
}

Result<void> House::take_in(const std::string& catalog_path) {
    Catalog catalog = TRY(installed_.take_in(catalog_path));
    if (!catalog.layout.logo.empty()) {
        const auto file = std::filesystem::path(catalog_path).parent_path() / catalog.layout.logo;
        std::ifstream input(file, std::ios::binary);
        std::string bytes((std::istreambuf_iterator<char>(input)), std::istreambuf_iterator<char>());
        if (!input || bytes.empty() || bytes.size() > kPictureBytesMax)
            return fail(Error(ErrorCode::kFileMalformed)
                            .with("where", file.string())
                            .with("reason", fmt::format("the logo cannot be read, is empty, or larger than {} bytes",
                                                        kPictureBytesMax)));
        pictures_[address_of_logo(catalog)] = std::move(bytes);
    }
    mail_folders_[catalog.vendor] = (std::filesystem::path(catalog_path).parent_path() / kMailFolder).string();
    catalogs_.put(std::move(catalog));
    return {};
}

void House::set_up_documents() {
    DocumentOptions options{.words = wire::document_words()};
    for (const auto& catalog : catalogs_.all())
        if (const auto logo = pictures_.find(address_of_logo(*catalog)); logo != pictures_.end())
            options.logos[catalog->vendor] = logo->second;
    documents_ = make_document_renderer(std::move(options));
    services_.documents = documents_.get();
}

Result<std::vector<std::string>> find_catalogs(const std::string& folder) {
    std::vector<std::string> found;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        const auto file = entry.path() / "catalog.yaml";
        if (std::filesystem::exists(file)) found.push_back(file.string());
    }
    if (found.empty())
        return fail(Error(ErrorCode::kFileMalformed)
                        .with("where", folder)
                        .with("reason", "no <vendor>/catalog.yaml in this folder"));
    std::ranges::sort(found);
    return found;
}

}  // namespace settle
