#include "adapters/store/records_json.h"
#include "adapters/store/rows.h"
#include "adapters/store/sql_transaction.h"
#include "base/ensure.h"

namespace settle::store {

std::string document_number(InvoiceKind kind, int year, std::int64_t number) {
    return fmt::format("{}{}-{:04}", kind == InvoiceKind::kCreditNote ? "CN-" : "", year, number);
}

Invoice read_invoice(Row& row) {
    Invoice invoice{
        .id = row.id<InvoiceId>("id"),
        .customer = row.id<CustomerId>("customer"),
        .subscription = row.id<SubscriptionId>("subscription"),
        .number = row.text("number"),
        .kind = row.name("kind", InvoiceKind::kCreditNote),
        .reason = row.name("reason", InvoiceReason::kTaxCorrection),
        .change = row.id<ChangeId>("change"),
        .issued_on = row.day("issued_on"),
        .due_on = row.maybe_day("due_on"),
        .period = {row.day("period_first_day"), row.day("period_end_day")},
        .status = row.name("status", InvoiceStatus::kUncollectible),
        .amounts = {.lines = {}, .net = row.money("net_minor"), .taxes = {}, .total = row.money("total_minor")},
        .paid = row.money("paid_minor"),
        .tax_reason = row.name("tax_reason", TaxReason::kNotTaxed),
        .tax_country = row.text("tax_country"),
        .seller = {},
        .buyer = {},
    };
    InvoiceBody body = row.keep(
        "body", unpack_invoice_body(row.view("body"), invoice.amounts.net.currency(), invoice.period), InvoiceBody{});
    invoice.amounts.lines = std::move(body.lines);
    invoice.amounts.taxes = std::move(body.taxes);
    invoice.seller = row.keep("seller", unpack_seller(row.view("seller")), Seller{});
    invoice.buyer = row.keep("buyer", unpack_billing(row.view("buyer")), BillingInformation{});
    return invoice;
}

Result<Invoice> SqlTransaction::issue_invoice(const VendorName& vendor, Invoice invoice) {
    const int year = static_cast<int>(invoice.issued_on.ymd().year());
    const auto number_and_add = [&]() -> Result<void> {
        const std::int64_t seller = TRY(version_of(vendor, invoice.seller));
        const std::int64_t buyer = TRY(version_of(vendor, invoice.customer, invoice.buyer));
        const auto number = TRY(db_.first(sql::invoice::take_number,
                                          {{"vendor", vendor}, {"kind", name_of(invoice.kind)}, {"year", year}},
                                          [](Row& row) { return row.integer("last_number"); }));
        ENSURE(number.has_value());
        invoice.number = document_number(invoice.kind, year, *number);
        TRY_VOID(add_invoice(vendor, invoice, invoice.number, *number, pack_body(invoice), seller, buyer));
        return {};
    };
    // A caller may go on after already_exists: the number it took must then be free again.
    TRY_VOID(db_.all_or_nothing(number_and_add));
    return invoice;
}

Result<void> SqlTransaction::add_invoice(const VendorName& vendor, const Invoice& invoice, const std::string& number,
                                         std::int64_t series_number, const std::string& body, std::int64_t seller,
                                         std::int64_t buyer) {
    const Currency currency = invoice.amounts.total.currency();
    ENSURE(invoice.amounts.net.currency() == currency && invoice.paid.currency() == currency);
    TRY_VOID(db_.run(sql::invoice::add, {{"vendor", vendor},
                                         {"customer", invoice.customer},
                                         {"id", invoice.id},
                                         {"subscription", invoice.subscription},
                                         {"number", number},
                                         {"series_year", static_cast<int>(invoice.issued_on.ymd().year())},
                                         {"series_number", series_number},
                                         {"kind", name_of(invoice.kind)},
                                         {"reason", name_of(invoice.reason)},
                                         {"change", Value::null_if_empty(invoice.change)},
                                         {"issued_on", invoice.issued_on},
                                         {"due_on", invoice.due_on},
                                         {"period_first_day", invoice.period.first_day},
                                         {"period_end_day", invoice.period.end_day},
                                         {"status", name_of(invoice.status)},
                                         {"net_minor", invoice.amounts.net.minor()},
                                         {"total_minor", invoice.amounts.total.minor()},
                                         {"paid_minor", invoice.paid.minor()},
                                         {"currency", currency.code()},
                                         {"tax_reason", name_of(invoice.tax_reason)},
                                         {"tax_country", invoice.tax_country},
                                         {"body", body},
                                         {"seller_version", seller},
                                         {"buyer_version", buyer}}));
    return {};
}

Result<void> SqlTransaction::record_payment(const VendorName& vendor, const CustomerId& customer, const InvoiceId& id,
                                            Money paid, InvoiceStatus status) {
    const auto written = TRY(db_.run(sql::invoice::record_payment, {{"paid_minor", paid.minor()},
                                                                    {"status", name_of(status)},
                                                                    {"vendor", vendor},
                                                                    {"customer", customer},
                                                                    {"id", id},
                                                                    {"currency", paid.currency().code()}}));
    if (written == 0) return fail(ErrorCode::kInvoiceNotFound, {}, id.str());
    return {};
}

Result<Invoice> SqlTransaction::load_invoice(const VendorName& vendor, const InvoiceId& id) {
    auto found = TRY(db_.first(sql::invoice::load, {{"vendor", vendor}, {"id", id}}, read_invoice));
    if (!found) return fail(ErrorCode::kInvoiceNotFound, {}, id.str());
    return *std::move(found);
}

Result<std::vector<Invoice>> SqlTransaction::list_invoices(const VendorName& vendor, const CustomerId& customer) {
    return db_.all(sql::invoice::list, {{"vendor", vendor}, {"customer", customer}}, read_invoice);
}

Result<std::vector<Invoice>> SqlTransaction::unfinished_refunds(const VendorName& vendor, const CreditNotePlace& after,
                                                                int limit) {
    return db_.all(sql::invoice::list_unfinished_refunds,
                   {{"vendor", vendor}, {"after_day", after.issued_on}, {"after_id", after.id}, {"limit", limit}},
                   read_invoice);
}

Result<void> SqlTransaction::post(const VendorName& vendor, const CustomerId& customer, const std::string& document,
                                  const std::vector<LedgerEntry>& entries) {
    return add_posting(db_, vendor, customer, document, entries);
}

}  // namespace settle::store
