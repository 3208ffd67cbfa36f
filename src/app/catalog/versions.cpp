#include "app/catalog/versions.h"

#include <set>

#include "app/desk/audit.h"
#include "base/hash.h"
#include "domain/catalog/staff_role.h"

namespace settle {
namespace {

constexpr std::size_t kTitleMax = 120;
constexpr std::size_t kDocumentsMax = 12;
constexpr std::size_t kBytesMax = 96 * 1024;

std::string hash_of(const CatalogDocuments& documents) {
    std::string all;
    for (const auto& [name, text] : documents) all += fmt::format("{} {}\n{}\n", name, text.size(), text);
    return digest_hex(all);
}

Result<const CatalogSource*> source_of(const Context& context) {
    if (context.with.catalog_source == nullptr) return fail(ErrorCode::kNotFound, {}, "no catalogs are written here");
    return context.with.catalog_source;
}

Result<CheckedCatalog> check(const Context& context, const CatalogDocuments& documents) {
    return TRY(source_of(context))->check(context.vendor(), documents);
}

Error invalid(const std::vector<CatalogFault>& faults) {
    const CatalogFault& first = faults.front();
    const std::string where = first.line > 0 ? fmt::format("{}:{}", first.document, first.line) : first.document;
    return Error(ErrorCode::kCatalogInvalid)
        .with("count", fmt::to_string(faults.size()))
        .with("where", where)
        .with("reason", first.message);
}

Result<CatalogVersionView> view_of(const Context& context, CatalogVersion version) {
    CheckedCatalog checked = TRY(check(context, version.documents));
    const bool is_in_force =
        version.state == CatalogVersionState::kPublished && TRY(context.catalog())->version == version.number;
    return CatalogVersionView{std::move(version), std::move(checked), is_in_force};
}

Result<void> check_title(const std::string& title) {
    if (title.size() <= kTitleMax) return {};
    return fail(Error(ErrorCode::kFieldTooLong, "title").with("max", fmt::to_string(kTitleMax)));
}

// What is stored must be able to be a catalog; whether it is a right one, the checks say.
Result<void> check_documents(const CatalogDocuments& documents) {
    std::size_t bytes = 0;
    for (const auto& [name, text] : documents) bytes += name.size() + text.size();
    if (bytes > kBytesMax)
        return fail(Error(ErrorCode::kFieldTooLong, "documents").with("max", fmt::to_string(kBytesMax)));
    const auto is_name = [](char c) { return (c >= 'a' && c <= 'z') || c == '.' || c == '-'; };
    std::set<std::string> names;
    for (const auto& [name, text] : documents)
        if (name.size() > 40 || !std::ranges::all_of(name, is_name) || !names.insert(name).second)
            return fail(Error(ErrorCode::kFieldInvalid, "documents").with("expected", "texts.en.yaml"));
    if (documents.empty() || documents.size() > kDocumentsMax || documents.front().first != "catalog.yaml")
        return fail(Error(ErrorCode::kFieldInvalid, "documents").with("expected", "catalog.yaml, texts.en.yaml"));
    return {};
}

Result<CatalogVersion> load_seen(const Context& context, Transaction& tx, const CatalogVersionId& id,
                                 std::int64_t revision_seen) {
    CatalogVersion version = TRY(tx.catalog_versions().load(context.vendor(), id));
    if (version.revision != revision_seen) return fail(ErrorCode::kVersionStale, "If-Match");
    return version;
}

Result<void> check_is_draft(const CatalogVersion& version) {
    if (version.state == CatalogVersionState::kDraft) return {};
    return fail(Error(ErrorCode::kCatalogVersionNotDraft).with("state", std::string(name_of(version.state))));
}

Result<Date> today_of(const Services& services, const VendorName& vendor) {
    return services.zones.day_in(TRY(services.catalogs.find(vendor))->time_zone, services.clock.now());
}

Result<Date> day_to_publish(const Context& context, std::optional<Date> wanted) {
    const Date today = TRY(today_of(context.with, context.vendor()));
    const Date from = wanted.value_or(today);
    if (from < today)
        return fail(Error(ErrorCode::kDateInThePast, "from").with("date", from.str()).with("today", today.str()));
    return from;
}

std::int64_t next_number(const std::vector<CatalogVersion>& published) {
    return published.empty() ? 1 : published.back().number + 1;
}

// Subscriptions remember numbers and codes: what somebody may have stays in the catalog, and days do not go back.
Result<void> check_follows(const Context& context, const std::vector<CatalogVersion>& published, const Catalog& next,
                           Date from) {
    if (published.empty()) return {};
    const CatalogVersion& last = published.back();
    if (*last.from > from) return fail(Error(ErrorCode::kCatalogDayTaken, "from").with("date", last.from->str()));
    const CheckedCatalog before = TRY(check(context, last.documents));
    if (const auto missing = first_missing_code(before.catalog, next))
        return fail(Error(ErrorCode::kCatalogCodeRemoved).with("code", missing->str()));
    return {};
}

Result<CatalogVersionView> refreshed(const Context& context, const CatalogVersionId& id) {
    TRY_VOID(refresh_catalogs(context.with, context.vendor()));
    return read_catalog_version(context, id);
}

std::string mark_of(const PublishedMark& mark) { return fmt::format("{} {}", mark.count, mark.changed_at.micros); }

}  // namespace

Result<std::vector<CatalogVersion>> list_catalog_versions(const Context& context, const Page& page) {
    TRY_VOID(only_staff(context, StaffRight::kWriteCatalog));
    return look_up(context.with.store,
                   [&](Transaction& tx) { return tx.catalog_versions().list(context.vendor(), page); });
}

Result<CatalogVersionView> read_catalog_version(const Context& context, const CatalogVersionId& id) {
    TRY_VOID(only_staff(context, StaffRight::kWriteCatalog));
    return view_of(context, TRY(look_up(context.with.store, [&](Transaction& tx) {
                       return tx.catalog_versions().load(context.vendor(), id);
                   })));
}

Result<Catalog> catalog_of_version(const Context& context, const CatalogVersion& version) {
    CheckedCatalog checked = TRY(check(context, version.documents));
    if (!checked.faults.empty()) return fail(invalid(checked.faults));
    if (version.number != 0) checked.catalog.version = version.number;
    return std::move(checked.catalog);
}

Result<CatalogVersionView> begin_catalog_draft(const Context& context, const std::string& title,
                                               const CatalogVersionId& of) {
    TRY_VOID(only_staff(context, StaffRight::kWriteCatalog));
    TRY_VOID(check_title(title));
    const Instant now = context.with.clock.now();
    const CatalogSource* source = TRY(source_of(context));
    const std::int64_t in_force = TRY(context.catalog())->version;
    CatalogVersion draft = TRY(transact(context.with.store, [&](Transaction& tx) -> Result<CatalogVersion> {
        CatalogVersionStore& versions = tx.catalog_versions();
        if (const auto known = TRY(made_before(tx, context)))
            return versions.load(context.vendor(), CatalogVersionId(*known));
        auto documents = TRY(source->installed(context.vendor()));
        CatalogVersion made{.id = new_id<CatalogVersionId>(context.with.ids),
                            .title = title,
                            .documents = std::move(documents),
                            .author = context.caller.actor.id,
                            .created_at = now,
                            .changed_at = now};
        for (const CatalogVersion& known : TRY(versions.published(context.vendor())))
            if (known.number == in_force) made.documents = known.documents;
        if (!of.empty()) made.documents = TRY(versions.load(context.vendor(), of)).documents;
        made.hash = hash_of(made.documents);
        TRY_VOID(versions.add(context.vendor(), made));
        TRY_VOID(log_act(context, tx, "catalog.drafted", {}, made.id.str(), now));
        TRY_VOID(remember_made(tx, context, made.id.str(), now));
        return made;
    }));
    return view_of(context, std::move(draft));
}

Result<CatalogVersionView> save_catalog_draft(const Context& context, const CatalogVersionId& id,
                                              std::int64_t revision_seen, CatalogEdit edit) {
    TRY_VOID(only_staff(context, StaffRight::kWriteCatalog));
    if (edit.title) TRY_VOID(check_title(*edit.title));
    if (edit.documents) TRY_VOID(check_documents(*edit.documents));
    const Instant now = context.with.clock.now();
    return view_of(context, TRY(transact(context.with.store, [&](Transaction& tx) -> Result<CatalogVersion> {
                       CatalogVersion draft = TRY(load_seen(context, tx, id, revision_seen));
                       TRY_VOID(check_is_draft(draft));
                       if (edit.title) draft.title = *edit.title;
                       if (edit.documents) draft.documents = *edit.documents;
                       draft.hash = hash_of(draft.documents);
                       draft.changed_at = now;
                       TRY_VOID(tx.catalog_versions().save(context.vendor(), draft));
                       return tx.catalog_versions().load(context.vendor(), id);
                   })));
}

Result<CatalogVersionView> publish_catalog_version(const Context& context, const CatalogVersionId& id,
                                                   std::int64_t revision_seen, const Publication& publication) {
    TRY_VOID(only_staff(context, StaffRight::kWriteCatalog));
    const Instant now = context.with.clock.now();
    const Date from = TRY(day_to_publish(context, publication.from));
    TRY_VOID(transact(context.with.store, [&](Transaction& tx) -> Result<void> {
        CatalogVersionStore& versions = tx.catalog_versions();
        CatalogVersion version = TRY(load_seen(context, tx, id, revision_seen));
        TRY_VOID(check_is_draft(version));
        const Catalog next = TRY(catalog_of_version(context, version));
        const auto published = TRY(versions.published(context.vendor()));
        TRY_VOID(check_follows(context, published, next, from));
        version.number = next_number(published);
        version.state = CatalogVersionState::kPublished;
        version.from = from;
        version.movement = publication.movement;
        version.published_by = context.caller.actor.id;
        version.published_at = now;
        version.changed_at = now;
        TRY_VOID(versions.save(context.vendor(), version));
        return log_act(context, tx, "catalog.published", {}, id.str(), now);
    }));
    return refreshed(context, id);
}

Result<CatalogToPublish> catalog_to_publish(const Context& context, const CatalogVersionId& id,
                                            std::optional<Date> from) {
    TRY_VOID(only_staff(context, StaffRight::kWriteCatalog));
    const Date day = TRY(day_to_publish(context, from));
    CatalogVersion version;
    std::vector<CatalogVersion> published;
    TRY_VOID(context.with.store.read([&](Transaction& tx) -> Result<void> {
        version = TRY(tx.catalog_versions().load(context.vendor(), id));
        published = TRY(tx.catalog_versions().published(context.vendor()));
        return {};
    }));
    TRY_VOID(check_is_draft(version));
    Catalog next = TRY(catalog_of_version(context, version));
    TRY_VOID(check_follows(context, published, next, day));
    return CatalogToPublish{std::move(next), day};
}

Result<CatalogVersionView> retire_catalog_version(const Context& context, const CatalogVersionId& id,
                                                  std::int64_t revision_seen) {
    TRY_VOID(only_staff(context, StaffRight::kWriteCatalog));
    const Instant now = context.with.clock.now();
    // Somewhere the day has come before it comes here.
    const Date tomorrow = TRY(today_of(context.with, context.vendor())).plus_days(1);
    TRY_VOID(transact(context.with.store, [&](Transaction& tx) -> Result<void> {
        CatalogVersion version = TRY(load_seen(context, tx, id, revision_seen));
        const bool is_published = version.state == CatalogVersionState::kPublished;
        if (is_published && *version.from <= tomorrow)
            return fail(Error(ErrorCode::kCatalogVersionInForce).with("date", version.from->str()));
        if (!is_published) TRY_VOID(check_is_draft(version));
        if (is_published && TRY(tx.catalog_versions().published_mark(context.vendor())).newest != version.number)
            return fail(Error(ErrorCode::kCatalogDayTaken).with("date", version.from->str()));
        version.state = CatalogVersionState::kRetired;
        version.number = 0;
        version.changed_at = now;
        TRY_VOID(tx.catalog_versions().save(context.vendor(), version));
        return log_act(context, tx, "catalog.retired", {}, id.str(), now);
    }));
    return refreshed(context, id);
}

Result<CatalogPair> pair_catalog_versions(const Context& context, const CatalogVersionId& id,
                                          const CatalogVersionId& with) {
    TRY_VOID(only_staff(context, StaffRight::kWriteCatalog));
    CatalogVersion before{.documents = TRY(TRY(source_of(context))->installed(context.vendor()))};
    const CatalogVersion after = TRY(look_up(context.with.store, [&](Transaction& tx) -> Result<CatalogVersion> {
        CatalogVersion asked = TRY(tx.catalog_versions().load(context.vendor(), id));
        if (!with.empty()) {
            before = TRY(tx.catalog_versions().load(context.vendor(), with));
            return asked;
        }
        for (CatalogVersion& known : TRY(tx.catalog_versions().published(context.vendor())))
            if (asked.number == 0 || known.number < asked.number) before = std::move(known);
        return asked;
    }));
    Catalog earlier = TRY(catalog_of_version(context, before));
    Catalog later = TRY(catalog_of_version(context, after));
    return CatalogPair{before.id, std::move(earlier), std::move(later)};
}

Result<void> take_in_installed(Services& services, const VendorName& vendor) {
    if (services.catalog_source == nullptr) return {};
    const Context context = engine_context(services, vendor);
    const CatalogDocuments documents = TRY(services.catalog_source->installed(vendor));
    const CheckedCatalog checked = TRY(services.catalog_source->check(vendor, documents));
    if (!checked.faults.empty()) return fail(invalid(checked.faults));
    const std::string hash = hash_of(documents);
    const Instant now = services.clock.now();
    const Date today = TRY(services.zones.day_in(checked.catalog.time_zone, now));
    const auto taken = transact(services.store, [&](Transaction& tx) -> Result<void> {
        CatalogVersionStore& versions = tx.catalog_versions();
        if (TRY(versions.newest_file_hash(vendor)) == hash) return {};
        const auto published = TRY(versions.published(vendor));
        CatalogVersion version{.id = new_id<CatalogVersionId>(services.ids),
                               .number = published.empty() ? checked.catalog.version : next_number(published),
                               .state = CatalogVersionState::kPublished,
                               .origin = CatalogOrigin::kFile,
                               .title = {},
                               .documents = documents,
                               .hash = hash,
                               .from = published.empty() ? today : std::max(today, *published.back().from),
                               .movement = CatalogMovement::kNow,
                               .author = {},
                               .created_at = now,
                               .changed_at = now,
                               .published_at = now};
        TRY_VOID(check_follows(context, published, checked.catalog, *version.from));
        return versions.add(vendor, version);
    });
    // Another process was faster with the same.
    if (!taken && taken.error().code != ErrorCode::kAlreadyExists) return fail(taken.error());
    return {};
}

Result<void> refresh_catalogs(Services& services, const VendorName& vendor) {
    if (services.catalog_source == nullptr) return {};
    const Context context = engine_context(services, vendor);
    const auto known = TRY(context.timeline());
    const Date today = TRY(today_of(services, vendor));
    const PublishedMark mark =
        TRY(look_up(services.store, [&](Transaction& tx) { return tx.catalog_versions().published_mark(vendor); }));
    if (mark.count == 0) return {};
    if (known->mark() == mark_of(mark) && known->in_force(today) == known->house()) return {};
    const auto stored =
        TRY(look_up(services.store, [&](Transaction& tx) { return tx.catalog_versions().published(vendor); }));
    std::vector<PublishedCatalog> versions;
    for (const CatalogVersion& version : stored)
        versions.push_back({std::make_shared<const Catalog>(TRY(catalog_of_version(context, version))), *version.from,
                            version.movement});
    services.catalogs.put(std::make_shared<const CatalogTimeline>(std::move(versions), today, mark_of(mark)));
    return {};
}

}  // namespace settle
