#include "domain/people/people_list.h"

#include <doctest/doctest.h>

using namespace settle;

namespace {

ListedPerson person(const std::string& email, const std::string& first = "Ana", const std::string& last = "Ruiz") {
    ListedPerson made;
    made.email = email;
    made.first_name = first;
    made.last_name = last;
    return made;
}

}  // namespace

TEST_CASE("each line gets the first verdict that fits") {
    ListJudge judge({"ana@ruche.example"}, 3);
    const auto verdict = [&](ListedPerson line) { return judge.judge(line); };
    CHECK(verdict(person("bo@ruche.example")) == ListVerdict::kAccepted);
    CHECK(verdict(person("Bo@RUCHE.example")) == ListVerdict::kDuplicateInFile);
    CHECK(verdict(person("ANA@ruche.example")) == ListVerdict::kAlreadyListed);
    CHECK(verdict(person("nobody")) == ListVerdict::kInvalidAddress);
    CHECK(verdict(person("")) == ListVerdict::kInvalidAddress);
    CHECK(verdict(person("cy@ruche.example", "", "Ruiz")) == ListVerdict::kMissingName);
    CHECK(verdict(person("cy@ruche.example", "Cy", "")) == ListVerdict::kMissingName);
    CHECK(verdict(person("cy@ruche.example")) == ListVerdict::kAccepted);
    CHECK(verdict(person("di@ruche.example")) == ListVerdict::kAccepted);
    CHECK(verdict(person("ed@ruche.example")) == ListVerdict::kOverLimit);
    CHECK(verdict(person("bo@ruche.example")) == ListVerdict::kDuplicateInFile);
}

TEST_CASE("the drafted number follows the list, and never falls below what somebody asked for or paid") {
    CHECK(drafted_seats(10, 10, 8, 12) == 12);   // Four more names than eight.
    CHECK(drafted_seats(10, 12, 12, 11) == 11);  // One was taken off again.
    CHECK(drafted_seats(10, 12, 12, 9) == 10);
    CHECK(drafted_seats(10, 15, 12, 13) == 15);  // Fifteen were asked for.
    CHECK(drafted_seats(10, 15, 12, 16) == 16);
    CHECK(drafted_seats(10, 7, 6, 7) == 7);      // Fewer than paid were asked for.
    CHECK(drafted_seats(10, 7, 6, 8) == 8);
}
