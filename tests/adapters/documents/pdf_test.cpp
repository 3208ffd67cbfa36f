// The pages and what they carry, looked at with other people's programs.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "tests/adapters/documents/samples.h"

using namespace settle;
using namespace settle::documents_test;

namespace {

namespace fs = std::filesystem;

struct Ran {
    int status = 0;
    std::string output;
};

/// A file of a document, and programs that look at it.
class File {
public:
    explicit File(const std::string& bytes) { std::ofstream(path_, std::ios::binary) << bytes; }
    ~File() { fs::remove(path_); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    /// `command` with the file in the place of "{}".
    Ran run(const std::string& command) const {
        FILE* pipe = popen((fmt::format(fmt::runtime(command), path_.string()) + " 2>&1").c_str(), "r");
        REQUIRE(pipe != nullptr);
        Ran ran;
        char buffer[4096];
        for (std::size_t read = 0; (read = fread(buffer, 1, sizeof buffer, pipe)) > 0;) ran.output.append(buffer, read);
        ran.status = pclose(pipe);
        return ran;
    }
    std::string text() const { return run("pdftotext -raw {} -").output; }

private:
    fs::path path_ = fs::temp_directory_path() / fmt::format("settle-document-{}-{}.pdf", getpid(), ++made);
    static inline int made = 0;
};

int pages_of(const File& file) {
    const std::string info = file.run("pdfinfo {}").output;
    const auto at = info.find("Pages:");
    return at == std::string::npos ? 0 : std::atoi(info.c_str() + at + 6);
}

/// Whether the texts stand in `whole` one after the other.
bool in_order(std::string_view whole, const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
        const auto at = whole.find(text);
        if (at == std::string_view::npos) {
            MESSAGE("missing, or not in order: ", text);
            return false;
        }
        whole.remove_prefix(at + text.size());
    }
    return true;
}

}  // namespace

TEST_CASE("a PDF of every kind is sound, embeds its fonts and carries its XML") {
    for (const Kind& kind : kKinds) {
        CAPTURE(std::string(kind.name));
        const Sample sample = kind.make();
        const File file(pdf(sample));
        const Ran check = file.run("qpdf --check {}");
        CHECK_MESSAGE(check.status == 0, check.output);
        const bool is_factur_x = std::string_view(kind.name) != "canadian";
        const std::string name = is_factur_x ? "factur-x.xml" : "invoice.xml";
        CHECK(file.run("qpdf --show-attachment=" + name + " {}").output == cii(sample));
        const std::string fonts = file.run("pdffonts {}").output;
        CHECK(fonts.find(" no  ") == std::string::npos);
        const std::string metadata = file.run("pdfinfo -meta {}").output;
        CHECK(metadata.find("<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>") !=
              std::string::npos);
        CHECK((metadata.find("<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>") != std::string::npos) ==
              is_factur_x);
    }
}

TEST_CASE("the catalogue names metadata, colours, language and the associated file; fonts say their glyph order") {
    const File file(pdf(domestic()));
    const std::string plain = file.run("qpdf --qdf --object-streams=disable {} -").output;
    for (const char* entry : {"/AF [", "/OutputIntents [", "/Metadata ", "/Lang (fr)", "/AFRelationship /Alternative",
                              "/S /GTS_PDFA1", "/Subtype /text#2fxml", "/CIDToGIDMap /Identity", "/ID [<"})
        CHECK_MESSAGE(plain.find(entry) != std::string::npos, std::string(entry));
    CHECK(plain.find("/CreationDate (D:20260301000000Z)") != std::string::npos);
    CHECK(plain.find("/JavaScript") == std::string::npos);
}

TEST_CASE("what is copied from the page stands in reading order") {
    const std::string text = File(pdf(domestic())).text();
    CHECK(in_order(text, {"Facture",           "2026-0042",
                          "Agora Exemple SAS", "75002 Paris",
                          "FR40303265045",     "Société d’Études & Cie <SARL>",
                          "Zoë Dvořák",        "69001 Lyon",
                          "FR23999000029",     "1er mars 2026",
                          "31 mars 2026",      "Abonnement Standard",
                          "utilisateurs",      "2 utilisateurs × 99,00 €",
                          "198,00 €",          "profils sociaux",
                          "Total HT",          "342,00 €",
                          "TVA 20 %",          "68,40 €",
                          "Total TTC",         "410,40 €",
                          "Reste à payer",     "Pénalités de retard",
                          "Page 1 sur 1"}));
}

TEST_CASE("the buyer's own number of an order is printed") {
    Sample sample = domestic();
    CHECK(File(pdf(sample)).text().find("Votre commande") == std::string::npos);
    sample.invoice.buyer.own().purchase_order = "PO 4711";
    CHECK(in_order(File(pdf(sample)).text(), {"Votre commande", "PO 4711"}));
}

TEST_CASE("both languages stand on one document") {
    const std::string text = File(pdf(canadian(), {"fr", "en"})).text();
    CHECK(in_order(text, {"Facture / Invoice", "N° TPS / GST number", "123456789 RT0001", "1234567890 TQ0001",
                          "1er mars 2026 / 1 March 2026", "travailleurs", "workers", "16 jours sur 31", "16 of 31 days",
                          "25,16 $CA", "TPS 5 % sur 40,59 $CA / GST 5% on CA$40.59", "2,03 $CA", "4,05 $CA",
                          "46,67 $CA", "À payer au plus tard le 31 mars 2026 / To pay until 31 March 2026"}));
}

