// One mail to one person, from the reason to write it until a mail server took it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/result.h"

namespace settle {

/// waiting: is to be sent. sent: a mail server took it. refused: it will never be taken, until somebody says to try
/// again. expired: its time was over before it could be sent.
enum class MailState : std::uint8_t { kWaiting, kSent, kRefused, kExpired };
std::string_view name_of(MailState state);

/// What a mail says: name -> value, as its template declares them.
using MailFields = std::vector<std::pair<std::string, std::string>>;

/// Unless told otherwise, how long a mail is worth sending.
inline constexpr std::int64_t kMailLifetimeSeconds = 4 * 86'400;

struct Mail {
    MailId id;               ///< The Message-ID is made from it: a mail that comes twice is recognised.
    std::string vendor = {};
    CustomerId customer = {};  ///< Empty: to somebody of the vendor's staff.
    /// What it is about, unique per vendor: who finds a second reason to write the same writes nothing.
    std::string about;
    std::string template_name;
    std::string language;
    std::string email;
    std::string name = {};   ///< Of whoever gets it; may be empty.
    MailFields fields = {};  ///< Forgotten once it is sent: they may hold links that open something.
    Instant created_at;
    Instant expires_at;      ///< From then on it is not worth sending.
    // Set when read back:
    MailState state = MailState::kWaiting;
    int tries = 0;           ///< That failed.
    Instant leased_until = {};  ///< While it waits: when it is tried next, or is free for somebody else to try.
    std::string why = {};    ///< What the mail server said last, when it did not take it.
};

/// What became of a mail that is not tried again.
struct MailOutcome {
    MailState state = MailState::kSent;
    std::string why = {};
    bool keeps_fields = false;  ///< So that it can be tried again.
};

/// What waits to be sent, and what never will be.
struct MailFigures {
    std::int64_t waiting = 0;
    std::int64_t failing = 0;   ///< Of them, those that failed at least once.
    std::int64_t refused = 0;
};

}  // namespace settle
