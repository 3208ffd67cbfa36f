#include "app/customer/customers.h"

#include "app/billing/correct_taxes.h"
#include "app/customer/field_length.h"
#include "app/customer/newcomer.h"
#include "app/customer/tax_numbers.h"
#include "app/numbers/keep_subscription.h"
#include "app/people/members.h"
#include "domain/catalog/staff_role.h"
#include "domain/tax/tax_number.h"

namespace settle {
namespace {

// Errors of a part name the field as it is called in the whole.
template <class Value>
Result<Value> part_of(std::string_view whole, Result<Value> part) {
    if (!part)
        part.error().field =
            part.error().field.empty() ? std::string(whole) : fmt::format("{}.{}", whole, part.error().field);
    return part;
}

Result<void> check_billing(BillingInformation& billing) {
    const std::tuple<const char*, const std::string*, std::size_t> limits[] = {
        {"billing.company", &billing.company, 200},     {"billing.first_name", &billing.first_name, 100},
        {"billing.last_name", &billing.last_name, 100}, {"billing.line1", &billing.line1, 200},
        {"billing.line2", &billing.line2, 200},         {"billing.postal_code", &billing.postal_code, 20},
        {"billing.city", &billing.city, 100},           {"billing.purchase_order", &billing.purchase_order, 50},
    };
    for (const auto& [field, text, max] : limits) TRY_VOID(check_length(field, *text, max));
    if (!billing.country.empty()) billing.country = TRY(parse_country(billing.country));
    billing.region = TRY(parse_region(billing.country, billing.region));
    if (!billing.email.empty()) billing.email = TRY(part_of("billing", parse_email(billing.email)));
    return {};
}

// The register's answer about the number in `billing`, kept as evidence; nothing when there is none.
Result<std::optional<TaxEvidence>> verify_number(const Context& context, const Catalog& catalog,
                                                 const CustomerId& customer, BillingInformation& billing, Instant now) {
    if (!billing.tax_number) return std::optional<TaxEvidence>();
    TaxNumber& tax_number = *billing.tax_number;
    tax_number.number = TRY(parse_tax_number(tax_number.number, billing.country));
    const RegisterAnswer answer = ask_register(context, catalog, tax_number.number);
    tax_number.checked_at = now;
    tax_number.status = status_of(answer);
    if (tax_number.status == TaxNumberStatus::kRefused)
        return fail(Error(ErrorCode::kVatRefused, "billing.tax_number").with("number", tax_number.number));
    TRY_VOID(check_not_held(context, catalog, billing, now));
    return std::optional(evidence_of(context, customer, tax_number.number, answer, now));
}

// Each field that is another one: "city.before", "city.after".
std::vector<std::pair<std::string, std::string>> changes_of(const BillingInformation& before,
                                                            const BillingInformation& after) {
    const auto number = [](const BillingInformation& billing) {
        return billing.tax_number ? billing.tax_number->number : std::string();
    };
    const std::string number_before = number(before), number_after = number(after);
    const std::tuple<std::string_view, const std::string&, const std::string&> fields[] = {
        {"company", before.company, after.company},
        {"first_name", before.first_name, after.first_name},
        {"last_name", before.last_name, after.last_name},
        {"email", before.email, after.email},
        {"line1", before.line1, after.line1},
        {"line2", before.line2, after.line2},
        {"postal_code", before.postal_code, after.postal_code},
        {"city", before.city, after.city},
        {"country", before.country, after.country},
        {"region", before.region, after.region},
        {"tax_number", number_before, number_after},
        {"purchase_order", before.purchase_order, after.purchase_order},
    };
    std::vector<std::pair<std::string, std::string>> changes;
    for (const auto& [name, was, is] : fields) {
        if (was == is) continue;
        changes.emplace_back(fmt::format("{}.before", name), was);
        changes.emplace_back(fmt::format("{}.after", name), is);
    }
    return changes;
}

Subscription first_subscription(const Context& context, const Catalog& catalog, const CustomerId& customer) {
    Subscription subscription;
    subscription.id = new_id<SubscriptionId>(context.with.ids);
    subscription.customer = customer;
    subscription.currency = catalog.currencies.front();
    subscription.cycle = catalog.layout.default_cycle;
    // Where there is a free plan, that is what everybody starts with: in force, at nothing, without invoices.
    if (const Plan* plan = catalog.find_plan(catalog.free_plan); plan != nullptr) {
        subscription.state = SubscriptionState::kActive;
        subscription.plan = plan->code;
        for (const PlanItem& item : plan->items)
            if (const auto count = smallest_quantity(item); count > 0) subscription.quantities.set(item.item, count);
    }
    return subscription;
}

}  // namespace

Result<Newcomer> check_newcomer(const Context& context, NewCustomer wanted, Instant now) {
    TRY_VOID(only_staff(context, StaffRight::kProvision));
    const auto catalog = TRY(context.catalog());
    if (wanted.name.empty()) return fail(ErrorCode::kFieldRequired, "name");
    TRY_VOID(check_length("name", wanted.name, 200));
    if (wanted.billing.country.empty()) return fail(ErrorCode::kFieldRequired, "country");
    TRY_VOID(check_billing(wanted.billing));
    Newcomer newcomer;
    Customer& customer = newcomer.customer;
    customer.id = new_id<CustomerId>(context.with.ids);
    customer.vendor = context.vendor();
    customer.name = wanted.name;
    customer.language = wanted.language.empty() ? catalog->languages.front() : wanted.language;
    customer.time_zone = wanted.time_zone.empty() ? catalog->time_zone : wanted.time_zone;
    TRY_VOID(part_of("time_zone", context.with.zones.day_in(customer.time_zone, now)));
    BillingInformation& billing = wanted.billing;
    if (billing.company.empty()) billing.company = customer.name;
    if (billing.email.empty()) billing.email = wanted.owner.email;
    customer.created_at = now;
    Code owner_role;
    if (const Role* role = catalog->owner_role()) owner_role = role->code;
    newcomer.owner = TRY(part_of("owner", new_member(context, *catalog, customer.id, wanted.owner, owner_role)));
    newcomer.owner.is_owner = true;
    newcomer.evidence = TRY(verify_number(context, *catalog, customer.id, billing, now));
    customer.billing = std::move(billing);
    newcomer.subscription = first_subscription(context, *catalog, customer.id);
    return newcomer;
}

Result<void> take_in(const Context& context, Transaction& tx, const Newcomer& newcomer, Instant now,
                     std::vector<std::pair<std::string, std::string>> data) {
    TRY_VOID(tx.add_customer(context.vendor(), newcomer.customer));
    TRY_VOID(tx.add_member(context.vendor(), newcomer.owner));
    TRY_VOID(keep_first_subscription(context, tx, newcomer.subscription, now));
    if (newcomer.evidence) {
        TRY_VOID(tx.add_tax_evidence(context.vendor(), *newcomer.evidence));
        TRY_VOID(plan_next_check(context, tx, *TRY(context.catalog()), newcomer.customer, now));
    }
    Event event = new_event(context, newcomer.customer.id, "customer.created", now);
    event.data = std::move(data);
    event.personal = {{"name", newcomer.customer.name}, {"owner", newcomer.owner.email}};
    return tx.add_event(context.vendor(), std::move(event));
}

Result<Customer> create_customer(const Context& context, NewCustomer wanted) {
    const Instant now = context.with.clock.now();
    const Newcomer newcomer = TRY(check_newcomer(context, std::move(wanted), now));
    return transact(context.with.store, [&](Transaction& tx) -> Result<Customer> {
        if (const auto known = TRY(made_before(tx, context)))
            return tx.load_customer(context.vendor(), CustomerId(*known));
        TRY_VOID(take_in(context, tx, newcomer, now));
        TRY_VOID(remember_made(tx, context, newcomer.customer.id.str(), now));
        return newcomer.customer;
    });
}

Result<Customer> read_customer(const Context& context, const CustomerId& customer) {
    TRY_VOID(may_see(context, customer));
    return look_up(context.with.store, [&](Transaction& tx) { return tx.load_customer(context.vendor(), customer); });
}

Result<std::vector<Customer>> list_customers(const Context& context, const Page& page) {
    TRY_VOID(only_staff(context, StaffRight::kReadCustomers));
    return look_up(context.with.store, [&](Transaction& tx) { return tx.list_customers(context.vendor(), page); });
}

Result<Member> add_member(const Context& context, const NewMember& wanted) {
    TRY_VOID(may_see(context, wanted.customer));
    const auto catalog = TRY(context.catalog());
    TRY_VOID(may(context, *catalog, Right::kManageMembers));
    const Role* role = catalog->find_role(wanted.role);
    if (role == nullptr || role->only_one) {
        std::string roles;
        for (const Role& known : catalog->roles)
            if (!known.only_one) roles += (roles.empty() ? "" : ", ") + known.code.str();
        return fail(Error(ErrorCode::kFieldInvalid, "role").with("expected", roles));
    }
    TRY_VOID(may_decide_on(context, *catalog, *role));
    const Member member = TRY(new_member(context, *catalog, wanted.customer, wanted.person, wanted.role));
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<Member> {
        TRY(tx.load_customer(context.vendor(), wanted.customer));
        if (const auto known = TRY(made_before(tx, context))) {
            auto made = TRY(tx.find_member(context.vendor(), wanted.customer, MemberId(*known)));
            ENSURE(made.has_value());
            return *std::move(made);
        }
        TRY_VOID(join(context, tx, member, now));
        TRY_VOID(remember_made(tx, context, member.id.str(), now));
        return member;
    });
}

