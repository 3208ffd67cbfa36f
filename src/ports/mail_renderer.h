// Whoever puts mails into words.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/catalog/catalog.h"
#include "domain/mail/mail.h"

namespace settle {

struct MailText {
    std::string subject;
    std::string text;
    std::string html;
};

class MailRenderer {
public:
    virtual ~MailRenderer() = default;
    /// The mail in its language, or in the vendor's first when there is no such text, in the vendor's colours. Fails
    /// with mail_template_unknown, file_malformed. May be used by several threads.
    virtual Result<MailText> render(const Catalog& catalog, const Mail& mail) const = 0;
};

}  // namespace settle
