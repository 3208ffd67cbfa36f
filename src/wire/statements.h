// Receivables by age, taxes by country and rate, and revenue by month, as JSON and as tables.
#pragma once

#include "app/ledger/read_statements.h"
#include "wire/json.h"

namespace settle::wire {

JsonObject json_of(const AgedReceivables& aged);
JsonObject json_of_taxes(const std::vector<TaxSum>& sums, Date from, Date to);
JsonObject json_of_revenue(const std::map<std::string, RevenueSchedule>& schedules);

std::string_view head_of_receivables();
void add_receivables(std::string& text, const AgedReceivables& aged);
std::string csv_of_taxes(const std::vector<TaxSum>& sums);
std::string csv_of_revenue(const std::map<std::string, RevenueSchedule>& schedules);

}  // namespace settle::wire
