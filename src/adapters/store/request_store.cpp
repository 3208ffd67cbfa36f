#include "adapters/store/records_json.h"
#include "adapters/store/rows.h"
#include "adapters/store/sql_transaction.h"

namespace settle::store {
namespace {

Request read_request(Row& row) {
    return Request{
        .id = row.id<RequestId>("id"),
        .customer = row.id<CustomerId>("customer"),
        .type = row.name("type", RequestType::kContact),
        .state = row.name("state", RequestState::kWithdrawn),
        .version = row.integer("version"),
        .message = row.text("message"),
        .set = row.is_null("wanted") ? std::nullopt
                                     : std::optional(row.keep("wanted", unpack_wanted(row.view("wanted")), Wanted{})),
        .change = row.id<ChangeId>("change"),
        .details = row.keep("details", unpack_pairs(row.view("details")), Pairs{}),
        .author = read_actor(row, "author"),
        .decision_reason = row.text("decision_reason"),
        .decided_by = row.text("decided_by"),
        .created_at = row.instant("created_at"),
        .decided_at = row.maybe_instant("decided_at"),
    };
}

std::optional<std::string> packed_wish(const Request& request) {
    return request.set ? std::optional(pack(*request.set)) : std::nullopt;
}

RequestMessage read_message(Row& row) {
    return RequestMessage{
        .request = row.id<RequestId>("request"),
        .customer = row.id<CustomerId>("customer"),
        .by = read_actor(row, "by"),
        .text = row.text("text"),
        .at = row.instant("at"),
    };
}

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

Result<void> SqlTransaction::add_request(const VendorName& vendor, const Request& request) {
    TRY_VOID(db_.run(sql::request::add, {{"vendor", vendor},
                                         {"customer", request.customer},
                                         {"id", request.id},
                                         {"type", name_of(request.type)},
                                         {"state", name_of(request.state)},
                                         {"version", request.version},
                                         {"message", request.message},
                                         {"wanted", packed_wish(request)},
                                         {"change", Value::null_if_empty(request.change)},
                                         {"details", pack(request.details)},
                                         {"author_kind", name_of(request.author.kind)},
                                         {"author_role", request.author.role},
                                         {"author_id", request.author.id},
                                         {"decision_reason", request.decision_reason},
                                         {"decided_by", request.decided_by},
                                         {"created_at", request.created_at},
                                         {"decided_at", request.decided_at}}));
    return {};
}

Result<std::optional<Request>> SqlTransaction::open_request(const VendorName& vendor, const CustomerId& customer,
                                                            RequestType type) {
    return db_.first(sql::request::find_open, {{"vendor", vendor}, {"customer", customer}, {"type", name_of(type)}},
                     read_request);
}

Result<void> SqlTransaction::add_request_message(const VendorName& vendor, const RequestMessage& message) {
    TRY_VOID(db_.run(sql::request_message::add, {{"vendor", vendor},
                                                 {"customer", message.customer},
                                                 {"request", message.request},
                                                 {"by_kind", name_of(message.by.kind)},
                                                 {"by_role", message.by.role},
                                                 {"by_id", message.by.id},
                                                 {"text", message.text},
                                                 {"at", message.at}}));
    return {};
}

Result<std::vector<RequestMessage>> SqlTransaction::list_request_messages(const VendorName& vendor,
                                                                          const CustomerId& customer,
                                                                          const RequestId& request) {
    return db_.all(sql::request_message::list, {{"vendor", vendor}, {"customer", customer}, {"request", request}},
                   read_message);
}

Result<Request> SqlTransaction::load_request(const VendorName& vendor, const RequestId& id) {
    auto found = TRY(db_.first(sql::request::load, {{"vendor", vendor}, {"id", id}}, read_request));
    if (!found) return fail(ErrorCode::kRequestNotFound, {}, id.str());
    return *std::move(found);
}

Result<void> SqlTransaction::save_request(const VendorName& vendor, const Request& request) {
    const auto written = TRY(db_.run(sql::request::save, {{"type", name_of(request.type)},
                                                          {"state", name_of(request.state)},
                                                          {"message", request.message},
                                                          {"wanted", packed_wish(request)},
                                                          {"change", Value::null_if_empty(request.change)},
                                                          {"details", pack(request.details)},
                                                          {"decision_reason", request.decision_reason},
                                                          {"decided_by", request.decided_by},
                                                          {"decided_at", request.decided_at},
                                                          {"vendor", vendor},
                                                          {"customer", request.customer},
                                                          {"id", request.id},
                                                          {"version", request.version}}));
    if (written == 0) return fail(ErrorCode::kVersionStale, {}, request.id.str());
    return {};
}

Result<std::vector<Request>> SqlTransaction::list_requests(const VendorName& vendor, const CustomerId& customer,
                                                           const Page& page) {
    const auto behind = TRY(position_of(sql::request::find_position, vendor, page));
    if (!behind) return std::vector<Request>{};
    if (customer.empty())
        return db_.all(
            sql::request::list_of_vendor,
            {{"vendor", vendor}, {"created_at", behind->created_at}, {"id", behind->id}, {"limit", page.limit}},
            read_request);
    return db_.all(sql::request::list_of_customer,
                   {{"vendor", vendor},
                    {"customer", customer},
                    {"created_at", behind->created_at},
                    {"id", behind->id},
                    {"limit", page.limit}},
                   read_request);
}

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
