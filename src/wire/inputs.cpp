#include "wire/inputs.h"

#include "wire/reader.h"

namespace settle::wire {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::int64_t kQuantityMax = 1'000'000;
constexpr std::size_t kQuantitiesMax = 64;
constexpr std::size_t kIdLength = 64;
constexpr std::size_t kFingerprintLength = 128;

// The error of a value, with the field that held it.
template <class T>
Result<T> at(Result<T> result, const ObjectReader& reader, std::string_view name) {
    if (!result && result.error().field.empty()) result.error().field = reader.path_of(name);
    return result;
}

template <class IdType>
Result<IdType> id_in(const ObjectReader& reader, std::string_view name) {
    const std::string text = TRY(reader.text(name, kIdLength));
    if (text.empty()) return IdType();
    return at(IdType::parse(text), reader, name);
}

template <class IdType>
Result<IdType> required_id_in(const ObjectReader& reader, std::string_view name) {
    IdType id = TRY(id_in<IdType>(reader, name));
    if (id.empty()) return fail(ErrorCode::kFieldRequired, reader.path_of(name));
    return id;
}

Result<std::int64_t> count_of(const JsonValue& value, const std::string& path) {
    if (!value.is_int64() || value.get_int64() < 0 || value.get_int64() > kQuantityMax)
        return fail(unfit(path, fmt::format("0 … {}", kQuantityMax)));
    return value.get_int64();
}

Result<Quantities> quantities_from(const JsonValue& value, const std::string& path) {
    if (!value.is_object()) return fail(unfit(path, "object"));
    const JsonObject& object = value.get_object();
    if (object.size() > kQuantitiesMax) return fail(unfit(path, fmt::format("0 … {}", kQuantitiesMax)));
    Quantities quantities;
    for (const auto& member : object) {
        const std::string_view name(member.key().data(), member.key().size());
        const std::string member_path = fmt::format("{}.{}", path, name);
        const auto item = Code::parse(name);
        if (!item) return fail(Error(ErrorCode::kFieldUnknown, member_path).with("value", std::string(name)));
        quantities.set(*item, TRY(count_of(member.value(), member_path)));
    }
    return quantities;
}

Result<NewPerson> person_in(const ObjectReader& reader) {
    NewPerson person;
    person.email = TRY(reader.required_text("email", 254));
    person.first_name = TRY(reader.text("first_name", 100));
    person.last_name = TRY(reader.text("last_name", 100));
    person.language = TRY(reader.text("language", 8));
    return person;
}

Result<NewPerson> person_from(const JsonValue& value, const std::string& path) {
    constexpr std::string_view kKnown[] = {"email", "first_name", "last_name", "language"};
    return person_in(TRY(ObjectReader::open(value, path, kKnown)));
}

Result<std::string> choice_in(const ObjectReader& reader, std::string_view name, Names choices) {
    std::string text = TRY(reader.text(name, 40));
    if (text.empty() && !reader.has(name)) return text;
    if (std::ranges::find(choices, text) == choices.end())
        return fail(unfit(reader.path_of(name), fmt::format("{}", fmt::join(choices, ", "))));
    return text;
}

Result<BillingTry> billing_try_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"country", "region", "tax_number"};
    const ObjectReader reader = TRY(ObjectReader::open(value, "billing", kKnown));
    BillingTry tried;
    tried.country = TRY(reader.text("country", 2));
    tried.region = TRY(reader.text("region", 40));
    tried.tax_number = TRY(reader.text("tax_number", 40));
    return tried;
}

}  // namespace

