#include "wire/json.h"

namespace settle::wire {

namespace {

void put_act(JsonObject& object, const Wanted& wanted) {
    switch (*wanted.act) {
        case ChangeKind::kCancel: object["cancel"] = true; return;
        case ChangeKind::kRenewalOn: object["renewal"] = true; return;
        case ChangeKind::kResume: object["resume"] = true; return;
        case ChangeKind::kPause: {
            JsonObject pause;
            if (wanted.from) pause["from"] = json_of(*wanted.from);
            if (wanted.to) pause["to"] = json_of(*wanted.to);
            object["pause"] = std::move(pause);
            return;
        }
        default: break;
    }
    ENSURE(false);
}

JsonArray json_of_agreed(const std::vector<AgreedLine>& lines) {
    JsonArray array;
    for (const AgreedLine& line : lines)
        array.push_back(JsonObject{
            {"item", json_of(line.item)}, {"quantity", line.quantity}, {"unit_price", line.unit_price.str()}});
    return array;
}

}  // namespace

JsonObject json_of(const Quantities& quantities) {
    JsonObject object;
    for (const auto& entry : quantities) object[view(entry.item.view())] = entry.count;
    return object;
}

JsonObject json_of(const Wanted& wanted) {
    JsonObject object;
    if (wanted.plan) object["plan"] = json_of(*wanted.plan);
    if (wanted.cycle) object["cycle"] = json_of(name_of(*wanted.cycle));
    if (!wanted.quantities.empty()) object["quantities"] = json_of(wanted.quantities);
    if (wanted.billing_day) object["billing_day"] = *wanted.billing_day;
    if (wanted.act) put_act(object, wanted);
    if (wanted.on) object["on"] = json_of(*wanted.on);
    if (!wanted.lines.empty()) object["lines"] = json_of_agreed(wanted.lines);
    return object;
}

std::string text_of_json(const JsonValue& value) { return boost::json::serialize(value); }

}  // namespace settle::wire
