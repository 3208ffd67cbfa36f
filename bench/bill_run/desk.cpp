#include "desk.h"

#include <array>

#include "app/numbers/keep_subscription.h"
#include "domain/request/request.h"
#include "ports/numbers.h"
#include "ports/request_store.h"

namespace settle::bench {
namespace {

constexpr std::int64_t kPerTransaction = 1'000;
constexpr int kEventsPerAct = 3;
constexpr int kMonths = 36;
constexpr std::int64_t kDayMicros = 86'400'000'000;

Result<void> add_events(Shop& shop, Transaction& tx, std::int64_t number, std::int64_t count) {
    constexpr std::array kTypes = {"seat.assigned", "subscription.changed", "payment.succeeded", "invoice.issued"};
    for (std::int64_t i = 0; i < count; ++i) {
        Event event;
        event.customer = customer_id(number);
        event.type = kTypes[static_cast<std::size_t>(i) % kTypes.size()];
        event.actor = {Actor::Kind::kServer, {}, "bench"};
        event.at = {kNow.micros - (count - i) / kEventsPerAct * 7 * kDayMicros};
        event.data = {{"item", "user"}, {"quantities.user.after", fmt::to_string(i)}};
        TRY_VOID(tx.add_event(shop.vendor, std::move(event)));
    }
    return {};
}

/// Up in one month and down in a later one: what is counted of the subscription stays as it is.
Result<void> add_movements(Shop& shop, Transaction& tx, std::int64_t number) {
    const std::int64_t up = number % kMonths;
    const std::int64_t down = number / kMonths % (up + 1);
    const auto day = [](std::int64_t months_ago) { return add_months(kRunDay, -months_ago); };
    const auto fact = [](Figure figure, std::int64_t amount) {
        return Fact{.figure = figure, .currency = "EUR", .amount = amount, .count = 1};
    };
    NumberStore& numbers = numbers_of(tx);
    TRY_VOID(numbers.add_facts(shop.vendor, customer_id(number), 1'000, {day(up), {fact(Figure::kUp, 500)}}));
    return numbers.add_facts(shop.vendor, customer_id(number), 1'001, {day(down), {fact(Figure::kDown, -500)}});
}

Result<void> add_request(Shop& shop, Transaction& tx, std::int64_t number) {
    constexpr std::array kTypes = {RequestType::kContact, RequestType::kPause, RequestType::kRefund,
                                   RequestType::kReduction};
    Request request;
    request.id = new_id<RequestId>(shop.ids);
    request.customer = customer_id(number);
    request.type = kTypes[static_cast<std::size_t>(number / 20) % kTypes.size()];
    request.state = number % 80 == 0 ? RequestState::kNew : RequestState::kClosed;
    request.message = "Please call us about our subscription.";
    request.created_at = {kNow.micros - number * 1'000'000};
    request.due_at = request.created_at.plus_seconds(3 * 86'400);
    return tx.requests().add(shop.vendor, request);
}

Result<void> add_person(Shop& shop, Transaction& tx, std::int64_t number) {
    Member member;
    member.id = new_id<MemberId>(shop.ids);
    member.customer = customer_id(number);
    member.email = fmt::format("person{}@bench.example", number);
    member.first_name = fmt::format("Ada{}", number % 977);
    member.last_name = fmt::format("Lovelace{}", number % 10'007);
    member.role = "owner";
    member.language = "en";
    member.is_owner = true;
    return tx.add_member(shop.vendor, member);
}

/// The server is to answer, and to bill nobody meanwhile. Whoever made the invoices may have left its run on.
Result<void> pause_what_falls_due(Shop& shop, Transaction& tx) {
    for (const BillRun& left : TRY(tx.list_bill_runs(shop.vendor, {.after = {}, .limit = 1}))) {
        if (left.state != BillRunState::kRunning) continue;
        BillRun paused = left;
        paused.state = BillRunState::kPaused;
        return tx.save_bill_run(shop.vendor, left, paused);
    }
    return tx.add_bill_run(shop.vendor, {.id = "run_bench",
                                         .until = kRunDay,
                                         .state = BillRunState::kPaused,
                                         .started_by = {Actor::Kind::kServer, {}, "bench"},
                                         .started_at = kNow});
}

}  // namespace

void add_years(Shop& shop, std::int64_t customers, std::int64_t events) {
    const std::int64_t each = events / customers;
    for (std::int64_t first = 0; first < customers; first += kPerTransaction) {
        must(shop.store->write([&](Transaction& tx) -> Result<void> {
            for (std::int64_t number = first; number < std::min(customers, first + kPerTransaction); ++number) {
                TRY_VOID(add_person(shop, tx, number));
                TRY_VOID(add_events(shop, tx, number, each));
                TRY_VOID(add_movements(shop, tx, number));
                if (number % 20 == 0) TRY_VOID(add_request(shop, tx, number));
            }
            return {};
        }),
             "adding years");
    }
    const Context context = shop.context();
    while (must(count_customers(context, 10'000), "counting customers")) {
    }
    while (must(count_documents(context, 10'000), "counting documents")) {
    }
    must(shop.store->write([&](Transaction& tx) { return pause_what_falls_due(shop, tx); }), "pausing what falls due");
}

}  // namespace settle::bench
