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

int year_of(Date day) { return static_cast<int>(day.ymd().year()); }

// A series is of the year in which its documents were issued: other years are not gone over.
DocumentPlace no_earlier(const DocumentPlace& after, Date from) {
    return after.year < year_of(from) ? DocumentPlace{year_of(from), 0} : after;
}

std::vector<LedgerEntry> lines_of(Row& row, Currency currency) {
    return row.keep("entries", unpack_entries(row.view("entries"), currency), {});
}

}  // namespace

Result<void> add_posting(Driver& db, const VendorName& vendor, const CustomerId& customer, const std::string& document,
                         const std::vector<LedgerEntry>& entries) {
    if (entries.empty()) return {};
    Money rest = Money::zero(entries.front().amount.currency());
    for (const LedgerEntry& entry : entries) rest += entry.amount;
    ENSURE(rest.is_zero());
    TRY_VOID(db.run(sql::posting::add, {{"vendor", vendor},
                                        {"customer", customer},
                                        {"document", document},
                                        {"currency", rest.currency().code()},
                                        {"entries", pack(entries)}}));
    return {};
}

Result<void> SqlLedger::post_on(const VendorName& vendor, const CustomerId& customer, const std::string& document,
                                const std::vector<LedgerEntry>& entries, Date day) {
    if (entries.empty()) return {};
    TRY_VOID(add_posting(db_, vendor, customer, document, entries));
    TRY_VOID(db_.run(sql::ledger::add_day,
                     {{"vendor", vendor}, {"customer", customer}, {"document", document}, {"posted_on", day}}));
    return {};
}

Result<SqlLedger::Placed<DocumentPlace>> SqlLedger::posted_with_documents(const VendorName& vendor, InvoiceKind kind,
                                                                          const LedgerRange& range,
                                                                          const DocumentPlace& after, int limit) {
    const DocumentPlace behind = no_earlier(after, range.from);
    const Journal journal = kind == InvoiceKind::kInvoice ? Journal::kSales : Journal::kCreditNotes;
    const std::string currency = code_of(range);
    Placed<DocumentPlace> found;
    TRY_VOID(db_.each(sql::ledger::list_documents,
                      {{"vendor", vendor},
                       {"kind", name_of(kind)},
                       {"after_year", behind.year},
                       {"after_number", behind.number},
                       {"last_year", year_of(range.to)},
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

Result<SqlLedger::Issued> SqlLedger::issued_documents(const VendorName& vendor, InvoiceKind kind, Date from, Date to,
                                                      const DocumentPlace& after, int limit) {
    const DocumentPlace behind = no_earlier(after, from);
    Issued found{.documents = {}, .last = after};
    found.documents =
        TRY(db_.all(sql::ledger::list_issued,
                    {{"vendor", vendor},
                     {"kind", name_of(kind)},
                     {"after_year", behind.year},
                     {"after_number", behind.number},
                     {"last_year", year_of(to)},
                     {"from", from},
                     {"to", to},
                     {"limit", limit}},
                    [&](Row& row) {
                        found.last = {row.small("series_year"), row.integer("series_number")};
                        const Date issued_on = row.day("issued_on");
                        const Period period{row.day("period_first_day"), row.day("period_end_day")};
                        const TaxReason reason = row.name("tax_reason", TaxReason::kNotTaxed);
                        std::string country = row.text("tax_country");
                        const Money net = row.money("net_minor");
                        InvoiceBody body = row.keep(
                            "body", unpack_invoice_body(row.view("body"), net.currency(), period), InvoiceBody{});
                        return IssuedDocument{.issued_on = issued_on,
                                              .tax_reason = reason,
                                              .tax_country = std::move(country),
                                              .net = net,
                                              .taxes = std::move(body.taxes),
                                              .lines = std::move(body.lines)};
                    }));
    return found;
}

Result<SqlLedger::Open> SqlLedger::open_documents(const VendorName& vendor, Date on, const CustomerId& after,
                                                  int customers) {
    Open found;
    found.last =
        TRY(db_.first(sql::ledger::last_customer, {{"vendor", vendor}, {"after", after}, {"limit", customers}},
                      [](Row& row) { return row.is_null("last") ? CustomerId() : row.id<CustomerId>("last"); }))
            .value_or(CustomerId());
    if (found.last.empty()) return found;
    found.documents = TRY(db_.all(
        sql::ledger::list_open, {{"vendor", vendor}, {"after", after}, {"last", found.last}, {"on", on}}, [](Row& row) {
            return OpenDocument{.customer = row.id<CustomerId>("customer"),
                                .customer_name = row.text("customer_name"),
                                .id = row.text("document"),
                                .due_on = row.day("due_on"),
                                .open = row.money("open_minor")};
        }));
    return found;
}

}  // namespace settle::store
