#include "adapters/store/sql_catalog_versions.h"

#include <limits>

#include "adapters/store/records_json.h"
#include "adapters/store/rows.h"

namespace settle::store {
namespace {

CatalogMovement movement_of(Row& row) {
    return row.keep("movement", parse_catalog_movement(row.view("movement")), CatalogMovement::kNever);
}

CatalogVersion read_head(Row& row) {
    return CatalogVersion{
        .id = row.id<CatalogVersionId>("id"),
        .number = row.is_null("number") ? 0 : row.integer("number"),
        .revision = row.integer("revision"),
        .state = row.name("state", CatalogVersionState::kRetired),
        .origin = row.name("origin", CatalogOrigin::kDesk),
        .title = row.text("title"),
        .documents = {},
        .hash = row.text("hash"),
        .from = row.maybe_day("from_day"),
        .movement = movement_of(row),
        .author = row.text("author"),
        .created_at = row.instant("created_at"),
        .changed_at = row.instant("changed_at"),
        .published_by = row.text("published_by"),
        .published_at = row.maybe_instant("published_at"),
    };
}

CatalogVersion read_whole(Row& row) {
    CatalogVersion version = read_head(row);
    version.documents = row.keep("documents", unpack_pairs(row.view("documents")), Pairs{});
    return version;
}

std::optional<std::int64_t> number_of(const CatalogVersion& version) {
    return version.number == 0 ? std::nullopt : std::optional(version.number);
}

}  // namespace

Result<void> SqlCatalogVersions::add(const VendorName& vendor, const CatalogVersion& version) {
    TRY_VOID(db_.run(sql::catalog_version::add, {{"vendor", vendor},
                                                 {"id", version.id},
                                                 {"number", number_of(version)},
                                                 {"revision", version.revision},
                                                 {"state", name_of(version.state)},
                                                 {"origin", name_of(version.origin)},
                                                 {"title", version.title},
                                                 {"documents", pack(version.documents)},
                                                 {"hash", version.hash},
                                                 {"from_day", version.from},
                                                 {"movement", name_of(version.movement)},
                                                 {"author", version.author},
                                                 {"created_at", version.created_at},
                                                 {"changed_at", version.changed_at},
                                                 {"published_by", version.published_by},
                                                 {"published_at", version.published_at}}));
    return {};
}

Result<CatalogVersion> SqlCatalogVersions::load(const VendorName& vendor, const CatalogVersionId& id) {
    auto found = TRY(db_.first(sql::catalog_version::load, {{"vendor", vendor}, {"id", id}}, read_whole));
    if (!found) return fail(ErrorCode::kNotFound, {}, id.str());
    return *std::move(found);
}

Result<void> SqlCatalogVersions::save(const VendorName& vendor, const CatalogVersion& version) {
    const auto written = TRY(db_.run(sql::catalog_version::save, {{"number", number_of(version)},
                                                                  {"state", name_of(version.state)},
                                                                  {"title", version.title},
                                                                  {"documents", pack(version.documents)},
                                                                  {"hash", version.hash},
                                                                  {"from_day", version.from},
                                                                  {"movement", name_of(version.movement)},
                                                                  {"changed_at", version.changed_at},
                                                                  {"published_by", version.published_by},
                                                                  {"published_at", version.published_at},
                                                                  {"vendor", vendor},
                                                                  {"id", version.id},
                                                                  {"revision", version.revision}}));
    if (written == 0) return fail(ErrorCode::kVersionStale, {}, version.id.str());
    return {};
}

Result<std::vector<CatalogVersion>> SqlCatalogVersions::list(const VendorName& vendor, const Page& page) {
    Instant created_at{std::numeric_limits<std::int64_t>::max()};
    std::string id;
    if (!page.after.empty()) {
        const auto place =
            TRY(db_.first(sql::catalog_version::find_position, {{"vendor", vendor}, {"id", page.after}},
                          [](Row& row) { return std::pair(row.instant("created_at"), row.text("id")); }));
        if (!place) return std::vector<CatalogVersion>{};
        std::tie(created_at, id) = *place;
    }
    return db_.all(sql::catalog_version::list,
                   {{"vendor", vendor}, {"created_at", created_at}, {"id", id}, {"limit", page.limit}}, read_head);
}

Result<std::vector<CatalogVersion>> SqlCatalogVersions::published(const VendorName& vendor) {
    return db_.all(sql::catalog_version::list_published, {{"vendor", vendor}}, read_whole);
}

Result<PublishedMark> SqlCatalogVersions::published_mark(const VendorName& vendor) {
    const auto mark = TRY(db_.first(sql::catalog_version::published_mark, {{"vendor", vendor}}, [](Row& row) {
        return PublishedMark{row.integer("published_count"), row.integer("newest"), row.instant("changed_at")};
    }));
    return mark.value_or(PublishedMark{});
}

Result<std::string> SqlCatalogVersions::newest_file_hash(const VendorName& vendor) {
    return TRY(db_.first(sql::catalog_version::newest_file_hash, {{"vendor", vendor}},
                         [](Row& row) { return row.text("hash"); }))
        .value_or(std::string());
}

}  // namespace settle::store
