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

JsonValue of(const AgreedLine& line) {
    Object object{{"item", view(line.item.view())}, {"quantity", line.quantity}};
    put(object, line.unit_price);
    return object;
}

AgreedLine agreed_line_of(const JsonValue& value) {
    const Object& object = value.as_object();
    return {code_in(object, "item"), number_in(object, "quantity"), price_in(object)};
}

JsonValue of(const TaxNumber& tax_number) {
    Object object{{"number", tax_number.number}, {"status", view(name_of(tax_number.status))}};
    if (tax_number.checked_at) object["checked_at"] = tax_number.checked_at->micros;
    return object;
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

JsonValue of(const Quantities& quantities) {
    Object object;
    for (const auto& entry : quantities) object[view(entry.item.view())] = entry.count;
    return object;
}

Quantities quantities_of(const JsonValue& value) {
    Quantities quantities;
    for (const auto& [item, count] : value.as_object())
        quantities.set(must(Code::parse({item.data(), item.size()})), count.as_int64());
    return quantities;
}

JsonValue of(const Wanted& wanted) {
    Object object;
    if (wanted.plan) object["plan"] = view(wanted.plan->view());
    if (wanted.cycle) object["cycle"] = view(name_of(*wanted.cycle));
    if (!wanted.quantities.empty()) object["quantities"] = of(wanted.quantities);
    if (wanted.billing_day) object["billing_day"] = *wanted.billing_day;
    if (wanted.act) object["act"] = view(name_of_act(*wanted.act));
    put(object, "from", wanted.from);
    put(object, "to", wanted.to);
    put(object, "on", wanted.on);
    put(object, "lines", wanted.lines, [](const AgreedLine& line) { return of(line); });
    return object;
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

JsonValue of(const Actor& actor) {
    Object object{{"kind", view(name_of(actor.kind))}};
    put(object, "role", actor.role.view());
    put(object, "id", actor.id);
    if (actor.provisions) object["provisions"] = true;
    return object;
}

Actor actor_of(const JsonValue& value) {
    const Object& object = value.as_object();
    return {.kind = must(enum_of(view(object.at("kind")), Actor::Kind::kServer)),
            .role = code_in(object, "role"),
            .id = text_in(object, "id"),
            .provisions = object.contains("provisions")};
}

void put(Object& object, const UnitPrice& price) {
    object["unit_price"] = price.scaled_minor();
    object["currency"] = view(price.currency().code());
}

UnitPrice price_in(const Object& object) { return {number_in(object, "unit_price"), currency_in(object)}; }

JsonValue of(const BillingInformation& billing) {
    Object object;
    put(object, "company", billing.company);
    put(object, "first_name", billing.first_name);
    put(object, "last_name", billing.last_name);
    put(object, "email", billing.email);
    put(object, "line1", billing.line1);
    put(object, "line2", billing.line2);
    put(object, "postal_code", billing.postal_code);
    put(object, "city", billing.city);
    put(object, "country", billing.country);
    put(object, "region", billing.region);
    if (billing.tax_number) object["tax_number"] = of(*billing.tax_number);
    return object;
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
    return billing;
}

Object of(const Line& line) {
    Object object{{"item", view(line.item.view())}};
    put(object, "plan", line.plan.view());
    object["kind"] = view(name_of(line.kind));
    object["quantity"] = line.quantity;
    object["unit_price"] = line.unit_price.scaled_minor();
    object["covers"] = Array{JsonValue(line.covers.first_day.str()), JsonValue(line.covers.end_day.str())};
    object["ratio"] = Array{JsonValue(line.ratio.part), JsonValue(line.ratio.whole)};
    object["amount"] = line.amount.minor();
    put(object, "credits_invoice", line.credits_invoice.str());
    if (line.credits_line >= 0) object["credits_line"] = line.credits_line;
    return object;
}

Line line_of(const JsonValue& value, Currency currency) {
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
