// The versions of a vendor's catalog that were published, and who has which terms on which day.
#pragma once

#include <memory>
#include <vector>

#include "base/date.h"
#include "domain/catalog/catalog.h"

namespace settle {

/// What a new version does to those who bought under an older one.
enum class CatalogMovement : std::uint8_t {
    kNever,      ///< They keep the terms they have.
    kAtRenewal,  ///< They have the new ones from the first period that begins on its day or later.
    kNow,        ///< They have the new ones from its day on; a period that is paid stays paid.
    kCount
};
/// "never", "at_renewal", "now"
std::string_view name_of(CatalogMovement movement);
/// Fails with field_invalid.
Result<CatalogMovement> parse_catalog_movement(std::string_view text);

/// A version that was published: `catalog->version` is its number.
struct PublishedCatalog {
    std::shared_ptr<const Catalog> catalog;
    Date from;  ///< The first day of it, wherever a customer is.
    CatalogMovement movement = CatalogMovement::kNow;
};

/// What somebody has: enough to say which terms go with it.
struct Holding {
    std::int64_t version = 0;  ///< It was bought or last renewed under.
    Code plan;
    Cycle cycle = Cycle::kMonth;
    Currency currency = kEuro;
};

/// Immutable. A subscription remembers the number of the version it was bought or last renewed under; 0, and a number
/// older than all, mean the first.
class CatalogTimeline {
public:
    /// The only version there is.
    explicit CatalogTimeline(Catalog catalog);
    /// `versions` rise in number and do not fall in day. What is the vendor's own (who sells, how it is paid and
    /// reminded, roles, the look of the pages) is that of the version in force on `today`, in all that are not younger.
    CatalogTimeline(std::vector<PublishedCatalog> versions, Date today, std::string mark = {});

    using Ptr = std::shared_ptr<const Catalog>;
    const std::string& vendor() const { return versions_.front().catalog->vendor; }
    const std::vector<PublishedCatalog>& versions() const { return versions_; }
    /// What was given with them, to tell whether there are others by now; empty for the only version.
    const std::string& mark() const { return mark_; }
    /// The version in force on the day that this was made.
    const Ptr& house() const { return versions_[house_].catalog; }
    /// What is sold on `day`: the newest whose day has come, or the first.
    const Ptr& in_force(Date day) const { return versions_[index_in_force(day)].catalog; }
    /// The terms on `day` of whoever has `holding`. A version that does not sell what they have is passed over.
    const Ptr& of(const Holding& holding, Date day) const { return moved(holding, day, CatalogMovement::kNow); }
    /// The same in a period that begins on `day`.
    const Ptr& renewed(const Holding& holding, Date day) const {
        return moved(holding, day, CatalogMovement::kAtRenewal);
    }

private:
    const Ptr& moved(const Holding& holding, Date day, CatalogMovement by) const;
    std::size_t index_in_force(Date day) const;
    std::size_t index_of(std::int64_t version) const;

    std::vector<PublishedCatalog> versions_;
    std::size_t house_ = 0;
    std::string mark_;
};

/// Whether what somebody has under `now` could be had under `next` too: the plan is there, is sold by that cycle, and
/// has a price wherever `now` has one.
bool can_move(const Catalog& now, const Catalog& next, const Holding& holding);

/// A plan, item, role or feature of `now` that `next` does not know any more, if any: what somebody may have is taken
/// off the offer by `listed: false`, never out of the catalog.
std::optional<Code> first_missing_code(const Catalog& now, const Catalog& next);

}  // namespace settle
