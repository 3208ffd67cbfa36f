#include "adapters/store/sql_tax_checks.h"

#include "adapters/store/rows.h"

namespace settle::store {

Result<void> SqlTaxChecks::plan(const VendorName& vendor, const CustomerId& customer, Instant due_at) {
    TRY_VOID(db_.run(sql::tax_check::plan, {{"vendor", vendor}, {"customer", customer}, {"due_at", due_at}}));
    return {};
}

Result<void> SqlTaxChecks::drop(const VendorName& vendor, const CustomerId& customer) {
    TRY_VOID(db_.run(sql::tax_check::drop, {{"vendor", vendor}, {"customer", customer}}));
    return {};
}

Result<std::optional<Instant>> SqlTaxChecks::find(const VendorName& vendor, const CustomerId& customer) {
    return db_.first(sql::tax_check::find, {{"vendor", vendor}, {"customer", customer}},
                     [](Row& row) { return row.instant("due_at"); });
}

Result<bool> SqlTaxChecks::is_any_due(const VendorName& vendor, Instant now) {
    const auto first = TRY(db_.first(sql::tax_check::find_due, {{"vendor", vendor}, {"now", now}},
                                     [](Row& row) { return row.instant("due_at"); }));
    return first.has_value();
}

Result<std::vector<CustomerId>> SqlTaxChecks::claim(const VendorName& vendor, Instant now, Instant leased_until,
                                                    int limit) {
    return db_.all(sql::tax_check::claim,
                   {{"vendor", vendor}, {"leased_until", leased_until}, {"now", now}, {"limit", limit}},
                   [](Row& row) { return row.id<CustomerId>("customer"); });
}

}  // namespace settle::store
