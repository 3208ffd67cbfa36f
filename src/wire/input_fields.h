// What the readers of all inputs share: one field of an object, with its path in the error.
#pragma once

#include "wire/inputs.h"
#include "wire/reader.h"

namespace settle::wire {

inline constexpr std::int64_t kQuantityMax = 1'000'000;
inline constexpr std::size_t kQuantitiesMax = 64;
inline constexpr std::size_t kIdLength = 64;
inline constexpr std::size_t kReasonLength = 2000;

/// The error of a value, with the field that held it.
template <class T>
Result<T> at(Result<T> result, const ObjectReader& reader, std::string_view name) {
    if (!result && result.error().field.empty()) result.error().field = reader.path_of(name);
    return result;
}

/// Empty when it is left out.
template <class IdType>
Result<IdType> id_in(const ObjectReader& reader, std::string_view name) {
    const std::string text = TRY(reader.text(name, kIdLength));
    if (text.empty()) return IdType();
    return at(IdType::parse(text), reader, name);
}

template <class IdType>
Result<IdType> required_id_in(const ObjectReader& reader, std::string_view name) {
    IdType id = TRY(id_in<IdType>(reader, name));
    if (id.empty()) return fail(ErrorCode::kFieldRequired, reader.path_of(name));
    return id;
}

/// Nothing when it is left out or null.
Result<std::optional<Date>> day_in(const ObjectReader& reader, std::string_view name);
/// One of `choices`; empty when it is left out.
Result<std::string> choice_in(const ObjectReader& reader, std::string_view name,
                              std::span<const std::string_view> choices);
/// The lines of an agreement, priced in `currency`; none when they are left out.
Result<std::vector<AgreedLine>> agreed_in(const ObjectReader& reader, Currency currency);
/// `to` is a day after `from`, where both are given; `path` is that of `to`.
Result<void> check_order(const std::optional<Date>& from, const std::optional<Date>& to, std::string path);

}  // namespace settle::wire
