// The next version of a vendor's catalog: begun as a draft, published for a day, and what it does to those who bought.
#pragma once

#include "app/context.h"
#include "ports/catalog_versions.h"

namespace settle {

/// What is wrong with a version's documents now, and whether it is the one that is in force.
struct CatalogVersionView {
    CatalogVersion version;
    CheckedCatalog checked;
    bool is_in_force = false;
};

/// Every one of these is for servers and staff with write_catalog. Fails with staff_required, staff_right_required; one
/// version: not_found.
Result<std::vector<CatalogVersion>> list_catalog_versions(const Context& context, const Page& page);
Result<CatalogVersionView> read_catalog_version(const Context& context, const CatalogVersionId& id);
/// Its documents as a catalog. Fails with catalog_invalid too.
Result<Catalog> catalog_of_version(const Context& context, const CatalogVersion& version);

/// A draft with the documents of `of`, or of the version in force. Fails with field_too_long.
Result<CatalogVersionView> begin_catalog_draft(const Context& context, const std::string& title,
                                               const CatalogVersionId& of);

struct CatalogEdit {
    std::optional<std::string> title = {};
    std::optional<CatalogDocuments> documents = {};
};
/// Keeps what was written, with whatever is wrong with it. Fails with version_stale, catalog_version_not_draft,
/// field_too_long, field_invalid (names of documents).
Result<CatalogVersionView> save_catalog_draft(const Context& context, const CatalogVersionId& id,
                                              std::int64_t revision_seen, CatalogEdit edit);

struct Publication {
    std::optional<Date> from = {};  ///< Today, in the vendor's zone, when left out.
    CatalogMovement movement = CatalogMovement::kAtRenewal;
};
/// Fails with version_stale, catalog_version_not_draft, catalog_invalid, catalog_code_removed (what was sold stays),
/// date_in_the_past, catalog_day_taken (another was published for a later day).
Result<CatalogVersionView> publish_catalog_version(const Context& context, const CatalogVersionId& id,
                                                   std::int64_t revision_seen, const Publication& publication);
struct CatalogToPublish {
    Catalog catalog;
    Date from;
};
/// A draft as it would be published from a day on. Fails as publishing it does.
Result<CatalogToPublish> catalog_to_publish(const Context& context, const CatalogVersionId& id,
                                            std::optional<Date> from);
/// Puts a draft away, or withdraws what was published before its day. Fails with version_stale,
/// catalog_version_in_force.
Result<CatalogVersionView> retire_catalog_version(const Context& context, const CatalogVersionId& id,
                                                  std::int64_t revision_seen);

/// Two versions to be compared.
struct CatalogPair {
    CatalogVersionId with;  ///< Empty: what is installed.
    Catalog before;
    Catalog after;
};
/// `id` beside `with`; when that is empty, beside the version published before it, or for what is not published the
/// newest that is. Fails with catalog_invalid while one of them has mistakes.
Result<CatalogPair> pair_catalog_versions(const Context& context, const CatalogVersionId& id,
                                          const CatalogVersionId& with);

/// Publishes what is installed, from today on and for everybody, if it is not what was installed before. Once when a
/// server begins.
Result<void> take_in_installed(Services& services, const VendorName& vendor);
/// Makes what is published what this process goes by, and the day's version the one in force. A store that knows no
/// version leaves what is installed.
Result<void> refresh_catalogs(Services& services, const VendorName& vendor);

}  // namespace settle
