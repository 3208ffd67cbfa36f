// Ten thousand lives of two years each, every document of which a second, naive biller computes as well.
#include "tests/domain/life/life.h"

using namespace settle;
using life_test::Figures;
using life_test::Life;

namespace {

struct Problem {
    std::int64_t lives = 0;
    std::string first;
};

// What went wrong without the vendor, the day and the figures.
std::string kind_of(const std::string& problem) {
    const auto begin = problem.find(": ");
    return problem.substr(begin, problem.find_first_of("\n0123456789;", begin) - begin);
}

}  // namespace

TEST_CASE("whatever customers and staff do, two billers agree and nothing that must hold is broken") {
    // SETTLE_SEED leads other lives; SETTLE_LIVES leads more of them.
    const auto number = [](const char* name, std::uint64_t otherwise) {
        const char* text = std::getenv(name);
        return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
    };
    const std::uint64_t seed = number("SETTLE_SEED", 20'260'401);
    const std::uint64_t lives = number("SETTLE_LIVES", 10'000);
    const change_test::NaiveCalendar calendar(2020, 2045);
    Figures figures;
    std::map<std::string, Problem> problems;
    for (std::uint64_t i = 0; i < lives; ++i) {
        Life life(seed + i, life_test::vendor_of(static_cast<std::size_t>(seed + i)), calendar, figures);
        const std::string problem = life.live(730);
        if (problem.empty()) continue;
        Problem& known = problems[kind_of(problem)];
        if (++known.lives == 1)
            known.first = fmt::format("SETTLE_SEED={} SETTLE_LIVES=1 shows it: {}", seed + i, problem);
    }
    for (const auto& [kind, problem] : problems) FAIL_CHECK(problem.lives << " lives; " << problem.first);
    MESSAGE(fmt::format("{} lives from seed {}, {} steps, {} refusals, {} documents compared, {} foreseen",
                        figures.lives, seed, figures.steps, figures.refusals, figures.documents, figures.foreseen));
    std::string kinds;
    for (const auto& [kind, count] : figures.kinds) kinds += fmt::format(" {} {};", kind, count);
    MESSAGE(kinds);
    CHECK(figures.documents > static_cast<std::int64_t>(lives));
}
