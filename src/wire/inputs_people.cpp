// Customers, their people and what they say of themselves.
#include <algorithm>
#include <array>

#include "wire/input_fields.h"

namespace settle::wire {
namespace {

Result<NewPerson> person_in(const ObjectReader& reader) {
    NewPerson person;
    person.email = TRY(reader.text("email", 254));
    person.first_name = TRY(reader.text("first_name", 100));
    person.last_name = TRY(reader.text("last_name", 100));
    person.language = TRY(reader.text("language", 8));
    person.position = TRY(reader.text("position", 100));
    return person;
}

constexpr std::array<std::string_view, 12> kBillingFields = {"company", "first_name", "last_name",   "email",
                                                             "line1",   "line2",      "postal_code", "city",
                                                             "country", "region",     "tax_number",  "purchase_order"};

Result<BillingInformation> billing_in(const ObjectReader& reader) {
    BillingInformation billing;
    billing.company = TRY(reader.text("company", 200));
    billing.first_name = TRY(reader.text("first_name", 100));
    billing.last_name = TRY(reader.text("last_name", 100));
    billing.email = TRY(reader.text("email", 254));
    billing.line1 = TRY(reader.text("line1", 200));
    billing.line2 = TRY(reader.text("line2", 200));
    billing.postal_code = TRY(reader.text("postal_code", 20));
    billing.city = TRY(reader.text("city", 100));
    billing.country = TRY(reader.text("country", 2));
    billing.region = TRY(reader.text("region", 40));
    billing.purchase_order = TRY(reader.text("purchase_order", 50));
    if (!reader.has_value("tax_number")) return billing;
    std::string number = TRY(reader.text("tax_number", 40));
    if (!number.empty()) billing.tax_number = TaxNumber{std::move(number), TaxNumberStatus::kNone, std::nullopt};
    return billing;
}

}  // namespace

Result<NewPerson> person_from(const JsonValue& value, const std::string& path) {
    constexpr std::string_view kKnown[] = {"email", "first_name", "last_name", "language", "position"};
    const ObjectReader reader = TRY(ObjectReader::open(value, path, kKnown));
    TRY(reader.required_text("email", 254));
    return person_in(reader);
}

Result<BillingInformation> billing_from(const JsonValue& value, const std::string& path) {
    return billing_in(TRY(ObjectReader::open(value, path, kBillingFields)));
}

Result<BillingChange> billing_change_from(const JsonValue& value) {
    std::array<std::string_view, kBillingFields.size() + 1> known;
    *std::ranges::copy(kBillingFields, known.begin()).out = "reason";
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, known));
    BillingChange change;
    change.billing = TRY(billing_in(reader));
    change.reason = TRY(reader.text("reason", kReasonLength));
    return change;
}

Result<NewCustomer> new_customer_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"name", "country", "region", "language", "time_zone", "billing", "owner"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    NewCustomer customer;
    customer.name = TRY(reader.required_text("name", 200));
    const std::string country = TRY(reader.required_text("country", 2));
    const std::string region = TRY(reader.text("region", 40));
    customer.language = TRY(reader.text("language", 8));
    customer.time_zone = TRY(reader.text("time_zone", 64));
    if (const JsonValue* billing = reader.find("billing")) customer.billing = TRY(billing_from(*billing, "billing"));
    if (customer.billing.country.empty()) customer.billing.country = country;
    if (customer.billing.region.empty()) customer.billing.region = region;
    customer.owner = TRY(person_from(*TRY(reader.required("owner")), "owner"));
    return customer;
}

Result<NewMember> new_member_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"email", "first_name", "last_name", "language", "position", "role"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    NewMember member;
    member.person = TRY(person_in(reader));
    member.role = TRY(at(Code::parse(TRY(reader.required_text("role", Code::kLengthMax))), reader, "role"));
    return member;
}

Result<PortalLinkWish> portal_link_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"customer", "member", "target"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    PortalLinkWish wish;
    wish.customer = TRY(required_id_in<CustomerId>(reader, "customer"));
    wish.member = TRY(required_id_in<MemberId>(reader, "member"));
    wish.target = TRY(reader.text("target", 200));
    return wish;
}

Result<TaxNumberInput> tax_number_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"number", "country"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    TaxNumberInput input;
    input.number = TRY(reader.required_text("number", 40));
    input.country = TRY(reader.required_text("country", 2));
    return input;
}

Result<FeedbackInput> feedback_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"page", "verdict"};
    constexpr std::string_view kVerdicts[] = {"yes", "neutral", "no"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    FeedbackInput input;
    input.page = TRY(reader.required_text("page", 100));
    TRY(reader.required("verdict"));
    input.verdict = TRY(choice_in(reader, "verdict", kVerdicts));
    return input;
}

}  // namespace settle::wire
