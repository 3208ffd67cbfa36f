// What is asked of staff, and what staff decide.
#include "wire/input_fields.h"

namespace settle::wire {

Result<NewRequest> new_request_from(const JsonValue& value, Currency currency) {
    constexpr std::string_view kKnown[] = {"customer", "type", "message", "set", "change", "from", "to"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    NewRequest request;
    request.customer = TRY(id_in<CustomerId>(reader, "customer"));
    request.type = TRY(at(parse_request_type(TRY(reader.required_text("type", 40))), reader, "type"));
    request.message = TRY(reader.text("message", 5000, TextKind::kParagraphs));
    if (const JsonValue* set = reader.find("set")) request.set = TRY(wanted_from(*set, "set", currency));
    request.change = TRY(id_in<ChangeId>(reader, "change"));
    request.from = TRY(day_in(reader, "from"));
    request.to = TRY(day_in(reader, "to"));
    TRY_VOID(check_order(request.from, request.to, "to"));
    return request;
}

Result<Verdict> decision_from(const JsonValue& value, Currency currency) {
    constexpr std::string_view kKnown[] = {"accept", "reason", "on", "from", "to", "set", "lines"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    Verdict verdict;
    verdict.decision = TRY(reader.required_flag("accept")) ? Decision::kAccept : Decision::kDecline;
    verdict.reason = TRY(reader.text("reason", kReasonLength, TextKind::kParagraphs));
    verdict.on = TRY(day_in(reader, "on"));
    verdict.from = TRY(day_in(reader, "from"));
    verdict.to = TRY(day_in(reader, "to"));
    TRY_VOID(check_order(verdict.from, verdict.to, "to"));
    if (reader.has_value("set")) verdict.set = TRY(wanted_from(*reader.find("set"), "set", currency));
    verdict.lines = TRY(agreed_in(reader, currency));
    return verdict;
}

Result<std::string> message_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"text"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    std::string text = TRY(reader.text("text", 5000, TextKind::kParagraphs));
    if (text.empty()) return fail(ErrorCode::kFieldRequired, "text");
    return text;
}

Result<TrialExtension> trial_extension_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"days", "reason"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    TrialExtension extension;
    TRY(reader.required("days"));
    extension.days = static_cast<int>(*TRY(reader.integer("days", 1, 365)));
    extension.reason = TRY(reader.text("reason", kReasonLength, TextKind::kParagraphs));
    return extension;
}

}  // namespace settle::wire
