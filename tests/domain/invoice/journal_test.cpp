#include "domain/invoice/journal.h"

#include <doctest/doctest.h>

namespace settle {
namespace {

constexpr Currency kDollar{"USD", 2};
Money euro(std::int64_t minor) { return {minor, kEuro}; }

JournalEntry entry(Journal journal, Date day, std::string document, std::int64_t minor = 100) {
    return {.journal = journal,
            .day = day,
            .document = std::move(document),
            .customer = CustomerId("cus_1"),
            .customer_name = "Acme",
            .currency = kEuro,
            .lines = {{"receivable", euro(minor)}, {"revenue", euro(-minor)}}};
}

std::vector<std::string> told(const MergedJournal& merged) {
    std::vector<std::string> told;
    for (const JournalEntry& one : merged.entries)
        told.push_back(fmt::format("{} {} {} {}", one.day.str(), name_of(one.journal), one.number, one.document));
    return told;
}

AccountBalance account(std::string name, std::int64_t opening, std::int64_t debit, std::int64_t credit,
                       Currency currency = kEuro) {
    return {std::move(name), {opening, currency}, {debit, currency}, {credit, currency}};
}

}  // namespace

TEST_CASE("journals are merged by day, and numbered each without a gap") {
    JournalCounters counters;
    const Date first(2026, 1, 5), second(2026, 1, 6);
    const auto merged =
        merge_journal({{entry(Journal::kSales, first, "2026-0001"), entry(Journal::kSales, second, "2026-0002")},
                       {entry(Journal::kCreditNotes, second, "CN-2026-0001")},
                       {entry(Journal::kBank, first, "2026-0001"), entry(Journal::kOther, first, "sub_1"),
                        entry(Journal::kBank, second, "2026-0002")}},
                      100, counters);
    CHECK(told(merged) == std::vector<std::string>{"2026-01-05 sales 1 2026-0001", "2026-01-05 bank 1 2026-0001",
                                                   "2026-01-05 other 1 sub_1", "2026-01-06 sales 2 2026-0002",
                                                   "2026-01-06 credit_notes 1 CN-2026-0001",
                                                   "2026-01-06 bank 2 2026-0002"});
    CHECK(merged.taken == std::vector<std::size_t>{2, 1, 3});
    CHECK(counters.next == std::array<std::int64_t, kJournals>{3, 2, 3, 2});
}

TEST_CASE("a page goes on where the one before ended, with its numbers") {
    JournalCounters counters;
    const Date day(2026, 1, 5);
    auto merged = merge_journal({{entry(Journal::kSales, day, "a"), entry(Journal::kSales, day, "b")}}, 1, counters);
    CHECK(told(merged) == std::vector<std::string>{"2026-01-05 sales 1 a"});
    CHECK(merged.taken == std::vector<std::size_t>{1});
    merged = merge_journal({{entry(Journal::kSales, day, "b")}}, 1, counters);
    CHECK(told(merged) == std::vector<std::string>{"2026-01-05 sales 2 b"});
}

TEST_CASE("a journal keeps its own order where a document bears an earlier day than the one before it") {
    JournalCounters counters;
    const auto merged = merge_journal(
        {{entry(Journal::kSales, Date(2026, 1, 9), "2026-0001"), entry(Journal::kSales, Date(2026, 1, 7), "2026-0002")},
         {},
         {entry(Journal::kBank, Date(2026, 1, 8), "2026-0001")}},
        100, counters);
    CHECK(told(merged) == std::vector<std::string>{"2026-01-08 bank 1 2026-0001", "2026-01-09 sales 1 2026-0001",
                                                   "2026-01-07 sales 2 2026-0002"});
}

TEST_CASE("what has only lines of nothing is taken, and gets no number") {
    JournalCounters counters;
    const Date day(2026, 1, 5);
    const auto merged = merge_journal(
        {{entry(Journal::kSales, day, "free", 0), entry(Journal::kSales, day, "2026-0002")}}, 100, counters);
    CHECK(told(merged) == std::vector<std::string>{"2026-01-05 sales 1 2026-0002"});
    CHECK(merged.taken == std::vector<std::size_t>{2});
}

TEST_CASE("money that came or went is the bank's, all else apart from documents is other") {
    CHECK(journal_of(entries_for_payment(euro(100))) == Journal::kBank);
    CHECK(journal_of(entries_for_refund(euro(100))) == Journal::kBank);
    CHECK(journal_of(entries_for_goodwill(euro(100))) == Journal::kOther);
}

TEST_CASE("the accounts of each currency sum to zero, before and after") {
    const std::vector<AccountBalance> right = {
        account("cash", 5'000, 1'200, 0),     account("receivable", 0, 1'200, 1'200),
        account("revenue", -5'000, 0, 1'000), account("tax_payable", 0, 0, 200),
        account("cash", 7, 0, 0, kDollar),    account("revenue", -7, 0, 0, kDollar),
    };
    CHECK_FALSE(out_of_balance(right));
    CHECK(right[0].closing() == euro(6'200));
    CHECK(right[2].closing() == euro(-6'000));
    auto wrong = right;
    wrong[4].debit = {1, kDollar};
    REQUIRE(out_of_balance(wrong));
    CHECK(*out_of_balance(wrong) == kDollar);
    wrong = right;
    wrong[0].opening = euro(5'001);
    wrong[0].credit = euro(1);
    CHECK(out_of_balance(wrong) == kEuro);
}

TEST_CASE("an account that has no number stands under suspense") {
    CHECK(account_name("receivable").number == "411000");
    CHECK(account_name("something").number == "471000");
}

}  // namespace settle
