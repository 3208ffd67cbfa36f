// The organisation that pays, its billing information and its members.
#pragma once

#include <optional>
#include <string>

#include "base/code.h"
#include "base/date.h"
#include "base/id.h"
#include "base/result.h"
#include "base/shared.h"

namespace settle {

/// What the tax register said of a number, last time it was asked.
enum class TaxNumberStatus : std::uint8_t { kNone, kUnverified, kConfirmed, kRefused };
std::string_view name_of(TaxNumberStatus status);

struct TaxNumber {
    std::string number;  ///< Upper case, no separators, with its prefix: "FR40303265045".
    TaxNumberStatus status = TaxNumberStatus::kNone;
    std::optional<Instant> checked_at;
    friend bool operator==(const TaxNumber&, const TaxNumber&) = default;
};

/// What an invoice says of the buyer, and where the sale is taxed.
struct BillingInformation {
    std::string company;      ///< Legal name.
    std::string first_name;
    std::string last_name;
    std::string email;        ///< Invoices go there.
    std::string line1;
    std::string line2;
    std::string postal_code;
    std::string city;
    std::string country;      ///< ISO 3166-1 alpha-2, upper case.
    std::string region;       ///< Province or state, upper case, where tax needs it.
    std::optional<TaxNumber> tax_number;
    std::string purchase_order;  ///< The buyer's own number of what they ordered; may be empty.
    friend bool operator==(const BillingInformation&, const BillingInformation&) = default;

    /// The fields an invoice needs that are still empty, in the order of the form.
    std::vector<std::string> missing_fields() const;
};

struct Customer {
    CustomerId id;
    std::string vendor;
    std::int64_t version = 1;
    std::string name;
    std::string language = "en";
    std::string time_zone;    ///< Days begin and end there.
    Shared<BillingInformation> billing;  ///< Shared with the documents it is printed on.
    Instant created_at;
};

/// A person known in the customer's organisation, or something they plan with that has no address (a room).
struct Member {
    MemberId id;
    CustomerId customer;
    std::string email;        ///< Empty: cannot hold a seat, and cannot sign in.
    std::string first_name;
    std::string last_name;
    std::string position;     ///< What they do there, in their words; may be empty.
    Code role;
    bool is_owner = false;    ///< Holds the role that exists once per customer.
    std::string language;
    std::optional<Instant> left_at = {};  ///< Set: no longer there; kept because of what they did.

    std::string full_name() const {
        return first_name.empty() || last_name.empty() ? first_name + last_name : first_name + " " + last_name;
    }
};

/// Upper-case ISO 3166-1 alpha-2. Fails with country_unknown.
Result<std::string> parse_country(std::string_view text);
/// Upper-case province of a country that taxes by province (CA); empty is allowed elsewhere.
/// Fails with region_unknown.
Result<std::string> parse_region(std::string_view country, std::string_view text);
/// An address as it is compared: whoever writes Ana@Ruche.example means ana@ruche.example.
std::string email_key(std::string_view email);
/// One address of the form local@domain, at most 254 characters, no spaces or control characters.
/// Fails with email_malformed.
Result<std::string> parse_email(std::string_view text);

}  // namespace settle
