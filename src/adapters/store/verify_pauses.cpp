#include "adapters/store/rows.h"
#include "adapters/store/verify.h"

namespace settle::store {
namespace {

Result<void> check_paused(Driver& db, const CustomerRange& range, const Pauses& pauses,
                          std::vector<Finding>& findings) {
    return db.each(sql::verify::list_subscriptions,
                   {{"vendor", range.vendor}, {"first", range.first}, {"last", range.last}},
                   [&](Row& row) -> Result<void> {
                       const std::string vendor = row.text("vendor");
                       const Subscription subscription = read_subscription(row);
                       const auto known = pauses.find(owner_of(vendor, subscription.customer.str()));
                       const bool is_open = known != pauses.end() && !known->second.back().to;
                       const auto found = [&](std::string what) {
                           findings.push_back({"pauses", subscription.id.str(), std::move(what)});
                       };
                       if (subscription.state != SubscriptionState::kPaused) {
                           if (is_open)
                               found(fmt::format("its pause is open, and it is {}", name_of(subscription.state)));
                       } else if (!is_open) {
                           found("it is paused, and no pause is open");
                       } else if (subscription.pause && subscription.pause->from != known->second.back().from) {
                           found(fmt::format("it is paused since {}, the record says {}",
                                             subscription.pause->from.str(), known->second.back().from.str()));
                       }
                       return {};
                   });
}

void check_order(const Pauses& pauses, std::vector<Finding>& findings) {
    for (const auto& [owner, rows] : pauses)
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto& [from, to] = rows[i];
            if (to && *to < from) findings.push_back({"pauses", owner, "one ends before " + from.str()});
            if (i > 0 && (!rows[i - 1].to || from < *rows[i - 1].to))
                findings.push_back({"pauses", owner, "one begins inside another on " + from.str()});
        }
}

/// Nothing is billed from the moment a pause begins until the day it ends.
Result<void> check_invoices(Driver& db, const CustomerRange& range, std::vector<Finding>& findings) {
    std::string pause;
    std::int64_t on_first_day = 0;
    return db.each(
        sql::verify::list_invoices_in_pauses, {{"vendor", range.vendor}, {"first", range.first}, {"last", range.last}},
        [&](Row& row) -> Result<void> {
            const Date from = row.day("from_day");
            std::string present = fmt::format("{}/{}", owner_of(row.view("vendor"), row.view("customer")), from.str());
            if (present != pause) {
                pause = std::move(present);
                on_first_day = 0;
            }
            if (row.day("issued_on") == from && ++on_first_day <= row.integer("invoices_before")) return {};
            findings.push_back({"pauses", row.text("invoice"), "it was issued inside the pause from " + from.str()});
            return {};
        });
}

}  // namespace

Result<Pauses> read_pauses(Driver& db, const CustomerRange& range) {
    Pauses pauses;
    TRY_VOID(db.each(sql::verify::list_pauses, {{"vendor", range.vendor}, {"first", range.first}, {"last", range.last}},
                     [&](Row& row) -> Result<void> {
                         const std::string owner = owner_of(row.view("vendor"), row.view("customer"));
                         const PauseRow pause{row.day("from_day"), row.maybe_day("to_day")};
                         if (row.error()) return fail(*row.error());
                         pauses[owner].push_back(pause);
                         return {};
                     }));
    return pauses;
}

Result<void> verify_pauses(Driver& db, const CustomerRange& range, const Pauses& pauses,
                           std::vector<Finding>& findings) {
    check_order(pauses, findings);
    TRY_VOID(check_paused(db, range, pauses, findings));
    return check_invoices(db, range, findings);
}

}  // namespace settle::store
