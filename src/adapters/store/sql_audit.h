// The log of what staff did, on any driver.
#pragma once

#include <map>
#include <span>

#include "adapters/store/act.h"
#include "adapters/store/sql_driver.h"
#include "ports/audit_log.h"

namespace settle::store {

/// Part of an SqlTransaction, where audit_of() finds it. Entries wait until the transaction commits: who appends holds
/// the end of the vendor's log, and must not wait for anybody's customer then.
class SqlAudit : public AuditLog {
public:
    explicit SqlAudit(Driver& db) : db_(db) {}

    Result<void> add_entry(const VendorName&, AuditEntry) override;
    Result<std::vector<AuditEntry>> list_entries(const VendorName&, const AuditFilter&, std::int64_t before,
                                                 int limit) override;

protected:
    /// Notes what an act of staff says; does nothing about anybody else's.
    void note_act(const VendorName& vendor, const Act& act, std::span<const Event> events);
    Result<void> write_entries();

private:
    struct Waiting {
        AuditEntry entry;
        std::string act_hash;
    };
    Result<void> append(const VendorName& vendor, std::span<const Waiting> entries);

    Driver& db_;
    std::map<VendorName, std::vector<Waiting>> waiting_;
};

/// An entry as its row has it.
struct AuditRow {
    std::int64_t sequence = 0;
    Instant at;
    Actor actor;
    std::string verb;
    CustomerId customer;
    std::string subject;
    std::string reason;
    std::string facts;     ///< [["name","value"],…]
    std::string personal;  ///< The same; the hash leaves it out, so that it can be erased.
    std::int64_t act = 0;
    std::string act_hash;
    std::string hash;
};
AuditRow read_audit_row(Row& row);
/// The hash of an entry behind `previous_hash`.
std::string chained_hash(const AuditRow& row, std::string_view previous_hash);

}  // namespace settle::store
