// Every catalog in tests/broken/catalog gives exactly the problems that its .expected file lists, one per
// line as "where: part of the message": ":12" is a line of the file itself, "texts.fr.yaml:3" one beside it.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "adapters/catalog_yaml/catalog_reader.h"

using namespace settle;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> lines_of(const fs::path& path) {
    std::vector<std::string> lines;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
}

bool fits(const CatalogProblem& problem, const std::string& expected) {
    const auto split = expected.find(": ");
    REQUIRE(split != std::string::npos);
    return problem.where().ends_with(expected.substr(0, split)) &&
           problem.message.find(expected.substr(split + 2)) != std::string::npos;
}

}  // namespace

TEST_CASE("broken catalogs give the problems they are expected to give") {
    int files = 0;
    for (const auto& entry : fs::directory_iterator("tests/broken/catalog")) {
        if (entry.path().extension() != ".expected") continue;
        ++files;
        fs::path catalog = entry.path();
        catalog.replace_extension(".yaml");
        if (!fs::exists(catalog)) catalog = (catalog.replace_extension("")) / "catalog.yaml";
        CAPTURE(catalog.string());

        const std::vector<CatalogProblem> found = check_catalog_file(catalog).problems;
        const std::vector<std::string> expected = lines_of(entry.path());
        REQUIRE_FALSE(expected.empty());
        for (const std::string& line : expected)
            CHECK_MESSAGE(
                std::ranges::any_of(found, [&](const CatalogProblem& problem) { return fits(problem, line); }),
                "not reported: ", line);
        for (const CatalogProblem& problem : found)
            CHECK_MESSAGE(std::ranges::any_of(expected, [&](const std::string& line) { return fits(problem, line); }),
                          "not expected: ", problem.str());
        CHECK(found.size() == expected.size());

        const auto read = read_catalog_file(catalog);
        REQUIRE_FALSE(read.has_value());
        CHECK(read.error().code == ErrorCode::kFileMalformed);
    }
    CHECK(files >= 60);
}
