#include "adapters/store/due_round.h"

#include "adapters/store/sql_transaction.h"
#include "domain/renewal/renewal.h"

namespace settle::store {

bool concerns_the_case(ErrorCode code) {
    return code == ErrorCode::kAlreadyExists || code == ErrorCode::kPaymentInProgress ||
           code == ErrorCode::kCustomerNotFound || code == ErrorCode::kInvoiceNotFound;
}

Result<SliceReport> take_places(Store& store, const DueScope& scope, std::span<const DuePlace> places,
                                const DecideDue& decide) {
    SliceReport report;
    report.read = static_cast<int>(places.size());
    if (places.empty()) return report;
    TRY_VOID(store.write([&](Transaction& any) -> Result<void> {
        auto& tx = static_cast<SqlTransaction&>(any);
        for (const DuePlace& place : places) TRY_VOID(take_one_due(tx, scope, place, decide, report));
        report.run = TRY(tx.advance_bill_run(scope.vendor, scope.run, report));
        return {};
    }));
    return report;
}

Result<void> park_in_run(SqlTransaction& tx, const DueScope& scope, const Parked& broken, SliceReport& report) {
    report = SliceReport{.read = 1, .parked = 1};
    TRY_VOID(tx.park(scope.vendor, broken));
    report.run = TRY(tx.advance_bill_run(scope.vendor, scope.run, report));
    return {};
}

Result<void> take_one_due(SqlTransaction& tx, const DueScope& scope, const DuePlace& place, const DecideDue& decide,
                          SliceReport& report) {
    const DueCase found = TRY(tx.load_due_case(scope.vendor, place.customer, scope.run_day));
    if (const auto now_due = next_due_on(found.subscription); !now_due || *now_due > scope.until) {
        ++report.stale;
        return {};
    }
    return carry_out(tx, scope, place, decide(found), report);
}

Result<void> carry_out(SqlTransaction& tx, const DueScope& scope, const DuePlace& place, const DueDecision& decision,
                       SliceReport& report) {
    if (std::holds_alternative<NotDueYet>(decision)) {
        ++report.not_due;
        return {};
    }
    if (const auto* parked = std::get_if<Parked>(&decision)) {
        ++report.parked;
        return tx.park(scope.vendor, *parked);
    }
    const DueWrite& write = std::get<DueWrite>(decision);
    const auto written = tx.write_due(scope.vendor, write, scope.run_day);
    if (written) {
        ++report.written;
        report.invoices += write.invoice.has_value();
        return {};
    }
    if (written.error().code == ErrorCode::kVersionStale) {
        ++report.stale;
        return {};
    }
    if (!concerns_the_case(written.error().code)) return fail(written.error());
    ++report.parked;
    return tx.park(scope.vendor, {place.customer, std::string(name_of(written.error().code)), written.error().detail,
                                  write.events.empty() ? Instant{} : write.events.front().at, place.due_on});
}

}  // namespace settle::store
