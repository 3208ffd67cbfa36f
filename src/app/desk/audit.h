// The log of what staff did.
#pragma once

#include <map>

#include "app/context.h"
#include "ports/audit_log.h"

namespace settle {

/// Logs what the caller does, if they are staff and it makes no event: call it in the transaction of the act.
Result<void> log_act(const Context& context, Transaction& tx, std::string verb, const CustomerId& customer,
                     std::string subject, Instant now);

struct AuditWish {
    std::string person;      ///< Id of one of the staff.
    CustomerId customer;
    std::string verb;
    std::optional<Date> from = {};  ///< Days of the vendor's time zone, both in it.
    std::optional<Date> to = {};
    std::int64_t before = 0;        ///< The entry the last page ended with.
    int limit = 50;
};

struct AuditPage {
    std::vector<AuditEntry> entries;  ///< Newest first.
    std::optional<std::int64_t> next = {};
    std::map<std::string, std::string> names = {};  ///< Of staff, customers, members and documents, by id.
};

/// Fails with staff_required, staff_right_required, query_invalid (the days end before they begin).
Result<AuditPage> list_audit(const Context& context, const AuditWish& wish);

inline constexpr int kAuditExportMax = 5'000;
/// At most 5,000 entries for a file; that somebody took them away is an entry too. Fails as list_audit().
Result<AuditPage> export_audit(const Context& context, AuditWish wish);

/// What staff did for a customer, as the customer reads it: without who it was, and without what staff do among
/// themselves. A page may hold fewer than `limit` while `next` is set. Fails with customer_not_found, role_required.
Result<AuditPage> list_acts_of_staff(const Context& context, const CustomerId& customer, std::int64_t before,
                                     int limit);

}  // namespace settle
