#include "wire/catalog_words.h"

#include <doctest/doctest.h>

#include <fstream>

#include "adapters/catalog_yaml/catalog_reader.h"

using namespace settle;

namespace {

// The sentences in `language` when `from` stands as `to` in Beesbusy's catalog.
std::vector<std::string> told(std::string_view from, std::string_view to, std::string_view language) {
    const std::filesystem::path folder = "examples/beesbusy";
    std::vector<std::pair<std::string, std::string>> documents;
    for (const char* name : {"catalog.yaml", "texts.en.yaml", "texts.fr.yaml"}) {
        std::ifstream file(folder / name, std::ios::binary);
        documents.emplace_back(name,
                               std::string((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>()));
    }
    const Catalog before = check_catalog_documents(documents, folder).catalog;
    std::string& text = documents.front().second;
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    const CatalogReading after = check_catalog_documents(documents, folder);
    for (const CatalogProblem& problem : after.problems) FAIL_CHECK(problem.str());
    std::vector<std::string> sentences;
    for (const CatalogDifference& one : compare_catalogs(before, after.catalog))
        sentences.push_back(wire::words_of(one, before, after.catalog, language));
    return sentences;
}

}  // namespace

TEST_CASE("what a version changes is said in both languages") {
    struct Case {
        std::string_view from, to, en, fr;
    };
    const Case cases[] = {
        {"month: 9.90", "month: 10.90", "Business: €10.90 a month per user instead of €9.90 (€1.00 more).",
         "Business : 10,90 € par mois et par utilisateur au lieu de 9,90 € (1,00 € de plus)."},
        {"direction: down}, outcome: period_end, unused: nothing",
         "direction: down}, outcome: staff, code: staff_only, request: reduction",
         "Lowering quantities: goes to staff; until now: takes effect at the end of the period.",
         "Réduire les quantités : passe par l’équipe ; jusqu’ici : prend effet à la fin de la période."},
        {"rights: [edit_billing, view_invoices, file_request]", "rights: [edit_billing, file_request]", {}, {}},
        {"rank: 2", "rank: 2\n    listed: false", "Enterprise: is no longer on offer; who has it keeps it.",
         "Enterprise : n’est plus proposée ; les clients qui l’ont la gardent."},
    };
    const auto plain = [](std::string text) {
        for (const std::string_view blank : {"\u00a0", "\u202f"})
            for (auto at = text.find(blank); at != std::string::npos; at = text.find(blank))
                text.replace(at, blank.size(), " ");
        return text;
    };
    for (const Case& row : cases) {
        CAPTURE(row.to);
        const auto en = told(row.from, row.to, "en");
        const auto fr = told(row.from, row.to, "fr");
        REQUIRE(en.size() == 1);
        REQUIRE(fr.size() == 1);
        CHECK(en.front() != fr.front());
        if (row.en.empty()) continue;
        CHECK(plain(en.front()) == row.en);
        CHECK(plain(fr.front()) == row.fr);
    }
}
