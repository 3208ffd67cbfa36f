// What each mail says of what happened.
#pragma once

#include <string_view>

#include "domain/mail/decide_mails.h"

namespace settle {

/// What a mail's fields are made from.
struct MailView {
    const MailScene& scene;
    const Occurrence& what;
    const Member& to;
    std::string_view language;
};

MailFields no_fields(const MailView&);
MailFields reason_fields(const MailView&);
MailFields trial_fields(const MailView&);
MailFields trial_end_fields(const MailView&);
MailFields trial_extension_fields(const MailView&);
MailFields renewal_ahead_fields(const MailView&);
MailFields start_fields(const MailView&);
MailFields change_fields(const MailView&);
MailFields scheduled_fields(const MailView&);
MailFields held_fields(const MailView&);
MailFields clamped_fields(const MailView&);
MailFields failure_fields(const MailView&);
MailFields receipt_fields(const MailView&);
MailFields invoice_fields(const MailView&);
MailFields restriction_fields(const MailView&);
MailFields commitment_fields(const MailView&);
MailFields cancellation_fields(const MailView&);
MailFields renewal_on_fields(const MailView&);
MailFields end_fields(const MailView&);
MailFields pause_plan_fields(const MailView&);
MailFields pause_fields(const MailView&);
MailFields pause_end_fields(const MailView&);
MailFields resumption_fields(const MailView&);
MailFields request_fields(const MailView&);
MailFields decision_fields(const MailView&);
MailFields proposal_fields(const MailView&);
MailFields seat_fields(const MailView&);
MailFields code_use_fields(const MailView&);
MailFields who_fields(const MailView&);
MailFields owner_fields(const MailView&);

}  // namespace settle
