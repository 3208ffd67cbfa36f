#include "adapters/store/verify.h"

#include <set>

namespace settle::store {
namespace {

struct Charge {
    std::string owner;  ///< Vendor and customer.
    std::string id;
    std::string change;
    std::string invoice;
    bool awaits_payment = false;
    bool fits_invoice = false;
    bool has_invoice = false;
    bool is_for_nothing = false;
};

Charge read_charge(Row& row) {
    Charge charge;
    charge.owner = fmt::format("{}/{}/", row.view("vendor"), row.view("customer"));
    charge.id = row.text("id");
    charge.change = row.text("change");
    const std::int64_t amount = row.integer("amount_minor");
    const std::string currency = row.text("currency");
    charge.awaits_payment = row.view("order_state") == name_of(OrderState::kAwaitingPayment);
    charge.invoice = row.text("invoice");
    charge.has_invoice = !row.is_null("total_minor");
    const std::int64_t total = row.integer("total_minor");
    const bool is_same_currency = row.view("invoice_currency") == currency;
    charge.fits_invoice = charge.has_invoice && is_same_currency && total - row.integer("from_balance_minor") == amount;
    charge.is_for_nothing = charge.change.empty() && charge.invoice.empty() && amount != 0;
    return charge;
}

}  // namespace

Result<void> verify_payments(Driver& db, const CustomerRange& range, std::vector<Finding>& findings) {
    std::set<std::string> charged;
    TRY_VOID(db.each(sql::verify::list_charges,
                     {{"vendor", range.vendor}, {"first", range.first}, {"last", range.last}},
                     [&](Row& row) -> Result<void> {
                         const Charge charge = read_charge(row);
                         const auto found = [&](std::string what) {
                             findings.push_back({"one_charge_per_invoice", charge.id, std::move(what)});
                         };
                         if (charge.is_for_nothing) found("money was taken for no order and no invoice");
                         if (charge.change.empty() && charge.invoice.empty()) return {};  // It saved a way to pay.
        // One key per thing paid: an order and its own invoice count as the same.
                         const std::string& paid = charge.invoice.empty() ? charge.change : charge.invoice;
                         if (!charged.insert(charge.owner + paid).second) found(paid + " was charged before");
                         if (charge.has_invoice && !charge.fits_invoice)
                             found("another amount than its invoice asks for");
                         if (charge.awaits_payment)
                             found("it succeeded, and " + charge.change + " still awaits payment");
                         return {};
                     }));
    TRY_VOID(db.each(sql::verify::list_attempt_gaps,
                     {{"vendor", range.vendor}, {"first", range.first}, {"last", range.last}},
                     [&](Row& row) -> Result<void> {
                         findings.push_back({"attempts", row.text("invoice"),
                                             fmt::format("{} attempts to charge it are numbered from {} to {}",
                                                         row.integer("attempts"), row.integer("first_ordinal"),
                                                         row.integer("last_ordinal"))});
                         return {};
                     }));
    return db.each(
        sql::verify::list_unpaid_orders, {{"vendor", range.vendor}, {"first", range.first}, {"last", range.last}},
        [&](Row& row) -> Result<void> {
            findings.push_back({"paid_before_applied", row.text("id"), "it costs something and was applied unpaid"});
            return {};
        });
}

}  // namespace settle::store
