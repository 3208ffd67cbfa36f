#include "app/ledger/read_ledger.h"

#include <map>

#include "app/billing/give_credit.h"
#include "app/billing/refund_invoice.h"
#include "app/ledger/read_statements.h"
#include "tests/app/town.h"
#include "wire/ledger.h"

namespace settle::app_test {
namespace {

const Date kFirst(2026, 1, 1), kLast(2026, 12, 31);

/// Five users at 10.00 a month and 20 % of tax: 60.00 on 2026-03-31.
struct Books : Town {
    Books() {
        welcome("beesbusy", "FR");
        buy(plan("business", Cycle::kMonth, of("user", 5)));
    }
    std::map<std::string, AccountBalance> balance(Date from, Date to) {
        std::map<std::string, AccountBalance> accounts;
        const TrialBalance balance = read_trial_balance(staff(), from, to).value();
        for (const AccountBalance& account : balance.accounts) accounts.emplace(account.account, account);
        return accounts;
    }
    std::vector<JournalEntry> journal(int limit, LedgerRange range = {kFirst, kLast}) {
        std::vector<JournalEntry> entries;
        std::optional<JournalPlace> after;
        do {
            JournalPage page = read_journal(staff(), range, after, limit).value();
            CHECK(std::cmp_less_equal(page.entries.size(), limit));
            std::ranges::move(page.entries, std::back_inserter(entries));
            after.reset();
            if (page.next) after = parse_journal_place(text_of(*page.next)).value();
        } while (after);
        return entries;
    }
    std::string fec(const std::vector<JournalEntry>& entries) {
        std::string text;
        for (const JournalEntry& one : entries) wire::add_entry(text, one, wire::JournalFormat::kFec);
        return text;
    }
};

TEST_CASE("a purchase is in the books on its day, and opens the next one") {
    Books books;
    const Invoice invoice = books.invoices().front();
    const Money net = invoice.amounts.net, total = invoice.amounts.total;
    const Date day = invoice.issued_on;
    REQUIRE(total.is_positive());
    auto accounts = books.balance(day, day);
    REQUIRE(accounts.size() == 4);
    CHECK(accounts.at("receivable").debit == total);
    CHECK(accounts.at("receivable").credit == total);
    CHECK(accounts.at("receivable").closing().is_zero());
    CHECK(accounts.at("cash").debit == total);
    CHECK(accounts.at("cash").opening.is_zero());
    CHECK(accounts.at("revenue").credit == net);
    CHECK(accounts.at("tax_payable").closing() == net - total);
    accounts = books.balance(day.plus_days(1), kLast);
    CHECK(accounts.at("cash").opening == total);
    CHECK(accounts.at("cash").debit.is_zero());
    CHECK(accounts.at("cash").closing() == total);
    CHECK(books.balance(kFirst, day.plus_days(-1)).empty());
}

TEST_CASE("a payment, a gift and a refund are of the day on which they were taken note of") {
    Books books;
    const Date bought = books.invoices().front().issued_on;
    books.clock.advance_seconds(3 * 86'400);
    REQUIRE(give_credit(books.staff(), books.customer, "5.00", "An outage").has_value());
    REQUIRE(refund_invoice(books.staff(), books.invoices().front().id, "12.00", "A user who had left").has_value());
    const Date later = bought.plus_days(3);
    const auto accounts = books.balance(later, later);
    CHECK(accounts.at("goodwill").debit == Money(500, kEuro));
    CHECK(accounts.at("customer_balance").credit == Money(500, kEuro));
    CHECK(accounts.at("cash").credit == Money(1'200, kEuro));
    CHECK(accounts.at("cash").opening == books.invoices().front().amounts.total);
    CHECK(accounts.at("revenue").debit == Money(1'000, kEuro));
    CHECK(accounts.at("tax_payable").debit == Money(200, kEuro));

    const auto entries = books.journal(100);
    REQUIRE(entries.size() == 5);
    std::vector<std::string> told;
    for (const JournalEntry& entry : entries)
        told.push_back(fmt::format("{} {} {}", entry.day.str(), name_of(entry.journal), entry.number));
    CHECK(told == std::vector<std::string>{bought.str() + " sales 1", bought.str() + " bank 1",
                                           later.str() + " credit_notes 1", told[3], told[4]});
    const bool is_bank_first = entries[3].journal == Journal::kBank;
    CHECK(entries[is_bank_first ? 3 : 4].number == 2);
    CHECK(entries[is_bank_first ? 4 : 3].journal == Journal::kOther);
}

TEST_CASE("pages of one entry are the whole journal, without a gap and with nothing twice") {
    Books books;
    REQUIRE(give_credit(books.staff(), books.customer, "5.00", "An outage").has_value());
    REQUIRE(refund_invoice(books.staff(), books.invoices().front().id, "12.00", "A user who had left").has_value());
    const auto whole = books.journal(100);
    REQUIRE(whole.size() == 5);
    for (const int limit : {1, 2, 3}) CHECK(books.fec(books.journal(limit)) == books.fec(whole));
}

TEST_CASE("what the journal says of an account is what the balance says") {
    Books books;
    books.clock.advance_seconds(86'400);
    REQUIRE(give_credit(books.staff(), books.customer, "5.00", "An outage").has_value());
    REQUIRE(refund_invoice(books.staff(), books.invoices().front().id, "7.77", "A user who had left").has_value());
    std::map<std::string, std::int64_t> sums;
    for (const JournalEntry& entry : books.journal(100)) {
        std::int64_t rest = 0;
        for (const LedgerEntry& line : entry.lines) {
            sums[line.account] += line.amount.minor();
            rest += line.amount.minor();
        }
        CHECK(rest == 0);
    }
    const auto accounts = books.balance(kFirst, kLast);
    CHECK(sums.size() == accounts.size());
    for (const auto& [name, account] : accounts) CHECK(sums[name] == account.closing().minor());
}

TEST_CASE("the law's file has its 18 columns, in their order, with what was posted in euro") {
    Books books;
    const Invoice invoice = books.invoices().front();
    std::string day = invoice.issued_on.str();
    std::erase(day, '-');
    const auto amount = [](Money money) {
        std::string text = money.str();
        std::ranges::replace(text, '.', ',');
        return text;
    };
    const std::string name = books.journal(100).front().customer_name;
    const std::string text = books.fec(books.journal(100, {kFirst, kLast, kEuro}));
    const std::string sale =
        fmt::format("VE\tVentes\t1\t{0}\t411000\tClients\t{1}\t{2}\t{3}\t{0}\tFacture {3}\t{4}\t0,00\t\t\t{0}\t\t\r\n",
                    day, books.customer.str(), name, invoice.number, amount(invoice.amounts.total));
    CHECK(text.starts_with(sale));
    std::size_t lines = 0;
    for (std::size_t start = 0; start < text.size(); ++lines) {
        const std::size_t end = text.find("\r\n", start);
        CHECK(std::ranges::count(text.substr(start, end - start), '\t') == 17);
        start = end + 2;
    }
    CHECK(lines == 5);
    const std::string_view head = wire::head_of_journal(wire::JournalFormat::kFec);
    CHECK(std::ranges::count(head, '\t') == 17);
    CHECK(books.journal(100, {kFirst, kLast, kCanadianDollar}).empty());
}

TEST_CASE("taxes and revenue agree with the accounts they are of") {
    Books books;
    books.clock.advance_seconds(86'400);
    REQUIRE(refund_invoice(books.staff(), books.invoices().front().id, "12.00", "A user who had left").has_value());
    const auto accounts = books.balance(kFirst, kLast);
    Money taxed = Money::zero(kEuro);
    const auto sums = read_taxes(books.staff(), kFirst, kLast).value();
    for (const TaxSum& sum : sums) {
        CHECK(sum.country == "FR");
        CHECK(sum.documents == 2);
        taxed += sum.amount;
    }
    CHECK(taxed == -accounts.at("tax_payable").closing());
    const auto schedules = read_revenue(books.staff(), kFirst, 24).value();
    REQUIRE(schedules.size() == 1);
    Money billed = Money::zero(kEuro), earned = billed;
    for (const RevenueMonth& month : schedules.at("EUR").months) {
        billed += month.billed;
        earned += month.earned;
    }
    CHECK(billed == -accounts.at("revenue").closing());
    CHECK(earned == billed);
    CHECK(schedules.at("EUR").months.back().deferred.is_zero());
}

TEST_CASE("who owes nothing is in no row, and the pages come to an end") {
    Books books;
    const AgedReceivables aged = read_aged_receivables(books.staff(), kLast, {}, 10).value();
    CHECK(aged.rows.empty());
    CHECK(aged.next.empty());
}

TEST_CASE("who may not read the books, and what is no range, is refused") {
    Books books;
    CHECK(read_trial_balance(books.as_owner(), kFirst, kLast).error().code == ErrorCode::kStaffRequired);
    CHECK(read_journal(books.as_owner(), {kFirst, kLast}, {}, 10).error().code == ErrorCode::kStaffRequired);
    CHECK(read_trial_balance(books.staff(), kLast, kFirst).error().code == ErrorCode::kQueryInvalid);
    CHECK(read_journal(books.staff(), {kLast, kFirst}, {}, 10).error().code == ErrorCode::kQueryInvalid);
    CHECK(read_taxes(books.as_owner(), kFirst, kLast).error().code == ErrorCode::kStaffRequired);
    CHECK(read_taxes(books.staff(), kLast, kFirst).error().code == ErrorCode::kQueryInvalid);
    CHECK(read_revenue(books.as_owner(), kFirst, 12).error().code == ErrorCode::kStaffRequired);
    CHECK(read_aged_receivables(books.as_owner(), kLast, {}, 10).error().code == ErrorCode::kStaffRequired);
    for (const char* text : {"", "1", "1.2.3.4.2026-01-01.cus_1.inv_1.1.1.1.1", "1.2.3.4.never.cus_1.inv_1.1.1.1.1.1",
                             "1.2.3.-4.2026-01-01.cus_1.inv_1.1.1.1.1.1", "x.2.3.4.2026-01-01.cus_1.inv_1.1.1.1.1.1",
                             "1.2.3.4.2026-01-01.cus_1.inv_1.1.9223372036854775807.1.1.1"})
        CHECK_MESSAGE(parse_journal_place(text).error().code == ErrorCode::kQueryInvalid, text);
}

}  // namespace
}  // namespace settle::app_test
