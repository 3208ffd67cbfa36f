#include "adapters/store/sql_ledger.h"

#include "adapters/store/records_json.h"

namespace settle::store {
namespace {

std::string code_of(const LedgerRange& range) {
    return range.currency ? std::string(range.currency->code()) : std::string();
}

JournalEntry entry_of(Row& row, Journal journal, std::string_view day) {
    return {.journal = journal,
            .day = row.day(day),
            .document = row.text("number"),
            .customer = row.id<CustomerId>("customer"),
            .customer_name = row.is_null("customer_name") ? std::string() : row.text("customer_name"),
            .currency = row.currency("currency"),
            .lines = {}};
}

std::vector<LedgerEntry> lines_of(Row& row, Currency currency) {
    return row.keep("entries", unpack_entries(row.view("entries"), currency), {});
}

}  // namespace

Result<void> SqlLedger::post_on(const VendorName& vendor, const CustomerId& customer, const std::string& document,
                                const std::vector<LedgerEntry>& entries, Date day) {
    if (entries.empty()) return {};
    Money rest = Money::zero(entries.front().amount.currency());
    for (const LedgerEntry& entry : entries) rest += entry.amount;
    ENSURE(rest.is_zero());
    TRY_VOID(db_.run(sql::posting::add, {{"vendor", vendor},
                                         {"customer", customer},
                                         {"document", document},
                                         {"currency", rest.currency().code()},
                                         {"entries", pack(entries)}}));
    TRY_VOID(db_.run(sql::ledger::add_day,
                     {{"vendor", vendor}, {"customer", customer}, {"document", document}, {"posted_on", day}}));
    return {};
}

Result<SqlLedger::Placed<DocumentPlace>> SqlLedger::posted_with_documents(const VendorName& vendor, InvoiceKind kind,
                                                                          const LedgerRange& range,
                                                                          const DocumentPlace& after, int limit) {
    const Journal journal = kind == InvoiceKind::kInvoice ? Journal::kSales : Journal::kCreditNotes;
    const std::string currency = code_of(range);
    Placed<DocumentPlace> found;
    TRY_VOID(db_.each(sql::ledger::list_documents,
                      {{"vendor", vendor},
                       {"kind", name_of(kind)},
                       {"after_year", after.year},
                       {"after_number", after.number},
                       {"from", range.from},
                       {"to", range.to},
                       {"currency", currency},
                       {"limit", limit}},
                      [&](Row& row) -> Result<void> {
                          JournalEntry entry = entry_of(row, journal, "issued_on");
                          const DocumentPlace place{row.small("series_year"), row.integer("series_number")};
                          const bool goes_on = !found.places.empty() && found.places.back().year == place.year &&
                                               found.places.back().number == place.number;
                          if (!goes_on) {
                              found.entries.push_back(std::move(entry));
                              found.places.push_back(place);
                          }
                          JournalEntry& last = found.entries.back();
                          if (!row.is_null("entries"))
                              std::ranges::move(lines_of(row, last.currency), std::back_inserter(last.lines));
                          if (row.error()) return fail(*row.error());
                          return {};
                      }));
    return found;
}

Result<SqlLedger::Placed<PostingPlace>> SqlLedger::posted_apart(const VendorName& vendor, const LedgerRange& range,
                                                                const PostingPlace& after, int limit) {
    const std::string currency = code_of(range);
    Placed<PostingPlace> found;
    TRY_VOID(db_.each(sql::ledger::list_postings,
                      {{"vendor", vendor},
                       {"after_day", after.day},
                       {"after_customer", after.customer},
                       {"after_document", after.document},
                       {"after_posting", after.posting},
                       {"to", range.to},
                       {"currency", currency},
                       {"limit", limit}},
                      [&](Row& row) -> Result<void> {
                          JournalEntry entry = entry_of(row, Journal::kOther, "posted_on");
                          entry.lines = lines_of(row, entry.currency);
                          entry.journal = journal_of(entry.lines);
                          PostingPlace place{entry.day, entry.customer, row.text("document"), row.integer("posting")};
                          if (row.error()) return fail(*row.error());
                          found.entries.push_back(std::move(entry));
                          found.places.push_back(std::move(place));
                          return {};
                      }));
    return found;
}

Result<std::vector<AccountBalance>> SqlLedger::account_balances(const VendorName& vendor, Date from, Date to) {
    return db_.all(sql::ledger::sum_accounts, {{"vendor", vendor}, {"from", from}, {"to", to}}, [](Row& row) {
        return AccountBalance{.account = row.text("account"),
                              .opening = row.money("opening_minor"),
                              .debit = row.money("debit_minor"),
                              .credit = row.money("credit_minor")};
    });
}

}  // namespace settle::store
