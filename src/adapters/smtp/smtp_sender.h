// Mails by SMTP.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "ports/mail_sender.h"

namespace settle {

/// required: nothing is sent in the clear. if_offered: encrypted when the server can. none: never. A server that is
/// addressed by smtps:// is encrypted in any case.
enum class SmtpTls : std::uint8_t { kRequired, kIfOffered, kNone };

struct SmtpOptions {
    std::string server;    ///< "smtp://mail.example:587", "smtps://mail.example:465"
    SmtpTls tls = SmtpTls::kRequired;
    std::string user;      ///< Empty: without signing in.
    std::string password;
    std::string from;      ///< Whose address the mails come from, and where bounces go.
    std::string ca_file;   ///< Certificates that vouch for the server; empty: the system's.
    std::chrono::milliseconds connect_timeout{10'000};
    std::chrono::milliseconds timeout{60'000};  ///< For one mail, the connection included.
};

/// Connects when the first mail is sent, and keeps the connection.
std::unique_ptr<MailSender> make_smtp_sender(SmtpOptions options);

}  // namespace settle
