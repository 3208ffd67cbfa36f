// A version of a catalog tried on all customers: what they would pay and could do, before anybody is told.
#pragma once

#include <map>

#include "app/context.h"

namespace settle {

/// A version as it would be published.
struct WhatIf {
    Catalog draft;
    Date from;
    CatalogMovement movement = CatalogMovement::kAtRenewal;
    int months = 12;  ///< How far to look from today; 1 to 36.
};
/// Fails with field_invalid.
Result<void> check_what_if_months(int months);

/// What is invoiced in one month in one currency, without and with the version.
struct WhatIfSums {
    Money net_before;
    Money net_after;
    Money total_before;
    Money total_after;
};

struct WhatIfReport {
    Date first_day;
    Date until;
    bool is_whole = true;  ///< false: it was stopped.
    std::int64_t customers = 0;  ///< Looked at: those for whom something falls due by then.
    std::int64_t pay_more = 0;
    std::int64_t pay_less = 0;
    std::int64_t lose_self_service = 0;
    std::int64_t gain_self_service = 0;
    std::int64_t out_of_limits = 0;       ///< Have fewer or more units than the version allows.
    std::int64_t commitments_broken = 0;  ///< Get other terms while a commitment runs.
    std::int64_t not_moved = 0;           ///< Are on older terms still at the end.
    std::int64_t not_foreseen = 0;        ///< Their renewal cannot be computed; `settle bill` would park them.
    /// By currency and month, "EUR" and "2027-01".
    std::map<std::pair<std::string, std::string>, WhatIfSums> months;
};

/// A customer for whom something is different.
struct AffectedCustomer {
    CustomerId id;
    std::string name;
    Code plan;
    Money net_before;  ///< Over the whole time, before tax.
    Money net_after;
    std::vector<std::string> lost;    ///< What they no longer do by themselves: "cancel", "more user", "plan pro".
    std::vector<std::string> gained;
    std::vector<std::string> limits;  ///< Items of which they have too few or too many.
    bool is_commitment_broken = false;
};

/// What is the same for all customers: both timelines, the days, and who asks.
class WhatIfTrial {
public:
    /// For servers, and staff with write_catalog. Fails with staff_required, staff_right_required, field_invalid
    /// (months).
    static Result<WhatIfTrial> open(const Context& context, WhatIf what);

    Date first_day() const { return first_day_; }
    Date until() const { return until_; }  ///< The last day that is looked at.

    struct Bill {
        Date on;
        Money net;
        Money total;
    };
    /// One customer's months to come by one timeline.
    struct Course {
        Subscription subscription;
        std::vector<Bill> bills = {};
        Money net;
        bool is_foreseen = true;
    };
    struct Compared {
        AffectedCustomer customer;
        Course before;
        Course after;
        bool is_moved = true;

        bool is_affected() const;
    };
    /// Follows the customer through the months to come, once by what is published and once with the version, by the
    /// rules that will bill them, as if every charge succeeded. Reads and writes nothing: safe from several threads.
    Compared compare(const Context& engine, const DueCase& due) const;
    /// What is said of a customer whose step broke a contract on its way.
    static Compared not_foreseen(const DueCase& due);

private:
    WhatIfTrial() = default;
    Course follow(const Context& engine, const CatalogTimeline& timeline, DueCase due) const;

    std::shared_ptr<const CatalogTimeline> before_;
    std::shared_ptr<const CatalogTimeline> after_;
    std::int64_t draft_ = 0;  ///< The number the version would have.
    Date from_;
    Date first_day_;
    Date until_;
    Instant at_;
    Actor owner_;
};

/// Counts one more customer.
void add_to(WhatIfReport& report, const WhatIfTrial::Compared& compared);

}  // namespace settle
