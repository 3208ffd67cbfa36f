#include "domain/tax/csv.h"

namespace settle::tax {
namespace {

/// The fields of one line; nothing when a quote stays open.
std::optional<Fields> split_line(std::string_view line) {
    Fields fields(1);
    bool quoted = false;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (quoted && c == '"' && at + 1 < line.size() && line[at + 1] == '"') {
            fields.back() += c;
            ++at;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            fields.emplace_back();
        } else {
            fields.back() += c;
        }
    }
    if (quoted) return std::nullopt;
    return fields;
}

/// Cuts the next line off `text`, without its line end.
std::string_view take_line(std::string_view& text) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

}  // namespace

std::unexpected<Error> malformed(std::string_view table, std::size_t line, std::string reason) {
    return fail(Error(ErrorCode::kFileMalformed)
                    .with("where", fmt::format("{}, line {}", table, line))
                    .with("reason", std::move(reason)));
}

Result<Lines> Lines::open(std::string_view csv, std::string_view table, std::span<const std::string_view> columns) {
    Lines lines(csv, table);
    const auto names = split_line(take_line(lines.rest_));
    for (const std::string_view column : columns) {
        const auto found = names ? std::ranges::find(*names, column) : Fields::const_iterator{};
        if (!names || found == names->end())
            return malformed(table, 1, fmt::format("the column {} is missing", column));
        lines.positions_.push_back(static_cast<std::size_t>(found - names->begin()));
    }
    return lines;
}

Result<std::optional<Fields>> Lines::next() {
    while (!rest_.empty()) {
        ++line_;
        const std::string_view text = take_line(rest_);
        if (text.empty()) continue;
        auto fields = split_line(text);
        const std::size_t needed = std::ranges::max(positions_) + 1;
        if (!fields) return malformed(table_, line_, "a quote is not closed");
        if (fields->size() < needed)
            return malformed(table_, line_, fmt::format("{} fields instead of {}", fields->size(), needed));
        Fields ordered;
        ordered.reserve(positions_.size());
        for (const std::size_t position : positions_) ordered.push_back((*fields)[position]);
        return std::optional(std::move(ordered));
    }
    return std::optional<Fields>();
}

}  // namespace settle::tax
