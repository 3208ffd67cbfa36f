// Every story in tests/stories comes true, to the cent.
#include <filesystem>
#include <set>

#include "tests/cli/simulation.h"

using namespace settle;
namespace fs = std::filesystem;

TEST_CASE("every story comes true") {
    std::set<std::string> stories;
    for (const auto& entry : fs::recursive_directory_iterator("tests/stories"))
        if (entry.path().extension() == ".yaml") stories.insert(entry.path().string());
    for (const std::string& story : stories) {
        CAPTURE(story);
        const auto printed = cli_test::simulate({story, "--format", "json"});
        CHECK(printed.status == cli::kExitOk);
        CHECK(printed.err == "");
    }
    CHECK(stories.size() >= 60);
}
