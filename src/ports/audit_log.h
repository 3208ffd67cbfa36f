// What staff did: who, to whom, what, before and after, and why. Append only, and chained by hash per vendor.
#pragma once

#include "base/ensure.h"
#include "ports/store.h"

namespace settle {

/// One thing that one of the staff did. What their events say is written by itself, in the transaction that makes it
/// so; an act that makes no event is added by its use case.
struct AuditEntry {
    Instant at;
    Actor actor;
    std::string verb;  ///< The type of the event ("credit.given"), or of what makes none ("bill_run.started").
    CustomerId customer;  ///< Empty: about none of them in particular.
    std::string subject;  ///< Id of what it was done to, where that is no customer; may be empty.
    std::string reason;
    /// Flat: "balance.before" -> "0.00". Personal data goes to `personal`, which the hash leaves out.
    std::vector<std::pair<std::string, std::string>> facts;
    std::vector<std::pair<std::string, std::string>> personal;
    std::int64_t act = 0;  ///< Sequence of the customer's act that says the same; 0: there is none.
    // Set when read back:
    std::int64_t sequence = 0;  ///< From 1, per vendor.
    std::string hash;
};

/// Which entries are looked for; what is empty is any.
struct AuditFilter {
    std::string person;  ///< Id of one of the staff.
    CustomerId customer;
    std::string verb;
    std::optional<Instant> from = {};
    std::optional<Instant> until = {};  ///< Not in it.
};

/// Part of a transaction. There is no way to change or remove an entry.
class AuditLog {
public:
    virtual ~AuditLog() = default;
    /// Written when the transaction commits, behind all that it writes otherwise.
    virtual Result<void> add_entry(const VendorName&, AuditEntry) = 0;
    /// Newest first, those before the entry `before`.
    virtual Result<std::vector<AuditEntry>> list_entries(const VendorName&, const AuditFilter&, std::int64_t before,
                                                         int limit) = 0;
};

/// The transaction as the log; as desk_of().
inline AuditLog& audit_of(Transaction& tx) {
    auto* log = dynamic_cast<AuditLog*>(&tx);
    ENSURE(log != nullptr);
    return *log;
}

}  // namespace settle
