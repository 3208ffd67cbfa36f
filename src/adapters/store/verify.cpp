#include "adapters/store/verify.h"

#include "adapters/store/rows.h"

namespace settle::store {

Result<void> verify_records(Driver& db, std::vector<Finding>& findings) {
    TRY_VOID(verify_customers(db, findings));
    TRY_VOID(verify_subscriptions(db, findings));
    TRY_VOID(verify_pauses(db, findings));
    TRY_VOID(verify_invoices(db, findings));
    TRY_VOID(verify_numbers(db, findings));
    TRY_VOID(verify_payments(db, findings));
    TRY_VOID(verify_ledger(db, findings));
    TRY_VOID(verify_balances(db, findings));
    TRY_VOID(verify_events(db, findings));
    return {};
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

Result<void> verify_ledger(Driver& db, std::vector<Finding>& findings) {
    TRY_VOID(db.each(sql::verify::list_unbalanced, {}, [&](Row& row) -> Result<void> {
        findings.push_back({"ledger", row.text("document"),
                            fmt::format("posting {} leaves {} minor units of {}", row.integer("posting"),
                                        row.integer("rest_minor"), row.view("currency"))});
        return {};
    }));
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> owed;  // By ledger, by documents.
    const auto key = [](Row& row) {
        return fmt::format("{}/{}/{}", row.view("vendor"), row.view("customer"), row.view("currency"));
    };
    TRY_VOID(db.each(sql::verify::list_receivable, {}, [&](Row& row) -> Result<void> {
        owed[key(row)].first = row.integer("amount_minor");
        return {};
    }));
    TRY_VOID(db.each(sql::verify::list_open_amounts, {}, [&](Row& row) -> Result<void> {
        owed[key(row)].second = row.integer("amount_minor");
        return {};
    }));
    for (const auto& [customer, amounts] : owed)
        if (amounts.first != amounts.second)
            findings.push_back(
                {"ledger", customer,
                 fmt::format("{} minor units receivable, {} open on documents", amounts.first, amounts.second)});
    return {};
}

Result<void> verify_events(Driver& db, std::vector<Finding>& findings) {
    std::string chain;
    std::string previous_hash;
    std::int64_t sequence = 0;
    return db.each(sql::verify::list_events, {}, [&](Row& row) -> Result<void> {
        std::string present = fmt::format("{}/{}", row.view("vendor"), row.view("customer"));
        if (present != chain) {
            chain = std::move(present);
            previous_hash.clear();
            sequence = 0;
        }
        const Event event = read_event(row);
        const std::string& id = event.id.str();
        if (row.error()) findings.push_back({"event_chain", id, row.error()->detail});
        if (event.sequence != sequence + 1)
            findings.push_back({"event_chain", id, fmt::format("number {} follows {}", event.sequence, sequence)});
        if (event.previous_hash != previous_hash)
            findings.push_back({"event_chain", id, "it does not continue the chain"});
        if (event.hash != chained_hash(event))
            findings.push_back({"event_chain", id, "it was changed after it was written"});
        sequence = event.sequence;
        previous_hash = event.hash;
        return {};
    });
}

}  // namespace settle::store
