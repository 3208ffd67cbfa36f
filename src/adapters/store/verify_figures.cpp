#include "adapters/store/rows.h"
#include "adapters/store/verify.h"
#include "domain/numbers/counting.h"

namespace settle::store {
namespace {

/// What facts of a customer add up to, by what they are about: "recurring EUR", "units.sold user", "unpaid EUR".
using Totals = std::map<std::string, std::int64_t>;

void add_fact(Totals& totals, const Fact& fact) {
    switch (fact.figure) {
        case Figure::kNew:
        case Figure::kUp:
        case Figure::kDown:
        case Figure::kBack:
        case Figure::kLost: totals["recurring " + fact.currency] += fact.amount; return;
        case Figure::kUnitsSold: totals["units.sold " + fact.about] += fact.amount; return;
        case Figure::kUnpaid: totals["unpaid " + fact.currency] += fact.amount; return;
        case Figure::kRecovered:
        case Figure::kGivenUp:
        case Figure::kPutOff: totals["unpaid " + fact.currency] -= fact.amount; return;
        default: return;
    }
}

void take_away(Totals& totals, const Subscription& subscription) {
    const std::string currency(subscription.currency.code());
    if (subscription.counted) totals["recurring " + currency] -= subscription.counted->monthly.minor();
    if (holds_counted_units(subscription))
        for (const auto& [item, units] : subscription.quantities) totals["units.sold " + item.str()] -= units;
    if (subscription.past_due) totals["unpaid " + currency] -= subscription.past_due->owed_minor;
}

}  // namespace

Result<void> verify_figures(Driver& db, const CustomerRange& range, UnitsUsed& used, std::vector<Finding>& findings) {
    std::map<std::string, Totals> totals;
    std::map<std::string, bool> holds;
    const Args of_range = {{"vendor", range.vendor}, {"first", range.first}, {"last", range.last}};
    TRY_VOID(db.each(sql::verify::list_fact_sums, of_range, [&](Row& row) -> Result<void> {
        const Fact fact{.figure = row.name("figure", Figure::kTax),
                        .currency = row.text("currency"),
                        .about = row.text("about"),
                        .amount = row.integer("amount")};
        if (row.error()) return fail(*row.error());
        add_fact(totals[row.text("customer")], fact);
        return {};
    }));
    TRY_VOID(db.each(sql::verify::list_subscriptions, of_range, [&](Row& row) -> Result<void> {
        const Subscription subscription = read_subscription(row);
        if (row.error()) return {};  // Told with its state.
        take_away(totals[subscription.customer.str()], subscription);
        holds[subscription.customer.str()] = holds_counted_units(subscription);
        return {};
    }));
    TRY_VOID(db.each(sql::verify::list_assigned, of_range, [&](Row& row) -> Result<void> {
        if (holds[row.text("customer")]) used[{range.vendor, row.text("item")}] += row.integer("count");
        return {};
    }));
    for (const auto& [customer, of_customer] : totals)
        for (const auto& [what, rest] : of_customer)
            if (rest != 0)
                findings.push_back(
                    {"figures", customer, fmt::format("the facts about {} come to {} more than there is", what, rest)});
    return {};
}

// A few thousand sums of one vendor are held; facts and documents pass by as their sums.
Result<void> verify_sums(Driver& db, const VendorName& vendor, const UnitsUsed& used, std::vector<Finding>& findings) {
    struct Rest {
        std::int64_t amount = 0, count = 0;
    };
    std::map<std::string, Rest> rests;
    const auto take = [&](const std::string& of, std::int64_t amount, std::int64_t count) {
        Rest& rest = rests[of];
        rest.amount += amount;
        rest.count += count;
    };
    const std::string used_name(name_of(Figure::kUnitsUsed));
    const auto name = [&](Row& row) {
        // How many units are in use has no month: what it is made of is in use now.
        if (row.view("figure") == used_name) return fmt::format("{} {}", used_name, row.view("about"));
        return fmt::format("{} {} {} {}", row.view("figure"), row.view("currency"), row.view("about"),
                           row.view("month"));
    };
    TRY_VOID(db.each(sql::verify::list_sums, {{"vendor", vendor}}, [&](Row& row) -> Result<void> {
        take(name(row), row.integer("amount"), row.integer("count"));
        return {};
    }));
    TRY_VOID(db.each(sql::verify::list_fact_months, {{"vendor", vendor}}, [&](Row& row) -> Result<void> {
        if (row.view("figure") != used_name) take(name(row), -row.integer("amount"), -row.integer("count"));
        return {};
    }));
    TRY_VOID(db.each(sql::verify::list_document_months, {{"vendor", vendor}}, [&](Row& row) -> Result<void> {
        const auto of = [&](Figure figure) {
            return fmt::format("{} {} {} {}", name_of(figure), row.view("currency"), row.view("tax_country"),
                               row.view("month"));
        };
        take(of(Figure::kNet), -row.integer("net_minor"), -row.integer("documents"));
        take(of(Figure::kTax), -row.integer("tax_minor"), -row.integer("documents"));
        return {};
    }));
    for (const auto& [of, units] : used)
        if (of.first == vendor) take(fmt::format("{} {}", used_name, of.second), -units, 0);
    for (const auto& [of, rest] : rests)
        if (rest.amount != 0 || rest.count != 0)
            findings.push_back(
                {"sums", vendor,
                 fmt::format("{} is {} and {} times more than what it is made of", of, rest.amount, rest.count)});
    return {};
}

}  // namespace settle::store
