#include "app/billing/read_document.h"

#include <thread>

#include "app/billing/refund_invoice.h"
#include "app/payment/pay_invoice.h"
#include "base/hash.h"
#include "ports/document_renderer.h"
#include "tests/app/town.h"

namespace settle::app_test {
namespace {

/// Counts what is drawn, and does something in between.
class WatchedRenderer : public DocumentRenderer {
public:
    explicit WatchedRenderer(const DocumentRenderer& inner) : inner_(inner) {}
    Result<std::string> render(const DocumentSource& source, DocumentFormat format,
                               const std::string& xml) const override {
        ++drawn;
        if (before) before();
        if (broken) return fail(Error(ErrorCode::kFileMalformed).with("where", "document").with("reason", "no font"));
        return inner_.render(source, format, xml);
    }
    std::string_view version() const override { return "7"; }

    mutable std::atomic<int> drawn = 0;
    std::function<void()> before;
    bool broken = false;

private:
    const DocumentRenderer& inner_;
};

struct Shop : Town {
    WatchedRenderer renderer{*documents};
    InvoiceId paid;

    Shop() {
        services->documents = &renderer;
        welcome("beesbusy", "FR");
        buy(plan("business", Cycle::kMonth, of("user", 5)));
        paid = invoices().front().id;
    }
    Result<DocumentFile> read(const Context& context, const InvoiceId& id, DocumentFormat format,
                              DocumentTongue tongue = DocumentTongue::kCustomers) {
        return read_document(context, id, format, tongue);
    }
    DocumentFile get(const InvoiceId& id, DocumentFormat format, DocumentTongue tongue = DocumentTongue::kCustomers) {
        auto file = read(as_owner(), id, format, tongue);
        REQUIRE_MESSAGE(file.has_value(), text_of(file.error(), "en"));
        return *std::move(file);
    }
};

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a document is made once, and everybody gets the same bytes") {
    Shop shop;
    const DocumentFile first = shop.get(shop.paid, DocumentFormat::kPdf);
    CHECK(first.content.starts_with("%PDF-"));
    CHECK(first.name == shop.invoices().front().number + ".pdf");
    CHECK(first.about.languages == std::vector<std::string>{"fr"});
    CHECK(first.about.renderer == "7");
    CHECK(first.about.bytes == static_cast<std::int64_t>(first.content.size()));
    CHECK(shop.renderer.drawn == 2);  // The electronic invoice inside it, too.
    shop.clock.set(shop.clock.now().plus_seconds(3600));
    const DocumentFile again = shop.read(shop.server(), shop.paid, DocumentFormat::kPdf).value();
    CHECK(again.content == first.content);
    CHECK(again.about.made_at == first.about.made_at);
    CHECK(has(shop.get(shop.paid, DocumentFormat::kCii).content, "CrossIndustryInvoice"));
    CHECK(shop.renderer.drawn == 2);
    CHECK(has(shop.get(shop.paid, DocumentFormat::kUbl).content, "<Invoice"));
    CHECK(shop.get(shop.paid, DocumentFormat::kUbl).name.ends_with("-ubl.xml"));
    CHECK(shop.renderer.drawn == 3);
}

TEST_CASE("a document is written in the languages that are asked for, or in the customer's") {
    Shop shop;
    const auto languages = [&](DocumentTongue tongue) {
        return shop.get(shop.paid, DocumentFormat::kCii, tongue).about.languages;
    };
    using Languages = std::vector<std::string>;
    CHECK(languages(DocumentTongue::kFrench) == Languages{"fr"});
    CHECK(languages(DocumentTongue::kEnglish) == Languages{"en"});
    CHECK(languages(DocumentTongue::kBoth) == Languages{"fr", "en"});
    CHECK(languages(DocumentTongue::kCustomers) == Languages{"fr"});
    CHECK(parse_document_tongue("").value() == DocumentTongue::kCustomers);
    CHECK(parse_document_tongue("both").value() == DocumentTongue::kBoth);
    CHECK(parse_document_tongue("de").error().code == ErrorCode::kQueryInvalid);
}

TEST_CASE("who may see invoices may have them, and nobody else") {
    Shop shop;
    for (const char* role : {"owner", "billing_manager"})
        CHECK(shop.read(shop.member(shop.customer, shop.owner, Code::parse(role).value()), shop.paid,
                        DocumentFormat::kUbl)
                  .has_value());
    CHECK(shop.read(shop.member(shop.customer, shop.owner, "member"), shop.paid, DocumentFormat::kUbl).error().code ==
          ErrorCode::kRoleRequired);
    CHECK(shop.read(shop.staff(), shop.paid, DocumentFormat::kUbl).has_value());
    CHECK(
        shop.read(shop.member(CustomerId("cus_other"), MemberId("mem_other"), "owner"), shop.paid, DocumentFormat::kUbl)
            .error()
            .code == ErrorCode::kInvoiceNotFound);
    CHECK(shop.read(shop.staff(), InvoiceId("inv_none"), DocumentFormat::kUbl).error().code ==
          ErrorCode::kInvoiceNotFound);
}

TEST_CASE("all forms of an invoice say what the first of them said was paid") {
    Shop shop;
    const DocumentFile invoice = shop.get(shop.paid, DocumentFormat::kUbl);
    CHECK(invoice.about.settled == shop.invoices().front().amounts.total);
    REQUIRE(invoice.about.paid_with.has_value());
    CHECK(invoice.about.paid_with->last4 == "4242");
    const Invoice note = refund_invoice(shop.staff(), shop.paid, "10.00", "A user who had left").value();
    const DocumentFile credit = shop.get(note.id, DocumentFormat::kCii);
    CHECK(has(credit.content, "381"));
    CHECK(has(credit.content, shop.invoices().front().number));
    CHECK(shop.get(note.id, DocumentFormat::kPdf).about.settled == credit.about.settled);
}

TEST_CASE("what cannot be drawn is told, and nothing of it is kept") {
    Shop shop;
    shop.renderer.broken = true;
    CHECK(shop.read(shop.as_owner(), shop.paid, DocumentFormat::kPdf).error().code == ErrorCode::kFileMalformed);
    shop.renderer.broken = false;
    CHECK(shop.get(shop.paid, DocumentFormat::kPdf).content.starts_with("%PDF-"));
}

TEST_CASE("of two who ask at once for the first time both get what one of them made") {
    Shop shop;
    std::vector<std::string> got(4);
    {
        std::vector<std::jthread> readers;
        for (std::string& one : got)
            readers.emplace_back([&] {
                auto file = shop.read(shop.as_owner(), shop.paid, DocumentFormat::kPdf);
                one = file ? file->content : text_of(file.error(), "en");
            });
    }
    CHECK(got[0].starts_with("%PDF-"));
    for (const std::string& one : got) CHECK(one == got[0]);
}

TEST_CASE("when somebody else made another form meanwhile, this one says the same") {
    Shop shop;
    // The first form is made while this one is drawn, and says that less was paid.
    shop.renderer.before = [&] {
        shop.renderer.before = nullptr;
        REQUIRE(transact(*shop.store, [&](Transaction& tx) -> Result<bool> {
                    TRY_VOID(archive_of(tx).add_document(shop.vendor,
                                                         {.invoice = shop.paid,
                                                          .customer = shop.customer,
                                                          .format = DocumentFormat::kUbl,
                                                          .languages = {"fr"},
                                                          .settled = Money(100, kEuro),
                                                          .renderer = "6",
                                                          .digest = digest_hex("<x/>"),
                                                          .bytes = 4},
                                                         "<x/>"));
                    return true;
                }).has_value());
    };
    CHECK(shop.get(shop.paid, DocumentFormat::kPdf).about.settled == Money(100, kEuro));
    CHECK(shop.renderer.drawn == 4);
    CHECK(shop.get(shop.paid, DocumentFormat::kCii).about.settled == Money(100, kEuro));
}

TEST_CASE("where to send the money stands on what is paid by transfer, and on nothing that a card pays") {
    Shop shop;
    Catalog catalog = *shop.catalogs.find(shop.vendor).value();
    catalog.payment.transfer_account = {.holder = "", .iban = "FR7630006000011234567890189", .bic = "AGRIFRPP"};
    shop.catalogs.put(catalog);
    CHECK_FALSE(has(shop.get(shop.paid, DocumentFormat::kUbl).content, "FR7630006000011234567890189"));
    Wanted wanted = users(6);
    const ReadPreview preview = preview_change(shop.staff(), {shop.customer, wanted, std::nullopt}).value();
    Confirmation order = shop.confirmation(wanted, preview.fingerprint, "transfer");
    order.reason = "By purchase order";
    REQUIRE(confirm_change(shop.staff(), order).has_value());
    const Invoice open = shop.invoices().back();
    REQUIRE(open.status == InvoiceStatus::kOpen);
    const std::string ubl = shop.get(open.id, DocumentFormat::kUbl).content;
    CHECK(has(ubl, "FR7630006000011234567890189"));
    REQUIRE(pay_invoice(shop.staff(), {open.id, "transfer", "", "seen at the bank"}).has_value());
    CHECK(shop.get(open.id, DocumentFormat::kUbl).content == ubl);
}

TEST_CASE("the number of an order stands on what is issued afterwards") {
    Shop shop;
    BillingInformation billing = read_customer(shop.server(), shop.customer).value().billing;
    billing.purchase_order = "PO 4711";
    REQUIRE(change_billing(shop.as_owner(), shop.customer, billing,
                           read_customer(shop.server(), shop.customer).value().version)
                .has_value());
    CHECK_FALSE(has(shop.get(shop.paid, DocumentFormat::kCii).content, "PO 4711"));
    shop.buy(users(7));
    const InvoiceId later = shop.invoices().back().id;
    CHECK(has(shop.get(later, DocumentFormat::kCii).content, "PO 4711"));
    CHECK(has(shop.get(later, DocumentFormat::kUbl).content, "PO 4711"));
}

}  // namespace settle::app_test
