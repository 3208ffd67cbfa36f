#include "adapters/store/json_parts.h"

#include "base/ensure.h"

namespace settle::store::json {
namespace {

// The acts of a wish, by the names they are kept under.
constexpr std::pair<ChangeKind, std::string_view> kActs[] = {{ChangeKind::kCancel, "cancel"},
                                                             {ChangeKind::kRenewalOn, "renewal_on"},
                                                             {ChangeKind::kPause, "pause"},
                                                             {ChangeKind::kResume, "resume"}};

std::string_view name_of_act(ChangeKind act) {
    for (const auto& [kind, name] : kActs)
        if (kind == act) return name;
    ENSURE(false);
}

ChangeKind act_of(const JsonValue& value) {
    for (const auto& [kind, name] : kActs)
        if (name == view(value)) return kind;
    throw std::invalid_argument("unknown act " + std::string(view(value)));
}

void write(JsonText& json, const AgreedLine& line) {
    json.open_object();
    json.put_always("item", line.item.view());
    json.put("quantity", line.quantity);
    put(json, line.unit_price);
    json.close_object();
}

AgreedLine agreed_line_of(const JsonValue& value) {
    const Object& object = value.as_object();
    return {code_in(object, "item"), number_in(object, "quantity"), price_in(object)};
}

void write(JsonText& json, const TaxNumber& tax_number) {
    json.open_object();
    json.put_always("number", tax_number.number);
    json.put_always("status", name_of(tax_number.status));
    if (tax_number.checked_at) json.put("checked_at", tax_number.checked_at->micros);
    json.close_object();
}

TaxNumber tax_number_of(const JsonValue& value) {
    const Object& object = value.as_object();
    TaxNumber tax_number;
    tax_number.number = text_in(object, "number");
    tax_number.status = must(enum_of(view(object.at("status")), TaxNumberStatus::kRefused));
    if (object.contains("checked_at")) tax_number.checked_at = Instant{number_in(object, "checked_at")};
    return tax_number;
}

}  // namespace

void write(JsonText& json, const Quantities& quantities) {
    json.open_object();
    for (const auto& entry : quantities) json.put(entry.item.view(), entry.count);
    json.close_object();
}

Quantities quantities_of(const JsonValue& value) {
    Quantities quantities;
    for (const auto& [item, count] : value.as_object())
        quantities.set(must(Code::parse({item.data(), item.size()})), count.as_int64());
    return quantities;
}

void write(JsonText& json, const Wanted& wanted) {
    json.open_object();
    if (wanted.plan) json.put_always("plan", wanted.plan->view());
    if (wanted.cycle) json.put("cycle", name_of(*wanted.cycle));
    if (!wanted.quantities.empty()) {
        json.key("quantities");
        write(json, wanted.quantities);
    }
    if (wanted.billing_day) json.put("billing_day", *wanted.billing_day);
    if (wanted.act) json.put("act", name_of_act(*wanted.act));
    put(json, "from", wanted.from);
    put(json, "to", wanted.to);
    put(json, "on", wanted.on);
    put(json, "lines", wanted.lines, [&](const AgreedLine& line) { write(json, line); });
    json.close_object();
}

Wanted wanted_of(const JsonValue& value) {
    const Object& object = value.as_object();
    Wanted wanted;
    if (const JsonValue* plan = object.if_contains("plan"))
        wanted.plan = view(*plan).empty() ? Code() : must(Code::parse(view(*plan)));
    if (const JsonValue* cycle = object.if_contains("cycle")) wanted.cycle = must(enum_of(view(*cycle), Cycle::kYear));
    if (const JsonValue* quantities = object.if_contains("quantities")) wanted.quantities = quantities_of(*quantities);
    if (object.contains("billing_day")) wanted.billing_day = static_cast<int>(number_in(object, "billing_day"));
    if (const JsonValue* act = object.if_contains("act")) wanted.act = act_of(*act);
    wanted.from = maybe_day_in(object, "from");
    wanted.to = maybe_day_in(object, "to");
    wanted.on = maybe_day_in(object, "on");
    wanted.lines = list_in<AgreedLine>(object, "lines", agreed_line_of);
    return wanted;
}

void write(JsonText& json, const Actor& actor) {
    json.open_object();
    json.put_always("kind", name_of(actor.kind));
    json.put("role", actor.role.view());
    json.put("id", actor.id);
    if (actor.provisions) {
        json.key("provisions");
        json.yes();
    }
    json.close_object();
}

Actor actor_of(const JsonValue& value) {
    const Object& object = value.as_object();
    return {.kind = must(enum_of(view(object.at("kind")), Actor::Kind::kServer)),
            .role = code_in(object, "role"),
            .id = text_in(object, "id"),
            .provisions = object.contains("provisions")};
}

void put(JsonText& json, const UnitPrice& price) {
    json.put("unit_price", price.scaled_minor());
    json.put_always("currency", price.currency().code());
}

UnitPrice price_in(const Object& object) { return {number_in(object, "unit_price"), currency_in(object)}; }

void write(JsonText& json, const BillingInformation& billing) {
    json.open_object();
    json.put("company", billing.company);
    json.put("first_name", billing.first_name);
    json.put("last_name", billing.last_name);
    json.put("email", billing.email);
    json.put("line1", billing.line1);
    json.put("line2", billing.line2);
    json.put("postal_code", billing.postal_code);
    json.put("city", billing.city);
    json.put("country", billing.country);
    json.put("region", billing.region);
    if (billing.tax_number) {
        json.key("tax_number");
        write(json, *billing.tax_number);
    }
    json.put("purchase_order", billing.purchase_order);
    json.close_object();
}

BillingInformation billing_of(const JsonValue& value) {
    const Object& object = value.as_object();
    BillingInformation billing;
    billing.company = text_in(object, "company");
    billing.first_name = text_in(object, "first_name");
    billing.last_name = text_in(object, "last_name");
    billing.email = text_in(object, "email");
    billing.line1 = text_in(object, "line1");
    billing.line2 = text_in(object, "line2");
    billing.postal_code = text_in(object, "postal_code");
    billing.city = text_in(object, "city");
    billing.country = text_in(object, "country");
    billing.region = text_in(object, "region");
    if (const JsonValue* tax_number = object.if_contains("tax_number")) billing.tax_number = tax_number_of(*tax_number);
    billing.purchase_order = text_in(object, "purchase_order");
    return billing;
}

void put(JsonText& json, const Line& line) {
    json.put_always("item", line.item.view());
    json.put("plan", line.plan.view());
    json.put("kind", name_of(line.kind));
    json.put("quantity", line.quantity);
    json.put("unit_price", line.unit_price.scaled_minor());
    json.key("covers");
    json.open_array();
    write(json, line.covers.first_day);
    write(json, line.covers.end_day);
    json.close_array();
    json.key("ratio");
    json.open_array();
    json.number(line.ratio.part);
    json.number(line.ratio.whole);
    json.close_array();
    json.put("amount", line.amount.minor());
    json.put("credits_invoice", line.credits_invoice.str());
    if (line.credits_line >= 0) json.put("credits_line", line.credits_line);
}

void write(JsonText& json, const Line& line, const LineContext& context) {
    // One document, one currency: it is written once for all of them.
    ENSURE(line.amount.currency() == context.currency && line.unit_price.currency() == context.currency);
    const bool is_usual = line.kind == LineKind::kCharge && line.ratio.part == line.ratio.whole &&
                          line.covers == context.covers && line.credits_invoice.empty() && line.credits_line == -1;
    if (!is_usual) {
        json.open_object();
        put(json, line);
        json.close_object();
        return;
    }
    json.open_array();
    json.text(line.item.view());
    json.text(line.plan.view());
    json.number(line.quantity);
    json.number(line.unit_price.scaled_minor());
    json.number(line.amount.minor());
    if (line.ratio != kWhole) json.number(line.ratio.whole);
    json.close_array();
}

namespace {

Line usual_line_of(const Array& parts, const LineContext& context) {
    if (parts.size() != 5 && parts.size() != 6) throw std::invalid_argument("a line of another length");
    const std::int64_t whole = parts.size() == 6 ? parts[5].as_int64() : kWhole.whole;
    return Line{
        .item = code_of(parts[0]),
        .plan = code_of(parts[1]),
        .kind = LineKind::kCharge,
        .quantity = parts[2].as_int64(),
        .unit_price = UnitPrice(parts[3].as_int64(), context.currency),
        .covers = context.covers,
        .ratio = {whole, whole},
        .amount = Money(parts[4].as_int64(), context.currency),
        .credits_invoice = {},
        .credits_line = -1,
    };
}

}  // namespace

Line line_of(const JsonValue& value, const LineContext& context) {
    if (value.is_array()) return usual_line_of(value.get_array(), context);
    const Currency currency = context.currency;
    const Object& object = value.as_object();
    const Array& covers = object.at("covers").as_array();
    const Array& ratio = object.at("ratio").as_array();
    return Line{
        .item = code_in(object, "item"),
        .plan = code_in(object, "plan"),
        .kind = must(enum_of(view(object.at("kind")), LineKind::kCredit)),
        .quantity = number_in(object, "quantity"),
        .unit_price = UnitPrice(number_in(object, "unit_price"), currency),
        .covers = {must(Date::parse(view(covers.at(0)))), must(Date::parse(view(covers.at(1))))},
        .ratio = {ratio.at(0).as_int64(), ratio.at(1).as_int64()},
        .amount = Money(number_in(object, "amount"), currency),
        .credits_invoice = InvoiceId(text_in(object, "credits_invoice")),
        .credits_line = object.contains("credits_line") ? static_cast<int>(number_in(object, "credits_line")) : -1,
    };
}

}  // namespace settle::store::json
