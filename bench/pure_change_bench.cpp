// How many changes one core computes: preview_change() over the three example vendors with their full
// rule tables, beside the bare arithmetic of the same lines. Prints "name value unit".
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/catalog_yaml/catalog_reader.h"
#include "base/hash.h"
#include "domain/change/change.h"
#include "measuring.h"

namespace settle {
namespace {

using bench::keep;
using bench::kRoundSeconds;
using bench::kRounds;
using bench::median;
using bench::must;
using bench::rate;

Code code(std::string_view text) { return must(Code::parse(text), text); }

Wanted wish(std::string_view plan, std::optional<Cycle> cycle,
            std::initializer_list<std::pair<std::string_view, std::int64_t>> counts) {
    Wanted wanted;
    if (!plan.empty()) wanted.plan = code(plan);
    wanted.cycle = cycle;
    for (const auto& [item, count] : counts) wanted.quantities.set(code(item), count);
    return wanted;
}

/// One vendor with one customer: a subscription in mid-period whose charges come from real orders.
struct Vendor {
    Catalog catalog;
    Customer customer;
    TaxDecision tax;
    Quantities assigned;
    Actor owner;
    Subscription fresh;
    Subscription running;

    Situation situation(const Subscription& subscription, Date today) const {
        return {catalog, customer, subscription, tax, assigned, owner, today};
    }
};

struct Case {
    std::string name;
    const Vendor* vendor;
    const Subscription* subscription;
    Date today;
    Wanted wanted;

    Situation situation() const { return vendor->situation(*subscription, today); }
};

constexpr Date kStart{2026, 3, 1};
constexpr Date kTopUp{2026, 3, 6};
constexpr Date kToday{2026, 3, 12};

/// What `wanted` leaves behind once it is paid, with the charges on an issued invoice.
Subscription after_order(const Vendor& vendor, const Subscription& before, Date today, const Wanted& wanted,
                         int number) {
    Subscription after = must(preview_change(vendor.situation(before, today), wanted), vendor.catalog.vendor).after;
    for (ChargedLine& charged : after.charged)
        if (charged.invoice.empty())
            charged.invoice = InvoiceId(fmt::format("inv_01jq8z6m3v7k2x9r4t5w6y7{:03}", number));
    ++after.version;
    return after;
}

void open_vendor(Vendor& vendor, const std::filesystem::path& examples, std::string_view name, std::string_view country,
                 std::string_view region, const Wanted& first, const Wanted& top_up) {
    vendor.catalog = must(read_catalog_file(examples / name / "catalog.yaml"), name);
    vendor.customer.id = CustomerId("cus_01jq8z6m3v7k2x9r4t5w6y7z8a");
    vendor.customer.vendor = name;
    vendor.customer.language = vendor.catalog.languages.front();
    vendor.customer.billing = BillingInformation{.country = std::string(country), .region = std::string(region)};
    vendor.tax = must(decide_tax(vendor.catalog.seller, vendor.customer.billing, kToday, RateTable::built_in()), name);
    // The first order is a server's or staff's where the vendor sells in person; every later wish is the owner's.
    vendor.owner.kind = Actor::Kind::kStaff;
    vendor.fresh.id = SubscriptionId("sub_01jq8z6m3v7k2x9r4t5w6y7z8b");
    vendor.fresh.customer = vendor.customer.id;
    if (!vendor.catalog.free_plan.empty()) {
        vendor.fresh.plan = vendor.catalog.free_plan;
        vendor.fresh.state = SubscriptionState::kActive;
    }
    vendor.running = after_order(vendor, vendor.fresh, kStart, first, 1);
    vendor.running = after_order(vendor, vendor.running, kTopUp, top_up, 2);
    vendor.owner.kind = Actor::Kind::kMember;
    for (const Role& role : vendor.catalog.roles)
        if (role.only_one) vendor.owner.role = role.code;
}

struct World {
    Vendor agorapulse, beesbusy, workstaff;
    std::vector<Case> cases;

