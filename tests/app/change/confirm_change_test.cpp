// One summary, one order, one charge, one invoice: however a confirmation arrives.
#include "app/change/confirm_change.h"

#include <thread>

#include "tests/app/town.h"

using namespace settle;
using app_test::of;
using app_test::plan;
using app_test::Town;
using app_test::users;

namespace {

constexpr std::int64_t kDay = 24 * 3600;

// Ten users of the middle plan, bought and paid.
void sell(Town& town) {
    town.welcome("beesbusy", "FR");
    const ConfirmedChange bought = town.buy(plan("business", Cycle::kMonth, of("user", 10)));
    REQUIRE(bought.order.state == OrderState::kApplied);
    REQUIRE(town.moved("charge") == 1);
}

}  // namespace

TEST_CASE("a summary that is confirmed twice is one order and one charge") {
    Town town;
    sell(town);
    const std::string read = town.preview(users(14)).fingerprint;
    const auto first = std::get<ConfirmedChange>(town.confirm(users(14), read));
    const auto again = std::get<ConfirmedChange>(town.confirm(users(14), read));
    CHECK(first.order.id == again.order.id);
    CHECK(first.attempt->id == again.attempt->id);
    town.pay(first, "card_ok");
    CHECK(town.refreshed(first).order.state == OrderState::kApplied);
    const auto late = std::get<ConfirmedChange>(town.confirm(users(14), read));
    CHECK(late.order.id == first.order.id);
    CHECK(town.moved("charge") == 2);
    CHECK(town.invoices().size() == 2);
    CHECK(town.subscription().quantities.of("user") == 14);
}

TEST_CASE("nothing changes until it is paid") {
    Town town;
    sell(town);
    const Subscription before = town.subscription();
    const ConfirmedChange waiting = town.order(users(14));
    CHECK(waiting.order.state == OrderState::kAwaitingPayment);
    CHECK_FALSE(waiting.attempt->redirect_url.empty());
    CHECK(town.subscription() == before);
    CHECK(town.invoices().size() == 1);
    CHECK(read_subscription(town.as_owner(), town.customer).value().pending->order.id == waiting.order.id);
}

TEST_CASE("a summary of yesterday is stale, and the answer brings today's") {
    Town town;
    sell(town);
    const std::string read = town.preview(users(14)).fingerprint;
    town.clock.advance_seconds(kDay);
    const auto stale = std::get<StaleChange>(town.confirm(users(14), read));
    CHECK(stale.preview.fingerprint != read);
    CHECK(town.moved("charge") == 1);
    const auto fresh = std::get<ConfirmedChange>(town.confirm(users(14), stale.preview.fingerprint));
    CHECK(fresh.order.due == stale.preview.preview.due_now.total);
}

TEST_CASE("a summary is stale once somebody else changed the subscription or the address") {
    Town town;
    sell(town);
    const std::string before_change = town.preview(users(14)).fingerprint;
    town.buy(users(12));
    CHECK(std::holds_alternative<StaleChange>(town.confirm(users(14), before_change)));

    const std::string before_move = town.preview(users(14)).fingerprint;
    Customer customer = read_customer(town.as_owner(), town.customer).value();
    customer.billing.own().country = "DE";
    REQUIRE(change_billing(town.as_owner(), town.customer, customer.billing, customer.version).has_value());
    CHECK(std::holds_alternative<StaleChange>(town.confirm(users(14), before_move)));
    CHECK(town.invoices().size() == 2);
}

TEST_CASE("a new confirmation takes the place of one that waits for its payment") {
    Town town;
    sell(town);
    const ConfirmedChange first = town.order(users(14));
    const ConfirmedChange second = town.order(users(12));
    CHECK(first.order.id != second.order.id);
    CHECK(town.refreshed(first).order.state != OrderState::kAwaitingPayment);
    town.pay(first, "card_ok");
    town.pay(second, "card_ok");
    CHECK(town.refreshed(second).order.state == OrderState::kApplied);
    CHECK(town.refreshed(first).order.state != OrderState::kApplied);
    CHECK(town.moved("charge") == 2);
    CHECK(town.subscription().quantities.of("user") == 12);
}

