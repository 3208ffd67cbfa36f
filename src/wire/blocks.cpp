#include "wire/blocks.h"

#include "wire/input_fields.h"

namespace settle::wire {

JsonObject json_of(const std::optional<CustomerBlock>& block) {
    if (!block) return {{"blocked", false}, {"since", nullptr}, {"reason", ""}, {"by", ""}};
    return {{"blocked", true}, {"since", json_of(block->since)}, {"reason", block->reason}, {"by", block->by}};
}

Result<std::string> reason_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"reason"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    return reader.text("reason", kReasonLength, TextKind::kParagraphs);
}

}  // namespace settle::wire
