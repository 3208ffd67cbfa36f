#include "base/id.h"

#include <doctest/doctest.h>

using namespace settle;

TEST_CASE("an id is accepted with the prefix of its kind only") {
    CHECK(SubscriptionId::parse("sub_01ARZ3")->str() == "sub_01ARZ3");
    CHECK(CustomerId::parse("cus_" + std::string(60, 'x')).has_value());
    for (const std::string& text : {std::string(), std::string("sub_"), std::string("sub"), std::string("cus_1"),
                                    std::string("SUB_1"), std::string(" sub_1"), "sub_" + std::string(61, 'x')}) {
        CAPTURE(text);
        const auto id = SubscriptionId::parse(text);
        REQUIRE_FALSE(id.has_value());
        CHECK(id.error().code == ErrorCode::kIdMalformed);
        CHECK(settle::text_of(id.error(), "en").find("sub_") != std::string::npos);
    }
}

TEST_CASE("every kind of id has a prefix of its own") {
    const std::vector<std::string_view> prefixes = {
        CustomerId::kPrefix,       MemberId::kPrefix,        SubscriptionId::kPrefix, ChangeId::kPrefix,
        PaymentAttemptId::kPrefix, PaymentMethodId::kPrefix, InvoiceId::kPrefix,      RequestId::kPrefix,
        EventId::kPrefix,          EvidenceId::kPrefix,
    };
    for (const std::string_view a : prefixes) {
        CHECK(a.ends_with('_'));
        CHECK(std::ranges::count_if(prefixes, [&](std::string_view b) { return b.starts_with(a); }) == 1);
    }
}

TEST_CASE("ids of one kind are compared as texts") {
    CHECK(CustomerId("cus_1") == CustomerId("cus_1"));
    CHECK(CustomerId("cus_1") < CustomerId("cus_2"));
    CHECK(CustomerId().empty());
}
