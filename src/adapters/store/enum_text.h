// Enumerators are kept by their names, so that a reordered enum cannot change what was stored.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/change/change.h"

namespace settle::store {

/// "member", "staff", "server"
constexpr std::string_view name_of(Actor::Kind kind) {
    return kind == Actor::Kind::kMember ? "member" : kind == Actor::Kind::kStaff ? "staff" : "server";
}

/// The enumerator up to `last` whose name_of() is `text`. Fails with store_failed.
template <class E>
Result<E> enum_of(std::string_view text, E last) {
    for (int value = 0; value <= static_cast<int>(last); ++value)
        if (name_of(static_cast<E>(value)) == text) return static_cast<E>(value);
    return fail(ErrorCode::kStoreFailed, {}, "unknown name " + std::string(text));
}

}  // namespace settle::store
