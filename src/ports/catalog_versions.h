// Versions of a vendor's catalog, as they are kept.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/catalog/timeline.h"
#include "ports/catalog_source.h"
#include "ports/store.h"

namespace settle {

struct CatalogVersionTag {
    static constexpr std::string_view kPrefix = "cat_";
};
using CatalogVersionId = Id<CatalogVersionTag>;

enum class CatalogVersionState : std::uint8_t {
    kDraft,
    kPublished,  ///< It has a number and a day, which may be to come.
    kRetired,    ///< A draft that was put away, or one that was withdrawn before its day.
    kCount
};
/// "draft", "published", "retired"
constexpr std::string_view name_of(CatalogVersionState state) {
    constexpr std::string_view kNames[] = {"draft", "published", "retired"};
    return kNames[static_cast<std::size_t>(state)];
}

/// Where it was written.
enum class CatalogOrigin : std::uint8_t { kFile, kDesk, kCount };
/// "file", "desk"
constexpr std::string_view name_of(CatalogOrigin origin) {
    constexpr std::string_view kNames[] = {"file", "desk"};
    return kNames[static_cast<std::size_t>(origin)];
}

struct CatalogVersion {
    CatalogVersionId id;
    std::int64_t number = 0;   ///< From 1, in the order of publishing; 0 until then.
    std::int64_t revision = 1; ///< Rises with every save.
    CatalogVersionState state = CatalogVersionState::kDraft;
    CatalogOrigin origin = CatalogOrigin::kDesk;
    std::string title;         ///< What staff call it.
    CatalogDocuments documents;
    std::string hash;          ///< Of the documents.
    std::optional<Date> from = {};  ///< Once published: the first day of it.
    CatalogMovement movement = CatalogMovement::kAtRenewal;
    std::string author;        ///< Who began it; empty for what came from a file.
    Instant created_at;
    Instant changed_at;
    std::string published_by = {};
    std::optional<Instant> published_at = {};
};

/// What tells whether somebody published or withdrew something.
struct PublishedMark {
    std::int64_t count = 0;
    std::int64_t newest = 0;  ///< The highest number.
    Instant changed_at;       ///< When one of them was last.
    friend bool operator==(const PublishedMark&, const PublishedMark&) = default;
};

/// Part of a transaction.
class CatalogVersionStore {
public:
    virtual ~CatalogVersionStore() = default;

    /// Fails with already_exists when its number is taken.
    virtual Result<void> add(const VendorName&, const CatalogVersion&) = 0;
    virtual Result<CatalogVersion> load(const VendorName&, const CatalogVersionId&) = 0;  ///< not_found
    /// Expects the revision that was loaded and raises it by one. Fails with version_stale, already_exists.
    virtual Result<void> save(const VendorName&, const CatalogVersion&) = 0;
    /// Newest first, without their documents.
    virtual Result<std::vector<CatalogVersion>> list(const VendorName&, const Page&) = 0;
    /// Published ones by number, with their documents.
    virtual Result<std::vector<CatalogVersion>> published(const VendorName&) = 0;
    virtual Result<PublishedMark> published_mark(const VendorName&) = 0;
    /// Of the newest that came from a file; empty when none did.
    virtual Result<std::string> newest_file_hash(const VendorName&) = 0;
};

}  // namespace settle
