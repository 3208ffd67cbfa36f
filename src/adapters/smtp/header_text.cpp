#include "adapters/smtp/header_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace settle::smtp {
namespace {

/// RFC 2047 allows 75 characters a word; `=?UTF-8?B?` and `?=` take twelve, and four carry three bytes.
constexpr std::size_t kBytesPerWord = 45;
/// A header line of plain text may be as long as this before it is folded.
constexpr std::size_t kPlainLineMax = 60;

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }
bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}
bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::string base64(std::string_view bytes) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::string_view group = bytes.substr(i, 3);
        unsigned bits = 0;
        for (std::size_t k = 0; k < 3; ++k)
            bits = bits << 8U | (k < group.size() ? static_cast<unsigned char>(group[k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k) text += k <= group.size() ? kDigits[bits >> (18U - 6U * k) & 63U] : '=';
    }
    return text;
}

}  // namespace

std::string one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        const char kept = is_control(c) ? ' ' : c;
        if (kept == ' ' && (line.empty() || line.back() == ' ')) continue;
        line += kept;
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

std::string encoded_words(std::string_view text) {
    const std::string line = one_line(text);
    // What looks encoded is encoded, or a reader would decode it.
    if (is_ascii(line) && line.size() <= kPlainLineMax && !line.contains("=?")) return line;
    std::string words;
    for (std::size_t start = 0; start < line.size();) {
        std::size_t end = std::min(line.size(), start + kBytesPerWord);
        while (end < line.size() && end > start && continues_character(line[end])) --end;
        // Bytes that are no UTF-8 are cut anywhere.
        if (end == start) end = std::min(line.size(), start + kBytesPerWord);
        words += fmt::format("{}=?UTF-8?B?{}?=", words.empty() ? "" : "\r\n ",
                             base64(std::string_view(line).substr(start, end - start)));
        start = end;
    }
    return words;
}

std::string named_address(std::string_view name, std::string_view address) {
    const std::string line = one_line(name);
    if (line.empty()) return fmt::format("<{}>", address);
    if (!is_ascii(line) || line.size() > kPlainLineMax || line.contains("=?"))
        return fmt::format("{}\r\n <{}>", encoded_words(line), address);
    std::string quoted;
    for (const char c : line) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return fmt::format("\"{}\" <{}>", quoted, address);
}

std::string header_date(Instant at) {
    constexpr std::string_view kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::sys_time<std::chrono::seconds> time(std::chrono::seconds(at.micros / 1'000'000));
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss<std::chrono::seconds> clock(time - day);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000", kDays[std::chrono::weekday(day).c_encoding()],
                       static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
                       static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
                       clock.seconds().count());
}

bool is_plain_address(std::string_view address) {
    constexpr std::size_t kLongest = 254;
    const std::size_t at = address.rfind('@');
    return at != std::string_view::npos && at > 0 && at + 1 < address.size() && address.size() <= kLongest &&
           std::ranges::none_of(address,
                                [](char c) { return is_control(c) || std::string_view(" <>,;:\"\\()[]").contains(c); });
}

}  // namespace settle::smtp
