// How long what people type may be, and what it may not contain.
#pragma once

#include <fmt/format.h>

#include "base/result.h"
#include "base/text.h"

namespace settle {

/// Fails with field_too_long, field_invalid (control characters).
inline Result<void> check_length(std::string_view field, std::string_view text, std::size_t max) {
    if (count_characters(text) > max)
        return fail(Error(ErrorCode::kFieldTooLong, std::string(field)).with("max", fmt::to_string(max)));
    for (const char c : text)
        if (static_cast<unsigned char>(c) < ' ' || c == 127)
            return fail(Error(ErrorCode::kFieldInvalid, std::string(field)).with("expected", "≥ U+0020"));
    return {};
}

}  // namespace settle
