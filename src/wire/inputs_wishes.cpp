// What should be different, tried, confirmed or kept for later.
#include "wire/input_fields.h"

namespace settle::wire {
namespace {

constexpr std::size_t kFingerprintLength = 160;

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

// "true" or nothing: what is not wanted is left out.
Result<bool> wish_in(const ObjectReader& reader, std::string_view name) {
    const JsonValue* value = reader.find(name);
    if (value == nullptr) return false;
    if (!value->is_bool() || !value->get_bool()) return fail(unfit(reader.path_of(name), "true"));
    return true;
}

Result<void> read_pause(const ObjectReader& reader, Wanted& wanted) {
    constexpr std::string_view kKnown[] = {"from", "to"};
    const ObjectReader pause = TRY(ObjectReader::open(*TRY(reader.required("pause")), reader.path_of("pause"), kKnown));
    wanted.from = TRY(day_in(pause, "from"));
    wanted.to = TRY(day_in(pause, "to"));
    return check_order(wanted.from, wanted.to, pause.path_of("to"));
}

struct NamedAct {
    std::string_view name;
    ChangeKind act;
};
constexpr NamedAct kActs[] = {{"cancel", ChangeKind::kCancel},
                              {"renewal", ChangeKind::kRenewalOn},
                              {"pause", ChangeKind::kPause},
                              {"resume", ChangeKind::kResume}};

// The one act that is named, if any.
Result<void> read_act(const ObjectReader& reader, Wanted& wanted) {
    for (const NamedAct& named : kActs) {
        const bool is_pause = named.act == ChangeKind::kPause;
        if (is_pause ? !reader.has(named.name) : !TRY(wish_in(reader, named.name))) continue;
        if (wanted.act) return fail(unfit(reader.path_of(named.name), "cancel | renewal | pause | resume"));
        wanted.act = named.act;
        if (is_pause) TRY_VOID(read_pause(reader, wanted));
    }
    return {};
}

// An end or a pause is no purchase: nothing else may hide in it.
Result<void> stands_alone(const ObjectReader& reader) {
    for (const std::string_view name : {"plan", "cycle", "quantities", "billing_day", "lines"})
        if (reader.has(name))
            return fail(unfit(reader.path_of(name), "cancel | renewal | pause | resume | plan, cycle, quantities"));
    return {};
}

Result<AgreedLine> agreed_from(const JsonValue& value, const std::string& path, Currency currency) {
    constexpr std::string_view kKnown[] = {"item", "quantity", "unit_price"};
    const ObjectReader reader = TRY(ObjectReader::open(value, path, kKnown));
    const Code item = TRY(at(Code::parse(TRY(reader.required_text("item", Code::kLengthMax))), reader, "item"));
    TRY(reader.required("quantity"));
    const auto quantity = TRY(reader.integer("quantity", 1, kQuantityMax));
    const std::string price = TRY(reader.required_text("unit_price", 24));
    const UnitPrice unit_price = TRY(at(UnitPrice::parse(price, currency), reader, "unit_price"));
    return AgreedLine{item, *quantity, unit_price};
}

// What a body asks for: `set`, or one act beside it that means the same.
Result<Wanted> wanted_of_body(const ObjectReader& reader, Currency currency) {
    Wanted wanted;
    TRY_VOID(read_act(reader, wanted));
    if (!wanted.act) return wanted_from(*TRY(reader.required("set")), "set", currency);
    if (reader.has("set")) return fail(unfit("set", "set | cancel | renewal | pause | resume"));
    return wanted;
}

// "2026-03-01T09:00:00Z" with at most six decimals, as Instant::str() writes it.
Result<Instant> instant_from(std::string_view text, const std::string& path) {
    constexpr std::size_t kSecondsLength = std::size("2026-03-01T09:00:00") - 1;
    const auto wrong = [&] { return fail(unfit(path, "2026-03-01T09:00:00Z")); };
    const auto number = [&](std::size_t from, std::size_t count) -> std::optional<int> {
        int value = 0;
        const char* end = text.data() + from + count;
        const auto read = std::from_chars(text.data() + from, end, value);
        if (read.ec != std::errc() || read.ptr != end || value < 0) return std::nullopt;
        return value;
    };
    if (text.size() < kSecondsLength + 1 || !text.ends_with('Z') || text[10] != 'T' || text[13] != ':' ||
        text[16] != ':')
        return wrong();
    const auto day = Date::parse(text.substr(0, 10));
    const auto hours = number(11, 2), minutes = number(14, 2), seconds = number(17, 2);
    if (!day || !hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 59) return wrong();
    int micros = 0;
    if (const std::size_t rest = text.size() - 1 - kSecondsLength; rest > 0) {
        const auto decimals =
            rest < 2 || rest > 7 || text[kSecondsLength] != '.' ? std::nullopt : number(kSecondsLength + 1, rest - 1);
        if (!decimals) return wrong();
        micros = *decimals;
        for (std::size_t i = rest - 1; i < 6; ++i) micros *= 10;
    }
    const std::int64_t days = day->days().time_since_epoch().count();
    return Instant{(days * 86'400 + *hours * 3'600 + *minutes * 60 + *seconds) * 1'000'000 + micros};
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

Result<std::vector<AgreedLine>> agreed_in(const ObjectReader& reader, Currency currency) {
    std::vector<AgreedLine> lines;
    if (!reader.has_value("lines")) return lines;
    const std::string path = reader.path_of("lines");
    const JsonValue& value = *reader.find("lines");
    if (!value.is_array() || value.get_array().size() > kQuantitiesMax)
        return fail(unfit(path, fmt::format("[0 … {}]", kQuantitiesMax)));
    for (const JsonValue& line : value.get_array())
        lines.push_back(TRY(agreed_from(line, fmt::format("{}.{}", path, lines.size()), currency)));
    return lines;
}

Result<Wanted> wanted_from(const JsonValue& value, const std::string& path, Currency currency) {
    constexpr std::string_view kKnown[] = {"plan",    "cycle", "quantities", "billing_day", "cancel",
                                           "renewal", "pause", "resume",     "on",          "lines"};
    const ObjectReader reader = TRY(ObjectReader::open(value, path, kKnown));
    Wanted wanted;
    TRY_VOID(read_act(reader, wanted));
    if (wanted.act) TRY_VOID(stands_alone(reader));
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
    wanted.on = TRY(day_in(reader, "on"));
    wanted.lines = TRY(agreed_in(reader, currency));
    return wanted;
}

Result<Confirmation> confirmation_from(const JsonValue& value, Currency currency) {
    constexpr std::string_view kKnown[] = {"set",         "cancel",   "renewal",    "pause",           "resume",
                                           "fingerprint", "pay_with", "return_url", "accepted_policy", "reason",
                                           "priced_at",   "with_list"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    Confirmation confirmation;
    if (reader.has_value("with_list")) confirmation.with_list = TRY(reader.required_flag("with_list"));
    confirmation.set = TRY(wanted_of_body(reader, currency));
    confirmation.reason = TRY(reader.text("reason", kReasonLength, TextKind::kParagraphs));
    if (reader.has_value("priced_at"))
        confirmation.priced_at = TRY(instant_from(TRY(reader.text("priced_at", 40)), "priced_at"));
    confirmation.fingerprint = TRY(reader.text("fingerprint", kFingerprintLength));
    confirmation.pay_with = TRY(reader.text("pay_with", kIdLength));
    confirmation.return_url = TRY(reader.text("return_url", 500));
    confirmation.accepted_policy = TRY(reader.text("accepted_policy", 40));
    return confirmation;
}

Result<PreviewWish> preview_wish_from(const JsonValue& value, Currency currency) {
    constexpr std::string_view kKnown[] = {"set", "cancel", "renewal", "pause", "resume", "billing"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    PreviewWish wish;
    wish.set = TRY(wanted_of_body(reader, currency));
    if (const JsonValue* billing = reader.find("billing")) wish.billing = TRY(billing_try_from(*billing));
    return wish;
}

Result<DraftInput> draft_from(const JsonValue& value, Currency currency) {
    constexpr std::string_view kKnown[] = {"set", "step", "method", "version"};
    constexpr std::string_view kSteps[] = {"summary", "billing", "payment"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    DraftInput input;
    input.draft.wanted = TRY(wanted_from(*TRY(reader.required("set")), "set", currency));
    input.draft.step = TRY(choice_in(reader, "step", kSteps));
    input.draft.method = TRY(reader.text("method", kIdLength));
    input.version_seen = TRY(reader.integer("version", 0, INT64_MAX));
    return input;
}

}  // namespace settle::wire
