// A draft tried on all customers beside the serving: begun, watched, read and cancelled by staff.
#pragma once

#include <set>

#include "app/catalog/what_if.h"
#include "ports/catalog_versions.h"

namespace settle {

struct WhatIfTag {
    static constexpr std::string_view kPrefix = "wif_";
};
using WhatIfId = Id<WhatIfTag>;

/// In which way somebody is affected.
enum class WhatIfEffect : std::uint8_t {
    kMore,       ///< Pays more.
    kLess,       ///< Pays less.
    kLoses,      ///< Can do less by themselves.
    kGains,      ///< Can do more by themselves.
    kBreaks,     ///< Has fewer or more units than the version allows.
    kCommitted,  ///< Gets other terms while a commitment runs.
    kCount
};
/// "more", "less", "loses", "gains", "breaks", "committed". Fails with query_invalid.
Result<WhatIfEffect> parse_what_if_effect(std::string_view text);
bool is_affected_so(const AffectedCustomer& customer, WhatIfEffect effect);

/// Customers for whom something is different, the largest difference first. Most share what they lose and gain, which
/// is kept once: a hundred thousand need some twenty megabytes, and there are never more: of more, those with the
/// smallest differences are left out.
class AffectedList {
public:
    static constexpr std::size_t kMax = 100'000;

    AffectedList() = default;
    AffectedList(const AffectedList&) = delete;
    AffectedList& operator=(const AffectedList&) = delete;

    /// Differences are compared as numbers, whatever their currency.
    void add(const AffectedCustomer& customer);
    /// Once, after the last.
    void put_in_order();
    std::size_t size() const { return rows_.size(); }
    AffectedCustomer at(std::size_t place) const;

private:
    struct Effects {
        std::vector<std::string> lost;
        std::vector<std::string> gained;
        std::vector<std::string> limits;
        friend auto operator<=>(const Effects&, const Effects&) = default;
    };
    struct Row {
        CustomerId id;
        std::string name;
        Code plan;
        Money net_before;
        Money net_after;
        const Effects* effects;
        bool is_commitment_broken;
    };
    static bool comes_before(const Row& one, const Row& other);

    std::vector<Row> rows_;  ///< A heap once it is full, the row that would come last at its front.
    std::set<Effects> effects_;
};

/// What came out, with the draft as it was then: it may be written on meanwhile.
struct WhatIfOutcome {
    WhatIfReport report;
    AffectedList affected;
    std::shared_ptr<const Catalog> draft;
};

enum class WhatIfState : std::uint8_t { kRunning, kDone, kFailed, kCancelled };
/// "running", "done", "failed", "cancelled"
std::string_view name_of(WhatIfState state);

struct WhatIfRun {
    WhatIfId id;
    CatalogVersionId version;
    Date from;
    CatalogMovement movement = CatalogMovement::kAtRenewal;
    int months = 12;
    Actor started_by;
    Instant started_at;
    std::optional<Instant> ended_at = {};
    WhatIfState state = WhatIfState::kRunning;
    std::int64_t done = 0;  ///< Customers that were looked at,
    std::int64_t of = 0;    ///< of those for whom something falls due; 0 until that is counted.
    std::optional<Error> failure = {};
    std::shared_ptr<const WhatIfOutcome> outcome = {};  ///< Once it is done.
};

/// Whoever runs them, beside those who ask. Of each vendor it keeps the last, until the next takes its place or the
/// process ends. Safe to call from any thread.
class WhatIfRuns {
public:
    virtual ~WhatIfRuns() = default;
    /// Goes on in the name of `context` after this returns. Fails with what_if_running while one of the vendor runs.
    virtual Result<void> start(const Context& context, WhatIfRun run, WhatIf what) = 0;
    virtual std::optional<WhatIfRun> last(const VendorName& vendor) const = 0;
    /// It ends after the slices under way, without an outcome. What is over, and what is not kept, stays as it is.
    virtual void cancel(const Context& context, const WhatIfId& id) = 0;
};

struct WhatIfWish {
    std::optional<Date> from = {};  ///< Today, in the vendor's zone, when left out.
    CatalogMovement movement = CatalogMovement::kAtRenewal;
    int months = 12;
};

/// Every one of these is for servers and staff with write_catalog. Fails with staff_required, staff_right_required, and
/// with not_found in a process that runs none; about one of them with what_if_gone.
/// The draft must be one that could be published so: fails as publish_catalog_version, with field_invalid (months), and
/// with what_if_running.
Result<WhatIfRun> start_what_if(const Context& context, const CatalogVersionId& version, const WhatIfWish& wish);
/// The last that was begun, if it is kept.
Result<std::optional<WhatIfRun>> last_what_if(const Context& context);
Result<WhatIfRun> read_what_if(const Context& context, const WhatIfId& id);
Result<WhatIfRun> cancel_what_if(const Context& context, const WhatIfId& id);

/// A customer and where they stand in the list.
struct AffectedPlace {
    std::int64_t place = 0;  ///< From 1.
    AffectedCustomer customer;
};
struct AffectedPage {
    std::vector<AffectedPlace> rows;
    std::shared_ptr<const WhatIfOutcome> outcome;
};
/// Up to `limit` behind `after`; those of one effect, or all. Fails with what_if_unfinished too.
Result<AffectedPage> list_affected(const Context& context, const WhatIfId& id, std::optional<WhatIfEffect> effect,
                                   std::int64_t after, int limit);

}  // namespace settle
