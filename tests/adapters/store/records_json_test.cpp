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
    for (const char* text : {"", "{", "[]", "{\"plan\":7}", "{\"cycle\":\"week\"}", "{\"quantities\":{\"A!\":1}}"})
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
