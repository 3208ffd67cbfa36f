// What the vendor's own people may do: roles with rights, as the catalog says them.
#pragma once

#include <bitset>
#include <vector>

#include "base/code.h"
#include "base/result.h"
#include "base/text.h"

namespace settle {

/// What a role of staff may do, one per kind of act.
enum class StaffRight : std::uint8_t {
    kReadCustomers,        ///< See customers, requests, documents, and keep views of the queue.
    kSignInAs,             ///< Open the portal as a member.
    kProvision,            ///< Make customers, report their usage.
    kCorrectBilling,       ///< Billing information and payment methods.
    kManagePeople,         ///< Members, seats, invitations.
    kChangeSubscriptions,  ///< Subscribe, change, cancel, trials.
    kGiveCredits,
    kRecordPayments,       ///< Money that came or went by transfer, and charges of open invoices.
    kRefund,
    kDecideRequests,       ///< File, answer, assign and decide what customers ask for.
    kRunBilling,           ///< Bill runs, what was parked, deliveries and mails that failed.
    kReadAudit,            ///< See and take away what staff did.
    kWriteCatalog,         ///< Read, write and publish versions of the catalog.
    kBlockCustomers,       ///< Shut customers out, and let them in again.
    kSetAsideCommitments,  ///< End or lessen, for a reason, what a customer is still bound to.
    kCount
};
std::string_view name_of(StaffRight right);

class StaffRights {
public:
    void add(StaffRight right) { bits_.set(static_cast<std::size_t>(right)); }
    bool has(StaffRight right) const { return bits_.test(static_cast<std::size_t>(right)); }
    bool has_all() const { return bits_.all(); }
    static StaffRights all();

private:
    std::bitset<static_cast<std::size_t>(StaffRight::kCount)> bits_;
};

struct StaffRole {
    Code code;
    Text name;
    StaffRights rights;
};

/// The role of whoever works on the machine itself. No catalog declares it, so nobody signs in with it.
inline constexpr Code kOperatorRole = "operator";

/// Administrator, sales, support, finance, read only: of vendors that say nothing of their own.
std::vector<StaffRole> default_staff_roles();

/// How a vendor's people are told apart.
struct StaffRules {
    std::vector<StaffRole> roles = default_staff_roles();

    const StaffRole* find(const Code& code) const;
    bool may(const Code& role, StaffRight right) const;
    /// "Finance, Administrator": of those who have `right`; a role without a name goes by its code.
    std::string names_with(StaffRight right, std::string_view language) const;
    /// The first that may everything. There is one.
    const StaffRole& head() const;
};

}  // namespace settle