Result<Wanted> wanted_from(const JsonValue& value, const std::string& path) {
    constexpr std::string_view kKnown[] = {"plan", "cycle", "quantities", "billing_day"};
    const ObjectReader reader = TRY(ObjectReader::open(value, path, kKnown));
    Wanted wanted;
    if (reader.has("plan")) {
        const std::string plan = TRY(reader.text("plan", Code::kLengthMax));
        wanted.plan = TRY(at(Code::parse(plan), reader, "plan"));
    }
    if (reader.has("cycle")) {
        const auto cycle = parse_cycle(TRY(reader.text("cycle", Code::kLengthMax)));
        if (!cycle) return fail(unfit(reader.path_of("cycle"), "month, quarter, year"));
        wanted.cycle = *cycle;
    }
    if (const JsonValue* quantities = reader.find("quantities"))
        wanted.quantities = TRY(quantities_from(*quantities, reader.path_of("quantities")));
    if (const auto day = TRY(reader.integer("billing_day", 1, 31))) wanted.billing_day = static_cast<int>(*day);
    return wanted;
}

Result<BillingInformation> billing_from(const JsonValue& value, const std::string& path) {
    constexpr std::string_view kKnown[] = {"company",     "first_name", "last_name", "email",  "line1",     "line2",
                                           "postal_code", "city",       "country",   "region", "tax_number"};
    const ObjectReader reader = TRY(ObjectReader::open(value, path, kKnown));
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
    if (!reader.has_value("tax_number")) return billing;
    std::string number = TRY(reader.text("tax_number", 40));
    if (!number.empty()) billing.tax_number = TaxNumber{std::move(number), TaxNumberStatus::kNone, std::nullopt};
    return billing;
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
    constexpr std::string_view kKnown[] = {"email", "first_name", "last_name", "language", "role"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    NewMember member;
    member.person = TRY(person_in(reader));
    member.role = TRY(at(Code::parse(TRY(reader.required_text("role", Code::kLengthMax))), reader, "role"));
    return member;
}

Result<Confirmation> confirmation_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"set", "fingerprint", "pay_with", "return_url", "accepted_policy"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    Confirmation confirmation;
    confirmation.set = TRY(wanted_from(*TRY(reader.required("set")), "set"));
    confirmation.fingerprint = TRY(reader.text("fingerprint", kFingerprintLength));
    confirmation.pay_with = TRY(reader.text("pay_with", kIdLength));
    confirmation.return_url = TRY(reader.text("return_url", 500));
    confirmation.accepted_policy = TRY(reader.text("accepted_policy", 40));
    return confirmation;
}

Result<PreviewWish> preview_wish_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"set", "billing"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    PreviewWish wish;
    wish.set = TRY(wanted_from(*TRY(reader.required("set")), "set"));
    if (const JsonValue* billing = reader.find("billing")) wish.billing = TRY(billing_try_from(*billing));
    return wish;
}

Result<DraftInput> draft_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"set", "step", "method", "version"};
    constexpr std::string_view kSteps[] = {"summary", "billing", "payment"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    DraftInput input;
    input.draft.wanted = TRY(wanted_from(*TRY(reader.required("set")), "set"));
    input.draft.step = TRY(choice_in(reader, "step", kSteps));
    input.draft.method = TRY(reader.text("method", kIdLength));
    input.version_seen = TRY(reader.integer("version", 0, INT64_MAX));
    return input;
}

Result<NewRequest> new_request_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"customer", "type", "message", "set", "change"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    NewRequest request;
    request.customer = TRY(id_in<CustomerId>(reader, "customer"));
    request.type = TRY(at(parse_request_type(TRY(reader.required_text("type", 40))), reader, "type"));
    request.message = TRY(reader.text("message", 5000, TextKind::kParagraphs));
    if (const JsonValue* set = reader.find("set")) request.set = TRY(wanted_from(*set, "set"));
    request.change = TRY(id_in<ChangeId>(reader, "change"));
    return request;
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

Result<DecisionInput> decision_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"accept", "reason"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    DecisionInput input;
    input.decision = TRY(reader.required_flag("accept")) ? Decision::kAccept : Decision::kDecline;
    TRY(reader.required("reason"));
    input.reason = TRY(reader.text("reason", 2000, TextKind::kParagraphs));
    return input;
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
