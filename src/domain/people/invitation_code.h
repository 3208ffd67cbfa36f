// The code with which people join a subscription by themselves, within the seats that are paid for.
#pragma once

#include <optional>
#include <string>

#include "base/date.h"
#include "base/id.h"
#include "base/result.h"

namespace settle {

struct InvitationCode {
    static constexpr std::size_t kLengthMin = 6;
    static constexpr std::size_t kLengthMax = 32;

    CustomerId customer;
    std::string code;                       ///< As it was chosen.
    bool is_active = true;
    std::optional<std::int64_t> use_limit = {};  ///< How many may join with it; the seats are a limit in any case.
    std::int64_t uses = 0;
    Instant set_at;
};

/// 6 to 32 letters, digits, hyphens or underscores. Fails with invitation_code_malformed.
Result<std::string> parse_invitation_code(std::string_view text);
/// A code as it is compared: however it is written.
std::string invitation_code_key(std::string_view code);
/// One that is easily read out and hard to guess: "K7QX-MP3R-W9TD", from 60 bits of `secret`.
std::string spell_invitation_code(std::string_view secret);

/// Wrong codes of one member. Codes are guessed by trying: after so many within an hour nothing is tried for an hour.
struct CodeTries {
    static constexpr int kTriesMax = 10;
    static constexpr std::int64_t kWindowSeconds = 3600;

    std::int64_t count = 0;
    Instant first_at;
    std::optional<Instant> locked_until = {};

    /// Seconds until something may be tried again; 0: now.
    std::int64_t seconds_locked(Instant now) const;
    /// After one more that was wrong.
    CodeTries with_one_more(Instant now) const;
};

}  // namespace settle
