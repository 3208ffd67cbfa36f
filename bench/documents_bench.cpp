// How many documents a second one core writes: an invoice of three lines in French, with the vendor's logo. Prints
// "name value unit".
#include <fstream>
#include <iterator>

#include "adapters/catalog_yaml/catalog_reader.h"
#include "adapters/documents/documents.h"
#include "domain/tax/tax.h"
#include "measuring.h"
#include "wire/document_words.h"

namespace settle {
namespace {

Line line_of(Code item, std::int64_t quantity, const char* price) {
    const Period march{Date(2026, 3, 1), Date(2026, 4, 1)};
    const UnitPrice unit = bench::must(UnitPrice::parse(price, kEuro), "price");
    return {
        item, "standard", LineKind::kCharge, quantity, unit, march, kWhole, multiply_half_up(unit, quantity, kWhole),
        {},   -1};
}

Invoice invoice_of(const Catalog& catalog) {
    const Date day(2026, 3, 1);
    const BillingInformation buyer{.company = "Client Démo SARL",
                                   .first_name = "Jeanne",
                                   .last_name = "Durand",
                                   .email = "compta@client.example",
                                   .line1 = "2 place des Terreaux",
                                   .line2 = "",
                                   .postal_code = "69001",
                                   .city = "Lyon",
                                   .country = "FR",
                                   .region = "",
                                   .tax_number = TaxNumber{"FR23999000029", TaxNumberStatus::kConfirmed, {}}};
    const TaxDecision tax = bench::must(decide_tax(catalog.seller, buyer, day, RateTable::built_in()), "tax");
    Invoice invoice{
        .amounts = total_up(
            {line_of(kPlanItem, 1, "99.00"), line_of("user", 2, "99.00"), line_of("profile", 3, "15.00")}, tax, kEuro),
        .paid = Money::zero(kEuro)};
    invoice.number = "2026-0042";
    invoice.issued_on = day;
    invoice.due_on = Date(2026, 3, 31);
    invoice.period = {day, Date(2026, 4, 1)};
    invoice.tax_reason = tax.reason;
    invoice.tax_country = tax.country;
    invoice.seller = catalog.seller;
    invoice.buyer = buyer;
    return invoice;
}

std::string file(const char* path) {
    std::ifstream input(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(input), std::istreambuf_iterator<char>()};
}

int run() {
    const Catalog catalog = bench::must(read_catalog_file("examples/agorapulse/catalog.yaml"), "catalog");
    const Invoice invoice = invoice_of(catalog);
    const DocumentSource source{
        .catalog = catalog, .invoice = invoice, .earlier = {}, .settled = invoice.paid, .languages = {"fr"}};
    const auto renderer = make_document_renderer(
        {.words = wire::document_words(), .logos = {{"agorapulse", file("examples/agorapulse/logo.svg")}}});
    const auto made = [&](DocumentFormat format, const std::string& xml) {
        return bench::must(renderer->render(source, format, xml), "document");
    };
    const std::string xml = made(DocumentFormat::kCii, {});
    const std::size_t bytes = made(DocumentFormat::kPdf, xml).size();
    const auto rounds = [&](const std::function<std::int64_t()>& round) {
        std::vector<double> rates;
        for (int i = 0; i < bench::kRounds; ++i) rates.push_back(bench::rate(round, bench::kRoundSeconds));
        return static_cast<std::int64_t>(bench::median(std::move(rates)));
    };
    const auto pdfs = rounds([&] {
        bench::keep(made(DocumentFormat::kPdf, xml));
        return 1;
    });
    const auto xmls = rounds([&] {
        bench::keep(made(DocumentFormat::kCii, {}));
        return 1;
    });
    fmt::print("facturx_per_second_core {} documents/s\n", pdfs);
    fmt::print("invoice_xml_per_second_core {} documents/s\n", xmls);
    fmt::print("facturx_bytes {} bytes\n", bytes);
    fmt::print("facturx_xml_bytes {} bytes\n", xml.size());
    return 0;
}

}  // namespace
}  // namespace settle

int main() { return settle::run(); }