Result<std::vector<Member>> list_members(const Context& context, const CustomerId& customer) {
    TRY_VOID(may_see(context, customer));
    TRY_VOID(may(context, *TRY(context.catalog()), Right::kManageMembers, StaffRight::kReadCustomers));
    return look_up(context.with.store, [&](Transaction& tx) -> Result<std::vector<Member>> {
        TRY_VOID(tx.load_customer(context.vendor(), customer));
        return tx.list_members(context.vendor(), customer);
    });
}

Result<Customer> change_billing(const Context& context, const CustomerId& id, BillingInformation wanted,
                                std::int64_t version_seen, const std::string& reason) {
    TRY_VOID(may_see(context, id));
    const auto catalog = TRY(context.catalog());
    TRY_VOID(may(context, *catalog, Right::kEditBilling));
    if (context.caller.actor.kind == Actor::Kind::kStaff && reason.empty())
        return fail(ErrorCode::kReasonRequired, "reason");
    TRY_VOID(check_billing(wanted));
    if (wanted.country.empty()) return fail(ErrorCode::kFieldRequired, "billing.country");
    const Instant now = context.with.clock.now();
    // The register is asked before the transaction; a number it confirmed once is not asked again.
    const Customer before = TRY(read_customer(context, id));
    const auto& known = before.billing->tax_number;
    std::optional<TaxEvidence> evidence;
    const bool same_number = known && wanted.tax_number && before.billing->country == wanted.country &&
                             known->status == TaxNumberStatus::kConfirmed && known->number == wanted.tax_number->number;
    if (same_number) wanted.tax_number = known;
    else evidence = TRY(verify_number(context, *catalog, id, wanted, now));
    return transact(context.with.store, [&](Transaction& tx) -> Result<Customer> {
        Customer customer = TRY(tx.load_customer(context.vendor(), id));
        if (customer.version != version_seen) return fail(ErrorCode::kVersionStale, "If-Match");
        if (customer.billing == wanted) return customer;
        const auto changes = changes_of(*customer.billing, wanted);
        customer.billing = wanted;
        TRY_VOID(tx.save_customer(context.vendor(), customer));
        if (evidence) TRY_VOID(tx.add_tax_evidence(context.vendor(), *evidence));
        TRY_VOID(plan_next_check(context, tx, *catalog, customer, now));
        Event event = new_event(context, id, "customer.billing_changed", now);
        event.data = {{"country", wanted.country},
                      {"tax_number.status",
                       std::string(name_of(wanted.tax_number ? wanted.tax_number->status : TaxNumberStatus::kNone))}};
        event.personal = {{"company", wanted.company}, {"email", wanted.email}};
        event.personal.insert(event.personal.end(), changes.begin(), changes.end());
        if (context.caller.actor.kind == Actor::Kind::kStaff) event.reason = reason;
        TRY_VOID(tx.add_event(context.vendor(), std::move(event)));
        if (evidence) TRY_VOID(correct_taxes(context, tx, *catalog, customer, now));
        return tx.load_customer(context.vendor(), id);
    });
}

