#include "app/desk/names.h"

#include "ports/request_store.h"

namespace settle {

Result<void> Names::take_staff() {
    for (StaffPerson& person : TRY(tx_.requests().staff(context_.vendor())))
        if (!person.email.empty()) names_[person.id] = std::move(person.email);
    return {};
}

Result<void> Names::take_customer(const CustomerId& customer) {
    if (customer.empty() || names_.contains(customer.str())) return {};
    names_[customer.str()] = TRY(tx_.load_customer(context_.vendor(), customer)).name;
    return {};
}

Result<void> Names::take(const CustomerId& customer, const std::string& id) {
    if (id.empty() || names_.contains(id)) return {};
    if (id.starts_with(MemberId::kPrefix)) {
        const auto member = TRY(tx_.find_member(context_.vendor(), customer, MemberId(id)));
        if (member) names_[id] = member->full_name().empty() ? member->email : member->full_name();
    } else if (id.starts_with(InvoiceId::kPrefix)) {
        const auto invoice = tx_.load_invoice(context_.vendor(), InvoiceId(id));
        if (invoice) names_[id] = invoice->number;
        else if (invoice.error().code != ErrorCode::kInvoiceNotFound) return fail(invoice.error());
    }
    return {};
}

}  // namespace settle