TEST_CASE("a payment that was faster than its successor is the one that counts") {
    Town town;
    sell(town);
    const ConfirmedChange first = town.order(users(14));
    const std::string read = town.preview(users(12)).fingerprint;
    town.pay(first, "card_ok");
    CHECK(std::holds_alternative<StaleChange>(town.confirm(users(12), read)));
    CHECK(town.subscription().quantities.of("user") == 14);
    CHECK(town.moved("charge") == 2);
    CHECK(town.moved("refund") == 0);
}

TEST_CASE("a declined card changes nothing, and a good one is charged once") {
    Town town;
    sell(town);
    const Subscription before = town.subscription();
    const ConfirmedChange declined = town.buy(users(14), "card_declined");
    CHECK(declined.order.state == OrderState::kFailed);
    CHECK(declined.order.refusal == "payment_declined");
    CHECK(town.subscription() == before);
    CHECK(town.moved("charge") == 1);
    const ConfirmedChange paid = town.buy(users(14));
    CHECK(paid.order.state == OrderState::kApplied);
    CHECK(town.moved("charge") == 2);
    CHECK(town.invoices().back().amounts.total == paid.order.due);
}

TEST_CASE("the summary is the invoice") {
    Town town;
    town.welcome("agorapulse", "FR");
    Quantities three = of("user", 3);
    three.set("profile", 13);
    const Wanted steps[] = {plan("standard", Cycle::kMonth, three),
                            {Code("professional"), {}, {}, {}},
                            users(4),
                            {{}, Cycle::kYear, {}, {}}};
    for (const Wanted& step : steps) {
        const ReadPreview read = town.preview(step);
        const auto change = std::get<ConfirmedChange>(town.confirm(step, read.fingerprint));
        CHECK(change.attempt->amount == read.preview.due_now.total);
        town.pay(change, "card_ok");
        REQUIRE(town.refreshed(change).order.state == OrderState::kApplied);
        CHECK(town.invoices().back().amounts == read.preview.due_now);
        CHECK(town.subscription().period == read.preview.after.period);
        town.clock.advance_seconds(3 * kDay);
    }
    CHECK(town.invoices().size() == 4);
    CHECK(town.moved("charge") == 4);
}

TEST_CASE("a key is for one request: the same again gives the same, another is refused") {
    Town town;
    sell(town);
    const std::string read = town.preview(users(14)).fingerprint;
    Context context = town.as_owner();
    context.caller.once = OnceKey{"confirmChange", "key-1", "hash-of-14"};
    const auto first = std::get<ConfirmedChange>(confirm_change(context, town.confirmation(users(14), read)).value());
    const auto again = std::get<ConfirmedChange>(confirm_change(context, town.confirmation(users(14), read)).value());
    CHECK(again.order.id == first.order.id);
    context.caller.once->request_hash = "hash-of-15";
    const auto other = confirm_change(context, town.confirmation(users(15), town.preview(users(15)).fingerprint));
    REQUIRE_FALSE(other.has_value());
    CHECK(other.error().code == ErrorCode::kIdempotencyKeyReused);
    CHECK(read_subscription(town.as_owner(), town.customer).value().pending->order.id == first.order.id);
}

TEST_CASE("what a confirmation lacks is named") {
    Town town;
    town.welcome("agorapulse", "FR");
    const Wanted wanted = plan("standard", Cycle::kMonth);
    const std::string read = town.preview(wanted).fingerprint;
    const auto code_of = [&](const Confirmation& confirmation) {
        return confirm_change(town.as_owner(), confirmation).error().code;
    };
    Confirmation confirmation = town.confirmation(wanted, "");
    CHECK(code_of(confirmation) == ErrorCode::kFingerprintRequired);
    confirmation = town.confirmation(wanted, read, "");
    CHECK(code_of(confirmation) == ErrorCode::kPaymentMethodRequired);
    confirmation = town.confirmation(wanted, read, "pm_nobody");
    CHECK(code_of(confirmation) == ErrorCode::kPaymentMethodUnknown);
    confirmation = town.confirmation(wanted, read, "transfer");
    CHECK(code_of(confirmation) == ErrorCode::kStaffRequired);
    confirmation = town.confirmation(wanted, read);
    confirmation.accepted_policy = "2019-01";
    CHECK(code_of(confirmation) == ErrorCode::kPolicyNotAccepted);
    confirmation = town.confirmation(wanted, read);
    confirmation.return_url = "https://evil.example/";
    CHECK(code_of(confirmation) == ErrorCode::kReturnUrlRefused);
    confirmation = town.confirmation(wanted, read);
    confirmation.version_seen = 99;
    CHECK(code_of(confirmation) == ErrorCode::kVersionStale);
    CHECK(town.invoices().empty());
}

