#include "app/billing/read_document.h"

#include "app/access/read.h"
#include "base/hash.h"
#include "ports/document_renderer.h"

namespace settle {
namespace {

// Each time is another first form that somebody else made in between: there are no more than so many.
constexpr int kTries = 4;

/// An invoice with all that its documents are made of.
struct Material {
    std::shared_ptr<const Catalog> catalog;
    Invoice invoice;
    std::vector<std::string> languages;
    std::vector<ArchivedDocument> forms;  ///< That were made already.
    std::vector<Invoice> earlier;
    Money settled;
    std::optional<MethodDetails> paid_with;
    std::optional<TransferAccount> account;

    DocumentSource source() const {
        return {.catalog = *catalog,
                .invoice = invoice,
                .earlier = earlier,
                .settled = settled,
                .languages = languages,
                .paid_with = paid_with,
                .account = account};
    }
};

struct Made {
    ArchivedDocument about;
    std::string content;
};

const ArchivedDocument* find_form(const std::vector<ArchivedDocument>& forms, DocumentFormat format,
                                  const std::vector<std::string>& languages) {
    const auto found = std::ranges::find_if(
        forms, [&](const ArchivedDocument& form) { return form.format == format && form.languages == languages; });
    return found == forms.end() ? nullptr : &*found;
}

std::vector<std::string> languages_of(const Catalog& catalog, const Invoice& invoice, const Customer& customer,
                                      DocumentTongue tongue) {
    switch (tongue) {
        case DocumentTongue::kCustomers: return document_languages(catalog, invoice, customer.language);
        case DocumentTongue::kFrench: return document_languages(catalog, invoice, "fr");
        case DocumentTongue::kEnglish: return document_languages(catalog, invoice, "en");
        case DocumentTongue::kBoth: break;
    }
    auto languages = document_languages(catalog, invoice, customer.language);
    for (const std::string& language : catalog.languages)
        if (std::ranges::find(languages, language) == languages.end()) languages.push_back(language);
    return languages;
}

Result<std::vector<Invoice>> credited_by(const Context& context, Transaction& tx, const Invoice& invoice) {
    std::vector<Invoice> earlier;
    for (const Line& line : invoice.amounts.lines)
        if (!line.credits_invoice.empty() &&
            std::ranges::find(earlier, line.credits_invoice, &Invoice::id) == earlier.end())
            earlier.push_back(TRY(tx.load_invoice(context.vendor(), line.credits_invoice)));
    return earlier;
}

Result<std::optional<MethodDetails>> paid_with(const Context& context, Transaction& tx, const Invoice& invoice) {
    auto attempts = TRY(tx.attempts_of_invoice(context.vendor(), invoice.customer, invoice.id));
    if (!invoice.change.empty())
        std::ranges::move(TRY(tx.attempts_of_order(context.vendor(), invoice.customer, invoice.change)),
                          std::back_inserter(attempts));
    for (PaymentAttempt& attempt : attempts)
        if (attempt.state == AttemptState::kSucceeded) return std::optional(std::move(attempt.details));
    return std::optional<MethodDetails>();
}

// Whoever is charged by card and reads where to send the money would pay twice.
bool is_paid_by_transfer(const Invoice& invoice, const std::vector<PaymentMethod>& methods) {
    return (invoice.due_on && *invoice.due_on > invoice.issued_on) || methods.empty();
}

Result<Material> open_material(const Context& context, Transaction& tx, const Invoice& invoice, DocumentTongue tongue) {
    const auto catalog = TRY(context.catalog());
    const Customer customer = TRY(tx.load_customer(context.vendor(), invoice.customer));
    auto forms = TRY(archive_of(tx).list_documents(context.vendor(), invoice.customer, invoice.id));
    return Material{.catalog = catalog,
                    .invoice = invoice,
                    .languages = languages_of(*catalog, invoice, customer, tongue),
                    .forms = std::move(forms),
                    .settled = invoice.paid};
}

Result<void> complete(const Context& context, Transaction& tx, Material& material) {
    const Invoice& invoice = material.invoice;
    material.earlier = TRY(credited_by(context, tx, invoice));
    // What the first form said, all of them say.
    if (!material.forms.empty()) {
        material.settled = material.forms.front().settled;
        material.paid_with = material.forms.front().paid_with;
    } else {
        material.paid_with = TRY(paid_with(context, tx, invoice));
    }
    if (is_paid_by_transfer(invoice, TRY(tx.list_payment_methods(context.vendor(), invoice.customer))))
        material.account = material.catalog->payment.transfer_account;
    return {};
}

Result<Made> make(const Context& context, const Material& material, DocumentFormat format, const std::string& xml) {
    ENSURE(context.with.documents != nullptr);
    const DocumentRenderer& renderer = *context.with.documents;
    std::string content = TRY(renderer.render(material.source(), format, xml));
    Made made{.about = {.invoice = material.invoice.id,
                        .customer = material.invoice.customer,
                        .format = format,
                        .languages = material.languages,
                        .settled = material.settled,
                        .paid_with = material.paid_with,
                        .renderer = std::string(renderer.version()),
                        .made_at = context.with.clock.now()},
              .content = std::move(content)};
    made.about.digest = digest_hex(made.content);
    made.about.bytes = static_cast<std::int64_t>(made.content.size());
    return made;
}

// Keeps what is not there yet and answers the last of `made` as it is kept. Nothing when another form was made
// meanwhile that says something else.
Result<std::optional<Made>> keep(const Context& context, Transaction& tx, const std::vector<Made>& made) {
    const ArchivedDocument& wanted = made.back().about;
    const auto forms = TRY(archive_of(tx).list_documents(context.vendor(), wanted.customer, wanted.invoice));
    if (!forms.empty() && forms.front().settled != wanted.settled) return std::optional<Made>();
    for (const Made& one : made) {
        const ArchivedDocument* known = find_form(forms, one.about.format, one.about.languages);
        if (known == nullptr) {
            TRY_VOID(archive_of(tx).add_document(context.vendor(), one.about, one.content));
        } else if (&one == &made.back()) {
            std::string content = TRY(archive_of(tx).document_content(context.vendor(), *known));
            return std::optional(Made{*known, std::move(content)});
        } else if (known->digest != one.about.digest) {
            return std::optional<Made>();
        }
    }
    return std::optional(made.back());
}

std::string file_name(const Invoice& invoice, DocumentFormat format) {
    if (format == DocumentFormat::kPdf) return invoice.number + ".pdf";
    return fmt::format("{}-{}.xml", invoice.number, name_of(format));
}

}  // namespace

Result<DocumentTongue> parse_document_tongue(std::string_view text) {
    if (text.empty()) return DocumentTongue::kCustomers;
    if (text == "fr") return DocumentTongue::kFrench;
    if (text == "en") return DocumentTongue::kEnglish;
    if (text == "both") return DocumentTongue::kBoth;
    return fail(
        Error(ErrorCode::kQueryInvalid, "language").with("value", "language").with("expected", "fr | en | both"));
}

Result<DocumentFile> read_document(const Context& context, const InvoiceId& id, DocumentFormat format,
                                   DocumentTongue tongue) {
    const Invoice invoice = TRY(read_invoice(context, id));
    std::string name = file_name(invoice, format);
    for (int tried = 0; tried < kTries; ++tried) {
        std::string kept, xml;
        const Material material = TRY(look_up(context.with.store, [&](Transaction& tx) -> Result<Material> {
            Material found = TRY(open_material(context, tx, invoice, tongue));
            const auto content_of = [&](DocumentFormat of) -> Result<std::string> {
                const ArchivedDocument* form = find_form(found.forms, of, found.languages);
                return form == nullptr ? std::string() : archive_of(tx).document_content(context.vendor(), *form);
            };
            kept = TRY(content_of(format));
            if (!kept.empty()) return found;
            if (format == DocumentFormat::kPdf) xml = TRY(content_of(DocumentFormat::kCii));
            TRY_VOID(complete(context, tx, found));
            return found;
        }));
        if (!kept.empty())
            return DocumentFile{*find_form(material.forms, format, material.languages), std::move(name),
                                std::move(kept)};
        // Drawing takes its time: nobody waits for it with a transaction open.
        std::vector<Made> made;
        if (format == DocumentFormat::kPdf && xml.empty()) {
            made.push_back(TRY(make(context, material, DocumentFormat::kCii, {})));
            xml = made.back().content;
        }
        made.push_back(TRY(make(context, material, format, xml)));
        auto now_kept = TRY(transact(context.with.store, [&](Transaction& tx) { return keep(context, tx, made); }));
        if (now_kept) return DocumentFile{std::move(now_kept->about), std::move(name), std::move(now_kept->content)};
    }
    return fail(ErrorCode::kStoreBusy);
}

}  // namespace settle
