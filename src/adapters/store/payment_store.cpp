#include "adapters/store/records_json.h"
#include "adapters/store/rows.h"
#include "adapters/store/sql_transaction.h"

namespace settle::store {
namespace {

PaymentMethod read_method(Row& row) {
    return PaymentMethod{
        .id = row.id<PaymentMethodId>("id"),
        .customer = row.id<CustomerId>("customer"),
        .details = row.keep("details", unpack_method_details(row.view("details")), MethodDetails{}),
        .is_default = row.flag("is_default"),
    };
}

}  // namespace

PaymentAttempt read_attempt(Row& row) {
    return PaymentAttempt{
        .id = row.id<PaymentAttemptId>("id"),
        .customer = row.id<CustomerId>("customer"),
        .change = row.id<ChangeId>("change"),
        .invoice = row.id<InvoiceId>("invoice"),
        .ordinal = row.small("ordinal"),
        .amount = row.money("amount_minor"),
        .state = row.name("state", AttemptState::kCancelled),
        .method = row.name("method", MethodKind::kTransfer),
        .saved_method = row.id<PaymentMethodId>("saved_method"),
        .provider_reference = row.text("provider_reference"),
        .redirect_url = row.text("redirect_url"),
        .return_url = row.text("return_url"),
        .reason_code = row.text("reason_code"),
        .details = row.keep("details", unpack_method_details(row.view("details")), MethodDetails{}),
        .created_at = row.instant("created_at"),
    };
}

Result<void> SqlTransaction::add_attempt(const VendorName& vendor, const PaymentAttempt& attempt) {
    TRY_VOID(db_.run(sql::payment::add_attempt, {{"vendor", vendor},
                                                 {"customer", attempt.customer},
                                                 {"id", attempt.id},
                                                 {"change", Value::null_if_empty(attempt.change)},
                                                 {"invoice", Value::null_if_empty(attempt.invoice)},
                                                 {"ordinal", attempt.ordinal},
                                                 {"amount_minor", attempt.amount.minor()},
                                                 {"currency", attempt.amount.currency().code()},
                                                 {"state", name_of(attempt.state)},
                                                 {"method", name_of(attempt.method)},
                                                 {"saved_method", Value::null_if_empty(attempt.saved_method)},
                                                 {"provider_reference", attempt.provider_reference},
                                                 {"redirect_url", attempt.redirect_url},
                                                 {"return_url", attempt.return_url},
                                                 {"reason_code", attempt.reason_code},
                                                 {"details", pack(attempt.details)},
                                                 {"created_at", attempt.created_at}}));
    return {};
}

Result<void> SqlTransaction::save_attempt(const VendorName& vendor, const PaymentAttempt& attempt) {
    const auto written =
        TRY(db_.run(sql::payment::save_attempt, {{"change", Value::null_if_empty(attempt.change)},
                                                 {"invoice", Value::null_if_empty(attempt.invoice)},
                                                 {"ordinal", attempt.ordinal},
                                                 {"amount_minor", attempt.amount.minor()},
                                                 {"currency", attempt.amount.currency().code()},
                                                 {"state", name_of(attempt.state)},
                                                 {"method", name_of(attempt.method)},
                                                 {"saved_method", Value::null_if_empty(attempt.saved_method)},
                                                 {"provider_reference", attempt.provider_reference},
                                                 {"redirect_url", attempt.redirect_url},
                                                 {"return_url", attempt.return_url},
                                                 {"reason_code", attempt.reason_code},
                                                 {"details", pack(attempt.details)},
                                                 {"vendor", vendor},
                                                 {"customer", attempt.customer},
                                                 {"id", attempt.id}}));
    if (written == 0) return fail(ErrorCode::kPaymentNotFound, {}, attempt.id.str());
    return {};
}

Result<std::optional<PaymentAttempt>> SqlTransaction::find_attempt(const VendorName& vendor,
                                                                   const PaymentAttemptId& id) {
    return db_.first(sql::payment::find_attempt, {{"vendor", vendor}, {"id", id}}, read_attempt);
}

Result<std::optional<PaymentAttempt>> SqlTransaction::open_save(const VendorName& vendor, const CustomerId& customer) {
    return db_.first(sql::payment::find_open_save, {{"vendor", vendor}, {"customer", customer}}, read_attempt);
}

Result<std::vector<PaymentAttempt>> SqlTransaction::attempts_of_order(const VendorName& vendor,
                                                                      const CustomerId& customer, const ChangeId& id) {
    return db_.all(sql::payment::list_attempts_of_order, {{"vendor", vendor}, {"customer", customer}, {"change", id}},
                   read_attempt);
}

Result<std::vector<PaymentAttempt>> SqlTransaction::attempts_of_invoice(const VendorName& vendor,
                                                                        const CustomerId& customer,
                                                                        const InvoiceId& id) {
    return db_.all(sql::payment::list_attempts_of_invoice,
                   {{"vendor", vendor}, {"customer", customer}, {"invoice", id}}, read_attempt);
}

Result<std::vector<PaymentAttempt>> SqlTransaction::unfinished_attempts(const VendorName& vendor,
                                                                        const AttemptPlace& after, Instant before,
                                                                        int limit) {
    return db_.all(sql::payment::list_unfinished,
                   {{"vendor", vendor},
                    {"after_instant", after.created_at},
                    {"after_id", after.id},
                    {"before", before},
                    {"limit", limit}},
                   read_attempt);
}

Result<std::vector<PaymentAttempt>> SqlTransaction::unsent_charges(const VendorName& vendor, const AttemptPlace& after,
                                                                   int limit) {
    return db_.all(sql::payment::list_unsent,
                   {{"vendor", vendor}, {"after_instant", after.created_at}, {"after_id", after.id}, {"limit", limit}},
                   read_attempt);
}

Result<void> SqlTransaction::add_payment_method(const VendorName& vendor, const PaymentMethod& method) {
    return db_.all_or_nothing([&]() -> Result<void> {
        if (method.is_default)
            TRY_VOID(db_.run(sql::payment::clear_default, {{"vendor", vendor}, {"customer", method.customer}}));
        TRY_VOID(db_.run(sql::payment::add_method, {{"vendor", vendor},
                                                    {"customer", method.customer},
                                                    {"id", method.id},
                                                    {"details", pack(method.details)},
                                                    {"is_default", method.is_default}}));
        return {};
    });
}

Result<std::vector<PaymentMethod>> SqlTransaction::list_payment_methods(const VendorName& vendor,
                                                                        const CustomerId& customer) {
    return db_.all(sql::payment::list_methods, {{"vendor", vendor}, {"customer", customer}}, read_method);
}

}  // namespace settle::store
