#include "wire/bill_runs.h"

#include "wire/reader.h"

namespace settle::wire {

JsonObject json_of(const BillRun& run) {
    return {{"id", run.id},
            {"until", json_of(run.until)},
            {"state", json_of(name_of(run.state))},
            {"started_by", or_null(run.started_by.id)},
            {"started_at", json_of(run.started_at)},
            {"ended_at", or_null(run.ended_at)},
            {"due", run.due},
            {"steps", run.steps},
            {"invoices", run.invoices},
            {"parked", run.parked},
            {"failure", or_null(run.failure)}};
}

JsonObject json_of(const Parked& parked) {
    return {{"customer", parked.customer.str()},
            {"code", parked.code},
            {"detail", parked.detail},
            {"at", json_of(parked.at)},
            {"due_on", json_of(parked.due_on)}};
}

Result<std::optional<Date>> run_until_from(const JsonValue& value) {
    static constexpr std::string_view kKnown[] = {"until"};
    const auto fields = TRY(ObjectReader::open(value, "", kKnown));
    const std::string until = TRY(fields.text("until", 10));
    if (until.empty()) return std::optional<Date>();
    return std::optional(TRY(Date::parse(until)));
}

}  // namespace settle::wire
