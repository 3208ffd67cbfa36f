// Tells what happened by mail: queues the mails it makes, and sends those that wait.
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "app/context.h"
#include "engine/deliver_events.h"
#include "ports/mail_renderer.h"
#include "ports/mail_sender.h"

namespace settle {

struct MailOptions {
    int acts = 200;                    ///< That are told in one round.
    int mails = 50;                    ///< That are sent in one round.
    std::int64_t lease_seconds = 300;  ///< Whoever stops in the middle is taken over from after this.
    Backoff backoff = {.first_seconds = 15, .longest_seconds = 600, .jitter_percent = 20};
};

struct MailReport {
    int queued = 0;   ///< New mails.
    int sent = 0;
    int refused = 0;  ///< Parked: they will never be taken.
    int put_off = 0;  ///< Are tried again, acts and mails.
    int expired = 0;
    bool is_server_away = false;
    /// What went wrong, in a few words each.
    std::vector<std::string> failures;
};

/// One round. What cannot be told or sent holds back nothing else; when the server takes nothing at all, the rest of
/// the round waits with what failed. Any number of processes may do this beside each other. Stopped anywhere, nothing
/// is lost, and at most the mail that was under way is sent a second time, with the same id.
MailReport send_mails(Services& services, MailSender& sender, const MailRenderer& renderer,
                      const MailOptions& options = {}, const std::stop_token& stop = {});

/// Forgets what happened so long ago that nobody is told any more: where no mail server is named, it would pile up.
/// Answers how much it was.
Result<std::int64_t> forget_untold(Services& services);

}  // namespace settle
