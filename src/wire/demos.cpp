#include "wire/demos.h"

#include "wire/contrast.h"
#include "wire/offer.h"
#include "wire/input_fields.h"
#include "wire/records.h"

namespace settle::wire {
namespace {

constexpr std::size_t kVendorLength = 64;
constexpr std::size_t kZoneLength = 64;
constexpr std::size_t kMessageLength = 5'000;
constexpr std::string_view kOutcomes[] = {"held", "no_show", "lost"};

Result<int> minute_in(const ObjectReader& reader, std::string_view name) {
    const auto minute = parse_minute(TRY(reader.required_text(name, 5)));
    if (!minute) return fail(unfit(reader.path_of(name), "14:00"));
    return *minute;
}

// A day without a time, or the other way round, is no moment.
Result<std::optional<CivilTime>> moment_in(const ObjectReader& reader) {
    const auto day = TRY(day_in(reader, "day"));
    if (!day && !reader.has_value("time")) return std::optional<CivilTime>();
    if (!day) return fail(ErrorCode::kFieldRequired, reader.path_of("day"));
    const int minute = TRY(minute_in(reader, "time"));
    return std::optional(CivilTime{*day, minute});
}

// As quantities are read everywhere, with the names they have in the whole body.
Result<Quantities> quantities_in(const ObjectReader& reader, Currency currency) {
    const JsonValue* value = reader.find("quantities");
    if (value == nullptr) return Quantities();
    return TRY(wanted_from(JsonObject{{"quantities", *value}}, {}, currency)).quantities;
}

JsonObject json_of_time(const CivilTime& time, std::string_view zone) {
    return {{"day", json_of(time.day)}, {"time", time.clock_text()}, {"time_zone", json_of(zone)}};
}

JsonValue json_of_slot(const std::optional<SlotTimes>& slot, std::string_view there, std::string_view here) {
    if (!slot) return nullptr;
    return JsonObject{{"at", json_of(slot->at)},
                      {"there", json_of_time(slot->there, there)},
                      {"here", json_of_time(slot->here, here)}};
}

JsonObject json_of_step(const DemoView::Step& seen, const DemoView& view) {
    const DemoStep& step = seen.step;
    const auto name = view.names.find(step.by.id);
    const bool asked = step.kind == DemoStep::Kind::kAsked;
    std::string by = asked ? view.listed.demo.full_name() : name == view.names.end() ? step.by.id : name->second;
    return {{"kind", json_of(name_of(step.kind))},
            {"at", json_of(step.at)},
            {"by", std::move(by)},
            {"slot", json_of_slot(seen.slot, view.listed.demo.time_zone, view.listed.zone_here)},
            {"text", step.text}};
}

}  // namespace

JsonObject json_of_demo_form(const Catalog& catalog, std::string_view language) {
    JsonArray languages, items;
    for (const std::string& one : catalog.languages) languages.push_back(json_of(std::string_view(one)));
    // What people are given seats by; what is sold on top is talked about.
    for (const Item& item : catalog.items)
        if (item.kind != ItemKind::kAddOn)
            items.push_back(JsonObject{{"code", json_of(item.code)}, {"name", item.name_plural.in(language)}});
    return {{"vendor", JsonObject{{"code", catalog.vendor}, {"name", catalog.vendor_name.in(language)}}},
            {"languages", std::move(languages)},
            {"time_zone", catalog.time_zone},
            {"items", std::move(items)},
            {"accent", catalog.layout.accent},
            {"accent_text", json_of(text_colour_on(catalog.layout.accent))},
            {"logo", logo_address(catalog)}};
}

Result<DemoInput> demo_from(const JsonValue& value, Currency currency) {
    constexpr std::string_view kKnown[] = {"vendor",  "company",  "first_name", "last_name", "email",
                                           "phone",   "language", "day",        "time",      "quantities",
                                           "message", "website",  "time_zone"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    DemoInput input;
    input.vendor = TRY(reader.required_text("vendor", kVendorLength));
    NewDemo& demo = input.demo;
    demo.company = TRY(reader.required_text("company", 200));
    demo.first_name = TRY(reader.text("first_name", 100));
    demo.last_name = TRY(reader.required_text("last_name", 100));
    demo.email = TRY(reader.required_text("email", 254));
    demo.phone = TRY(reader.text("phone", 40));
    demo.language = TRY(reader.text("language", 8));
    demo.time_zone = TRY(reader.text("time_zone", kZoneLength));
    demo.wished = TRY(moment_in(reader));
    demo.expected = TRY(quantities_in(reader, currency));
    demo.message = TRY(reader.text("message", kMessageLength, TextKind::kParagraphs));
    demo.trap = TRY(reader.text("website", 200));
    return input;
}

Result<SlotInput> slot_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"day", "time", "time_zone", "text"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    const auto time = TRY(moment_in(reader));
    if (!time) return fail(ErrorCode::kFieldRequired, "day");
    std::string time_zone = TRY(reader.text("time_zone", kZoneLength));
    std::string text = TRY(reader.text("text", kReasonLength, TextKind::kParagraphs));
    return SlotInput{*time, std::move(time_zone), std::move(text)};
}

Result<DemoVerdict> demo_verdict_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"outcome", "reason", "text"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    TRY(reader.required("outcome"));
    const std::string outcome = TRY(choice_in(reader, "outcome", kOutcomes));
    DemoVerdict verdict;
    verdict.outcome = static_cast<DemoOutcome>(std::ranges::find(kOutcomes, outcome) - std::begin(kOutcomes));
    verdict.reason = TRY(reader.text("reason", kReasonLength, TextKind::kParagraphs));
    verdict.text = TRY(reader.text("text", kReasonLength, TextKind::kParagraphs));
    return verdict;
}

