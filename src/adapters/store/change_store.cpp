#include "adapters/store/records_json.h"
#include "adapters/store/rows.h"
#include "adapters/store/sql_transaction.h"

namespace settle::store {
namespace {

ChangeOrder read_order(Row& row) {
    return ChangeOrder{
        .id = row.id<ChangeId>("id"),
        .customer = row.id<CustomerId>("customer"),
        .subscription = row.id<SubscriptionId>("subscription"),
        .state = row.name("state", OrderState::kSuperseded),
        .wanted = row.keep("wanted", unpack_wanted(row.view("wanted")), Wanted{}),
        .fingerprint = row.text("fingerprint"),
        .effective_on = row.day("effective_on"),
        .effective_second = row.integer("effective_second"),
        .scheduled_on = row.maybe_day("scheduled_on"),
        .reason = row.text("reason"),
        .subscription_version = row.integer("subscription_version"),
        .due = row.money("due_minor"),
        .accepted_policy = row.text("accepted_policy"),
        .actor = read_actor(row),
        .invoice = row.id<InvoiceId>("invoice"),
        .refusal = row.text("refusal"),
        .created_at = row.instant("created_at"),
    };
}

}  // namespace

Result<void> SqlTransaction::add_order(const VendorName& vendor, const ChangeOrder& order) {
    TRY_VOID(db_.run(sql::change::add, {{"vendor", vendor},
                                        {"customer", order.customer},
                                        {"id", order.id},
                                        {"subscription", order.subscription},
                                        {"state", name_of(order.state)},
                                        {"wanted", pack(order.wanted)},
                                        {"fingerprint", order.fingerprint},
                                        {"effective_on", order.effective_on},
                                        {"effective_second", order.effective_second},
                                        {"scheduled_on", order.scheduled_on},
                                        {"reason", order.reason},
                                        {"subscription_version", order.subscription_version},
                                        {"due_minor", order.due.minor()},
                                        {"currency", order.due.currency().code()},
                                        {"accepted_policy", order.accepted_policy},
                                        {"actor_kind", name_of(order.actor.kind)},
                                        {"actor_role", order.actor.role},
                                        {"actor_id", order.actor.id},
                                        {"invoice", Value::null_if_empty(order.invoice)},
                                        {"refusal", order.refusal},
                                        {"created_at", order.created_at}}));
    return {};
}

Result<void> SqlTransaction::save_order(const VendorName& vendor, const ChangeOrder& order) {
    const auto written = TRY(db_.run(sql::change::save, {{"state", name_of(order.state)},
                                                         {"wanted", pack(order.wanted)},
                                                         {"fingerprint", order.fingerprint},
                                                         {"effective_on", order.effective_on},
                                                         {"effective_second", order.effective_second},
                                                         {"scheduled_on", order.scheduled_on},
                                                         {"reason", order.reason},
                                                         {"subscription_version", order.subscription_version},
                                                         {"due_minor", order.due.minor()},
                                                         {"currency", order.due.currency().code()},
                                                         {"accepted_policy", order.accepted_policy},
                                                         {"actor_kind", name_of(order.actor.kind)},
                                                         {"actor_role", order.actor.role},
                                                         {"actor_id", order.actor.id},
                                                         {"invoice", Value::null_if_empty(order.invoice)},
                                                         {"refusal", order.refusal},
                                                         {"vendor", vendor},
                                                         {"customer", order.customer},
                                                         {"id", order.id}}));
    if (written == 0) return fail(ErrorCode::kChangeNotFound, {}, order.id.str());
    return {};
}

Result<ChangeOrder> SqlTransaction::load_order(const VendorName& vendor, const CustomerId& customer,
                                               const ChangeId& id) {
    auto found =
        TRY(db_.first(sql::change::load, {{"vendor", vendor}, {"customer", customer}, {"id", id}}, read_order));
    if (!found) return fail(ErrorCode::kChangeNotFound, {}, id.str());
    return *std::move(found);
}

Result<std::optional<ChangeOrder>> SqlTransaction::open_order(const VendorName& vendor, const CustomerId& customer) {
    return db_.first(sql::change::find_open, {{"vendor", vendor}, {"customer", customer}}, read_order);
}

Result<std::optional<ChangeOrder>> SqlTransaction::order_of_fingerprint(const VendorName& vendor,
                                                                        const CustomerId& customer,
                                                                        const std::string& fingerprint) {
    return db_.first(sql::change::find_by_fingerprint,
                     {{"vendor", vendor}, {"customer", customer}, {"fingerprint", fingerprint}}, read_order);
}

}  // namespace settle::store