    explicit World(const std::filesystem::path& examples) {
        open_vendor(agorapulse, examples, "agorapulse", "FR", "",
                    wish("standard", Cycle::kMonth, {{"user", 3}, {"profile", 13}}),
                    wish("", std::nullopt, {{"user", 4}}));
        open_vendor(beesbusy, examples, "beesbusy", "FR", "", wish("business", Cycle::kMonth, {{"user", 8}}),
                    wish("", std::nullopt, {{"user", 12}}));
        open_vendor(workstaff, examples, "workstaff", "CA", "QC",
                    wish("pro", Cycle::kMonth, {{"manager", 3}, {"worker", 40}, {"documents", 1}}),
                    wish("", std::nullopt, {{"worker", 55}}));
        add(agorapulse, "first order", agorapulse.fresh,
            wish("standard", Cycle::kMonth, {{"user", 3}, {"profile", 13}}));
        add(agorapulse, "seats up", agorapulse.running, wish("", std::nullopt, {{"user", 6}}));
        add(agorapulse, "plan up with credits", agorapulse.running, wish("professional", std::nullopt, {}));
        add(agorapulse, "seats down, credited", agorapulse.running, wish("", std::nullopt, {{"user", 2}}));
        add(beesbusy, "first order", beesbusy.fresh, wish("business", Cycle::kYear, {{"user", 12}}));
        add(beesbusy, "seats up", beesbusy.running, wish("", std::nullopt, {{"user", 15}}));
        add(beesbusy, "plan and seats up with credits", beesbusy.running,
            wish("enterprise", std::nullopt, {{"user", 14}}));
        add(beesbusy, "seats down at period end", beesbusy.running, wish("", std::nullopt, {{"user", 9}}));
        add(workstaff, "seats up", workstaff.running, wish("", std::nullopt, {{"worker", 70}}));
        add(workstaff, "plan up with credits", workstaff.running, wish("max", std::nullopt, {}));
        add(workstaff, "month to year", workstaff.running, wish("", Cycle::kYear, {}));
        add(workstaff, "seats down, refused", workstaff.running, wish("", std::nullopt, {{"worker", 30}}));
    }
    World(const World&) = delete;

private:
    void add(const Vendor& vendor, std::string_view what, const Subscription& subscription, Wanted wanted) {
        cases.push_back(
            {fmt::format("{}: {}", vendor.catalog.vendor, what), &vendor, &subscription, kToday, std::move(wanted)});
    }
};

std::int64_t preview_all(const World& world) {
    for (const Case& one : world.cases) keep(preview_change(one.situation(), one.wanted));
    return std::ssize(world.cases);
}

std::int64_t fingerprint_all(const World& world) {
    for (const Case& one : world.cases) {
        const Situation situation = one.situation();
        const auto preview = preview_change(situation, one.wanted);
        keep(digest_hex(canonical_text(*preview, situation, one.wanted)));
    }
    return std::ssize(world.cases);
}

std::int64_t multiply_all(const Lines& lines) {
    for (const Line& line : lines) keep(multiply_half_up(line.unit_price, line.quantity, line.ratio));
    return std::ssize(lines);
}

Lines lines_of(const World& world) {
    Lines lines;
    for (const Case& one : world.cases)
        for (const Line& line : must(preview_change(one.situation(), one.wanted), one.name).due_now.lines)
            lines.push_back(line);
    return lines;
}

void print_cases(const World& world) {
    for (const Case& one : world.cases) {
        const auto preview = must(preview_change(one.situation(), one.wanted), one.name);
        const double each = rate(
            [&] {
                keep(preview_change(one.situation(), one.wanted));
                return 1;
            },
            kRoundSeconds);
        fmt::print("{:<45} {:>9.0f} calls/s {:>6.0f} ns  {} {} lines, due {}\n", one.name, each, 1e9 / each,
                   preview.ruling.rule.view(), preview.due_now.lines.size(), preview.due_now.total.str());
    }
}

void print_figures(const World& world) {
    const Lines lines = lines_of(world);
    std::vector<double> previews, fingerprints, products;
    // Interleaved, so that a slow moment of the machine meets all of them alike.
    for (int round = 0; round < kRounds; ++round) {
        previews.push_back(rate([&] { return preview_all(world); }, kRoundSeconds));
        fingerprints.push_back(rate([&] { return fingerprint_all(world); }, kRoundSeconds));
        products.push_back(rate([&] { return multiply_all(lines); }, kRoundSeconds));
    }
    fmt::print("pure_change_per_second_core {:.0f} calls/s\n", median(previews));
    fmt::print("pure_change_and_fingerprint_per_second_core {:.0f} calls/s\n", median(fingerprints));
    fmt::print("multiply_half_up_per_second_core {:.0f} calls/s\n", median(products));
}

}  // namespace
}  // namespace settle

int main(int argc, char** argv) {
    const std::vector<std::string_view> arguments(argv + 1, argv + argc);
    if (arguments.empty() || arguments.size() > 2 || (arguments.size() == 2 && arguments[1] != "--cases")) {
        fmt::print(stderr, "usage: settle_bench EXAMPLES_FOLDER [--cases]\n");
        return 2;
    }
    const settle::World world(arguments[0]);
    if (arguments.size() == 2) settle::print_cases(world);
    else settle::print_figures(world);
}
