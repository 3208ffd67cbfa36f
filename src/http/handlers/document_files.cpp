// Invoices and credit notes as files.
#include "app/billing/mail_document.h"
#include "app/billing/read_document.h"
#include "http/etag.h"
#include "http/handlers/file_reply.h"
#include "http/handlers/operations.h"

namespace settle::http {
namespace {

Answer read_document(const Call& call) {
    const InvoiceId id = TRY(call.invoice());
    const std::string wanted = TRY(call.query_text("format", 8));
    const DocumentFormat format = wanted.empty() ? DocumentFormat::kPdf : TRY(parse_document_format(wanted));
    const DocumentTongue tongue = TRY(parse_document_tongue(TRY(call.query_text("language", 8))));
    DocumentFile file = TRY(settle::read_document(call.context(), id, format, tongue));
    const std::string tag = fmt::format("\"{}\"", file.about.digest);
    // It never changes, but whoever asks may have lost the right to it.
    Headers headers{{"ETag", tag}, {"Cache-Control", "private, no-cache"}};
    if (names_tag(header_of(call.request().headers, "If-None-Match"), tag))
        return Reply{.status = 304, .headers = std::move(headers)};
    Reply answer = reply_file(file.name, format == DocumentFormat::kPdf ? "application/pdf" : "application/xml",
                              std::move(file.content));
    answer.headers.insert(answer.headers.end(), headers.begin(), headers.end());
    return answer;
}

Answer mail_document(const Call& call) {
    const std::string email = TRY(settle::mail_document(call.context(), TRY(call.invoice())));
    Reply answer = reply(wire::JsonObject{{"email", email}});
    answer.status = 202;
    return answer;
}

}  // namespace

std::span<const Handled> document_file_operations() {
    static constexpr Handled kHandled[] = {
        {"read_document", read_document},
        {"mail_document", mail_document, Repeat::kByKey},
    };
    return kHandled;
}

}  // namespace settle::http
