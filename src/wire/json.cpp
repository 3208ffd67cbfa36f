#include "wire/json.h"

namespace settle::wire {

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
    return object;
}

std::string text_of_json(const JsonValue& value) { return boost::json::serialize(value); }

}  // namespace settle::wire
