// The mails there are: what each says, and to whom.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/mail/mail.h"

namespace settle {

/// How the value of a field is written. text: as it is. day: "2026-03-01". money: "EUR 12.00". link: an address.
enum class MailFieldKind : std::uint8_t { kText, kDay, kMoney, kLink };

/// The field that names the invoice whose document goes with a mail as a file; no text shows it.
inline constexpr std::string_view kDocumentField = "document";
/// The mail that is about an invoice alone.
inline constexpr std::string_view kInvoiceMail = "invoice-issued";

struct MailField {
    std::string_view name;
    MailFieldKind kind = MailFieldKind::kText;
    std::string_view example;  ///< For previews.
};

struct MailTemplate {
    std::string_view name;  ///< "subscription-started"; that of its files.
    std::string_view to;    ///< Who gets it, for whoever reads the list.
    std::span<const MailField> fields;
    bool has_secret = false;  ///< Its link opens something: it is forgotten even when the mail was refused.

    const MailField* find_field(std::string_view field) const;
};

/// All of them, in the order of a subscription's life.
std::span<const MailTemplate> mail_templates();
/// Fails with mail_template_unknown.
Result<const MailTemplate*> find_mail_template(std::string_view name);

}  // namespace settle
