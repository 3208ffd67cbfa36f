#include "adapters/store/sql_documents.h"

#include "adapters/store/records_json.h"
#include "base/base64url.h"
#include "base/hash.h"

namespace settle::store {
namespace {

// A multiple of three, so that the parts of a file are encoded as the whole would be.
constexpr std::size_t kPartBytes = 192 * 1024;
constexpr char kBetweenLanguages = '+';

// "fr+en"
std::string joined(const std::vector<std::string>& languages) {
    std::string text;
    for (const std::string& language : languages) {
        if (!text.empty()) text += kBetweenLanguages;
        text += language;
    }
    return text;
}

std::vector<std::string> languages_in(std::string_view text) {
    std::vector<std::string> languages;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find(kBetweenLanguages, from), text.size());
        languages.emplace_back(text.substr(from, end - from));
        from = end + 1;
    }
    return languages;
}

std::optional<MethodDetails> read_paid_with(Row& row) {
    if (row.view("paid_with").empty()) return std::nullopt;
    return row.keep("paid_with", unpack_method_details(row.view("paid_with")), MethodDetails{});
}

ArchivedDocument read_document(Row& row) {
    return ArchivedDocument{
        .invoice = row.id<InvoiceId>("invoice"),
        .customer = row.id<CustomerId>("customer"),
        .format = row.keep("form", parse_document_format(row.view("form")), DocumentFormat::kPdf),
        .languages = languages_in(row.view("languages")),
        .settled = row.money("settled_minor"),
        .paid_with = read_paid_with(row),
        .renderer = row.text("renderer"),
        .digest = row.text("digest"),
        .bytes = row.integer("bytes"),
        .made_at = row.instant("made_at"),
    };
}

// What may be shown of it, and nothing by which a provider would charge it.
std::string pack_paid_with(const std::optional<MethodDetails>& paid_with) {
    if (!paid_with) return {};
    MethodDetails shown = *paid_with;
    shown.token.clear();
    shown.fingerprint.clear();
    return pack(shown);
}

}  // namespace

Result<void> SqlDocuments::add_document(const VendorName& vendor, const ArchivedDocument& document,
                                        std::string_view content) {
    const std::string languages = joined(document.languages);
    const std::string paid_with = pack_paid_with(document.paid_with);
    return db_.all_or_nothing([&]() -> Result<void> {
        TRY(db_.run(sql::document::add, {{"vendor", vendor},
                                         {"customer", document.customer},
                                         {"invoice", document.invoice},
                                         {"form", name_of(document.format)},
                                         {"languages", languages},
                                         {"settled_minor", document.settled.minor()},
                                         {"currency", document.settled.currency().code()},
                                         {"paid_with", paid_with},
                                         {"renderer", document.renderer},
                                         {"digest", document.digest},
                                         {"bytes", document.bytes},
                                         {"made_at", document.made_at}}));
        int position = 0;
        for (std::size_t from = 0; from < content.size(); from += kPartBytes) {
            const std::string part = to_base64url(content.substr(from, kPartBytes));
            TRY(db_.run(sql::document_part::add, {{"vendor", vendor},
                                                  {"customer", document.customer},
                                                  {"invoice", document.invoice},
                                                  {"form", name_of(document.format)},
                                                  {"languages", languages},
                                                  {"position", position++},
                                                  {"content", part}}));
        }
        return {};
    });
}

Result<std::vector<ArchivedDocument>> SqlDocuments::list_documents(const VendorName& vendor, const CustomerId& customer,
                                                                   const InvoiceId& invoice) {
    return db_.all(sql::document::list, {{"vendor", vendor}, {"customer", customer}, {"invoice", invoice}},
                   read_document);
}

Result<std::string> SqlDocuments::document_content(const VendorName& vendor, const ArchivedDocument& document) {
    const std::string languages = joined(document.languages);
    std::string content;
    TRY_VOID(db_.each(sql::document_part::list,
                      {{"vendor", vendor},
                       {"customer", document.customer},
                       {"invoice", document.invoice},
                       {"form", name_of(document.format)},
                       {"languages", languages}},
                      [&](Row& row) -> Result<void> {
                          const auto part = from_base64url(row.view("content"));
                          if (!part)
                              return fail(ErrorCode::kStoreFailed, {}, "unreadable part of " + document.invoice.str());
                          content += *part;
                          return {};
                      }));
    if (digest_hex(content) != document.digest)
        return fail(ErrorCode::kStoreFailed, {}, "the document of " + document.invoice.str() + " was changed");
    return content;
}

}  // namespace settle::store
