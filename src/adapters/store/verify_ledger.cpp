#include "adapters/store/records_json.h"
#include "adapters/store/rows.h"
#include "adapters/store/verify.h"

namespace settle::store {
namespace {

/// Reads the postings of a range once; what an account of a customer sums to, by "vendor/customer/currency".
class Ledger {
public:
    Result<void> read(Driver& db, const CustomerRange& range, std::vector<Finding>& findings) {
        return db.each(
            sql::verify::list_postings, {{"vendor", range.vendor}, {"first", range.first}, {"last", range.last}},
            [&](Row& row) -> Result<void> {
                const std::string owner =
                    fmt::format("{}/{}/{}", row.view("vendor"), row.view("customer"), row.view("currency"));
                const std::string document = row.text("document");
                const std::int64_t posting = row.integer("posting");
                const Currency currency = row.currency("currency");
                const auto entries = row.keep("entries", unpack_entries(row.view("entries"), currency), {});
                if (row.error()) {
                    findings.push_back({"ledger", document, row.error()->detail});
                    return {};
                }
                std::int64_t rest = 0;
                for (const LedgerEntry& entry : entries) {
                    if (!is_in_range(entry.amount.minor())) {
                        findings.push_back({"amounts", document, "an entry is too large to be read everywhere"});
                        return {};
                    }
                    rest += entry.amount.minor();
                    if (entry.account == "receivable") receivable[owner] += entry.amount.minor();
                    if (entry.account == "customer_balance") balance[owner] += entry.amount.minor();
                }
                if (rest != 0)
                    findings.push_back(
                        {"ledger", document,
                         fmt::format("posting {} leaves {} minor units of {}", posting, rest, currency.code())});
                return {};
            });
    }
    using Sums = std::map<std::string, std::int64_t>;
    Sums receivable;
    Sums balance;
};

/// Calls `found` for each owner of whom the two sums differ.
void compare(const Ledger::Sums& a, const Ledger::Sums& b,
             const std::function<void(const std::string& owner, std::int64_t a, std::int64_t b)>& found) {
    const auto of = [](const Ledger::Sums& sums, const std::string& owner) {
        const auto known = sums.find(owner);
        return known == sums.end() ? 0 : known->second;
    };
    for (const auto& [owner, sum] : a)
        if (sum != of(b, owner)) found(owner, sum, of(b, owner));
    for (const auto& [owner, sum] : b)
        if (!a.contains(owner) && sum != 0) found(owner, 0, sum);
}

}  // namespace

Result<void> verify_ledger(Driver& db, const CustomerRange& range, std::vector<Finding>& findings) {
    Ledger ledger;
    TRY_VOID(ledger.read(db, range, findings));
    Ledger::Sums open;
    TRY_VOID(db.each(sql::verify::list_open_amounts,
                     {{"vendor", range.vendor}, {"first", range.first}, {"last", range.last}},
                     [&](Row& row) -> Result<void> {
                         open[fmt::format("{}/{}/{}", row.view("vendor"), row.view("customer"), row.view("currency"))] =
                             row.integer("amount_minor");
                         return {};
                     }));
    compare(ledger.receivable, open, [&](const std::string& owner, std::int64_t posted, std::int64_t asked) {
        findings.push_back(
            {"ledger", owner, fmt::format("{} minor units receivable, {} open on documents", posted, asked)});
    });
    Ledger::Sums credit;
    TRY_VOID(db.each(sql::verify::list_subscriptions,
                     {{"vendor", range.vendor}, {"first", range.first}, {"last", range.last}},
                     [&](Row& row) -> Result<void> {
                         const std::string owner = owner_of(row.view("vendor"), row.view("customer"));
                         const Money balance = read_subscription(row).balance;
                         if (!balance.is_zero())
                             credit[fmt::format("{}/{}", owner, balance.currency().code())] = -balance.minor();
                         return {};
                     }));
    compare(ledger.balance, credit, [&](const std::string& owner, std::int64_t posted, std::int64_t said) {
        findings.push_back(
            {"balance", owner,
             fmt::format("{} minor units to their credit in the ledger, {} on the subscription", -posted, -said)});
    });
    return {};
}

}  // namespace settle::store
