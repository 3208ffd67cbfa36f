#include "wire/input_fields.h"

namespace settle::wire {

Result<std::optional<Date>> day_in(const ObjectReader& reader, std::string_view name) {
    if (!reader.has_value(name)) return std::optional<Date>();
    return std::optional(TRY(at(Date::parse(TRY(reader.text(name, 10))), reader, name)));
}

Result<std::string> choice_in(const ObjectReader& reader, std::string_view name,
                              std::span<const std::string_view> choices) {
    std::string text = TRY(reader.text(name, 40));
    if (text.empty() && !reader.has(name)) return text;
    if (std::ranges::find(choices, text) == choices.end())
        return fail(unfit(reader.path_of(name), fmt::format("{}", fmt::join(choices, ", "))));
    return text;
}

Result<void> check_order(const std::optional<Date>& from, const std::optional<Date>& to, std::string path) {
    if (from && to && *to <= *from) return fail(unfit(std::move(path), "> " + from->str()));
    return {};
}

}  // namespace settle::wire