TEST_CASE("a credit note names the invoice and its lines") {
    const std::string text = File(pdf(credit_note())).text();
    CHECK(in_order(text, {"Avoir", "CN-2026-0003", "Corrige", "2026-0042 du 1er mars 2026", "utilisateurs",
                          "Crédit de la ligne 2 de la facture 2026-0042 du 1er mars 2026 : utilisateurs", "127,74 €",
                          "Reste à rembourser", "153,29 €"}));
    CHECK(text.find("À payer") == std::string::npos);
    CHECK(in_order(File(pdf(refund())).text(), {"Déjà remboursé", "410,40 €", "Reste à rembourser", "0,00 €"}));
}

TEST_CASE("a currency without decimals has none on the page") {
    CHECK(in_order(File(pdf(in_yen(), {"en"})).text(), {"JP¥12,000", "JP¥1,452", "JP¥13,452"}));
}

TEST_CASE("reverse charge shows both numbers and the words of both countries") {
    const std::string text = File(pdf(reverse_charge())).text();
    CHECK(in_order(text,
                   {"FR40303265045", "BE0136695962", "AE", "342,00 €", "Total TTC", "342,00 €", "Autoliquidation"}));
}

TEST_CASE("a long document has its table's head and its number on every page, and the totals at its end") {
    const File file(pdf(long_one()));
    CHECK(pages_of(file) == 5);
    CHECK(pages_of(File(pdf(domestic()))) == 1);
    for (int page = 1; page <= 5; ++page) {
        const std::string text = file.run(fmt::format("pdftotext -raw -f {0} -l {0} {{}} -", page)).output;
        CHECK(text.find(fmt::format("Page {} sur 5", page)) != std::string::npos);
        CHECK(text.find("Facture 2026-0042") != std::string::npos);
        CHECK((text.find("Désignation") != std::string::npos) == (text.find("arrondi") != std::string::npos));
    }
    const std::string whole = file.text();
    CHECK(in_order(whole, {"1 utilisateur ×", "52 utilisateurs ×", "Reste à payer", "Pénalités de retard"}));
}

TEST_CASE("names in any script are set, long ones are broken, and nothing is added to them") {
    Sample sample = domestic();
    BillingInformation& buyer = sample.invoice.buyer.own();
    buyer.company = "شركة الأمل";
    buyer.first_name = "Ελένη";
    buyer.last_name = "Παπαδοπούλου";
    buyer.line1 = "ул. Льва Толстого, 16";
    buyer.line2 = std::string(180, 'W');
    buyer.city = "Łódź";
    const File file(pdf(sample));
    CHECK(file.run("qpdf --check {}").status == 0);
    const std::string text = file.text();
    CHECK(in_order(text, {"Ελένη Παπαδοπούλου", "ул. Льва Толстого, 16", "WWWWWWWWWW", "69001 Łódź"}));
    CHECK(std::ranges::count(text, 'W') == 180);
    CHECK(text.find("‐") == std::string::npos);
    CHECK(text.find("profils") != std::string::npos);
}

TEST_CASE("a letter that no font has is refused, not drawn as a box") {
    Sample sample = domestic();
    sample.invoice.buyer.own().company = "\U0010FFFD";  // Never assigned.
    const auto made = renderer()->render(sample.source(), DocumentFormat::kPdf, cii(sample));
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error().code == ErrorCode::kFileMalformed);
}

TEST_CASE("without the colour profile there is no archive") {
    const auto made =
        make_document_renderer({.words = wire::document_words(), .logos = {}, .colour_profile = "/nowhere/sRGB.icc"});
    const Sample sample = domestic();
    CHECK(made->render(sample.source(), DocumentFormat::kPdf, {}).error().code == ErrorCode::kFileMalformed);
    CHECK(made->render(sample.source(), DocumentFormat::kUbl, {}).has_value());
}

TEST_CASE("the logo is drawn, and one that is no picture leaves its place empty") {
    std::ifstream input("examples/agorapulse/logo.svg", std::ios::binary);
    const std::string svg((std::istreambuf_iterator<char>(input)), std::istreambuf_iterator<char>());
    const Sample sample = domestic();
    const auto with = [&](const std::string& logo) {
        return make_document_renderer({.words = wire::document_words(), .logos = {{"agorapulse", logo}}})
            ->render(sample.source(), DocumentFormat::kPdf, "<x/>")
            .value();
    };
    CHECK(with(svg) != with(""));
    CHECK(File(with("<svg")).run("qpdf --check {}").status == 0);
    CHECK(File(with("\x89PNG\r\n")).run("qpdf --check {}").status == 0);
}

TEST_CASE("the same invoice is the same file, and is of a reasonable size") {
    CHECK(pdf(domestic()) == pdf(domestic()));
    CHECK(pdf(domestic(), {"en"}) != pdf(domestic()));
    CHECK(pdf(domestic()).size() < 60'000);
}

TEST_CASE("what is due can be scanned") {
    const Sample sample = domestic();
    DocumentSource due = sample.source();
    due.account = TransferAccount{.holder = "", .iban = "FR7630006000011234567890189", .bic = "AGRIFRPP"};
    const File file(renderer()->render(due, DocumentFormat::kPdf, "<x/>").value());
    CHECK(in_order(file.text(), {"À payer par virement au plus tard le 31 mars 2026", "Agora Exemple SAS",
                                 "FR76 3000 6000 0112 3456 7890 189", "AGRIFRPP", "2026-0042", "À scanner"}));
    CHECK(file.run("qpdf --check {}").status == 0);
}
