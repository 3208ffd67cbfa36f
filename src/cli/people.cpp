#include "cli/people.h"

namespace settle::cli {
namespace {

NewCustomer described(const Story& story) {
    const CustomerWish& wish = story.customer;
    NewCustomer customer;
    customer.name = wish.name;
    customer.language = wish.language;
    customer.time_zone = wish.time_zone;
    customer.owner = {"owner@customer.example", "Olive", "Owner", wish.language, ""};
    BillingInformation& billing = customer.billing;
    billing.company = wish.name;
    billing.line1 = "1 Example Street";
    billing.postal_code = "00000";
    billing.city = "Exampleton";
    billing.country = wish.country;
    billing.region = wish.region;
    // An address nobody gave in full is taken to be near the seller, where tax goes by province.
    if (billing.region.empty() && billing.country == story.catalog.seller->country)
        billing.region = story.catalog.seller->region;
    if (!wish.tax_number.empty()) billing.tax_number = TaxNumber{wish.tax_number, TaxNumberStatus::kNone, {}};
    return customer;
}

std::unexpected<Error> blame(const Story& story, const Error& error) {
    const CustomerWish& wish = story.customer;
    const bool is_place = error.code == ErrorCode::kCountryUnknown || error.code == ErrorCode::kRegionUnknown;
    const bool is_number = error.code == ErrorCode::kVatInvalid;
    const int line = is_place ? wish.country_line : is_number ? wish.tax_number_line : wish.line;
    return file_error(story.file, line, "customer: " + text_of(error, "en"));
}

}  // namespace

Result<People> People::settle_in(const Story& story, World& world) {
    People people(world.services(), story.catalog);
    if (const Role* role = story.catalog.owner_role()) people.owner_role_ = role->code;
    NewCustomer wanted = described(story);
    auto made = create_customer(people.server(), wanted);
    // What the register refuses is not kept: the customer comes without a number, as on the form.
    if (!made && made.error().code == ErrorCode::kVatRefused) {
        wanted.billing.tax_number.reset();
        made = create_customer(people.server(), std::move(wanted));
    }
    if (!made) return blame(story, made.error());
    people.customer_ = made->id;
    return people;
}

Result<Context> People::acting(std::string_view as) {
    if (as == "staff") return staff();
    const Code role = as == "owner" ? owner_role_ : TRY(Code::parse(as));
    for (const Member& member : TRY(list_members(server(), customer_)))
        if (member.role == role)
            return Context{
                *services_,
                Caller{vendor_, {Actor::Kind::kMember, role, member.id.str()}, customer_, member.id, "en", {}}};
    TRY_VOID(add_member(server(), {customer_, {role.str() + "@customer.example", "Max", role.str(), "", ""}, role}));
    return acting(as);
}

}  // namespace settle::cli
