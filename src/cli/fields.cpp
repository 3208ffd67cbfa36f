#include "cli/fields.h"

#include "base/edit_distance.h"

namespace settle::cli {
namespace {

std::optional<std::int64_t> parse_whole(std::string_view text) {
    std::int64_t number = 0;
    const auto [stopped, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc{} || stopped != text.data() + text.size()) return std::nullopt;
    return number;
}

// "09:00" or "09:00:30" as seconds.
std::optional<std::int64_t> parse_clock(std::string_view text) {
    const bool with_seconds = text.size() == 8 && text[5] == ':';
    if ((text.size() != 5 && !with_seconds) || text[2] != ':') return std::nullopt;
    const auto hours = parse_whole(text.substr(0, 2));
    const auto minutes = parse_whole(text.substr(3, 2));
    const auto seconds = with_seconds ? parse_whole(text.substr(6, 2)) : std::optional<std::int64_t>(0);
    if (!hours || !minutes || !seconds || *hours < 0 || *hours > 23 || *minutes < 0 || *minutes > 59 || *seconds < 0 ||
        *seconds > 59)
        return std::nullopt;
    return *hours * 3600 + *minutes * 60 + *seconds;
}

std::optional<LocalTime> parse_time(std::string_view text) {
    const auto day = Date::parse(text.substr(0, 10));
    if (!day) return std::nullopt;
    if (text.size() == 10) return LocalTime{*day, 0};
    if (text[10] != 'T' && text[10] != ' ') return std::nullopt;
    const auto seconds = parse_clock(text.substr(11));
    if (!seconds) return std::nullopt;
    return LocalTime{*day, *seconds};
}

}  // namespace

int line_of(const YamlNode& node) { return node.line(); }

std::unexpected<Error> file_error(const std::string& file, int line, std::string reason) {
    std::string where = line > 0 ? fmt::format("{}:{}", file, line) : file;
    return fail(Error(ErrorCode::kFileMalformed).with("where", std::move(where)).with("reason", std::move(reason)));
}

std::string unknown_word(std::string_view what, std::string_view typed, std::span<const std::string_view> known) {
    const std::string_view shown = typed.substr(0, 64);
    std::string_view near;
    std::size_t best = std::max<std::size_t>(1, shown.size() / 3) + 1;
    for (const std::string_view candidate : known) {
        const std::size_t distance = edit_distance(shown, candidate);
        if (distance >= best) continue;
        best = distance;
        near = candidate;
    }
    const std::string list = fmt::format("{}", fmt::join(known, ", "));
    if (!near.empty())
        return fmt::format("unknown {} \"{}\"; did you mean \"{}\"? There is: {}", what, shown, near, list);
    return fmt::format("unknown {} \"{}\"; there is: {}", what, shown, list);
}

Result<std::int64_t> read_whole(const std::string& file, const YamlNode& node, std::string_view what, std::int64_t min,
                                std::int64_t max) {
    const auto number = node.is_text() ? parse_whole(node.text()) : std::nullopt;
    if (number && *number >= min && *number <= max) return *number;
    return file_error(file, line_of(node),
                      fmt::format("{}: a whole number from {} to {} is expected here", what, min, max));
}

Result<Fields> Fields::of(const std::string& file, const YamlNode& node, std::string what,
                          std::span<const std::string_view> known) {
    if (!node.is_map())
        return file_error(file, line_of(node), fmt::format("{}: a mapping (key: value) is expected here", what));
    std::set<std::string> seen;
    for (const auto& [name, value] : node.pairs()) {
        if (!name.is_text()) return file_error(file, line_of(name), what + ": a key must be a plain word");
        const std::string& key = name.text();
        if (std::ranges::find(known, key) == known.end())
            return file_error(file, line_of(name), unknown_word("key of " + what, key, known));
        if (!seen.insert(key).second)
            return file_error(file, line_of(name), fmt::format("{}: the key \"{}\" stands here twice", what, key));
    }
    return Fields(file, node, std::move(what));
}

std::optional<YamlNode> Fields::find(std::string_view key) const {
    for (const auto& [name, value] : node_.pairs())
        if (name.text() == key && !value.is_null()) return value;
    return std::nullopt;
}

Result<YamlNode> Fields::require(std::string_view key) const {
    if (auto found = find(key)) return *found;
    return error_at(node_, fmt::format("{}: the key \"{}\" is missing", what_, key));
}

Result<std::optional<std::string>> Fields::text(std::string_view key) const {
    const auto node = find(key);
    if (!node) return std::optional<std::string>();
    if (!node->is_text()) return error_at(*node, fmt::format("{}: a single value is expected here", key));
    return std::optional(node->text());
}

Result<std::string> Fields::text_or(std::string_view key, std::string fallback) const {
    auto found = TRY(text(key));
    return found ? *std::move(found) : std::move(fallback);
}

Result<std::optional<std::int64_t>> Fields::whole(std::string_view key, std::int64_t min, std::int64_t max) const {
    const auto node = find(key);
    if (!node) return std::optional<std::int64_t>();
    return std::optional(TRY(read_whole(*file_, *node, key, min, max)));
}

Result<std::optional<LocalTime>> Fields::time(std::string_view key) const {
    const auto node = find(key);
    if (!node) return std::optional<LocalTime>();
    const auto time = node->is_text() ? parse_time(node->text()) : std::nullopt;
    if (!time)
        return error_at(*node, fmt::format("{}: a day such as 2026-03-01, or 2026-03-01T09:00, is expected here", key));
    return std::optional(*time);
}

Result<std::optional<Date>> Fields::day(std::string_view key) const {
    const auto node = find(key);
    if (!node) return std::optional<Date>();
    const auto day = node->is_text() ? Date::parse(node->text()) : Result<Date>(fail(ErrorCode::kDateMalformed));
    if (!day) return error_at(*node, fmt::format("{}: a day such as 2026-03-01 is expected here", key));
    return std::optional(*day);
}

Result<std::optional<std::size_t>> Fields::word(std::string_view key, std::span<const std::string_view> words) const {
    const auto node = find(key);
    if (!node) return std::optional<std::size_t>();
    const std::string typed = node->is_text() ? node->text() : "";
    const auto found = std::ranges::find(words, typed);
    if (found == words.end()) return error_at(*node, unknown_word(key, typed, words));
    return std::optional(static_cast<std::size_t>(found - words.begin()));
}

int Fields::line_of_key(std::string_view key) const {
    const auto found = find(key);
    return found ? line_of(*found) : line();
}

}  // namespace settle::cli
