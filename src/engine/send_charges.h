// Sends the charges that were decided: each once, under its own key, whoever else sends it too.
#pragma once

#include <stop_token>

#include "app/context.h"

namespace settle {

struct ChargesReport {
    std::int64_t sent = 0;
    std::int64_t paid = 0;      ///< Of these, those the provider took the money for at once.
    std::int64_t declined = 0;
    std::int64_t failed = 0;    ///< Not sent, or without an answer.
    /// The provider did not answer: what is left is sent by the recovery or the next run, under the same keys.
    bool provider_is_away = false;
    std::vector<std::string> failures;  ///< "pay_…: code", or why none could be read; the first hundred.

    void add_failure(std::string failure);

    ChargesReport& operator+=(ChargesReport other);
};

/// Reads what was decided and not sent behind `place`, a page at a time, and sends it, `threads` at once; moves
/// `place` on. Stops between two pages when asked to, and when the provider is out of reach.
/// Fails with store_busy, store_unreachable, store_failed.
Result<ChargesReport> send_charges(const Context& context, AttemptPlace& place, int threads,
                                   const std::stop_token& stop);

}  // namespace settle
