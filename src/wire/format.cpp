#include "wire/format.h"

namespace settle::wire {
namespace {

constexpr std::string_view kNarrowSpace = "\u202F";
constexpr std::string_view kNoBreakSpace = "\u00A0";

bool is_french(std::string_view language) { return language == "fr"; }

constexpr std::string_view kMonthsFr[] = {"janvier", "février", "mars",      "avril",   "mai",      "juin",
                                          "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
constexpr std::string_view kMonthsEn[] = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};

/// How a currency is written when another one could be meant.
struct Symbol {
    std::string_view code, fr, en;
};
constexpr Symbol kSymbols[] = {
    {"EUR", "€", "€"}, {"CAD", "$CA", "CA$"}, {"USD", "$US", "US$"}, {"GBP", "£GB", "£"}, {"JPY", "JPY", "JP¥"},
};

// "1234.50" with the language's separators; the sign stays in front.
std::string grouped(std::string_view decimal, std::string_view language) {
    std::string_view digits = decimal;
    std::string text;
    if (digits.starts_with('-')) {
        text += '-';
        digits.remove_prefix(1);
    }
    const auto point = digits.find('.');
    const std::string_view whole = digits.substr(0, point);
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (i > 0 && (whole.size() - i) % 3 == 0) text += is_french(language) ? kNarrowSpace : ",";
        text += whole[i];
    }
    if (point == std::string_view::npos) return text;
    text += is_french(language) ? ',' : '.';
    text += digits.substr(point + 1);
    return text;
}

std::string with_currency(std::string_view decimal, Currency currency, std::string_view language) {
    const auto* symbol = std::ranges::find(kSymbols, currency.code(), &Symbol::code);
    const bool known = symbol != std::end(kSymbols);
    if (is_french(language))
        return fmt::format("{}{}{}", grouped(decimal, language), kNoBreakSpace, known ? symbol->fr : currency.code());
    const bool negative = decimal.starts_with('-');
    const std::string amount = grouped(negative ? decimal.substr(1) : decimal, language);
    if (known) return fmt::format("{}{}{}", negative ? "-" : "", symbol->en, amount);
    return fmt::format("{}{}{}{}", negative ? "-" : "", currency.code(), kNoBreakSpace, amount);
}

std::string_view month_of(Date day, std::string_view language) {
    const auto index = static_cast<unsigned>(day.ymd().month()) - 1;
    return is_french(language) ? kMonthsFr[index] : kMonthsEn[index];
}

std::string day_of_month(Date day, std::string_view language) {
    const auto number = static_cast<unsigned>(day.ymd().day());
    return number == 1 && is_french(language) ? "1er" : fmt::to_string(number);
}

}  // namespace

std::string format_money(const Money& amount, std::string_view language) {
    return with_currency(amount.str(), amount.currency(), language);
}

std::string format_price(const UnitPrice& price, std::string_view language) {
    return with_currency(price.str(), price.currency(), language);
}

std::string format_decimal(std::string_view decimal, Currency currency, std::string_view language) {
    return with_currency(decimal, currency, language);
}

std::string format_count(std::int64_t count, std::string_view language) {
    return grouped(fmt::to_string(count), language);
}

std::string format_percent(const Percent& percent, std::string_view language) {
    return grouped(percent.str(), language) + (is_french(language) ? "\u00A0%" : "%");
}

std::string format_day(Date day, std::string_view language) {
    return fmt::format("{} {} {}", day_of_month(day, language), month_of(day, language),
                       static_cast<int>(day.ymd().year()));
}

std::string format_period(const Period& period, std::string_view language) {
    const bool french = is_french(language);
    const Date first = period.first_day;
    const Date last = period.end_day.plus_days(-1);
    if (last <= first) return fmt::format("{} {}", french ? "le" : "on", format_day(first, language));
    std::string start = day_of_month(first, language);
    const bool same_year = first.ymd().year() == last.ymd().year();
    if (!same_year) start = format_day(first, language);
    else if (first.ymd().month() != last.ymd().month()) start += fmt::format(" {}", month_of(first, language));
    return fmt::format("{} {} {} {}", french ? "du" : "from", start, french ? "au" : "to", format_day(last, language));
}

}  // namespace settle::wire
