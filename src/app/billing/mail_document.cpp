#include "app/billing/mail_document.h"

#include "app/access/read.h"
#include "app/billing/read_document.h"
#include "domain/customer/customer.h"
#include "domain/mail/mail_template.h"

namespace settle {
namespace {

constexpr std::int64_t kMinute = 60'000'000;

MailFields fields_of(const Invoice& invoice) {
    const bool is_credit = invoice.kind == InvoiceKind::kCreditNote;
    const bool is_due =
        !is_credit && invoice.status == InvoiceStatus::kOpen && invoice.due_on && *invoice.due_on > invoice.issued_on;
    const Money total = is_credit ? -invoice.amounts.total : invoice.amounts.total;
    return {{"number", invoice.number},
            {"total", fmt::format("{} {}", total.currency().code(), total.str())},
            {"credit_note", is_credit ? "yes" : ""},
            {"due_on", is_due ? invoice.due_on->str() : std::string()},
            {std::string(kDocumentField), invoice.id.str()}};
}

}  // namespace

Result<std::string> mail_document(const Context& context, const InvoiceId& id) {
    const Invoice invoice = TRY(read_invoice(context, id));
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<std::string> {
        const Customer customer = TRY(tx.load_customer(context.vendor(), invoice.customer));
        const BillingInformation& billing = customer.billing;
        if (billing.email.empty()) return fail(ErrorCode::kFieldRequired, "billing.email");
        TRY(tx.add_mail(context.vendor(), {.id = new_id<MailId>(context.with.ids),
                                           .vendor = context.vendor(),
                                           .customer = invoice.customer,
                                           .about = fmt::format("{}/{}/{}/{}", id.view(), kInvoiceMail,
                                                                email_key(billing.email), now.micros / kMinute),
                                           .template_name = std::string(kInvoiceMail),
                                           .language = customer.language,
                                           .email = billing.email,
                                           .name = billing.first_name.empty() || billing.last_name.empty()
                                                       ? billing.first_name + billing.last_name
                                                       : billing.first_name + " " + billing.last_name,
                                           .fields = fields_of(invoice),
                                           .created_at = now,
                                           .expires_at = now.plus_seconds(kMailLifetimeSeconds)}));
        return billing.email;
    });
}

Result<std::vector<MailAttachment>> files_of_mail(Services& services, const Mail& mail) {
    std::vector<MailAttachment> files;
    for (const auto& [name, value] : mail.fields) {
        if (name != kDocumentField || value.empty()) continue;
        DocumentFile file = TRY(read_document(engine_context(services, mail.vendor), InvoiceId(value),
                                              DocumentFormat::kPdf, DocumentTongue::kCustomers));
        files.push_back({std::move(file.name), "application/pdf", std::move(file.content)});
    }
    return files;
}

}  // namespace settle
