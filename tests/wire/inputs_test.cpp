#include "wire/inputs.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "wire/reader.h"

namespace settle::wire {
namespace {

Result<Wanted> wish(const char* text) { return wanted_from(parse_json(text).value(), "set"); }

TEST_CASE("a wish is read as it was written") {
    const Wanted wanted =
        wish(R"({"plan":"standard","cycle":"year","quantities":{"user":3,"profile":0},"billing_day":15})").value();
    CHECK(wanted.plan == Code("standard"));
    CHECK(wanted.cycle == Cycle::kYear);
    CHECK(wanted.quantities.of("user") == 3);
    CHECK(wanted.quantities.has("profile"));
    CHECK(wanted.billing_day == 15);
    CHECK(wish("{}").value() == Wanted{});
}

TEST_CASE("what is written is read back the same") {
    CHECK(rc::check([] {
        Wanted wanted;
        if (*rc::gen::arbitrary<bool>()) wanted.plan = Code("pro");
        if (*rc::gen::arbitrary<bool>()) wanted.cycle = static_cast<Cycle>(*rc::gen::inRange(0, 3));
        if (*rc::gen::arbitrary<bool>()) wanted.billing_day = *rc::gen::inRange(1, 32);
        for (const int name : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 50)))
            wanted.quantities.set(Code::parse(fmt::format("item-{}", name)).value(),
                                  *rc::gen::inRange<std::int64_t>(0, 1'000'001));
        const auto text = text_of_json(json_of(wanted));
        RC_ASSERT(wanted_from(parse_json(text).value(), "set").value() == wanted);
    }));
}

TEST_CASE("any bytes are read or refused, never thrown at") {
    CHECK(rc::check([](const std::string& bytes) {
        const auto value = parse_json(bytes);
        if (value) static_cast<void>(wanted_from(*value, ""));
        RC_ASSERT(value || value.error().code == ErrorCode::kBodyMalformed);
    }));
}

TEST_CASE("documents have limits") {
    CHECK(parse_json(std::string(16, '[') + std::string(16, ']')).has_value());
    CHECK(parse_json(std::string(17, '[') + std::string(17, ']')).error().code == ErrorCode::kBodyMalformed);
    CHECK(parse_json("\"" + std::string(kBytesMax - 2, 'a') + "\"").has_value());
    CHECK(parse_json("\"" + std::string(kBytesMax - 1, 'a') + "\"").error().code == ErrorCode::kBodyTooLarge);
    CHECK(parse_json("{} {}").error().params.at(0).second == "position 4");
    CHECK(parse_json("{\"a\"").error().params.at(0).second == "position 5");
}

TEST_CASE("lengths count characters, not bytes") {
    std::string accents;
    for (int i = 0; i < 200; ++i) accents += "é";
    const auto fits = parse_json(R"({"company":")" + accents + R"("})").value();
    CHECK(billing_from(fits, "billing").has_value());
    const auto longer = parse_json(R"({"company":")" + accents + R"(é"})").value();
    const auto refused = billing_from(longer, "billing");
    CHECK(refused.error().code == ErrorCode::kFieldTooLong);
    CHECK(refused.error().field == "billing.company");
}

TEST_CASE("line breaks belong in messages only") {
    CHECK(new_request_from(parse_json(R"({"type":"contact","message":"a\nb"})").value()).has_value());
    CHECK(new_request_from(parse_json(R"({"type":"contact","message":"a\u0000b"})").value()).error().field ==
          "message");
    CHECK(billing_from(parse_json(R"({"company":"a\nb"})").value(), "").error().field == "company");
}

TEST_CASE("a customer takes its country for its billing information") {
    const auto customer =
        new_customer_from(
            parse_json(R"({"name":"A","country":"CA","region":"QC","owner":{"email":"a@b.example"}})").value())
            .value();
    CHECK(customer.billing.country == "CA");
    CHECK(customer.billing.region == "QC");
    CHECK(new_customer_from(parse_json(R"({"name":"A","country":"CA"})").value()).error().field == "owner");
    CHECK(new_customer_from(parse_json(R"({"name":"A","owner":{"email":"x"}})").value()).error().field == "country");
    CHECK(new_customer_from(parse_json(R"({"name":"A","country":"FR","owner":{}})").value()).error().field ==
          "owner.email");
}

TEST_CASE("an empty VAT number and none are the same") {
    CHECK_FALSE(billing_from(parse_json(R"({"tax_number":null})").value(), "").value().tax_number);
    CHECK_FALSE(billing_from(parse_json(R"({"tax_number":""})").value(), "").value().tax_number);
    CHECK(billing_from(parse_json(R"({"tax_number":"FR1"})").value(), "").value().tax_number->number == "FR1");
    CHECK(billing_from(parse_json(R"({"tax_number":1})").value(), "").error().code == ErrorCode::kFieldInvalid);
}

}  // namespace
}  // namespace settle::wire
