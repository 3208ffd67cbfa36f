#include "adapters/documents/documents.h"

#include <fstream>
#include <iterator>
#include <mutex>

#include "adapters/documents/electronic.h"
#include "adapters/documents/labels.h"
#include "adapters/documents/pdf.h"
#include "base/ensure.h"

namespace settle {
namespace {

// Raised whenever the bytes of a document become others.
constexpr std::string_view kVersion = "1";

class Documents final : public DocumentRenderer {
public:
    explicit Documents(DocumentOptions options) : options_(std::move(options)) {}

    Result<std::string> render(const DocumentSource& source, DocumentFormat format,
                               const std::string& xml) const override {
        const Document document = describe(source, options_.words);
        switch (format) {
            case DocumentFormat::kCii: return documents::cii_of(document);
            case DocumentFormat::kUbl: return documents::ubl_of(document);
            case DocumentFormat::kPdf: return pdf(document, xml);
        }
        ENSURE(false);
    }

    std::string_view version() const override { return kVersion; }

private:
    Result<std::string> pdf(const Document& document, const std::string& xml) const {
        const auto logo = options_.logos.find(document.vendor);
        const std::string profile = TRY(colour_profile());
        const std::string pages =
            TRY(documents::draw_pages(document, options_.words, logo == options_.logos.end() ? "" : logo->second));
        const auto kind =
            document.kind == InvoiceKind::kCreditNote ? documents::Label::kCreditNote : documents::Label::kInvoice;
        return documents::archive_of(pages,
                                     {.title = fmt::format("{} {} – {}", documents::labels(kind, document.languages),
                                                           document.number, document.seller.name),
                                      .author = document.seller.name,
                                      .language = document.languages.front(),
                                      .issued_on = document.issued_on,
                                      .xml = xml,
                                      .is_factur_x = document.profile == DocumentProfile::kEn16931},
                                     profile);
    }

    Result<std::string> colour_profile() const {
        const std::lock_guard lock(mutex_);
        if (profile_.empty()) {
            std::ifstream input(options_.colour_profile, std::ios::binary);
            const std::string icc((std::istreambuf_iterator<char>(input)), std::istreambuf_iterator<char>());
            if (!input || icc.empty())
                return fail(Error(ErrorCode::kFileMalformed)
                                .with("where", options_.colour_profile)
                                .with("reason", "the colour profile cannot be read"));
            profile_ = documents::packed_profile(icc);
        }
        return profile_;
    }

    DocumentOptions options_;
    mutable std::mutex mutex_;
    mutable std::string profile_;
};

}  // namespace

std::unique_ptr<DocumentRenderer> make_document_renderer(DocumentOptions options) {
    return std::make_unique<Documents>(std::move(options));
}

}  // namespace settle
