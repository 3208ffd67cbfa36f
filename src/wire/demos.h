// Demos, as JSON.
#pragma once

#include "app/requests/demos.h"
#include "wire/json.h"

namespace settle::wire {

/// What the form shows before anybody is known.
JsonObject json_of_demo_form(const Catalog& catalog, std::string_view language);

struct DemoInput {
    VendorName vendor;
    NewDemo demo;
};
Result<DemoInput> demo_from(const JsonValue& value, Currency currency);

struct SlotInput {
    CivilTime time;
    std::string zone;
    std::string text;
};
Result<SlotInput> slot_from(const JsonValue& value);
Result<DemoVerdict> demo_verdict_from(const JsonValue& value);
Result<std::string> demo_note_from(const JsonValue& value);
Result<DemoSale> demo_sale_from(const JsonValue& value, Currency currency);

JsonObject json_of(const ListedDemo& listed, const Audience& audience);
/// The same with what happened to it.
JsonObject json_of(const DemoView& view, const Audience& audience);

}  // namespace settle::wire
