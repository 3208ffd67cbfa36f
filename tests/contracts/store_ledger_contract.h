// The books as accountants read them. Included by store_contract.h only; month() and credit_note() are those of
// store_billing_contract.h.

namespace {

const Date kBooksBegin(2026, 1, 1), kBooksEnd(2026, 12, 31);

/// Two invoices of 36.00, the first paid on 2026-01-20, a credit note of 8.12 on 2026-03-01, and 5.00 for nothing.
Result<void> keep_books(Transaction& tx) {
    for (int n = 1; n <= 2; ++n) {
        const Invoice issued = TRY(tx.issue_invoice(samples::kVendor, month(n)));
        TRY_VOID(tx.post(samples::kVendor, issued.customer, issued.id.str(), entries_for_issue(issued)));
    }
    const Invoice note = TRY(tx.issue_invoice(samples::kVendor, credit_note("inv_9")));
    TRY_VOID(tx.post(samples::kVendor, note.customer, note.id.str(), entries_for_issue(note)));
    LedgerStore& ledger = ledger_of(tx);
    TRY_VOID(ledger.post_on(samples::kVendor, samples::kCustomer, "inv_1", entries_for_payment(samples::euros(3'600)),
                            Date(2026, 1, 20)));
    return ledger.post_on(samples::kVendor, samples::kCustomer, "sub_1", entries_for_goodwill(samples::euros(500)),
                          Date(2026, 2, 10));
}

std::vector<std::string> told_of(const std::vector<JournalEntry>& entries) {
    std::vector<std::string> told;
    for (const JournalEntry& entry : entries)
        told.push_back(fmt::format("{} {} {} {} {}", entry.day.str(), name_of(entry.journal), entry.document,
                                   entry.lines.size(), entry.lines.front().amount.str()));
    return told;
}

}  // namespace

STORE_CASE("each account comes to what was posted before a day, and on either side of it until another") {
    add_customer();
    write(keep_books);
    const auto told = [&](Date from, Date to, const VendorName& vendor = samples::kVendor) {
        std::vector<std::string> lines;
        for (const AccountBalance& one :
             read([&](Transaction& tx) { return ledger_of(tx).account_balances(vendor, from, to); }))
            lines.push_back(fmt::format("{} {} {} {} {} {}", one.opening.currency().code(), one.account,
                                        one.opening.str(), one.debit.str(), one.credit.str(), one.closing().str()));
        return lines;
    };
    using Told = std::vector<std::string>;
    CHECK(told(kBooksBegin, kBooksEnd) ==
          Told{"EUR cash 0.00 36.00 0.00 36.00", "EUR customer_balance 0.00 0.00 5.00 -5.00",
               "EUR goodwill 0.00 5.00 0.00 5.00", "EUR receivable 0.00 72.00 44.12 27.88",
               "EUR revenue 0.00 6.77 60.00 -53.23", "EUR tax_payable 0.00 1.35 12.00 -10.65"});
    CHECK(told(Date(2026, 2, 1), Date(2026, 2, 28)) ==
          Told{"EUR cash 36.00 0.00 0.00 36.00", "EUR customer_balance 0.00 0.00 5.00 -5.00",
               "EUR goodwill 0.00 5.00 0.00 5.00", "EUR receivable 0.00 36.00 0.00 36.00",
               "EUR revenue -30.00 0.00 30.00 -60.00", "EUR tax_payable -6.00 0.00 6.00 -12.00"});
    CHECK(told(Date(2025, 1, 1), Date(2025, 12, 31)).empty());
    CHECK(told(kBooksBegin, kBooksEnd, "other").empty());
}

STORE_CASE("what was posted with documents is read by their numbers, all else by days") {
    add_customer();
    write(keep_books);
    const LedgerRange all{kBooksBegin, kBooksEnd};
    const auto documents = [&](InvoiceKind kind, const LedgerRange& range, DocumentPlace after = {}, int limit = 10) {
        return read([&](Transaction& tx) {
            return ledger_of(tx).posted_with_documents(samples::kVendor, kind, range, after, limit);
        });
    };
    using Told = std::vector<std::string>;
    CHECK(told_of(documents(InvoiceKind::kInvoice, all).entries) ==
          Told{"2026-01-01 sales 2026-0001 3 36.00", "2026-02-01 sales 2026-0002 3 36.00"});
    CHECK(told_of(documents(InvoiceKind::kCreditNote, all).entries) ==
          Told{"2026-03-01 credit_notes CN-2026-0001 3 -8.12"});
    const auto first = documents(InvoiceKind::kInvoice, all, {}, 1);
    CHECK(told_of(first.entries) == Told{"2026-01-01 sales 2026-0001 3 36.00"});
    CHECK(told_of(documents(InvoiceKind::kInvoice, all, first.places.back(), 1).entries) ==
          Told{"2026-02-01 sales 2026-0002 3 36.00"});
    CHECK(documents(InvoiceKind::kInvoice, {Date(2026, 1, 2), Date(2026, 1, 31)}).entries.empty());
    CHECK(documents(InvoiceKind::kInvoice, {kBooksBegin, kBooksEnd, kCanadianDollar}).entries.empty());

    const auto apart = [&](PostingPlace after, int limit) {
        return read([&](Transaction& tx) { return ledger_of(tx).posted_apart(samples::kVendor, all, after, limit); });
    };
    const auto whole = apart({.day = kBooksBegin, .customer = {}, .document = {}}, 10);
    CHECK(told_of(whole.entries) == Told{"2026-01-20 bank 2026-0001 2 36.00", "2026-02-10 other sub_1 2 5.00"});
    CHECK(whole.entries.front().customer_name == samples::customer().name);
    CHECK(told_of(apart(whole.places.front(), 10).entries) == Told{"2026-02-10 other sub_1 2 5.00"});
    CHECK(apart(whole.places.back(), 10).entries.empty());
}

STORE_CASE("what is receivable on a day is found customer by customer, with what was paid until then") {
    add_customer();
    add_customer("cus_2", "sub_2");
    write(keep_books);
    const auto open = [&](Date on, const CustomerId& after, int customers) {
        return read(
            [&](Transaction& tx) { return ledger_of(tx).open_documents(samples::kVendor, on, after, customers); });
    };
    const auto told = [](const LedgerStore::Open& found) {
        std::vector<std::string> lines;
        for (const OpenDocument& one : found.documents)
            lines.push_back(fmt::format("{} {} {}", one.id, one.due_on.str(), one.open.str()));
        return lines;
    };
    using Told = std::vector<std::string>;
    CHECK(told(open(Date(2026, 1, 19), {}, 10)) == Told{"inv_1 2026-01-31 36.00"});
    CHECK(told(open(Date(2026, 1, 20), {}, 10)).empty());
    const auto first = open(kBooksEnd, {}, 1);
    CHECK(told(first) == Told{"inv_2 2026-03-03 36.00", "inv_9 2026-03-31 -8.12"});
    CHECK(first.last == CustomerId("cus_1"));
    const auto second = open(kBooksEnd, first.last, 1);
    CHECK(second.documents.empty());
    CHECK(second.last == CustomerId("cus_2"));
    CHECK(open(kBooksEnd, second.last, 1).last.empty());
}

STORE_CASE("documents of other years are passed over, wherever the range begins and ends in its own") {
    add_customer();
    const auto issue = [&](int n, Date day) {
        write([&](Transaction& tx) -> Result<void> {
            Invoice invoice = month(n);
            invoice.issued_on = day;
            const Invoice issued = TRY(tx.issue_invoice(samples::kVendor, std::move(invoice)));
            return tx.post(samples::kVendor, issued.customer, issued.id.str(), entries_for_issue(issued));
        });
    };
    issue(1, Date(2024, 12, 31));
    issue(2, Date(2025, 1, 1));
    issue(3, Date(2025, 12, 31));
    issue(4, Date(2026, 1, 1));
    const auto days = [&](Date from, Date to) {
        std::string found;
        const auto posted = read([&](Transaction& tx) {
            return ledger_of(tx).posted_with_documents(samples::kVendor, InvoiceKind::kInvoice, {from, to}, {}, 10);
        });
        for (const JournalEntry& entry : posted.entries) found += entry.day.str() + " ";
        const auto issued = read([&](Transaction& tx) {
            return ledger_of(tx).issued_documents(samples::kVendor, InvoiceKind::kInvoice, from, to, {}, 10);
        });
        std::string again;
        for (const IssuedDocument& document : issued.documents) again += document.issued_on.str() + " ";
        CHECK(again == found);
        return found;
    };
    CHECK(days(Date(2025, 1, 1), Date(2025, 12, 31)) == "2025-01-01 2025-12-31 ");
    CHECK(days(Date(2024, 12, 31), Date(2025, 1, 1)) == "2024-12-31 2025-01-01 ");
    CHECK(days(Date(2025, 6, 1), Date(2026, 6, 1)) == "2025-12-31 2026-01-01 ");
    CHECK(days(Date(2025, 6, 1), Date(2025, 6, 30)).empty());
    CHECK(days(Date(2020, 1, 1), Date(2030, 1, 1)) == "2024-12-31 2025-01-01 2025-12-31 2026-01-01 ");
}

STORE_CASE("issued documents are read with their taxes and lines, by their numbers") {
    add_customer();
    write(keep_books);
    const auto issued = [&](InvoiceKind kind, DocumentPlace after) {
        return read([&](Transaction& tx) {
            return ledger_of(tx).issued_documents(samples::kVendor, kind, kBooksBegin, kBooksEnd, after, 1);
        });
    };
    const auto first = issued(InvoiceKind::kInvoice, {});
    REQUIRE(first.documents.size() == 1);
    CHECK(first.documents[0].issued_on == Date(2026, 1, 1));
    CHECK(first.documents[0].net == samples::euros(3'000));
    CHECK(first.documents[0].taxes == month(1).amounts.taxes);
    CHECK(first.documents[0].lines == month(1).amounts.lines);
    CHECK(first.documents[0].tax_country == "FR");
    CHECK(first.documents[0].tax_reason == TaxReason::kDomesticBusiness);
    const auto second = issued(InvoiceKind::kInvoice, first.last);
    REQUIRE(second.documents.size() == 1);
    CHECK(second.documents[0].issued_on == Date(2026, 2, 1));
    CHECK(issued(InvoiceKind::kInvoice, second.last).documents.empty());
    REQUIRE(issued(InvoiceKind::kCreditNote, {}).documents.size() == 1);
    CHECK(issued(InvoiceKind::kCreditNote, {}).documents[0].net == samples::euros(-677));
}
