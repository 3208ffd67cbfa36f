// An invoice or credit note by mail: what goes with a mail, and a mail that is sent again.
#pragma once

#include "app/context.h"
#include "domain/mail/mail.h"
#include "ports/mail_sender.h"

namespace settle {

/// Queues a mail about the invoice, with its document, to the address for invoices; answers the address. Asked again
/// within a minute, the one mail is enough. Fails with invoice_not_found, role_required, field_required (there is no
/// such address).
Result<std::string> mail_document(const Context& context, const InvoiceId& invoice);

/// The files that go with a mail. Fails as read_document() does.
Result<std::vector<MailAttachment>> files_of_mail(Services& services, const Mail& mail);

}  // namespace settle
