// Customers, their people and their billing information.
#pragma once

#include "app/context.h"

namespace settle {

struct NewPerson {
    std::string email;
    std::string first_name;
    std::string last_name;
    std::string language;
    std::string position = {};
};
struct NewCustomer {
    std::string name;
    std::string language;     ///< The vendor's first when empty.
    std::string time_zone;    ///< The vendor's when empty.
    BillingInformation billing;  ///< country is needed; its tax_number is checked with the register.
    NewPerson owner;
};

/// A customer in state none (or on the free plan), with its owner. Servers and staff only.
Result<Customer> create_customer(const Context& context, NewCustomer wanted);
Result<Customer> read_customer(const Context& context, const CustomerId& customer);
Result<std::vector<Customer>> list_customers(const Context& context, const Page& page);

struct NewMember {
    CustomerId customer;
    NewPerson person;
    Code role;
};
/// Fails with role_required, field_invalid (role unknown, or the one that exists once), email_malformed.
Result<Member> add_member(const Context& context, const NewMember& wanted);
/// Who may manage members only.
Result<std::vector<Member>> list_members(const Context& context, const CustomerId& customer);

/// Replaces the billing information and asks the register about a new VAT number; the answer is kept
/// as evidence. A number the register does not confirm now is kept as unverified, one it refuses is not
/// kept. Staff say why, which is kept with what they changed; nobody else does. Fails with version_stale,
/// role_required, reason_required, vat_invalid, vat_refused, vat_held, country_unknown …
Result<Customer> change_billing(const Context& context, const CustomerId& customer, BillingInformation wanted,
                                std::int64_t version_seen, const std::string& reason = {});

struct TaxNumberVerdict {
    std::string number;
    enum class Status : std::uint8_t { kMalformed, kConfirmed, kRefused, kUnverified } status;
    std::string company;
    Error explanation;  ///< For all but confirmed: why, in the code's text.
    TaxReason tax_reason;  ///< What would hold with it.
};
/// Asks the register without keeping anything.
Result<TaxNumberVerdict> check_tax_number(const Context& context, const CustomerId& customer, std::string_view number,
                                          std::string_view country);

Result<std::vector<TaxEvidence>> list_tax_evidence(const Context& context, const CustomerId& customer);

}  // namespace settle