Result<TaxNumberVerdict> check_tax_number(const Context& context, const CustomerId& id, std::string_view number,
                                          std::string_view country) {
    using Status = TaxNumberVerdict::Status;
    TRY_VOID(may_see(context, id));
    const auto catalog = TRY(context.catalog());
    TRY_VOID(may(context, *catalog, Right::kEditBilling));
    BillingInformation billing;
    billing.country = TRY(parse_country(country));
    TaxNumberVerdict verdict{
        std::string(number), Status::kMalformed, {}, Error(ErrorCode::kVatUnverified), TaxReason::kDestination};
    const auto well_formed = parse_tax_number(number, billing.country);
    if (!well_formed) {
        verdict.explanation = well_formed.error();
        return verdict;
    }
    verdict.number = *well_formed;
    const RegisterAnswer answer = ask_register(context, *catalog, *well_formed);
    verdict.company = answer.company;
    const TaxNumberStatus status = status_of(answer);
    verdict.status = status == TaxNumberStatus::kConfirmed ? Status::kConfirmed
                     : status == TaxNumberStatus::kRefused ? Status::kRefused
                                                           : Status::kUnverified;
    if (status == TaxNumberStatus::kRefused)
        verdict.explanation = Error(ErrorCode::kVatRefused, "tax_number").with("number", *well_formed);
    const Instant now = context.with.clock.now();
    billing.tax_number = TaxNumber{*well_formed, status, now};
    const Date today = TRY(context.with.zones.day_in(catalog->time_zone, now));
    if (const auto tax = decide_tax(catalog->seller, billing, today, context.with.rates))
        verdict.tax_reason = tax->reason;
    if (const auto held = check_not_held(context, *catalog, billing, now); !held) verdict.explanation = held.error();
    return verdict;
}

Result<std::vector<TaxEvidence>> list_tax_evidence(const Context& context, const CustomerId& customer) {
    TRY_VOID(only_staff(context, StaffRight::kReadCustomers));
    return look_up(context.with.store, [&](Transaction& tx) -> Result<std::vector<TaxEvidence>> {
        TRY_VOID(tx.load_customer(context.vendor(), customer));
        return tx.list_tax_evidence(context.vendor(), customer);
    });
}

}  // namespace settle
