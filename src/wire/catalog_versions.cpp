#include "wire/catalog_versions.h"

#include "wire/reader.h"

namespace settle::wire {
namespace {

constexpr std::size_t kTitleMax = 120;
constexpr std::size_t kDocumentMax = 96 * 1024;

Result<CatalogDocuments> documents_from(const JsonValue& value, const std::string& path) {
    if (!value.is_array()) return fail(unfit(path, "[…]"));
    CatalogDocuments documents;
    for (const JsonValue& element : value.get_array()) {
        static constexpr std::string_view kKnown[] = {"name", "text"};
        const auto fields = TRY(ObjectReader::open(element, fmt::format("{}[{}]", path, documents.size()), kKnown));
        documents.emplace_back(TRY(fields.required_text("name", 40)),
                               TRY(fields.text("text", kDocumentMax, TextKind::kParagraphs)));
    }
    return documents;
}

}  // namespace

JsonObject json_of(const CatalogVersion& version) {
    const bool is_published = version.state == CatalogVersionState::kPublished;
    return {{"id", version.id.str()},
            {"number", version.number == 0 ? JsonValue(nullptr) : JsonValue(version.number)},
            {"revision", version.revision},
            {"state", json_of(name_of(version.state))},
            {"origin", json_of(name_of(version.origin))},
            {"title", version.title},
            {"from", or_null(version.from)},
            {"movement", is_published ? json_of(name_of(version.movement)) : JsonValue(nullptr)},
            {"author", or_null(version.author)},
            {"created_at", json_of(version.created_at)},
            {"changed_at", json_of(version.changed_at)},
            {"published_by", or_null(version.published_by)},
            {"published_at", or_null(version.published_at)}};
}

JsonObject json_of(const CatalogVersionView& view) {
    JsonObject object = json_of(view.version);
    object["in_force"] = view.is_in_force;
    JsonArray documents;
    for (const auto& [name, text] : view.version.documents)
        documents.push_back(JsonObject{{"name", name}, {"text", text}});
    object["documents"] = std::move(documents);
    JsonArray mistakes;
    for (const CatalogFault& fault : view.checked.faults)
        mistakes.push_back(JsonObject{
            {"document", fault.document}, {"line", fault.line}, {"column", fault.column}, {"message", fault.message}});
    object["mistakes"] = std::move(mistakes);
    return object;
}

Result<CatalogDraftWish> catalog_draft_from(const JsonValue& value) {
    static constexpr std::string_view kKnown[] = {"title", "of"};
    const auto fields = TRY(ObjectReader::open(value, "", kKnown));
    std::string title = TRY(fields.text("title", kTitleMax));
    std::string of = TRY(fields.text("of", 64));
    return CatalogDraftWish{std::move(title), CatalogVersionId(std::move(of))};
}

Result<CatalogEdit> catalog_edit_from(const JsonValue& value) {
    static constexpr std::string_view kKnown[] = {"title", "documents"};
    const auto fields = TRY(ObjectReader::open(value, "", kKnown));
    CatalogEdit edit;
    if (fields.has_value("title")) edit.title = TRY(fields.text("title", kTitleMax));
    if (fields.has_value("documents")) edit.documents = TRY(documents_from(*fields.find("documents"), "documents"));
    return edit;
}

Result<Publication> publication_from(const JsonValue& value) {
    static constexpr std::string_view kKnown[] = {"from", "movement"};
    const auto fields = TRY(ObjectReader::open(value, "", kKnown));
    Publication publication{.movement = TRY(parse_catalog_movement(TRY(fields.required_text("movement", 16))))};
    const std::string from = TRY(fields.text("from", 10));
    if (!from.empty()) publication.from = TRY(Date::parse(from));
    return publication;
}

}  // namespace settle::wire