Result<std::string> demo_note_from(const JsonValue& value) { return note_from(value); }

Result<DemoSale> demo_sale_from(const JsonValue& value, Currency currency) {
    constexpr std::string_view kKnown[] = {"set", "name", "country", "region", "billing", "reason"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    DemoSale sale;
    sale.set = TRY(wanted_from(*TRY(reader.required("set")), "set", currency));
    if (!sale.set.plan) return fail(ErrorCode::kFieldRequired, "set.plan");
    sale.name = TRY(reader.text("name", 200));
    sale.country = TRY(reader.required_text("country", 2));
    sale.region = TRY(reader.text("region", 40));
    if (const JsonValue* billing = reader.find("billing")) sale.billing = TRY(billing_from(*billing, "billing"));
    sale.reason = TRY(reader.text("reason", kReasonLength, TextKind::kParagraphs));
    return sale;
}

JsonObject json_of(const ListedDemo& listed, const Audience&) {
    const Demo& demo = listed.demo;
    return {{"id", demo.id.str()},
            {"state", json_of(name_of(demo.state))},
            {"company", demo.company},
            {"first_name", demo.first_name},
            {"last_name", demo.last_name},
            {"email", demo.email},
            {"phone", demo.phone},
            {"language", demo.language},
            {"time_zone", demo.time_zone},
            {"zone_here", listed.zone_here},
            {"wished", json_of_slot(listed.wished, demo.time_zone, listed.zone_here)},
            {"slot", json_of_slot(listed.slot, demo.time_zone, listed.zone_here)},
            {"quantities", json_of(demo.expected)},
            {"message", demo.message},
            {"lost_reason", demo.lost_reason},
            {"customer", or_null(demo.became.view())},
            {"change", or_null(demo.change.view())},
            {"created_at", json_of(demo.created_at)},
            {"overdue", listed.overdue}};
}

JsonObject json_of(const DemoView& view, const Audience& audience) {
    JsonObject object = json_of(view.listed, audience);
    JsonArray steps;
    for (const DemoView::Step& step : view.steps) steps.push_back(json_of_step(step, view));
    object["steps"] = std::move(steps);
    object["customer_name"] = view.customer_name;
    return object;
}

}  // namespace settle::wire
