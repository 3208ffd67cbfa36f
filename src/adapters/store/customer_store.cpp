#include "adapters/store/records_json.h"
#include "adapters/store/sql_transaction.h"
#include "base/ensure.h"
#include "domain/customer/search_words.h"

namespace settle::store {
namespace {

Customer read_customer(Row& row) {
    return Customer{
        .id = row.id<CustomerId>("id"),
        .vendor = row.text("vendor"),
        .version = row.integer("version"),
        .name = row.text("name"),
        .language = row.text("language"),
        .time_zone = row.text("time_zone"),
        .billing = row.keep("billing", unpack_billing(row.view("billing")), BillingInformation{}),
        .created_at = row.instant("created_at"),
    };
}

TaxEvidence read_tax_evidence(Row& row) {
    return TaxEvidence{
        .id = row.id<EvidenceId>("id"),
        .customer = row.id<CustomerId>("customer"),
        .number = row.text("number"),
        .register_name = row.text("register_name"),
        .verdict = row.text("verdict"),
        .consultation_number = row.text("consultation_number"),
        .raw = row.text("raw"),
        .at = row.instant("at"),
    };
}

}  // namespace

Result<std::int64_t> SqlTransaction::version_of(const VendorName& vendor, const CustomerId& customer,
                                                const BillingInformation& billing) {
    const std::string body = pack(billing);
    const auto version = [](Row& row) { return row.integer("version"); };
    const auto known = TRY(
        db_.first(sql::billing_version::find, {{"vendor", vendor}, {"customer", customer}, {"body", body}}, version));
    if (known) return *known;
    const auto added = TRY(
        db_.first(sql::billing_version::add, {{"vendor", vendor}, {"customer", customer}, {"body", body}}, version));
    ENSURE(added.has_value());
    return *added;
}

Result<std::int64_t> SqlTransaction::version_of(const VendorName& vendor, const Seller& seller) {
    const std::string body = pack(seller);
    while (true) {
        const auto known = TRY(db_.first(sql::seller_version::find, {{"vendor", vendor}, {"body", body}},
                                         [](Row& row) { return row.integer("version"); }));
        if (known) return *known;
        // Several may see a seller first; who comes late finds what the other one wrote.
        TRY_VOID(db_.run(sql::seller_version::add, {{"vendor", vendor}, {"body", body}}));
    }
}

Result<void> SqlTransaction::add_customer(const VendorName& vendor, const Customer& customer) {
    return db_.all_or_nothing([&]() -> Result<void> {
        const std::int64_t billing = TRY(version_of(vendor, customer.id, customer.billing));
        TRY_VOID(db_.run(sql::customer::add, {{"vendor", vendor},
                                              {"id", customer.id},
                                              {"version", customer.version},
                                              {"name", customer.name},
                                              {"language", customer.language},
                                              {"time_zone", customer.time_zone},
                                              {"billing_version", billing},
                                              {"created_at", customer.created_at}}));
        return change_words(db_, vendor, customer.id, {}, {}, words_of(customer));
    });
}

Result<Customer> SqlTransaction::load_customer(const VendorName& vendor, const CustomerId& id) {
    auto found = TRY(db_.first(sql::customer::load, {{"vendor", vendor}, {"id", id}}, read_customer));
    if (!found) return fail(ErrorCode::kCustomerNotFound, {}, id.str());
    return *std::move(found);
}

Result<void> SqlTransaction::save_customer(const VendorName& vendor, const Customer& customer) {
    return db_.all_or_nothing([&]() -> Result<void> {
        const std::int64_t billing = TRY(version_of(vendor, customer.id, customer.billing));
        const auto before =
            TRY(db_.first(sql::customer::load, {{"vendor", vendor}, {"id", customer.id}}, read_customer));
        const auto written = TRY(db_.run(sql::customer::save, {{"name", customer.name},
                                                               {"language", customer.language},
                                                               {"time_zone", customer.time_zone},
                                                               {"billing_version", billing},
                                                               {"vendor", vendor},
                                                               {"id", customer.id},
                                                               {"version", customer.version}}));
        if (written == 0 || !before) return fail(ErrorCode::kVersionStale, {}, customer.id.str());
        return change_words(db_, vendor, customer.id, {}, words_of(*before), words_of(customer));
    });
}

Result<std::vector<Customer>> SqlTransaction::list_customers(const VendorName& vendor, const Page& page) {
    const auto behind = TRY(position_of(sql::customer::find_position, vendor, page));
    if (!behind) return std::vector<Customer>{};
    return db_.all(sql::customer::list,
                   {{"vendor", vendor}, {"created_at", behind->created_at}, {"id", behind->id}, {"limit", page.limit}},
                   read_customer);
}

Result<void> SqlTransaction::add_tax_evidence(const VendorName& vendor, const TaxEvidence& evidence) {
    TRY_VOID(db_.run(sql::tax_evidence::add, {{"vendor", vendor},
                                              {"customer", evidence.customer},
                                              {"id", evidence.id},
                                              {"number", evidence.number},
                                              {"register_name", evidence.register_name},
                                              {"verdict", evidence.verdict},
                                              {"consultation_number", evidence.consultation_number},
                                              {"raw", evidence.raw},
                                              {"at", evidence.at}}));
    return {};
}

Result<std::vector<TaxEvidence>> SqlTransaction::list_tax_evidence(const VendorName& vendor,
                                                                   const CustomerId& customer) {
    return db_.all(sql::tax_evidence::list, {{"vendor", vendor}, {"customer", customer}}, read_tax_evidence);
}

}  // namespace settle::store
