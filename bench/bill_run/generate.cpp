#include "generate.h"

#include <array>

#include "domain/change/next_period.h"
#include "domain/numbers/counting.h"
#include "ports/numbers.h"

namespace settle::bench {
namespace {

constexpr std::int64_t kPerTransaction = 2'000;

/// Spreads a counter over 64 bits (splitmix64), so that ids differ in more than their end.
std::uint64_t spread(std::uint64_t number) {
    number += 0x9e3779b97f4a7c15;
    number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
    number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
    return number ^ (number >> 31);
}

/// A UUIDv7 of a counted millisecond behind `prefix`.
std::string numbered_id(std::string_view prefix, std::int64_t number) {
    const auto count = static_cast<std::uint64_t>(number);
    return fmt::format("{}{:012x}7{:03x}{:016x}", prefix, 0x0195f5a00000 + count / 4, count % 4 * 1024,
                       (spread(count) & 0x3fffffffffffffff) | 0x8000000000000000);
}

BillingInformation billing(std::int64_t number) {
    constexpr std::array kCountries = {"FR", "DE", "ES", "IT", "BE", "NL", "AT", "IE"};
    return {.company = fmt::format("Company {}", number),
            .first_name = "Ada",
            .last_name = "Lovelace",
            .email = fmt::format("billing@company-{}.example", number),
            .line1 = fmt::format("{} Example Street", number % 200 + 1),
            .line2 = {},
            .postal_code = fmt::format("{:05}", number % 90'000 + 10'000),
            .city = "Exampletown",
            .country = kCountries[static_cast<std::size_t>(number) % kCountries.size()],
            .region = {},
            .tax_number = {}};
}

Subscription subscription(const Catalog& catalog, const Customer& customer, std::int64_t number, Date anchor) {
    constexpr std::array kPlans = {"small", "medium", "large"};
    Subscription made;
    made.id = SubscriptionId(numbered_id(SubscriptionId::kPrefix, number));
    made.customer = customer.id;
    made.state = SubscriptionState::kActive;
    made.plan = must(Code::parse(kPlans[static_cast<std::size_t>(number) % kPlans.size()]), "plan");
    made.quantities.set("user", 2 + number % 19);
    made.quantities.set("support", 1 + number % 2);
    made.anchor = anchor;
    made.period_number = -1;
    made.period = made.full_period();
    // The present period begins as every period does, so that its charges are those of a live subscription.
    const TaxDecision tax = must(decide_tax(catalog.seller, customer.billing, anchor, RateTable::built_in()), "tax");
    const Subscription before = made;
    begin_next_period({catalog, customer, before, tax, {}, {}, anchor}, made);
    return made;
}

Result<void> add_one(Shop& shop, Transaction& tx, const Catalog& catalog, std::int64_t number, Date anchor,
                     SavedMethods methods) {
    const Customer customer{.id = customer_id(number),
                            .vendor = shop.vendor,
                            .version = 1,
                            .name = fmt::format("Company {}", number),
                            .language = "en",
                            .time_zone = "Europe/Paris",
                            .billing = billing(number),
                            .created_at = {kNow.micros - 40 * 86'400'000'000 + number}};
    TRY_VOID(tx.add_customer(shop.vendor, customer));
    Subscription made = subscription(catalog, customer, number, anchor);
    const Counting counting{anchor, count_first(catalog, made)};
    TRY_VOID(tx.add_subscription(shop.vendor, made));
    TRY_VOID(numbers_of(tx).add_facts(shop.vendor, customer.id, made.version, counting));
    if (methods == SavedMethods::kEverybody)
        TRY_VOID(
            tx.add_payment_method(shop.vendor, {.id = PaymentMethodId(numbered_id(PaymentMethodId::kPrefix, number)),
                                                .customer = customer.id,
                                                .details = {.kind = MethodKind::kCard,
                                                            .brand = "visa",
                                                            .last4 = "4242",
                                                            .expiry_month = 12,
                                                            .expiry_year = 2040,
                                                            .token = numbered_id("tok_", number),
                                                            .fingerprint = {}}}));
    Event event;
    event.customer = customer.id;
    event.type = "subscription.activated";
    event.actor = {Actor::Kind::kServer, {}, "bench"};
    event.at = customer.created_at;
    event.data = {{"plan.after", made.plan.str()}, {"state.after", "active"}};
    return tx.add_event(shop.vendor, std::move(event));
}

}  // namespace

CustomerId customer_id(std::int64_t number) { return CustomerId(numbered_id(CustomerId::kPrefix, number)); }

void generate(Shop& shop, std::int64_t due, SavedMethods methods) {
    const auto catalog = shop.catalog();
    const std::int64_t all = due + kOthers;
    for (std::int64_t first = 0; first < all; first += kPerTransaction) {
        must(shop.store->write([&](Transaction& tx) -> Result<void> {
            for (std::int64_t number = first; number < std::min(all, first + kPerTransaction); ++number)
                TRY_VOID(
                    add_one(shop, tx, *catalog, number, number < due ? Date(2026, 3, 1) : Date(2026, 3, 20), methods));
            return {};
        }),
             "generating customers");
    }
}

}  // namespace settle::bench
