#include "main/mails.h"

#include "adapters/mail_templates/mail_templates.h"
#include "adapters/smtp/smtp_sender.h"
#include "wire/contrast.h"
#include "wire/format.h"

namespace settle {

std::unique_ptr<MailSender> mail_sender(const Config& config) {
    const auto& mail = config.mail;
    return make_smtp_sender({.server = mail.server,
                             .tls = mail.tls == "none"         ? SmtpTls::kNone
                                    : mail.tls == "if_offered" ? SmtpTls::kIfOffered
                                                               : SmtpTls::kRequired,
                             .user = mail.user,
                             .password = mail.password,
                             .from = mail.from,
                             .ca_file = mail.ca_file,
                             .connect_timeout = std::chrono::milliseconds(mail.connect_timeout_ms),
                             .timeout = std::chrono::milliseconds(mail.timeout_ms)});
}

Result<std::unique_ptr<MailRenderer>> mail_renderer(const Config& config,
                                                    const std::map<std::string, std::string>& folders) {
    return make_mail_templates({.portal = config.public_url + "/portal",
                                .day = wire::format_day,
                                .money = wire::format_money,
                                .text_on = wire::text_colour_on},
                               folders);
}

}  // namespace settle
