#include "adapters/store/open_store.h"

#include "adapters/store/postgres_store.h"
#include "adapters/store/sqlite_store.h"

namespace settle {
namespace {

constexpr std::string_view kSqlite = "sqlite:";
constexpr std::string_view kMemory = ":memory:";

bool is_postgres(std::string_view url) { return url.starts_with("postgres://") || url.starts_with("postgresql://"); }

std::string_view path_of(std::string_view url) {
    if (url.starts_with(kSqlite)) url.remove_prefix(kSqlite.size());
    return url;
}

}  // namespace

Result<std::unique_ptr<Store>> open_store(const StoreOptions& options) {
    if (is_postgres(options.url))
        return open_postgres_store({.url = options.url,
                                    .on_boundary = options.on_boundary,
                                    .on_statement = options.on_statement,
                                    .on_change = options.on_change,
                                    .hears_others = options.hears_others});
    return open_sqlite_store({.path = std::string(path_of(options.url)),
                              .on_boundary = options.on_boundary,
                              .on_statement = options.on_statement,
                              .on_change = options.on_change,
                              .hears_others = options.hears_others});
}

std::optional<std::string> store_file(std::string_view url) {
    if (is_postgres(url) || path_of(url) == kMemory) return std::nullopt;
    return std::string(path_of(url));
}

std::string without_password(std::string_view url) {
    std::string shown(url);
    if (!is_postgres(url)) return shown;
    const std::size_t start = shown.find("://") + 3;
    const std::size_t end = std::min(shown.find_first_of("/?#", start), shown.size());
    const std::size_t at = shown.rfind('@', end);
    const std::size_t colon = shown.find(':', start);
    if (at != std::string::npos && at > start && colon < at) shown.replace(colon + 1, at - colon - 1, "…");
    for (const std::string_view key : {"password=", "sslpassword="}) {
        std::size_t found = shown.find(key);
        while (found != std::string::npos) {
            const std::size_t value = found + key.size();
            shown.replace(value, std::min(shown.find('&', value), shown.size()) - value, "…");
            found = shown.find(key, value);
        }
    }
    return shown;
}

}  // namespace settle
