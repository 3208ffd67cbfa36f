// Versions of the catalog: for staff.
#include "app/catalog/versions.h"

#include "domain/catalog/staff_role.h"
#include "http/handlers/operations.h"
#include "wire/catalog_versions.h"
#include "wire/catalog_words.h"

namespace settle::http {
namespace {

// What cannot be the id of a version is none.
Result<CatalogVersionId> version_id(const std::string& text) {
    auto id = CatalogVersionId::parse(text);
    if (!id) return fail(ErrorCode::kNotFound);
    return *std::move(id);
}

Answer reply_version(const CatalogVersionView& view) { return reply(wire::json_of(view), view.version.revision); }

Answer list_catalog_versions(const Call& call) {
    const Page page = TRY(call.page());
    return reply_page(TRY(settle::list_catalog_versions(call.context(), page)), page,
                      [](const CatalogVersion& version) { return wire::json_of(version); });
}

Answer begin_catalog_draft(const Call& call) {
    TRY_VOID(only_staff(call.context(), StaffRight::kWriteCatalog));
    const auto wish = TRY(wire::catalog_draft_from(TRY(call.body())));
    return created(wire::json_of(TRY(settle::begin_catalog_draft(call.context(), wish.title, wish.of))));
}

Answer read_catalog_version(const Call& call) {
    TRY_VOID(only_staff(call.context(), StaffRight::kWriteCatalog));
    return reply_version(TRY(settle::read_catalog_version(call.context(), TRY(version_id(call.param("version"))))));
}

Answer save_catalog_draft(const Call& call) {
    TRY_VOID(only_staff(call.context(), StaffRight::kWriteCatalog));
    const CatalogVersionId id = TRY(version_id(call.param("version")));
    return reply_version(TRY(settle::save_catalog_draft(call.context(), id, TRY(call.required_version()),
                                                        TRY(wire::catalog_edit_from(TRY(call.body()))))));
}

Answer publish_catalog_version(const Call& call) {
    TRY_VOID(only_staff(call.context(), StaffRight::kWriteCatalog));
    const CatalogVersionId id = TRY(version_id(call.param("version")));
    return reply_version(TRY(settle::publish_catalog_version(call.context(), id, TRY(call.required_version()),
                                                             TRY(wire::publication_from(TRY(call.body()))))));
}

Answer retire_catalog_version(const Call& call) {
    TRY_VOID(only_staff(call.context(), StaffRight::kWriteCatalog));
    const CatalogVersionId id = TRY(version_id(call.param("version")));
    return reply_version(TRY(settle::retire_catalog_version(call.context(), id, TRY(call.required_version()))));
}

Answer compare_catalog_versions(const Call& call) {
    TRY_VOID(only_staff(call.context(), StaffRight::kWriteCatalog));
    const CatalogVersionId id = TRY(version_id(call.param("version")));
    const std::string other = TRY(call.query_text("with", 64));
    const CatalogVersionId with = other.empty() ? CatalogVersionId() : TRY(version_id(other));
    const CatalogPair pair = TRY(settle::pair_catalog_versions(call.context(), id, with));
    wire::JsonArray data;
    for (const CatalogDifference& difference : compare_catalogs(pair.before, pair.after))
        data.push_back(wire::json_of(difference, pair.before, pair.after, call.context().caller.language));
    return reply(wire::JsonObject{{"with", wire::or_null(pair.with.view())}, {"data", std::move(data)}});
}

}  // namespace

std::span<const Handled> catalog_version_operations() {
    static constexpr Handled kHandled[] = {
        {"list_catalog_versions", list_catalog_versions},
        {"begin_catalog_draft", begin_catalog_draft, Repeat::kByKey, "/v1/catalog-versions/"},
        {"read_catalog_version", read_catalog_version},
        {"save_catalog_draft", save_catalog_draft},
        {"publish_catalog_version", publish_catalog_version},
        {"retire_catalog_version", retire_catalog_version},
        {"compare_catalog_versions", compare_catalog_versions},
    };
    return kHandled;
}

}  // namespace settle::http
