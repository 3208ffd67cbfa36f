#include "adapters/tax_register_stub/stub_register.h"

#include <doctest/doctest.h>

#include <boost/json/src.hpp>

namespace settle {
namespace {

using Verdict = RegisterAnswer::Verdict;

struct FixedClock : Clock {
    Instant now() const override { return Instant{1'795'262'400'000'000}; }
};

TEST_CASE("the register confirms, refuses or is down") {
    StubRegister stub({.refused = {"FR00000000000"}, .down = {"DE111111111"}});
    struct Row {
        const char* number;
        Verdict verdict;
        const char* name;
    };
    const Row rows[] = {
        {"FR40303265045", Verdict::kConfirmed, "VIES"},
        {"FR00000000000", Verdict::kRefused, "VIES"},
        {"DE111111111", Verdict::kDown, "VIES"},
        {"GB123456789", Verdict::kConfirmed, "HMRC"},
        {"CHE123456789", Verdict::kConfirmed, "UID"},
        {"fr40303265045", Verdict::kRefused, "VIES"},
        {"F", Verdict::kRefused, "VIES"},
        {"FR\"}<script>", Verdict::kRefused, "VIES"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.number);
        const RegisterAnswer answer = stub.check({row.number, ""});
        CHECK(answer.verdict == row.verdict);
        CHECK(answer.register_name == row.name);
        CHECK(boost::json::parse(answer.raw).is_object());
    }
}

TEST_CASE("a confirmation comes with proof that is the same every time") {
    const FixedClock clock;
    StubRegister stub({.clock = &clock});
    const RegisterAnswer answer = stub.check({"FR40303265045", ""});
    CHECK(answer.company != "");
    CHECK(answer.address != "");
    CHECK(answer.consultation_number.size() == 16);
    const auto raw = boost::json::parse(answer.raw);
    CHECK(raw.at("valid").as_bool());
    CHECK(raw.at("countryCode").as_string() == "FR");
    CHECK(raw.at("vatNumber").as_string() == "40303265045");
    CHECK(raw.at("requestDate").as_string() == "2026-11-21T12:00:00Z");
    CHECK(raw.at("requestIdentifier").as_string() == answer.consultation_number);
    CHECK(raw.at("name").as_string() == answer.company);
    CHECK(raw.at("address").as_string() == answer.address);
    CHECK(StubRegister({.clock = &clock}).check({"FR40303265045", ""}).raw == answer.raw);
}

TEST_CASE("an outage is an answer, and ends") {
    StubRegister stub({});
    stub.set_mode(StubRegister::Mode::kDown);
    CHECK(stub.check({"FR40303265045", ""}).verdict == Verdict::kDown);
    CHECK(stub.check({"FR40303265045", ""}).consultation_number == "");
    stub.set_mode(StubRegister::Mode::kUp);
    CHECK(stub.check({"FR40303265045", ""}).verdict == Verdict::kConfirmed);
}

}  // namespace
}  // namespace settle