TEST_CASE("nobody sees another's subscription") {
    Town town;
    sell(town);
    const CustomerId first = town.customer;
    town.welcome("beesbusy", "FR");
    CHECK(preview_change(town.as_owner(), {first, users(14), std::nullopt}).error().code ==
          ErrorCode::kCustomerNotFound);
    CHECK(read_subscription(town.as_owner(), first).error().code == ErrorCode::kCustomerNotFound);
    town.vendor = "agorapulse";
    CHECK(read_subscription(town.server(), first).error().code == ErrorCode::kCustomerNotFound);
    town.vendor = "beesbusy";
}

TEST_CASE("two people who confirm one summary in the same moment make one order and one charge") {
    const auto race = [](const std::string& path) {
        Town town(path);
        sell(town);
        for (int round = 0; round < 20; ++round) {
            const std::int64_t before = town.subscription().quantities.of("user");
            const std::string read = town.preview(users(before + 1)).fingerprint;
            std::vector<std::optional<ConfirmedChange>> answers(2);
            {
                std::vector<std::jthread> people;
                for (auto& answer : answers)
                    people.emplace_back([&] {
                        auto given = confirm_change(town.as_owner(), town.confirmation(users(before + 1), read));
                        if (given && std::holds_alternative<ConfirmedChange>(*given))
                            answer = std::get<ConfirmedChange>(*given);
                    });
            }
            REQUIRE(answers[0].has_value());
            REQUIRE(answers[1].has_value());
            CHECK(answers[0]->order.id == answers[1]->order.id);
            CHECK(answers[0]->attempt->id == answers[1]->attempt->id);
            {
                std::vector<std::jthread> browsers;
                for (int i = 0; i < 2; ++i)
                    browsers.emplace_back(
                        [&] { REQUIRE(act_as_payer(*town.bank, answers[0]->attempt->id, "card_ok").has_value()); });
            }
            {
                std::vector<std::jthread> returns;
                for (int i = 0; i < 2; ++i)
                    returns.emplace_back([&] {
                        REQUIRE(refresh_change(town.as_owner(), town.customer, answers[0]->order.id).has_value());
                    });
            }
            CHECK(town.subscription().quantities.of("user") == before + 1);
            CHECK(town.moved("charge") == round + 2);
            CHECK(town.invoices().size() == static_cast<std::size_t>(round + 2));
        }
    };
    SUBCASE("in memory") { race(":memory:"); }
    SUBCASE("in a file") {
        const app_test::TemporaryFile file;
        race(file.str());
    }
}

TEST_CASE("two people who confirm different summaries in the same moment: one of them reads a new one") {
    const app_test::TemporaryFile file;
    Town town(file.str());
    sell(town);
    for (int round = 0; round < 20; ++round) {
        const std::int64_t before = town.subscription().quantities.of("user");
        std::vector<ConfirmedChange> made;
        std::mutex mutex;
        {
            std::vector<std::jthread> people;
            for (int more = 1; more <= 2; ++more)
                people.emplace_back([&, more] {
                    const ReadPreview read = town.preview(users(before + more));
                    auto given =
                        confirm_change(town.as_owner(), town.confirmation(users(before + more), read.fingerprint));
                    if (!given || !std::holds_alternative<ConfirmedChange>(*given)) return;
                    const ConfirmedChange& change = std::get<ConfirmedChange>(*given);
                    if (change.attempt) static_cast<void>(act_as_payer(*town.bank, change.attempt->id, "card_ok"));
                    static_cast<void>(refresh_change(town.as_owner(), town.customer, change.order.id));
                    const std::lock_guard lock(mutex);
                    made.push_back(change);
                });
        }
        std::int64_t applied = 0;
        for (const ConfirmedChange& change : made)
            applied += town.refreshed(change).order.state == OrderState::kApplied ? 1 : 0;
        CHECK(applied >= 1);
        CHECK(town.moved("charge") - town.moved("refund") == static_cast<int>(town.invoices().size()));
        const std::int64_t now = town.subscription().quantities.of("user");
        CHECK((now == before + 1 || now == before + 2));
    }
}
