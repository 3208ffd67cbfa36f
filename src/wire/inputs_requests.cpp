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

namespace {

Result<RefundTerms> refund_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"invoice", "amount"};
    const ObjectReader reader = TRY(ObjectReader::open(value, "refund", kKnown));
    InvoiceId invoice = TRY(required_id_in<InvoiceId>(reader, "invoice"));
    std::string amount = TRY(reader.required_text("amount", 24));
    return RefundTerms{std::move(invoice), std::move(amount)};
}

}  // namespace

Result<Verdict> decision_from(const JsonValue& value, Currency currency) {
    constexpr std::string_view kKnown[] = {"accept", "reason", "on", "from", "to", "set", "lines", "refund"};
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
    if (reader.has_value("refund")) verdict.refund = TRY(refund_from(*reader.find("refund")));
    return verdict;
}

namespace {

Result<std::string> words_in(const ObjectReader& reader) {
    std::string text = TRY(reader.text("text", 5000, TextKind::kParagraphs));
    if (text.empty()) return fail(ErrorCode::kFieldRequired, reader.path_of("text"));
    return text;
}

/// Nothing when it is left out.
Result<std::optional<bool>> flag_in(const ObjectReader& reader, std::string_view name) {
    if (!reader.has(name)) return std::optional<bool>();
    return std::optional(TRY(reader.required_flag(name)));
}

Error not_one_of(std::string_view expected) {
    return Error(ErrorCode::kFieldInvalid).with("expected", std::string(expected));
}

}  // namespace

Result<MessageInput> message_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"text", "waits"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    MessageInput message{TRY(words_in(reader))};
    const auto waits = TRY(flag_in(reader, "waits"));
    if (waits && !*waits) message.then = Then::kGoOn;
    return message;
}

Result<std::string> note_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"text"};
    return words_in(TRY(ObjectReader::open(value, {}, kKnown)));
}

Result<ProposalInput> proposal_from(const JsonValue& value, Currency currency) {
    constexpr std::string_view kKnown[] = {"text", "until", "on", "from", "to", "set", "lines"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    ProposalInput proposal;
    proposal.terms.reason = TRY(words_in(reader));
    proposal.terms.on = TRY(day_in(reader, "on"));
    proposal.terms.from = TRY(day_in(reader, "from"));
    proposal.terms.to = TRY(day_in(reader, "to"));
    TRY_VOID(check_order(proposal.terms.from, proposal.terms.to, "to"));
    if (reader.has_value("set")) proposal.terms.set = TRY(wanted_from(*reader.find("set"), "set", currency));
    proposal.terms.lines = TRY(agreed_in(reader, currency));
    const auto until = TRY(day_in(reader, "until"));
    if (!until) return fail(ErrorCode::kFieldRequired, "until");
    proposal.until = *until;
    return proposal;
}

Result<ProposalAnswer> proposal_answer_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"proposal", "accept", "reason"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    ProposalAnswer answer;
    TRY(reader.required("proposal"));
    answer.number = static_cast<int>(*TRY(reader.integer("proposal", 1, 1'000'000)));
    using Word = ProposalAnswer::Word;
    answer.word = TRY(reader.required_flag("accept")) ? Word::kAccept : Word::kRefuse;
    answer.reason = TRY(reader.text("reason", kReasonLength, TextKind::kParagraphs));
    return answer;
}

Result<std::string> assignee_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"assignee"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    TRY(reader.required("assignee"));
    return reader.has_value("assignee") ? reader.text("assignee", kIdLength) : std::string();
}

Result<RequestId> duplicate_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"of"};
    return required_id_in<RequestId>(TRY(ObjectReader::open(value, {}, kKnown)), "of");
}

Result<void> add_condition(RequestFilter& filter, std::string_view name, const std::string& value,
                           const std::string& me, Instant now) {
    if (value.empty()) return {};
    if (name == "type") {
        auto type = parse_request_type(value);
        // Whoever reads the condition knows where it stands.
        if (!type) type.error().field.clear();
        filter.type = TRY(std::move(type));
    } else if (name == "state") {
        if (value == "open") filter.group = RequestGroup::kOpen;
        else if (value == "decided") filter.group = RequestGroup::kDecided;
        else if (value != "all") return fail(not_one_of("open, decided, all"));
    } else if (name == "sort") {
        if (value == "urgent") filter.order = RequestOrder::kUrgent;
        else if (value != "newest") return fail(not_one_of("urgent, newest"));
    } else if (name == "overdue") {
        if (value == "true") filter.overdue_at = now;
        else if (value != "false") return fail(not_one_of("true, false"));
    } else if (name == "assignee") {
        filter.assignee = value == "me" ? me : value == "nobody" ? std::string() : value;
    } else if (name == "search") {
        filter.search = value;
    }
    return {};
}

Result<SavedView> saved_view_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"name", "filter"};
    constexpr std::string_view kConditions[] = {"state", "type", "assignee", "overdue", "search", "sort"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    SavedView view;
    view.name = TRY(reader.required_text("name", kSavedViewNameMax));
    const ObjectReader conditions = TRY(ObjectReader::open(*TRY(reader.required("filter")), "filter", kConditions));
    RequestFilter tried;
    for (const std::string_view name : kConditions) {
        std::string condition = TRY(conditions.text(name, 100));
        if (condition.empty()) continue;
        TRY_VOID(at(add_condition(tried, name, condition, {}, {}), conditions, name));
        view.filter.emplace_back(name, std::move(condition));
    }
    return view;
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
