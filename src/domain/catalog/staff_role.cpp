#include "domain/catalog/staff_role.h"

#include <algorithm>

#include "base/ensure.h"

namespace settle {
namespace {

constexpr std::string_view kRightNames[] = {
    "read_customers",       "sign_in_as",   "provision",       "correct_billing", "manage_people",
    "change_subscriptions", "give_credits", "record_payments", "refund",          "decide_requests",
    "run_billing",          "read_audit",   "write_catalog",   "block_customers", "set_aside_commitments",
};
static_assert(std::size(kRightNames) == static_cast<std::size_t>(StaffRight::kCount));

StaffRole role(Code code, std::string en, std::string fr, std::initializer_list<StaffRight> rights) {
    StaffRole made;
    made.code = code;
    made.name.set("en", std::move(en));
    made.name.set("fr", std::move(fr));
    for (const StaffRight right : rights) made.rights.add(right);
    return made;
}

}  // namespace

std::string_view name_of(StaffRight right) { return kRightNames[static_cast<std::size_t>(right)]; }

StaffRights StaffRights::all() {
    StaffRights rights;
    rights.bits_.set();
    return rights;
}

std::vector<StaffRole> default_staff_roles() {
    using enum StaffRight;
    std::vector<StaffRole> roles{
        role("admin", "Administrator", "Administration", {}),
        role("sales", "Sales", "Commercial",
             {kReadCustomers, kProvision, kCorrectBilling, kManagePeople, kChangeSubscriptions, kDecideRequests}),
        role("support", "Support", "Support",
             {kReadCustomers, kSignInAs, kCorrectBilling, kManagePeople, kChangeSubscriptions, kGiveCredits,
              kDecideRequests, kBlockCustomers}),
        role("finance", "Finance", "Comptabilité",
             {kReadCustomers, kCorrectBilling, kGiveCredits, kRecordPayments, kRefund, kDecideRequests, kRunBilling,
              kReadAudit, kBlockCustomers, kSetAsideCommitments}),
        role("read_only", "Read only", "Lecture seule", {kReadCustomers}),
    };
    roles.front().rights = StaffRights::all();
    return roles;
}

const StaffRole* StaffRules::find(const Code& code) const {
    const auto found = std::ranges::find(roles, code, &StaffRole::code);
    return found == roles.end() ? nullptr : &*found;
}

bool StaffRules::may(const Code& role, StaffRight right) const {
    if (role == kOperatorRole) return true;
    const StaffRole* found = find(role);
    return found != nullptr && found->rights.has(right);
}

std::string StaffRules::names_with(StaffRight right, std::string_view language) const {
    std::string names;
    for (const StaffRole& role : roles) {
        if (!role.rights.has(right)) continue;
        if (!names.empty()) names += ", ";
        const std::string& name = role.name.in(language);
        names += name.empty() ? role.code.view() : std::string_view(name);
    }
    return names;
}

const StaffRole& StaffRules::head() const {
    const auto found = std::ranges::find_if(roles, [](const StaffRole& role) { return role.rights.has_all(); });
    ENSURE(found != roles.end());
    return *found;
}

}  // namespace settle
