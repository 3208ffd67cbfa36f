#include "adapters/store/sql_transaction.h"

namespace settle::store {

Result<void> SqlTransaction::add_key_use(const KeyUse& use) {
    TRY_VOID(db_.run(sql::key_use::add, {{"vendor", use.vendor},
                                         {"caller", use.caller},
                                         {"route", use.route},
                                         {"key", use.key},
                                         {"request_hash", use.request_hash},
                                         {"resource", use.resource},
                                         {"status", use.status},
                                         {"content_type", use.content_type},
                                         {"body", use.body},
                                         {"created_at", use.created_at}}));
    return {};
}

Result<std::optional<KeyUse>> SqlTransaction::find_key_use(const VendorName& vendor, const std::string& caller,
                                                           const std::string& route, const std::string& key) {
    return db_.first(sql::key_use::find, {{"vendor", vendor}, {"caller", caller}, {"route", route}, {"key", key}},
                     [](Row& row) {
                         return KeyUse{
                             .vendor = row.text("vendor"),
                             .caller = row.text("caller"),
                             .route = row.text("route"),
                             .key = row.text("key"),
                             .request_hash = row.text("request_hash"),
                             .resource = row.text("resource"),
                             .status = row.small("status"),
                             .content_type = row.text("content_type"),
                             .body = row.text("body"),
                             .created_at = row.instant("created_at"),
                         };
                     });
}

Result<void> SqlTransaction::store_answer(const KeyUse& use) {
    const auto written = TRY(db_.run(sql::key_use::store_answer, {{"status", use.status},
                                                                  {"content_type", use.content_type},
                                                                  {"body", use.body},
                                                                  {"vendor", use.vendor},
                                                                  {"caller", use.caller},
                                                                  {"route", use.route},
                                                                  {"key", use.key}}));
    if (written == 0) return fail(ErrorCode::kNotFound, {}, "no use of this key");
    return {};
}

}  // namespace settle::store
