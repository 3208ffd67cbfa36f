#include "app/ledger/read_statements.h"

#include "domain/catalog/staff_role.h"

namespace settle {
namespace {

constexpr int kDocumentsAtOnce = 1'000;
constexpr int kCustomersAtOnce = 1'000;
// What one page looks at, where hardly anybody owes anything.
constexpr int kLooksOfPage = 20;

/// Calls `on_document` for each document of both kinds that was issued on days of the range.
template <class OnDocument>
Result<void> each_issued(const Context& context, Date from, Date to, OnDocument on_document) {
    return context.with.store.read([&](Transaction& tx) -> Result<void> {
        for (const InvoiceKind kind : {InvoiceKind::kInvoice, InvoiceKind::kCreditNote}) {
            DocumentPlace place;
            while (true) {
                const LedgerStore::Issued issued =
                    TRY(ledger_of(tx).issued_documents(context.vendor(), kind, from, to, place, kDocumentsAtOnce));
                for (const IssuedDocument& document : issued.documents) on_document(document);
                if (std::cmp_less(issued.documents.size(), kDocumentsAtOnce)) break;
                place = issued.last;
            }
        }
        return {};
    });
}

}  // namespace

Result<Date> vendor_today(const Context& context) {
    const auto catalog = TRY(context.catalog());
    return context.with.zones.day_in(catalog->time_zone, context.with.clock.now());
}

Result<AgedReceivables> read_aged_receivables(const Context& context, Date on, const CustomerId& after, int limit) {
    TRY_VOID(only_staff(context, StaffRight::kRecordPayments));
    return look_up(context.with.store, [&](Transaction& tx) -> Result<AgedReceivables> {
        AgedReceivables aged{.on = on, .rows = {}, .next = after};
        const int customers = std::min(limit, kCustomersAtOnce);
        for (int look = 0; look < kLooksOfPage && std::cmp_less(aged.rows.size(), limit); ++look) {
            const LedgerStore::Open open =
                TRY(ledger_of(tx).open_documents(context.vendor(), on, aged.next, customers));
            aged.next = open.last;
            if (open.last.empty()) return aged;
            std::ranges::move(age_receivables(open.documents, on), std::back_inserter(aged.rows));
        }
        return aged;
    });
}

Result<std::vector<TaxSum>> read_taxes(const Context& context, Date from, Date to) {
    TRY_VOID(only_staff(context, StaffRight::kRecordPayments));
    if (to < from)
        return fail(Error(ErrorCode::kQueryInvalid, "to").with("value", "to").with("expected", "≥ " + from.str()));
    TaxSums sums;
    TRY_VOID(each_issued(context, from, to, [&](const IssuedDocument& document) { sums.add(document); }));
    return sums.all();
}

Result<std::map<std::string, RevenueSchedule>> read_revenue(const Context& context, Date first, int months) {
    TRY_VOID(only_staff(context, StaffRight::kRecordPayments));
    const Date begin(static_cast<int>(first.ymd().year()), static_cast<unsigned>(first.ymd().month()), 1);
    RevenueByMonth revenue(begin, months);
    const Date last = add_months(begin, months).plus_days(-1);
    TRY_VOID(
        each_issued(context, Date(1970, 1, 1), last, [&](const IssuedDocument& document) { revenue.add(document); }));
    return revenue.schedules();
}

}  // namespace settle
