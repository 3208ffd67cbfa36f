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
    const Catalog catalog = read_catalog_file("examples/agorapulse/catalog.yaml").value();
    const Audience fr{catalog, "fr"}, en{catalog, "en"};
    const Line part = line_of(LineKind::kCharge, 2, "99.00", {21, 31}, "134.13");
    CHECK(explain(part, fr) ==
          "2 utilisateurs × 99,00\u00A0€ × 21 jours sur 31 (du 11 au 31 mars 2026) = 134,1290…\u00A0€, arrondi au plus "
          "proche (moitié vers le haut) à 134,13\u00A0€");
    CHECK(explain(part, en) ==
          "2 users × €99.00 × 21 of 31 days (from 11 to 31 March 2026) = €134.1290…, rounded half up to €134.13");
    CHECK(explain(line_of(LineKind::kCharge, 1, "99.00", {31, 31}, "99.00"), fr) ==
          "1 utilisateur × 99,00\u00A0€ (du 11 au 31 mars 2026) = 99,00\u00A0€");
    CHECK(explain(line_of(LineKind::kCharge, 1, "31.00", {1, 31}, "1.00"), fr).find("× 1 jour sur 31") !=
          std::string::npos);
    Line seconds = line_of(LineKind::kCharge, 1, "31.00", {86'400, 2'678'400}, "1.00");
    CHECK(explain(seconds, en).find("× 86,400 of 2,678,400 seconds") != std::string::npos);
    Line plan = line_of(LineKind::kCharge, 1, "99.00", {31, 31}, "99.00");
    plan.item = kPlanItem;
    plan.plan = "standard";
    CHECK(explain(plan, en) == "€99.00 (from 11 to 31 March 2026) = €99.00");
}

TEST_CASE("a credit names the invoice it gives back") {
    const Catalog catalog = read_catalog_file("examples/agorapulse/catalog.yaml").value();
    Line credit = line_of(LineKind::kCredit, 2, "31.00", {21, 31}, "-42.00");
    credit.credits_invoice = InvoiceId("inv_1");
    const Audience known{catalog, "fr", {{InvoiceId("inv_1"), "2026-0004"}}};
    CHECK(explain(credit, known).starts_with("Déduction de la facture 2026-0004, sans jamais dépasser"));
    CHECK(explain(credit, known).ends_with("= 42,00\u00A0€"));
    const Audience stranger{catalog, "en"};
    CHECK(explain(credit, stranger).starts_with("Given back of an earlier charge, never more than it was: 2 users"));
    CHECK(explain(line_of(LineKind::kCredit, 2, "31.00", {21, 31}, "-41.99"), stranger)
              .ends_with("= €42.00, of which €41.99 counts here"));
    CHECK(explain(line_of(LineKind::kCredit, 2, "31.00", {21, 31}, "-42.01"), stranger)
              .ends_with("brought to €42.01: all that was left"));
}

TEST_CASE("an amount before rounding is exact") {
    CHECK(exact_amount(line_of(LineKind::kCharge, 2, "99.00", {21, 31}, "134.13")) == "134.129032258064");
    CHECK(exact_amount(line_of(LineKind::kCharge, 3, "9.90", {15, 30}, "14.85")) == "14.85");
    CHECK(exact_amount(line_of(LineKind::kCredit, 1, "0.01234", {1, 1}, "-0.01")) == "-0.01234");
    CHECK(exact_amount(line_of(LineKind::kCredit, 1, "0.00", {1, 1}, "0.00")) == "0.00");
    CHECK(exact_amount(line_of(LineKind::kCharge, 1, "5.00", {1, 1}, "5.00")) == "5.00");
}

TEST_CASE("every event has words, and a decision says whose it is") {
    const Catalog catalog = read_catalog_file("examples/agorapulse/catalog.yaml").value();
    Event event;
    for (const char* type : {"subscription.activated",
                             "subscription.changed",
                             "subscription.change_scheduled",
                             "subscription.change_undone",
                             "subscription.change_held",
                             "subscription.change_clamped",
                             "subscription.renewal_off",
                             "subscription.renewal_on",
                             "subscription.ended",
                             "subscription.renewed",
                             "subscription.past_due",
                             "subscription.recovered",
                             "subscription.access_changed",
                             "subscription.pause_planned",
                             "subscription.paused",
                             "subscription.resumed",
                             "trial.started",
                             "trial.extended",
                             "trial.ending",
                             "trial.ended",
                             "trial.cancelled",
                             "commitment.ending",
                             "renewal.announced",
                             "payment.requested",
                             "payment.succeeded",
                             "payment.declined",
                             "payment.cancelled",
                             "payment.refunded",
                             "invoice.issued",
                             "invoice.paid",
                             "invoice.waived",
                             "credit.given",
                             "request.filed",
                             "request.message",
                             "request.withdrawn",
                             "request.decided"}) {
        event.type = type;
        CHECK(text_of_event(event, {catalog, "fr"}) != text_of_event(event, {catalog, "en"}));
        CHECK(text_of_event(event, {catalog, "en"}) != type);
    }
    event.type = "request.decided";
    event.data = {{"state", "declined"}};
    event.reason = "Too late";
    CHECK(text_of_event(event, {catalog, "en"}) == "Declined by the team of Agorapulse. Reason: Too late");
}

TEST_CASE("what changed since a summary was read is named") {
    const Catalog catalog = read_catalog_file("examples/agorapulse/catalog.yaml").value();
    CHECK(text_of_stale({"subscription", "day"}, "Anna", {catalog, "en"}) ==
          "The summary you read is no longer right. Read the new one, then confirm. Changed meanwhile: the "
          "subscription, the day. The last change was made by Anna.");
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

TEST_CASE("every other reason of a seller's regime is said with the law that it rests on") {
    CHECK(tax_text(TaxReason::kReverseCharge, "GB", "FR", "en") ==
          "Reverse charge: VAT is accounted for by the buyer (section 8 of the Value Added Tax Act 1994).");
    CHECK(tax_text(TaxReason::kReverseCharge, "NO", "FR", "en") ==
          "Reverse charge: VAT is accounted for by the buyer.");
    CHECK(tax_text(TaxReason::kReverseCharge, "PT-30", "BE", "en").find("2006/112/EC") != std::string::npos);
    CHECK(tax_text(TaxReason::kExemptSeller, "FR", "FR", "fr") ==
          "Sans taxe : le vendeur bénéficie de la franchise en base : TVA non applicable, art. 293 B du CGI.");
    CHECK(tax_text(TaxReason::kExemptSeller, "DE", "DE", "en") ==
          "No tax: the seller is exempt as a small business (§ 19 UStG).");
    CHECK(tax_text(TaxReason::kExemptSeller, "AT", "AT", "en") == "No tax: the seller is exempt as a small business.");
    CHECK(tax_text(TaxReason::kRegisteredThere, "CH", "FR", "fr") ==
          "TVA du pays de l’acheteur (CH), où le vendeur est immatriculé.");
    CHECK(tax_text(TaxReason::kBelowThreshold, "FR", "FR", "en").find("article 59c") != std::string::npos);
    CHECK(tax_text(TaxReason::kUnverifiedNumber, "FR", "FR", "en") ==
          "VAT of the seller's country, until the VAT register confirms the buyer's number; it is corrected then.");
    CHECK(tax_text(TaxReason::kUnverifiedNumber, "BE", "FR", "en").find("country (BE)") != std::string::npos);
}

TEST_CASE("areas that are taxed otherwise than their country have names") {
    CHECK(tax_text(TaxReason::kDomestic, "FR-974", "FR", "fr") ==
          "TVA au taux du territoire de l’acheteur (La Réunion).");
    CHECK(tax_text(TaxReason::kOutsideScope, "IC", "FR", "en") ==
          "No tax: the buyer is outside the seller's tax area (Canary Islands).");
    CHECK(tax_text(TaxReason::kDestination, "PT-20", "FR", "fr") == "TVA du pays de l’acheteur (Açores).");
}

TEST_CASE("parameters of errors are put in words") {
    const Catalog catalog = read_catalog_file("examples/agorapulse/catalog.yaml").value();
    const Audience french{catalog, "fr"};
    CHECK(words_of(Error(ErrorCode::kCommitmentActive).with("date", "2026-10-01"), french) ==
          "Votre engagement court encore. Ce sera possible à partir du 1er octobre 2026.");
    CHECK(words_of(Error(ErrorCode::kStateForbids).with("state", "past_due"), french).find("impayé") !=
          std::string::npos);
    CHECK(words_of(Error(ErrorCode::kStateForbids).with("state", "paused"), french).find("en pause") !=
          std::string::npos);
    CHECK(words_of(Error(ErrorCode::kRefundTooLarge).with("max", "1234.50 EUR"), french).find("1\u202F234,50\u00A0€") !=
          std::string::npos);
    CHECK(words_of(Error(ErrorCode::kFieldTooLong).with("max", "200"), french).find("200") != std::string::npos);
    CHECK(words_of(Error(ErrorCode::kCycleNotOffered).with("plan", "professional").with("cycle", "quarter"), french) ==
          "Professionnel n’est pas vendu par trimestre.");
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

TEST_CASE("what a value should have been is said in the reader's language") {
    const Catalog catalog = read_catalog_file("examples/agorapulse/catalog.yaml").value();
    const Audience french{catalog, "fr"}, english{catalog, "en"};
    const auto said = [](std::string expected, const Audience& audience) {
        return words_of(Error(ErrorCode::kFieldInvalid).with("expected", std::move(expected)), audience);
    };
    CHECK(said("1 … 365", english) == "This value does not fit. Expected: a number from 1 to 365.");
    CHECK(said("1 … 365", french) == "Cette valeur ne convient pas. Attendu : un nombre de 1 à 365.");
    CHECK(said("[0 … 50]", french).ends_with(": une liste de 50 éléments au plus."));
    CHECK(said("> 2026-05-02", french).ends_with(": un jour après le 2 mai 2026."));
    CHECK(said("≤ 2026-05-02", french).ends_with(": un jour au plus tard le 2 mai 2026."));
    CHECK(said("> 0", french).ends_with(": plus de 0."));
    CHECK(said("month, quarter, year", french).ends_with(": l’une de ces valeurs : month, quarter, year."));
    CHECK(said("cancel | pause", french).ends_with(": un seul parmi cancel, pause."));
    CHECK(said("object", french).ends_with(": un objet JSON."));
    CHECK(said("≥ U+0020", french).ends_with(": un texte sans caractère de contrôle."));
    CHECK(said("2026-03-01T09:00:00Z", french).ends_with(": 2026-03-01T09:00:00Z."));
    CHECK(said("1 … many", french).ends_with(": 1 … many."));
}

TEST_CASE("a request that is open already is named by its day, and a day that has passed with the day it is") {
    const Catalog catalog = read_catalog_file("examples/agorapulse/catalog.yaml").value();
    const Audience french{catalog, "fr"};
    const std::string open =
        words_of(Error(ErrorCode::kRequestAlreadyOpen).with("request", "req_1").with("date", "2026-05-02"), french);
    CHECK(open.find("2 mai 2026") != std::string::npos);
    CHECK(open.find("req_1") == std::string::npos);
    CHECK(words_of(Error(ErrorCode::kDateInThePast).with("date", "2026-05-01").with("today", "2026-05-02"), french) ==
          "Le 1er mai 2026 est passé. Choisissez le 2 mai 2026 ou un jour à venir.");
}

}  // namespace
}  // namespace settle::wire
