#include "adapters/store/sql_transaction.h"

namespace settle::store {

Result<std::optional<SqlTransaction::Position>> SqlTransaction::position_of(const sql::Query& query,
                                                                            const VendorName& vendor,
                                                                            const Page& page) {
    if (page.after.empty()) return Position{{std::numeric_limits<std::int64_t>::max()}, {}};
    return db_.first(query, {{"vendor", vendor}, {"id", page.after}},
                     [](Row& row) { return Position{row.instant("created_at"), row.text("id")}; });
}

}  // namespace settle::store
