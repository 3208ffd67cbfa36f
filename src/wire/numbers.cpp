#include "wire/numbers.h"

#include "wire/amounts.h"
#include "wire/names.h"

namespace settle::wire {
namespace {

JsonValue percent_json(const std::optional<Percent>& percent) {
    return percent ? JsonValue(percent->str()) : JsonValue(nullptr);
}

JsonObject recurring_month_json(const RecurringMonth& month) {
    return {{"month", month.month},
            {"opening", json_of(month.opening)},
            {"new", json_of(month.added)},
            {"up", json_of(month.up)},
            {"down", json_of(month.down)},
            {"back", json_of(month.back)},
            {"lost", json_of(month.lost)},
            {"closing", json_of(month.closing)},
            {"change", json_of(month.change)},
            {"opening_count", month.opening_count},
            {"new_count", month.new_count},
            {"back_count", month.back_count},
            {"lost_count", month.lost_count},
            {"closing_count", month.closing_count},
            {"churn", percent_json(month.churn)},
            {"amount_churn", percent_json(month.amount_churn)}};
}

JsonObject unpaid_month_json(const UnpaidMonth& month) {
    return {{"month", month.month},
            {"opening", json_of(month.opening)},
            {"fell", json_of(month.fell)},
            {"recovered", json_of(month.recovered)},
            {"given_up", json_of(month.given_up)},
            {"put_off", json_of(month.put_off)},
            {"closing", json_of(month.closing)}};
}

JsonObject currency_json(const CurrencyNumbers& numbers) {
    JsonArray recurring, unpaid;
    for (const RecurringMonth& month : numbers.recurring) recurring.push_back(recurring_month_json(month));
    for (const UnpaidMonth& month : numbers.unpaid) unpaid.push_back(unpaid_month_json(month));
    return {{"currency", json_of(numbers.currency.code())},
            {"recurring", std::move(recurring)},
            {"unpaid", std::move(unpaid)}};
}

JsonObject units_json(const UnitNumbers& units, const Audience& audience) {
    JsonArray months;
    for (const UnitNumbers::Month& month : units.months)
        months.push_back(JsonObject{{"month", month.month}, {"sold", month.sold}});
    std::string name = units.item;
    for (const Item& item : audience.catalog.items)
        if (item.code.view() == units.item) name = item.name_plural.in(audience.language);
    return {{"item", units.item},
            {"name", std::move(name)},
            {"sold", units.sold},
            {"used", units.used},
            {"utilisation", percent_json(units.utilisation)},
            {"months", std::move(months)}};
}

JsonObject trial_month_json(const TrialMonth& month) {
    return {{"month", month.month},
            {"begun", month.begun},
            {"won", month.won},
            {"over", month.over},
            {"conversion", percent_json(month.conversion)}};
}

JsonObject taxes_json(const TaxNumbers& taxes) {
    JsonArray months;
    for (const TaxNumbers::Month& month : taxes.months)
        months.push_back(JsonObject{{"month", month.month},
                                    {"net", json_of(month.net)},
                                    {"tax", json_of(month.tax)},
                                    {"documents", month.documents}});
    return {{"country", taxes.country},
            {"currency", json_of(taxes.currency.code())},
            {"net", json_of(taxes.net)},
            {"tax", json_of(taxes.tax)},
            {"months", std::move(months)}};
}

}  // namespace

JsonObject json_of(const Numbers& numbers, const Audience& audience) {
    const NumbersReport& report = numbers.report;
    JsonArray months, currencies, units, trials, taxes;
    for (const std::string& month : report.months) months.push_back(JsonValue(month));
    for (const CurrencyNumbers& of : report.currencies) currencies.push_back(currency_json(of));
    for (const UnitNumbers& of : report.units) units.push_back(units_json(of, audience));
    for (const TrialMonth& of : report.trials) trials.push_back(trial_month_json(of));
    for (const TaxNumbers& of : report.taxes) taxes.push_back(taxes_json(of));
    return {{"months", std::move(months)}, {"currencies", std::move(currencies)}, {"units", std::move(units)},
            {"trials", std::move(trials)}, {"taxes", std::move(taxes)},           {"is_counting", numbers.is_counting}};
}

JsonObject json_of(const Upcoming& upcoming, const Audience& audience) {
    const Subscription& subscription = upcoming.step.subscription;
    const Plan* plan = audience.catalog.find_plan(subscription.plan);
    return {{"on", json_of(upcoming.step.on)},
            {"what", json_of(name_of(upcoming.kind))},
            {"customer", subscription.customer.str()},
            {"customer_name", upcoming.step.customer_name},
            {"plan", or_null(subscription.plan)},
            {"plan_name", plan == nullptr ? subscription.plan.str() : plan->name.in(audience.language)},
            {"cycle", json_of(name_of(subscription.cycle))},
            {"amount", upcoming.amount ? json_of(*upcoming.amount) : JsonValue(nullptr)},
            {"currency", json_of(subscription.currency.code())}};
}

}  // namespace settle::wire
