// Parts of records that are only ever read whole, packed as JSON text in their row. Amounts are
// integers of minor units (prices of 1/10 000 of them), days ISO text; what is empty is left out.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/change/change.h"
#include "domain/customer/customer.h"
#include "domain/invoice/invoice.h"
#include "domain/invoice/ledger.h"
#include "domain/payment/payment.h"
#include "domain/subscription/subscription.h"

namespace settle::store {

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::string pack(const Wanted& wanted);
std::string pack(const BillingInformation& billing);
std::string pack(const MethodDetails& details);
std::string pack(const Seller& seller);
/// In their order; names may repeat.
std::string pack(const Pairs& pairs);

// Each fails with store_failed when the text is not what pack() wrote.
Result<Wanted> unpack_wanted(std::string_view text);
Result<BillingInformation> unpack_billing(std::string_view text);
Result<MethodDetails> unpack_method_details(std::string_view text);
Result<Seller> unpack_seller(std::string_view text);
Result<Pairs> unpack_pairs(std::string_view text);

/// What a subscription's row does not have columns for.
struct SubscriptionBody {
    Quantities quantities;
    std::vector<ChargedLine> charged;
    std::vector<Line> carried;
    std::vector<ScheduledChange> scheduled;
    std::optional<Date> commitment_start;
    std::optional<Date> ends_on;
    std::optional<Pause> pause;
    std::int64_t days_before_pause = 0;
    std::optional<PastDue> past_due;
    std::vector<Departure> departures;
    std::vector<Reminder> reminders;
    std::int64_t balance_minor = 0;  ///< Of the subscription's currency.
    std::vector<AgreedPrice> agreed_prices;
    std::int64_t catalog_version = 0;
    std::optional<Counted> counted;
};
std::string pack_body(const Subscription& subscription);
void append_body(std::string& text, const Subscription& subscription);
/// `currency` and `period` are the row's: the body does not repeat them.
Result<SubscriptionBody> unpack_subscription_body(std::string_view text, Currency currency, Period period);

/// What an invoice's row does not have columns for, and does not refer to.
struct InvoiceBody {
    Lines lines;
    TaxAmounts taxes;
};
std::string pack_body(const Invoice& invoice);
void append_body(std::string& text, const Invoice& invoice);
/// `currency` and `period` are the row's: the body does not repeat them.
Result<InvoiceBody> unpack_invoice_body(std::string_view text, Currency currency, Period period);

/// Of one posting, which has one currency.
std::string pack(const std::vector<LedgerEntry>& entries);
void append(std::string& text, const std::vector<LedgerEntry>& entries);
Result<std::vector<LedgerEntry>> unpack_entries(std::string_view text, Currency currency);

}  // namespace settle::store
