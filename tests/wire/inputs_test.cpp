#include "wire/inputs.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "wire/reader.h"

namespace settle::wire {
namespace {

Result<Wanted> wish(const char* text) { return wanted_from(parse_json(text).value(), "set", kEuro); }

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
        if (*rc::gen::arbitrary<bool>()) wanted.on = Date(2026, 5, 1).plus_days(*rc::gen::inRange(0, 500));
        if (*rc::gen::arbitrary<bool>())
            wanted.lines.push_back({Code("user"), *rc::gen::inRange<std::int64_t>(1, 1'000'001),
                                    UnitPrice(*rc::gen::inRange<std::int64_t>(0, 1'000'000'000), kEuro)});
        const auto text = text_of_json(json_of(wanted));
        RC_ASSERT(wanted_from(parse_json(text).value(), "set", kEuro).value() == wanted);
    }));
}

TEST_CASE("every act is written as it is read") {
    for (const char* text : {R"({"cancel":true})", R"({"renewal":true})", R"({"resume":true})", R"({"pause":{}})",
                             R"({"pause":{"from":"2026-05-01"}})",
                             R"({"pause":{"from":"2026-05-01","to":"2026-06-01"},"on":"2026-05-01"})"})
        CHECK(text_of_json(json_of(wish(text).value())) == text);
}

TEST_CASE("an instant is read to the microsecond") {
    const auto at = [](const char* text) {
        return confirmation_from(parse_json(fmt::format(R"({{"cancel":true,"priced_at":"{}"}})", text)).value(), kEuro);
    };
    for (const char* text : {"2026-03-01T09:00:00Z", "2026-03-01T23:59:59.000001Z", "2028-02-29T00:00:00.120000Z"})
        CHECK(at(text)->priced_at->str() == text);
    CHECK(at("2026-03-01T09:00:00.5Z")->priced_at->micros % 1'000'000 == 500'000);
    for (const char* text : {"", "2026-03-01", "2026-03-01T09:00:00", "2026-03-01T24:00:00Z", "2026-03-01T09:60:00Z",
                             "2026-02-30T09:00:00Z", "2026-03-01T09:00:00.Z", "2026-03-01T09:00:00.1234567Z",
                             "2026-03-01T-9:00:00Z", "2026-03-01T09:00:00+01:00"})
        CHECK(at(text).error().field == "priced_at");
}

TEST_CASE("any bytes are read or refused, never thrown at") {
    CHECK(rc::check([](const std::string& bytes) {
        const auto value = parse_json(bytes);
        if (value) static_cast<void>(wanted_from(*value, "", kEuro));
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
    CHECK(new_request_from(parse_json(R"({"type":"contact","message":"a\nb"})").value(), kEuro).has_value());
    CHECK(new_request_from(parse_json(R"({"type":"contact","message":"a\u0000b"})").value(), kEuro).error().field ==
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
