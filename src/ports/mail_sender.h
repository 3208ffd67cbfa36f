// Whoever takes our mails.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace settle {

/// A file that goes with a mail.
struct MailAttachment {
    std::string name;
    std::string type;  ///< "application/pdf"
    std::string content;
};

/// A mail as it is sent: to one person, in two forms that say the same.
struct MailMessage {
    std::string id;         ///< The same however often it is sent: the Message-ID is made from it.
    std::string from_name;  ///< In whose name; the address is the operator's.
    std::string reply_to;   ///< Where answers go; empty: back to the sender.
    std::string to_email;
    std::string to_name;    ///< May be empty.
    Instant at;             ///< When there was the reason to write it.
    std::string subject;
    std::string text;
    std::string html;
    std::vector<MailAttachment> attachments = {};
};

class MailSender {
public:
    virtual ~MailSender() = default;
    /// Sends it, and answers once the server has taken it. Fails with mail_refused when it will never take this one,
    /// mail_delayed when it wants this one later, mail_unavailable when it takes nothing from us at present; the detail
    /// is what it said. After mail_unavailable it may have been taken all the same. Used by one thread.
    virtual Result<void> send(const MailMessage& message) = 0;
};

}  // namespace settle
