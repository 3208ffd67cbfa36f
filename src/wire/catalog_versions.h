// Versions of a catalog as JSON, and what is sent about them.
#pragma once

#include "app/catalog/versions.h"
#include "wire/json.h"

namespace settle::wire {

JsonObject json_of(const CatalogVersion& version);
JsonObject json_of(const CatalogVersionView& view);

struct CatalogDraftWish {
    std::string title;
    CatalogVersionId of;
};
/// Each fails with field_invalid, field_unknown, field_too_long, and with field_required or date_malformed for what it
/// needs.
Result<CatalogDraftWish> catalog_draft_from(const JsonValue& value);
Result<CatalogEdit> catalog_edit_from(const JsonValue& value);
Result<Publication> publication_from(const JsonValue& value);

}  // namespace settle::wire
