#include "domain/people/invitation_code.h"

#include "base/hash.h"
#include "base/text.h"

namespace settle {
namespace {

constexpr bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

Result<std::string> parse_invitation_code(std::string_view text) {
    const bool is_fitting = text.size() >= InvitationCode::kLengthMin && text.size() <= InvitationCode::kLengthMax;
    if (is_fitting && std::ranges::all_of(text, [](char c) { return is_letter_or_digit(c) || c == '-' || c == '_'; }))
        return std::string(text);
    return fail(Error(ErrorCode::kInvitationCodeMalformed, "code")
                    .with("min", fmt::to_string(InvitationCode::kLengthMin))
                    .with("max", fmt::to_string(InvitationCode::kLengthMax)));
}

std::string invitation_code_key(std::string_view code) { return lower_case(code); }

std::string spell_invitation_code(std::string_view secret) {
    // Without 0 and O, 1, I and L, which are taken for each other.
    constexpr std::string_view kAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    const std::string digest = digest_hex(secret);
    std::string code;
    for (std::size_t i = 0; i < 12; ++i) {
        if (i == 4 || i == 8) code += '-';
        const auto value = std::stoul(digest.substr(i * 4, 4), nullptr, 16);
        code += kAlphabet[value % kAlphabet.size()];
    }
    return code;
}

std::int64_t CodeTries::seconds_locked(Instant now) const {
    if (!locked_until || *locked_until <= now) return 0;
    return (locked_until->micros - now.micros) / 1'000'000 + 1;
}

CodeTries CodeTries::with_one_more(Instant now) const {
    CodeTries next = *this;
    const bool is_new = count == 0 || first_at.plus_seconds(kWindowSeconds) <= now;
    if (is_new) next = {.count = 0, .first_at = now};
    ++next.count;
    if (next.count >= kTriesMax) next.locked_until = now.plus_seconds(kWindowSeconds);
    return next;
}

}  // namespace settle
