#include "adapters/store/records_json.h"
#include "adapters/store/rows.h"
#include "adapters/store/sql_transaction.h"

namespace settle::store {
namespace {

Draft read_draft(Row& row) {
    return Draft{
        .customer = row.id<CustomerId>("customer"),
        .member = row.id<MemberId>("member"),
        .version = row.integer("version"),
        .wanted = row.keep("wanted", unpack_wanted(row.view("wanted")), Wanted{}),
        .step = row.text("step"),
        .method = row.text("method"),
        .updated_at = row.instant("updated_at"),
    };
}

}  // namespace

Result<std::optional<Draft>> SqlTransaction::load_draft(const VendorName& vendor, const CustomerId& customer,
                                                        const MemberId& member) {
    return db_.first(sql::draft::load, {{"vendor", vendor}, {"customer", customer}, {"member", member}}, read_draft);
}

Result<void> SqlTransaction::save_draft(const VendorName& vendor, const Draft& draft) {
    // Version 0 is a draft that was never kept: it must still be the first one.
    const auto written = draft.version == 0 ? TRY(db_.run(sql::draft::add, {{"vendor", vendor},
                                                                            {"customer", draft.customer},
                                                                            {"member", draft.member},
                                                                            {"version", 1},
                                                                            {"wanted", pack(draft.wanted)},
                                                                            {"step", draft.step},
                                                                            {"method", draft.method},
                                                                            {"updated_at", draft.updated_at}}))
                                            : TRY(db_.run(sql::draft::save, {{"wanted", pack(draft.wanted)},
                                                                             {"step", draft.step},
                                                                             {"method", draft.method},
                                                                             {"updated_at", draft.updated_at},
                                                                             {"vendor", vendor},
                                                                             {"customer", draft.customer},
                                                                             {"member", draft.member},
                                                                             {"version", draft.version}}));
    if (written == 0) return fail(ErrorCode::kVersionStale, {}, draft.member.str());
    return {};
}

Result<void> SqlTransaction::delete_draft(const VendorName& vendor, const CustomerId& customer,
                                          const MemberId& member) {
    TRY_VOID(db_.run(sql::draft::remove, {{"vendor", vendor}, {"customer", customer}, {"member", member}}));
    return {};
}

}  // namespace settle::store
