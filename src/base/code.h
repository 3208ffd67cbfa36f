// A short machine name: of a plan, a seat kind, an add-on, a feature, a role, a rule.
#pragma once

#include <array>
#include <compare>
#include <string>
#include <string_view>

#include "base/result.h"

namespace settle {

/// 1 to 31 characters of a-z 0-9 _ -, kept inline so that comparing and copying never allocates.
class Code {
public:
    static constexpr std::size_t kLengthMax = 31;

    constexpr Code() = default;
    /// For names written in our own code; a wrong literal does not compile.
    consteval Code(const char* literal) : Code(std::string_view(literal), 0) {
        if (!is_valid(std::string_view(literal))) throw "not a code";
    }
    /// Fails with code_malformed.
    static Result<Code> parse(std::string_view text) {
        if (!is_valid(text)) return fail(ErrorCode::kCodeMalformed, {}, std::string(text));
        return Code(text, 0);
    }

    constexpr std::string_view view() const { return {text_.data(), static_cast<std::size_t>(text_[kLengthMax])}; }
    std::string str() const { return std::string(view()); }
    constexpr bool empty() const { return text_[kLengthMax] == 0; }
    // Behind the text there are zeros: a number of bytes that the compiler knows is compared, without a loop.
    friend constexpr bool operator==(const Code& a, const Code& b) {
        return std::char_traits<char>::compare(a.text_.data(), b.text_.data(), kLengthMax + 1) == 0;
    }
    friend constexpr auto operator<=>(const Code&, const Code&) = default;

    static constexpr bool is_valid(std::string_view text) {
        if (text.empty() || text.size() > kLengthMax) return false;
        for (const char c : text)
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-')) return false;
        return true;
    }

private:
    constexpr Code(std::string_view text, int) {
        for (std::size_t i = 0; i < text.size(); ++i) text_[i] = text[i];
        text_[kLengthMax] = static_cast<char>(text.size());
    }
    std::array<char, kLengthMax + 1> text_{};  // The last byte is the length.
};

}  // namespace settle
