// Packed bodies: what was written reads back, what was not is refused.
#include <doctest/doctest.h>

#include "adapters/store/records_json.h"
#include "tests/contracts/store_samples.h"

using namespace settle;

TEST_CASE("a packed body that is torn, of another shape or of another type is refused, never thrown") {
    for (const char* text :
         {"", "{", "null", "7", "\"x\"", "[]", "{}", "[[1]]", "{\"quantities\":[]}", "{\"quantities\":{\"A!\":1}}",
          "{\"plan\":7}", "{\"cycle\":\"week\"}", "{\"kind\":\"coin\"}", "{\"currency\":\"???\"}"}) {
        CAPTURE(text);
        CHECK(!store::unpack_subscription_body(text).has_value());
        CHECK(!store::unpack_invoice_body(text).has_value());
        CHECK(!store::unpack_method_details(text).has_value());
    }
    for (const char* text :
         {"", "{", "[]", "{\"plan\":7}", "{\"cycle\":\"week\"}", "{\"quantities\":{\"A!\":1}}", "{\"act\":\"plan\"}",
          "{\"act\":1}", "{\"from\":\"soon\"}", "{\"lines\":{}}", "{\"lines\":[{\"item\":\"user\"}]}"})
        CHECK(!store::unpack_wanted(text).has_value());
    CHECK(store::unpack_pairs("[[\"a\"]]").error().code == ErrorCode::kStoreFailed);
}

TEST_CASE("every prefix of a packed invoice is refused") {
    const std::string whole = store::pack_body(samples::invoice());
    REQUIRE(store::unpack_invoice_body(whole).has_value());
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK(!store::unpack_invoice_body(std::string_view(whole).substr(0, size)).has_value());
}

TEST_CASE("a wish packs only what it says") {
    CHECK(store::pack(Wanted{}) == "{}");
    CHECK(store::pack(samples::wish()) == R"({"plan":"pro","cycle":"year","quantities":{"user":8},"billing_day":31})");
    CHECK(store::unpack_wanted("{}").value() == Wanted{});
}

TEST_CASE("an act and agreed lines are packed by name and in minor units") {
    CHECK(store::pack(samples::pause_wish()) == R"({"act":"pause","from":"2026-04-10","to":"2026-05-01"})");
    CHECK(store::pack(samples::agreed_wish()) ==
          R"({"plan":"custom","on":"2026-04-01","lines":[)"
          R"({"item":"user","quantity":40,"unit_price":400001234,"currency":"CAD"},)"
          R"({"item":"plan","quantity":1,"unit_price":0,"currency":"CAD"}]})");
    for (const Wanted& kept : {samples::pause_wish(), samples::agreed_wish()})
        CHECK(store::unpack_wanted(store::pack(kept)).value() == kept);
}

TEST_CASE("a subscription packs nothing that is as usual") {
    const std::string usual = R"({"quantities":{},"charged":[],"carried":[],"scheduled":[]})";
    CHECK(store::pack_body(samples::subscription()) == usual);
    const auto body = store::unpack_subscription_body(usual);
    REQUIRE(body.has_value());
    CHECK(!body->commitment_start);
    CHECK(!body->ends_on);
    CHECK(!body->pause);
    CHECK(!body->past_due);
    CHECK(body->reminders.empty());
    CHECK(body->balance_minor == 0);
    CHECK(body->agreed_prices.empty());
}

TEST_CASE("what the first schema packed still reads") {
    const auto body = store::unpack_subscription_body(
        R"({"quantities":{"user":5},"charged":[{"invoice":"inv_1","line":0,"item":"user","plan":"pro","quantity":5,)"
        R"("currency":"EUR","unit_price":990000,"covers":["2026-03-01","2026-04-01"],"amount":495,"credited":0}],)"
        R"("carried":[],"scheduled":[{"on":"2026-04-01","set":{"plan":"basic"}}]})");
    REQUIRE(body.has_value());
    REQUIRE(body->charged.size() == 1);
    CHECK(body->charged[0].from_second == 0);
    CHECK(body->charged[0].unit_price == UnitPrice(99'0000, kEuro));
    REQUIRE(body->scheduled.size() == 1);
    CHECK(body->scheduled[0] == ScheduledChange{samples::day("2026-04-01"), {.plan = Code("basic")}});
}

TEST_CASE("every prefix of a packed subscription is refused") {
    const std::string whole = store::pack_body(samples::full_subscription());
    REQUIRE(store::unpack_subscription_body(whole).has_value());
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK(!store::unpack_subscription_body(std::string_view(whole).substr(0, size)).has_value());
}

TEST_CASE("a part of a subscription that nobody knows is refused") {
    const std::string whole = store::pack_body(samples::full_subscription());
    for (const auto& [part, other] : {std::pair(R"("read_only")", R"("half")"),
                                      {"\"renewal.announced\"", "\"x\""},
                                      {R"("server")", R"("robot")"},
                                      {R"("act":"pause")", R"("act":"start_trial")"},
                                      {R"("since":"2026-03-01")", R"("since":7)"}}) {
        CAPTURE(part);
        std::string text = whole;
        REQUIRE(text.find(part) != std::string::npos);
        text.replace(text.find(part), std::string_view(part).size(), other);
        CHECK(!store::unpack_subscription_body(text).has_value());
    }
}

TEST_CASE("an empty plan in a wish is not the same as no plan") {
    Wanted none;
    none.plan = Code();
    CHECK(store::unpack_wanted(store::pack(none)).value() == none);
}

TEST_CASE("text that is not UTF-8 can be read again") {
    BillingInformation kept;
    kept.company = "caf\xe9";
    CHECK(store::unpack_billing(store::pack(kept)).value() == kept);
}

TEST_CASE("lines of two currencies on one invoice are a broken contract") {
    Invoice mixed = samples::invoice();
    mixed.amounts.lines[0].amount = Money(1, kCanadianDollar);
    CHECK_THROWS_AS((void)store::pack_body(mixed), ContractViolation);
}
