// Who writes next, when several wait.
#include "adapters/store/writer_turn.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "base/ensure.h"

using namespace settle;

namespace {

using store::WriterTurns;
using Who = WriterTurns::Who;

/// A letter of `come` after the other begins to wait while somebody writes: 'p' for a person, 's' for a slice.
/// Answers the order in which they wrote.
std::string order_of(std::string_view come) {
    WriterTurns turns;
    std::string wrote;
    std::vector<std::jthread> waiting;
    auto first = std::make_unique<WriterTurns::Turn>(turns, Who::kSlice);
    for (const char letter : come) {
        const Who who = letter == 'p' ? Who::kPerson : Who::kSlice;
        const std::uint64_t before = turns.waiting(who);
        waiting.emplace_back([&turns, &wrote, who, letter] {
            const WriterTurns::Turn turn(turns, who);
            wrote += letter;
        });
        while (turns.waiting(who) == before) std::this_thread::yield();
    }
    first.reset();
    waiting.clear();
    return wrote;
}

}  // namespace

TEST_CASE("a person waits for the slice that is being written, and for no other") {
    CHECK(order_of("") == "");
    CHECK(order_of("ss") == "ss");
    CHECK(order_of("ssp") == "pss");
    CHECK(order_of("spsp") == "ppss");
}

TEST_CASE("a slice lets so many people by, then takes its turn") {
    const std::string let_by(WriterTurns::kLetBy, 'p');
    CHECK(order_of("s" + let_by) == let_by + "s");
    CHECK(order_of("s" + let_by + "pp") == let_by + "spp");
    CHECK(order_of("ss" + let_by + let_by + "p") == let_by + "s" + let_by + "sp");
}

TEST_CASE("a turn inside a turn of the same thread is a broken contract") {
    WriterTurns turns;
    const WriterTurns::Turn outer(turns, Who::kPerson);
    CHECK_THROWS_AS(WriterTurns::Turn(turns, Who::kSlice), ContractViolation);
}

TEST_CASE("it is known whether people came lately, of whom slices are none") {
    WriterTurns turns;
    CHECK_FALSE(turns.people_came_lately());
    {
        const WriterTurns::Turn turn(turns, Who::kSlice);
    }
    CHECK_FALSE(turns.people_came_lately());
    {
        const WriterTurns::Turn turn(turns, Who::kPerson);
    }
    CHECK(turns.people_came_lately());
}
