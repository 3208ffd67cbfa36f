// A mail that a use case has a reason to write.
#pragma once

#include <string>

#include "app/context.h"
#include "domain/mail/mail_template.h"

namespace settle {

/// What is to be written to whom. Where what happened is told by an event, domain/mail/decide_mails does this.
struct NewMail {
    std::string_view template_name;  ///< Of domain/mail/mail_template.
    CustomerId customer = {};        ///< Empty: to somebody of the vendor's staff.
    std::string email;
    std::string name = {};
    std::string language;
    MailFields fields;               ///< Those of the template.
    /// What it is about, when there may be a second reason to write the same; unique for each mail when empty.
    std::string about = {};
    std::int64_t lifetime_seconds = kMailLifetimeSeconds;  ///< A link's own, when it is about a link.
};

/// Queues it in the transaction of whoever has the reason: it is sent, once, if that commits. A field that the template
/// does not have is a broken contract.
Result<void> queue_mail(const Context& context, Transaction& tx, NewMail mail, Instant now);

}  // namespace settle
