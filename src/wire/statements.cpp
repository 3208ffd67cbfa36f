#include "wire/statements.h"

#include "wire/csv_cell.h"

namespace settle::wire {

JsonObject json_of(const AgedReceivables& aged) {
    JsonArray data;
    for (const AgedReceivable& row : aged.rows)
        data.push_back(JsonObject{{"customer", json_of(row.customer.view())},
                                  {"customer_name", row.customer_name},
                                  {"currency", view(row.not_due.currency().code())},
                                  {"not_due", json_of(row.not_due)},
                                  {"until_30", json_of(row.until_30)},
                                  {"until_60", json_of(row.until_60)},
                                  {"until_90", json_of(row.until_90)},
                                  {"older", json_of(row.older)},
                                  {"total", json_of(row.total())}});
    return {{"on", json_of(aged.on)}, {"data", std::move(data)}, {"next", or_null(aged.next.view())}};
}

JsonObject json_of_taxes(const std::vector<TaxSum>& sums, Date from, Date to) {
    JsonArray taxes;
    for (const TaxSum& sum : sums)
        taxes.push_back(JsonObject{{"country", sum.country},
                                   {"reason", view(name_of(sum.reason))},
                                   {"tax", or_null(sum.tax)},
                                   {"rate", sum.rate.str()},
                                   {"currency", view(sum.net.currency().code())},
                                   {"net", json_of(sum.net)},
                                   {"amount", json_of(sum.amount)},
                                   {"documents", sum.documents}});
    return {{"from", json_of(from)}, {"to", json_of(to)}, {"taxes", std::move(taxes)}};
}

JsonObject json_of_revenue(const std::map<std::string, RevenueSchedule>& schedules) {
    JsonArray currencies;
    for (const auto& [currency, schedule] : schedules) {
        JsonArray months;
        for (const RevenueMonth& month : schedule.months)
            months.push_back(JsonObject{{"month", month.month},
                                        {"billed", json_of(month.billed)},
                                        {"earned", json_of(month.earned)},
                                        {"deferred", json_of(month.deferred)}});
        currencies.push_back(
            JsonObject{{"currency", currency}, {"opening", json_of(schedule.opening)}, {"months", std::move(months)}});
    }
    return {{"currencies", std::move(currencies)}};
}

std::string_view head_of_receivables() {
    return "on,customer,customer_name,currency,not_due,days_0_30,days_31_60,days_61_90,days_over_90,total\r\n";
}

void add_receivables(std::string& text, const AgedReceivables& aged) {
    for (const AgedReceivable& row : aged.rows)
        text +=
            fmt::format("{},{},{},{},{},{},{},{},{},{}\r\n", aged.on.str(), row.customer.view(),
                        csv_cell(row.customer_name), row.not_due.currency().code(), row.not_due.str(),
                        row.until_30.str(), row.until_60.str(), row.until_90.str(), row.older.str(), row.total().str());
}

std::string csv_of_taxes(const std::vector<TaxSum>& sums) {
    std::string text = "country,reason,tax,rate,currency,net,amount,documents\r\n";
    for (const TaxSum& sum : sums)
        text +=
            fmt::format("{},{},{},{},{},{},{},{}\r\n", csv_cell(sum.country), name_of(sum.reason), csv_cell(sum.tax),
                        sum.rate.str(), sum.net.currency().code(), sum.net.str(), sum.amount.str(), sum.documents);
    return text;
}

std::string csv_of_revenue(const std::map<std::string, RevenueSchedule>& schedules) {
    std::string text = "currency,month,billed,earned,deferred\r\n";
    for (const auto& [currency, schedule] : schedules) {
        text += fmt::format("{},opening,,,{}\r\n", currency, schedule.opening.str());
        for (const RevenueMonth& month : schedule.months)
            text += fmt::format("{},{},{},{},{}\r\n", currency, month.month, month.billed.str(), month.earned.str(),
                                month.deferred.str());
    }
    return text;
}

}  // namespace settle::wire
