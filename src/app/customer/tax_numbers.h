// What a customer's VAT number is worth: asking the register, keeping its answers, asking again.
#pragma once

#include "app/context.h"

namespace settle {

/// Asks the register as the vendor, about a well-formed number. Never call it inside a transaction.
RegisterAnswer ask_register(const Context& context, const Catalog& catalog, std::string_view number);
/// The answer as it is kept.
TaxEvidence evidence_of(const Context& context, const CustomerId& customer, std::string_view number,
                        const RegisterAnswer& answer, Instant now);

/// Fails with vat_held while the register does not answer about a number that would move the tax and the vendor waits
/// for such answers.
Result<void> check_not_held(const Context& context, const Catalog& catalog, const BillingInformation& billing,
                            Instant now);
/// Plans when the register is asked about the customer's number next; also that it is not.
Result<void> plan_next_check(const Context& context, Transaction& tx, const Catalog& catalog, const Customer& customer,
                             Instant now);

/// What a round of checks did.
struct RecheckReport {
    int asked = 0;
    int confirmed = 0;  ///< That were not before.
    int refused = 0;    ///< That were not before.
    int down = 0;
    int corrected = 0;  ///< Invoices of which the tax was given back.
};
/// Asks about numbers whose check is due, some at a time, and keeps the answers. A number that was refused is worth
/// nothing for the next invoice; one that is confirmed for the first time brings back the tax of earlier ones
/// (correct_taxes). A confirmed number stays so while the register does not answer. Several processes may do so.
Result<RecheckReport> recheck_tax_numbers(const Context& context);

}  // namespace settle
