#include "app/context.h"

#include "domain/catalog/staff_role.h"

namespace settle {

void Catalogs::put(Catalog catalog) { put(std::make_shared<const CatalogTimeline>(std::move(catalog))); }

void Catalogs::put(std::shared_ptr<const CatalogTimeline> timeline) {
    const std::lock_guard lock(mutex_);
    const VendorName vendor = timeline->vendor();
    by_vendor_[vendor] = std::move(timeline);
}

Result<std::shared_ptr<const Catalog>> Catalogs::find(const VendorName& vendor) const {
    return TRY(timeline(vendor))->house();
}

Result<std::shared_ptr<const CatalogTimeline>> Catalogs::timeline(const VendorName& vendor) const {
    const std::lock_guard lock(mutex_);
    const auto found = by_vendor_.find(vendor);
    if (found == by_vendor_.end()) return fail(ErrorCode::kNotFound, {}, "vendor " + vendor);
    return found->second;
}

std::vector<std::shared_ptr<const Catalog>> Catalogs::all() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::shared_ptr<const Catalog>> catalogs;
    for (const auto& [vendor, timeline] : by_vendor_) catalogs.push_back(timeline->house());
    return catalogs;
}

Context engine_context(Services& services, const VendorName& vendor) {
    Caller caller;
    caller.vendor = vendor;
    caller.actor = {Actor::Kind::kServer, {}, "engine"};
    return {services, std::move(caller)};
}

namespace {

// What staff need to do for a member what the member could do with `right`.
StaffRight staff_right_for(Right right) {
    switch (right) {
        case Right::kViewSubscription:
        case Right::kViewInvoices: return StaffRight::kReadCustomers;
        case Right::kSubscribe:
        case Right::kChangePlan:
        case Right::kChangeQuantities:
        case Right::kCancel:
        case Right::kStartTrial: return StaffRight::kChangeSubscriptions;
        case Right::kEditBilling: return StaffRight::kCorrectBilling;
        case Right::kManageMembers:
        case Right::kTransfer: return StaffRight::kManagePeople;
        case Right::kFileRequest: return StaffRight::kDecideRequests;
        case Right::kCount: break;
    }
    ENSURE(false);
}

}  // namespace

Result<void> may_as_staff(const Context& context, StaffRight right) {
    const Actor& actor = context.caller.actor;
    if (actor.kind != Actor::Kind::kStaff) return {};
    const auto catalog = TRY(context.catalog());
    if (catalog->staff->may(actor.role, right)) return {};
    return fail(
        Error(ErrorCode::kStaffRightRequired).with("who", catalog->staff->names_with(right, context.caller.language)));
}

Result<void> only_staff(const Context& context, StaffRight right) {
    if (context.caller.actor.is_member()) return fail(ErrorCode::kStaffRequired);
    return may_as_staff(context, right);
}

Result<void> may_see(const Context& context, const CustomerId& customer, ErrorCode otherwise) {
    if (context.caller.actor.is_member() && context.caller.customer != customer) return fail(otherwise);
    return may_as_staff(context, StaffRight::kReadCustomers);
}

Result<void> may_see(const Context& context, const CustomerId& customer) {
    return may_see(context, customer, ErrorCode::kCustomerNotFound);
}

Result<void> may(const Context& context, const Catalog& catalog, Right right, StaffRight of_staff) {
    const Actor& actor = context.caller.actor;
    if (!actor.is_member()) return may_as_staff(context, of_staff);
    const Role* role = catalog.find_role(actor.role);
    if (role != nullptr && role_may(*role, right)) return {};
    return fail(
        Error(ErrorCode::kRoleRequired).with("who", catalog.names_of_roles_with(right, context.caller.language)));
}

Result<void> may(const Context& context, const Catalog& catalog, Right right) {
    return may(context, catalog, right, staff_right_for(right));
}

Result<std::vector<Member>> members_who_may(Transaction& tx, const Catalog& catalog, const CustomerId& customer,
                                            Right right) {
    constexpr int kOfARoleMax = 50;
    std::vector<Member> members;
    for (const Role& role : catalog.roles)
        if (role_may(role, right))
            std::ranges::move(TRY(tx.members_in_role(catalog.vendor, customer, role.code, kOfARoleMax)),
                              std::back_inserter(members));
    return members;
}

Result<void> may_decide_on(const Context& context, const Catalog& catalog, const Role& role) {
    if (!context.caller.actor.is_member()) return may_as_staff(context, StaffRight::kManagePeople);
    for (int i = 0; i < static_cast<int>(Right::kCount); ++i)
        if (const auto right = static_cast<Right>(i); role_may(role, right)) TRY_VOID(may(context, catalog, right));
    return {};
}

Result<std::optional<std::string>> made_before(Transaction& tx, const Context& context) {
    const auto& once = context.caller.once;
    if (!once) return std::optional<std::string>();
    const auto known = TRY(tx.find_key_use(context.vendor(), context.caller.actor.id, once->route, once->key));
    if (!known) return std::optional<std::string>();
    if (known->request_hash != once->request_hash) return fail(ErrorCode::kIdempotencyKeyReused, "Idempotency-Key");
    return std::optional<std::string>(known->resource);
}

Result<void> remember_made(Transaction& tx, const Context& context, const std::string& resource, Instant now) {
    const auto& once = context.caller.once;
    if (!once) return {};
    return tx.add_key_use({context.vendor(),
                           context.caller.actor.id,
                           once->route,
                           once->key,
                           once->request_hash,
                           resource,
                           0,
                           {},
                           {},
                           now});
}

Result<std::string> name_of_actor(const Context& context, Transaction& tx, const CustomerId& customer,
                                  const Actor& actor) {
    if (!actor.is_member()) return std::string();
    const auto member = TRY(tx.find_member(context.vendor(), customer, MemberId(actor.id)));
    if (!member) return std::string();
    return member->full_name().empty() ? member->email : member->full_name();
}

namespace {

void fill(Event& event, const Context& context, const CustomerId& customer, std::string type, Instant now) {
    event.customer = customer;
    event.type = std::move(type);
    event.actor = context.caller.actor;
    event.at = now;
}

}  // namespace

Event new_event(const Context& context, const CustomerId& customer, std::string type, Instant now) {
    Event event;
    fill(event, context, customer, std::move(type), now);
    return event;
}

Event& add_event(std::vector<Event>& events, const Context& context, const CustomerId& customer, std::string type,
                 Instant now) {
    Event& event = events.emplace_back();
    fill(event, context, customer, std::move(type), now);
    return event;
}

}  // namespace settle
