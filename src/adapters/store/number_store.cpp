#include "adapters/store/rows.h"
#include "adapters/store/sql_numbers.h"
#include "domain/numbers/counting.h"

namespace settle::store {
namespace {

std::string month_of(Date day) { return day.str().substr(0, 7); }

/// Documents of a series that were not counted yet.
struct Series {
    std::string kind;
    int year = 0;
    std::int64_t last = 0, counted = 0;
};

Series read_series(Row& row) {
    return {row.text("kind"), row.small("year"), row.integer("last_number"), row.integer("counted")};
}

}  // namespace

void SqlNumbers::note(const VendorName& vendor, const Fact& fact, std::string month) {
    Added& added = waiting_[{vendor, fact.figure, fact.currency, fact.about, std::move(month)}];
    added.amount += fact.amount;
    added.count += fact.count;
}

Result<void> SqlNumbers::add_facts(const VendorName& vendor, const CustomerId& customer, std::int64_t version,
                                   const Counting& counting) {
    for (const Fact& fact : counting.facts) {
        TRY_VOID(db_.run(sql::number::add_fact, {{"vendor", vendor},
                                                 {"customer", customer},
                                                 {"version", version},
                                                 {"figure", name_of(fact.figure)},
                                                 {"currency", fact.currency},
                                                 {"about", fact.about},
                                                 {"day", counting.on},
                                                 {"amount", fact.amount},
                                                 {"count", fact.count}}));
        note(vendor, fact, month_of(counting.on));
    }
    return {};
}

Result<void> SqlNumbers::note_used(const VendorName& vendor, const CustomerId& customer, const Code& item,
                                   std::int64_t more) {
    if (more == 0) return {};
    const auto subscription =
        TRY(db_.first(sql::subscription::load, {{"vendor", vendor}, {"customer", customer}}, read_subscription));
    if (!subscription || !holds_counted_units(*subscription)) return {};
    // No day: a unit is in use or not, and the figure is how many are.
    note(vendor, {.figure = Figure::kUnitsUsed, .about = item.str(), .amount = more}, {});
    return {};
}

Result<void> SqlNumbers::write_sums() {
    for (const auto& [key, added] : waiting_) {
        if (added.amount == 0 && added.count == 0) continue;
        TRY_VOID(db_.run(sql::number::add_sum, {{"vendor", key.vendor},
                                                {"figure", name_of(key.figure)},
                                                {"currency", key.currency},
                                                {"about", key.about},
                                                {"month", key.month},
                                                {"amount", added.amount},
                                                {"count", added.count}}));
    }
    waiting_.clear();
    return {};
}

Result<std::vector<FigureSum>> SqlNumbers::sums(const VendorName& vendor, std::string_view from) {
    return db_.all(sql::number::sums, {{"vendor", vendor}, {"from", from}}, [](Row& row) {
        return FigureSum{.sum = {.figure = row.name("figure", Figure::kTax),
                                 .currency = row.text("currency"),
                                 .about = row.text("about"),
                                 .amount = row.integer("amount"),
                                 .count = row.integer("count")},
                         .month = row.text("month")};
    });
}

Result<int> SqlNumbers::count_documents(const VendorName& vendor, int limit) {
    int counted = 0;
    for (const Series& series : TRY(db_.all(sql::number::uncounted_series, {{"vendor", vendor}}, read_series))) {
        const std::int64_t until = std::min(series.last, series.counted + limit - counted);
        // Whoever else counts this series waits here, and then finds it counted.
        const auto taken = TRY(db_.run(sql::number::count_series, {{"vendor", vendor},
                                                                   {"kind", series.kind},
                                                                   {"year", series.year},
                                                                   {"until", until},
                                                                   {"counted", series.counted}}));
        if (taken == 0) continue;
        TRY_VOID(db_.each(sql::number::document_sums,
                          {{"vendor", vendor},
                           {"kind", series.kind},
                           {"year", series.year},
                           {"after", series.counted},
                           {"until", until}},
                          [&](Row& row) -> Result<void> {
                              Fact net{.figure = Figure::kNet,
                                       .currency = row.text("currency"),
                                       .about = row.text("tax_country"),
                                       .amount = row.integer("net_minor"),
                                       .count = row.integer("documents")};
                              Fact tax = net;
                              tax.figure = Figure::kTax;
                              tax.amount = row.integer("tax_minor");
                              const std::string month = row.text("month");
                              if (row.error()) return fail(*row.error());
                              note(vendor, net, month);
                              note(vendor, tax, month);
                              return {};
                          }));
        counted += static_cast<int>(until - series.counted);
        if (counted >= limit) break;
    }
    return counted;
}

Result<bool> SqlNumbers::has_uncounted_documents(const VendorName& vendor) {
    return !TRY(db_.all(sql::number::uncounted_series, {{"vendor", vendor}}, read_series)).empty();
}

Result<SqlNumbers::Place> SqlNumbers::place_of_customers(const VendorName& vendor) {
    return TRY(db_.first(sql::number::load_place, {{"vendor", vendor}},
                         [](Row& row) { return Place{row.text("customer_place"), row.flag("done")}; }))
        .value_or(Place{});
}

Result<bool> SqlNumbers::has_customers_to_count(const VendorName& vendor) {
    return !TRY(place_of_customers(vendor)).is_done;
}

Result<std::vector<CustomerId>> SqlNumbers::next_to_count(const VendorName& vendor, int limit) {
    const Place place = TRY(place_of_customers(vendor));
    if (place.is_done) return std::vector<CustomerId>();
    auto next =
        TRY(db_.all(sql::number::next_customers, {{"vendor", vendor}, {"after", place.customer}, {"limit", limit}},
                    [](Row& row) { return row.id<CustomerId>("id"); }));
    TRY_VOID(db_.run(sql::number::save_place, {{"vendor", vendor},
                                               {"customer_place", next.empty() ? place.customer : next.back().str()},
                                               {"done", next.empty() ? 1 : 0}}));
    return next;
}

Result<std::optional<Date>> SqlNumbers::first_document_on(const VendorName& vendor, const CustomerId& customer) {
    return TRY(db_.first(sql::number::first_document, {{"vendor", vendor}, {"customer", customer}},
                         [](Row& row) { return row.maybe_day("issued_on"); }))
        .value_or(std::nullopt);
}

Result<std::vector<UpcomingStep>> SqlNumbers::upcoming(const VendorName& vendor, const UpcomingPlace& after,
                                                       int limit) {
    return db_.all(
        sql::number::list_upcoming,
        {{"vendor", vendor}, {"after_day", after.on}, {"after_customer", after.customer}, {"limit", limit}},
        [](Row& row) { return UpcomingStep{row.day("due_on"), row.text("customer_name"), read_subscription(row)}; });
}

}  // namespace settle::store
