#include "app/mail/queue_mail.h"

#include "base/ensure.h"

namespace settle {

Result<void> queue_mail(const Context& context, Transaction& tx, NewMail mail, Instant now) {
    const MailTemplate* known = TRY(find_mail_template(mail.template_name));
    for (const auto& [name, value] : mail.fields) ENSURE(known->find_field(name) != nullptr);
    const auto id = new_id<MailId>(context.with.ids);
    TRY(tx.add_mail(context.vendor(), {.id = id,
                                       .vendor = context.vendor(),
                                       .customer = std::move(mail.customer),
                                       .about = mail.about.empty() ? id.str() : std::move(mail.about),
                                       .template_name = std::string(mail.template_name),
                                       .language = std::move(mail.language),
                                       .email = std::move(mail.email),
                                       .name = std::move(mail.name),
                                       .fields = std::move(mail.fields),
                                       .created_at = now,
                                       .expires_at = now.plus_seconds(mail.lifetime_seconds)}));
    return {};
}

}  // namespace settle
