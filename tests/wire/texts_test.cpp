#include "wire/texts.h"

#include <doctest/doctest.h>

#include "adapters/catalog_yaml/catalog_reader.h"
#include "wire/amounts.h"
#include "wire/contrast.h"

namespace settle::wire {
namespace {

Line line_of(LineKind kind, std::int64_t quantity, const char* price, Ratio ratio, const char* amount) {
    Line line{.unit_price = UnitPrice::parse(price, kEuro).value(), .amount = Money::parse(amount, kEuro).value()};
    line.item = "user";
    line.kind = kind;
    line.quantity = quantity;
    line.covers = {Date(2026, 3, 11), Date(2026, 4, 1)};
    line.ratio = ratio;
    return line;
}

TEST_CASE("a line explains its arithmetic") {
    const Line part = line_of(LineKind::kCharge, 2, "99.00", {21, 31}, "134.13");
    CHECK(explain(part, "fr") == "2 × 99,00\u00A0€ pour 21 jours sur 31, du 11 au 31 mars 2026, arrondi au centime");
    CHECK(explain(part, "en") ==
          "2 × €99.00 for 21 of 31 days, from 11 to 31 March 2026, rounded to the smallest unit of the currency");
    CHECK(explain(line_of(LineKind::kCharge, 1, "99.00", {31, 31}, "99.00"), "fr") ==
          "99,00\u00A0€, du 11 au 31 mars 2026");
    CHECK(explain(line_of(LineKind::kCharge, 1, "31.00", {1, 31}, "1.00"), "fr") ==
          "31,00\u00A0€ pour 1 jour sur 31, du 11 au 31 mars 2026");
    CHECK(explain(line_of(LineKind::kCredit, 2, "31.00", {21, 31}, "-42.00"), "fr") ==
          "Déduction : 2 × 31,00\u00A0€ pour 21 jours sur 31, du 11 au 31 mars 2026");
    CHECK(explain(line_of(LineKind::kCredit, 2, "31.00", {21, 31}, "-41.99"), "en")
              .ends_with("at most what is left of the charge"));
}

TEST_CASE("every phrase, label and tax text exists in both languages") {
    for (int i = 0; i < static_cast<int>(Phrase::kCount); ++i) {
        CHECK_FALSE(phrase(static_cast<Phrase>(i), "fr").empty());
        CHECK_FALSE(phrase(static_cast<Phrase>(i), "en").empty());
    }
    for (const std::string_view key : default_label_keys()) {
        CHECK_FALSE(default_label(key, "fr").empty());
        CHECK_FALSE(default_label(key, "en").empty());
    }
    for (int i = 0; i <= static_cast<int>(TaxReason::kNotTaxed); ++i)
        CHECK(tax_text(static_cast<TaxReason>(i), "BE", "FR", "fr") !=
              tax_text(static_cast<TaxReason>(i), "BE", "FR", "en"));
    CHECK(default_label("no_such_label", "fr").empty());
}

TEST_CASE("reverse charge cites the law of the seller") {
    CHECK(tax_text(TaxReason::kReverseCharge, "BE", "FR", "fr") ==
          "Autoliquidation : la TVA est due par le preneur (article 283-2 du CGI, article 196 de la directive "
          "2006/112/CE).");
    CHECK(tax_text(TaxReason::kReverseCharge, "FR", "BE", "en").find("CGI") == std::string::npos);
}

TEST_CASE("parameters of errors are put in words") {
    const Catalog catalog = read_catalog_file("examples/agorapulse/catalog.yaml").value();
    const Audience french{catalog, "fr"};
    CHECK(words_of(Error(ErrorCode::kCommitmentActive).with("date", "2026-10-01"), french) ==
          "Votre engagement court jusqu'au 1er octobre 2026. Ce sera possible à partir de cette date.");
    CHECK(words_of(Error(ErrorCode::kStateForbids).with("state", "past_due"), french).find("impayé") !=
          std::string::npos);
    CHECK(words_of(Error(ErrorCode::kCycleNotOffered).with("plan", "professional").with("cycle", "quarter"), french) ==
          "Professionnel n'est pas vendu par trimestre.");
    CHECK(words_of(Error(ErrorCode::kBillingInformationRequired).with("fields", "company, postal_code"), french) ==
          "Il manque des informations de facturation : société, code postal.");
    CHECK(words_of(Error(ErrorCode::kCommitmentActive).with("date", "someday"), french).find("someday") !=
          std::string::npos);
}

TEST_CASE("text on a colour is readable") {
    CHECK(text_colour_on("#000000") == "#ffffff");
    CHECK(text_colour_on("#ffffff") == "#000000");
    CHECK(text_colour_on("#f57c00") == "#000000");
    CHECK(text_colour_on("#0b5a4a") == "#ffffff");
    // Where black and white are as good as each other, both still reach 4.5:1.
    CHECK(text_colour_on("#767676") == "#000000");
    CHECK(text_colour_on("#757575") == "#ffffff");
    for (const char* odd : {"", "red", "#fff", "#gggggg", "#12345", "#1234567", "12345678"})
        CHECK(text_colour_on(odd) == "#000000");
}

}  // namespace
}  // namespace settle::wire
