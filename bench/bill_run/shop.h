// One vendor with a store of its own: the house in which the bill run is measured.
#pragma once

#include <fmt/format.h>

#include <cstdlib>
#include <string>
#include <string_view>

#include "adapters/bank_sandbox/gateway.h"
#include "adapters/catalog_yaml/catalog_reader.h"
#include "adapters/store/open_store.h"
#include "adapters/system/clocks.h"
#include "adapters/system/ids.h"
#include "adapters/system/time_zones.h"
#include "adapters/tax_register_stub/stub_register.h"
#include "app/context.h"
#include "../measuring.h"

namespace settle::bench {

/// As for a value.
inline void must(const Result<void>& result, std::string_view what) {
    if (result) return;
    fmt::print(stderr, "bench: {}: {} {}\n", what, text_of(result.error(), "en"), result.error().detail);
    std::exit(2);
}

/// The day of the run: everybody's period from 1 March on is over.
inline constexpr Date kRunDay{2026, 4, 1};
inline constexpr Instant kNow{1'775'037'600'000'000};  // 2026-04-01T10:00:00Z

/// Customers number 0 to `due` - 1 are due on kRunDay; kOthers more are in the middle of their period.
inline constexpr std::int64_t kOthers = 1'000;

/// The id of customer `number`: as long as those of a live system, in the order of creation, known without asking.
CustomerId customer_id(std::int64_t number);

struct Shop {
    MovableClock clock{kNow};
    RandomIds ids;
    AbslTimeZones zones;
    StubRegister tax_register{{.clock = &clock}};
    Catalogs catalogs;
    std::unique_ptr<Store> store;
    std::unique_ptr<Bank> bank;
    std::unique_ptr<PaymentGateway> gateway;
    std::optional<Services> services;
    VendorName vendor;

    Shop(const std::string& url, const std::string& catalog_path) {
        Catalog catalog = must(read_catalog_file(catalog_path), catalog_path);
        vendor = catalog.vendor;
        catalogs.put(std::move(catalog));
        store = must(open_store({.url = url}), without_password(url));
        BankOptions options;
        options.public_url = "http://bank.example";
        options.api_secret = "bench";
        options.webhook_secret = "bench";
        options.now = [this] { return clock.now(); };
        options.secret = [this] { return ids.secret(); };
        bank = must(Bank::open(std::move(options)), "the sandbox bank");
        gateway = make_in_process_gateway({vendor, "bench", "bench"}, *bank);
        services.emplace(Services{catalogs, *store, *gateway, tax_register, clock, zones, ids, RateTable::built_in(),
                                  Settings{"http://shop.example", {}}});
    }

    std::shared_ptr<const Catalog> catalog() const { return must(catalogs.find(vendor), vendor); }
    Context context() { return {*services, Caller{vendor, {Actor::Kind::kServer, {}, "bench"}, {}, {}, "en", {}}}; }
};

}  // namespace settle::bench
