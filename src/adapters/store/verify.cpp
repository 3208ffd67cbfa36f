#include "adapters/store/verify.h"

#include "adapters/store/act.h"
#include "adapters/store/records_json.h"
#include "adapters/store/rows.h"

namespace settle::store {

Result<void> verify_records(Driver& db, std::vector<Finding>& findings) {
    TRY_VOID(verify_references(db, findings));
    TRY_VOID(verify_customers(db, findings));
    TRY_VOID(verify_subscriptions(db, findings));
    TRY_VOID(verify_pauses(db, findings));
    TRY_VOID(verify_invoices(db, findings));
    TRY_VOID(verify_numbers(db, findings));
    TRY_VOID(verify_payments(db, findings));
    TRY_VOID(verify_ledger(db, findings));
    TRY_VOID(verify_acts(db, findings));
    return {};
}

Result<void> verify_references(Driver& db, std::vector<Finding>& findings) {
    return db.each(sql::verify::list_lost, {}, [&](Row& row) -> Result<void> {
        findings.push_back({"references", row.text("id"),
                            fmt::format("{} is not there, says a row of {}", row.view("missing"), row.view("what"))});
        return {};
    });
}

Result<void> verify_customers(Driver& db, std::vector<Finding>& findings) {
    return db.each(sql::verify::list_without_subscription, {}, [&](Row& row) -> Result<void> {
        findings.push_back({"one_subscription", row.text("id"), "the customer has no subscription"});
        return {};
    });
}

Result<void> verify_numbers(Driver& db, std::vector<Finding>& findings) {
    std::map<std::string, std::int64_t> series;
    const auto name = [](Row& row, std::string_view year) {
        return fmt::format("{}/{}/{}", row.view("vendor"), row.view("kind"), row.integer(year));
    };
    TRY_VOID(db.each(sql::verify::list_series, {}, [&](Row& row) -> Result<void> {
        series.emplace(name(row, "year"), row.integer("last_number"));
        return {};
    }));
    TRY_VOID(db.each(sql::verify::list_numbers, {}, [&](Row& row) -> Result<void> {
        const std::string key = name(row, "series_year");
        const std::int64_t used = row.integer("used"), documents = row.integer("documents");
        const std::int64_t first = row.integer("first_number"), last = row.integer("last_number");
        const auto known = series.find(key);
        const std::int64_t taken = known == series.end() ? 0 : known->second;
        if (used != documents) findings.push_back({"numbers", key, "a number is used twice"});
        if (first != 1 || last != used || taken != last)
            findings.push_back(
                {"numbers", key, fmt::format("{} numbers from {} to {}, {} taken", used, first, last, taken)});
        if (known != series.end()) series.erase(known);
        return {};
    }));
    for (const auto& [key, taken] : series)
        if (taken != 0) findings.push_back({"numbers", key, fmt::format("{} numbers taken, no document", taken)});
    return {};
}

namespace {

/// Reads every posting once; what an account of a customer sums to, by "vendor/customer/currency".
class Ledger {
public:
    Result<void> read(Driver& db, std::vector<Finding>& findings) {
        return db.each(sql::verify::list_postings, {}, [&](Row& row) -> Result<void> {
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

Result<void> verify_ledger(Driver& db, std::vector<Finding>& findings) {
    Ledger ledger;
    TRY_VOID(ledger.read(db, findings));
    Ledger::Sums open;
    TRY_VOID(db.each(sql::verify::list_open_amounts, {}, [&](Row& row) -> Result<void> {
        open[fmt::format("{}/{}/{}", row.view("vendor"), row.view("customer"), row.view("currency"))] =
            row.integer("amount_minor");
        return {};
    }));
    compare(ledger.receivable, open, [&](const std::string& owner, std::int64_t posted, std::int64_t asked) {
        findings.push_back(
            {"ledger", owner, fmt::format("{} minor units receivable, {} open on documents", posted, asked)});
    });
    Ledger::Sums credit;
    TRY_VOID(db.each(sql::verify::list_subscriptions, {}, [&](Row& row) -> Result<void> {
        const std::string owner = owner_of(row.view("vendor"), row.view("customer"));
        const Money balance = read_subscription(row).balance;
        if (!balance.is_zero()) credit[fmt::format("{}/{}", owner, balance.currency().code())] = -balance.minor();
        return {};
    }));
    compare(ledger.balance, credit, [&](const std::string& owner, std::int64_t posted, std::int64_t said) {
        findings.push_back(
            {"balance", owner,
             fmt::format("{} minor units to their credit in the ledger, {} on the subscription", -posted, -said)});
    });
    return {};
}

Result<void> verify_acts(Driver& db, std::vector<Finding>& findings) {
    std::string chain;
    std::string previous_hash;
    std::int64_t next = 1;
    return db.each(sql::verify::list_acts, {}, [&](Row& row) -> Result<void> {
        std::string present = owner_of(row.view("vendor"), row.view("customer"));
        if (present != chain) {
            chain = std::move(present);
            previous_hash.clear();
            next = 1;
        }
        const Act act = read_act(row);
        const auto found = [&](std::string what) {
            findings.push_back({"event_chain", event_id(act.customer, act.sequence).str(), std::move(what)});
        };
        if (row.error()) found(row.error()->detail);
        if (act.sequence != next) found(fmt::format("number {} follows {}", act.sequence, next - 1));
        const auto events = events_of(act);
        if (!events) found(events.error().detail);
        const auto hash = chained_hash(act, previous_hash);
        if (!hash) found(hash.error().detail);
        else if (*hash != act.hash) found("it does not continue the chain, or was changed after it was written");
        next = act.sequence + act.count;
        previous_hash = act.hash;
        return {};
    });
}

}  // namespace settle::store
