#include "base/date.h"

namespace settle {
namespace {

std::optional<int> digits(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.starts_with('-')) return std::nullopt;
    return value;
}

}  // namespace

Result<Date> Date::parse(std::string_view text) {
    const auto malformed = [&] { return fail(Error(ErrorCode::kDateMalformed).with("value", std::string(text))); };
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return malformed();
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day || *year < 1970) return malformed();
    const std::chrono::year_month_day ymd{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                          std::chrono::day{static_cast<unsigned>(*day)}};
    if (!ymd.ok()) return malformed();
    return Date(std::chrono::sys_days{ymd});
}

std::string Date::str() const {
    const auto day = ymd();
    std::string text = "0000-00-00";
    // Digit by digit: a summary shows dozens of days, and a format string costs many times as much.
    const auto put = [&text](std::size_t begin, std::size_t end, unsigned value) {
        for (; end > begin; value /= 10) text[--end] = static_cast<char>('0' + value % 10);
    };
    put(0, 4, static_cast<unsigned>(static_cast<int>(day.year())));
    put(5, 7, static_cast<unsigned>(day.month()));
    put(8, 10, static_cast<unsigned>(day.day()));
    return text;
}

Date add_months(Date anchor, std::int64_t n) {
    const auto day = anchor.ymd();
    const auto month = std::chrono::year_month{day.year(), day.month()} + std::chrono::months{n};
    const auto last = std::chrono::year_month_day_last{month.year(), std::chrono::month_day_last{month.month()}};
    return Date(std::chrono::sys_days{
        std::chrono::year_month_day{month.year(), month.month(), std::min(day.day(), last.day())}});
}

std::string Instant::str() const {
    const std::chrono::sys_time<std::chrono::microseconds> time{std::chrono::microseconds{micros}};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::hh_mm_ss clock{time - day};
    std::string text = fmt::format("{}T{:02}:{:02}:{:02}", Date(day).str(), clock.hours().count(),
                                   clock.minutes().count(), clock.seconds().count());
    if (clock.subseconds().count() != 0) text += fmt::format(".{:06}", clock.subseconds().count());
    return text + "Z";
}

}  // namespace settle
