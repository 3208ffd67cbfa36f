// Every story in tests/broken/scenario is refused with one line, the one that its .expected file has part of:
// ":5: …" is a line of the story itself.
#include <filesystem>

#include "tests/cli/simulation.h"

using namespace settle;
namespace fs = std::filesystem;

TEST_CASE("broken stories are refused with one line that names the place") {
    int files = 0;
    for (const auto& entry : fs::directory_iterator("tests/broken/scenario")) {
        if (entry.path().extension() != ".expected") continue;
        ++files;
        fs::path story = entry.path();
        story.replace_extension(".yaml");
        std::ifstream sidecar(entry.path());
        std::string expected;
        std::getline(sidecar, expected);
        if (expected.starts_with(':')) expected = story.string() + expected;
        CAPTURE(story.string());

        const auto printed = cli_test::simulate({story.string()});
        CHECK(printed.status == cli::kExitFileWrong);
        CHECK(printed.out == "");
        CHECK(std::ranges::count(printed.err, '\n') == 1);
        CHECK_MESSAGE(printed.err.find(expected) != std::string::npos, "expected ", expected, "\ngot      ",
                      printed.err);
    }
    CHECK(files >= 15);
}
