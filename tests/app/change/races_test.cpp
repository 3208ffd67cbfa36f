// Two people, or a person and the engine, at the same moment, on a store in a file: nothing is lost, nothing is
// charged twice, and the second one is told.
#include <barrier>
#include <thread>

#include "app/payment/collect_payment.h"
#include "app/renewal/run_due.h"
#include "tests/app/town.h"

using namespace settle;
using app_test::act;
using app_test::of;
using app_test::plan;
using app_test::TemporaryFile;
using app_test::Town;
using app_test::users;

namespace {

constexpr int kRounds = 200;

struct Race {
    TemporaryFile file;
    Town town{file.str()};

    Race() {
        town.go_to(Date(2026, 4, 1));
        town.welcome("beesbusy", "FR");
        town.buy(plan("business", Cycle::kMonth, of("user", 10)));
    }
    /// A new customer with ten users, of a house that stays.
    void again() {
        town.go_to(Date(2026, 4, 1));
        town.welcome("beesbusy", "FR");
        town.buy(plan("business", Cycle::kMonth, of("user", 10)));
    }
    std::string saved() { return list_payment_methods(town.as_owner(), town.customer).value().front().id.str(); }
};

template <class A, class B>
void at_once(A one, B other) {
    std::barrier ready(2);
    std::jthread first([&] {
        ready.arrive_and_wait();
        one();
    });
    ready.arrive_and_wait();
    other();
}

bool is_applied(const Result<ConfirmAnswer>& answer) {
    const auto* change = answer ? std::get_if<ConfirmedChange>(&*answer) : nullptr;
    return change != nullptr && change->order.state == OrderState::kApplied;
}
bool is_told(const Result<ConfirmAnswer>& answer) {
    if (!answer) return true;
    if (std::holds_alternative<StaleChange>(*answer) || std::holds_alternative<RefusedChange>(*answer)) return true;
    return std::get<ConfirmedChange>(*answer).order.state != OrderState::kApplied;
}

std::int64_t charged(Town& town) {
    std::int64_t sum = 0;
    for (const bank::Charge& charge : town.bank->books().charges)
        sum += charge.kind == "charge" ? charge.amount_minor : -charge.amount_minor;
    return sum;
}
std::int64_t billed(Town& town) {
    std::int64_t sum = 0;
    for (const Invoice& invoice : town.invoices()) sum += invoice.paid.minor();
    return sum;
}

}  // namespace

TEST_CASE("two people change the seats at once: one wins, the other is told, nothing is charged twice") {
    Race race;
    Town& town = race.town;
    std::int64_t paid_before = 0;
    for (int round = 0; round < kRounds; ++round) {
        if (round > 0) race.again();
        const std::string card = race.saved();
        const std::string to_12 = town.preview(users(12)).fingerprint;
        const std::string to_14 = town.preview(users(14)).fingerprint;
        Result<ConfirmAnswer> one = fail(ErrorCode::kInternal);
        Result<ConfirmAnswer> other = fail(ErrorCode::kInternal);
        at_once([&] { one = confirm_change(town.as_owner(), town.confirmation(users(12), to_12, card)); },
                [&] { other = confirm_change(town.as_owner(), town.confirmation(users(14), to_14, card)); });
        const auto now = town.subscription().quantities.of("user");
        CHECK((now == 12 || now == 14));
        CHECK(is_applied(one) != is_applied(other));
        CHECK((is_told(one) || is_told(other)));
        REQUIRE(town.invoices().size() == 2);
        CHECK(charged(town) - paid_before == billed(town));
        paid_before = charged(town);
    }
}

TEST_CASE("a change against a renewal: the period is billed once, and the seats are what was paid for") {
    Race race;
    Town& town = race.town;
    for (int round = 0; round < kRounds; ++round) {
        if (round > 0) race.again();
        const std::string card = race.saved();
        town.go_to(Date(2026, 5, 1));
        const std::string read = town.preview(users(12)).fingerprint;
        Result<ConfirmAnswer> change = fail(ErrorCode::kInternal);
        Result<int> renewal = 0;
        at_once([&] { change = confirm_change(town.as_owner(), town.confirmation(users(12), read, card)); },
                [&] { renewal = run_due(town.server(), town.customer); });
        while (!renewal || run_due(town.server(), town.customer).value() > 0)
            renewal = run_due(town.server(), town.customer);
        int renewals = 0;
        for (const Invoice& invoice : town.invoices()) renewals += invoice.reason == InvoiceReason::kRenewal ? 1 : 0;
        CHECK(renewals == 1);
        CHECK(town.subscription().quantities.of("user") == (is_applied(change) ? 12 : 10));
        CHECK(is_applied(change) != is_told(change));
    }
}

TEST_CASE("a cancellation against a scheduled change: both orders end in one of two sound states") {
    Race race;
    Town& town = race.town;
    for (int round = 0; round < kRounds; ++round) {
        if (round > 0) race.again();
        const std::string fewer = town.preview(users(8)).fingerprint;
        const std::string end = town.preview(act(ChangeKind::kCancel)).fingerprint;
        Result<ConfirmAnswer> one = fail(ErrorCode::kInternal);
        Result<ConfirmAnswer> other = fail(ErrorCode::kInternal);
        at_once([&] { one = confirm_change(town.as_owner(), town.confirmation(users(8), fewer, "")); },
                [&] { other = confirm_change(town.as_owner(), town.confirmation(act(ChangeKind::kCancel), end, "")); });
        CHECK(is_applied(one) != is_applied(other));
        const Subscription now = town.subscription();
        CHECK(now.scheduled.size() == (is_applied(one) ? 1 : 0));
        CHECK(now.ends_on.has_value() == is_applied(other));
    }
}

TEST_CASE("one summary confirmed twice at once is one change and one charge") {
    Race race;
    Town& town = race.town;
    std::int64_t paid_before = 0;
    for (int round = 0; round < kRounds; ++round) {
        if (round > 0) race.again();
        const std::string card = race.saved();
        const std::string read = town.preview(users(12)).fingerprint;
        Result<ConfirmAnswer> one = fail(ErrorCode::kInternal);
        Result<ConfirmAnswer> other = fail(ErrorCode::kInternal);
        at_once([&] { one = confirm_change(town.as_owner(), town.confirmation(users(12), read, card)); },
                [&] { other = confirm_change(town.as_owner(), town.confirmation(users(12), read, card)); });
        REQUIRE(one.has_value());
        REQUIRE(other.has_value());
        CHECK(std::get<ConfirmedChange>(*one).order.id == std::get<ConfirmedChange>(*other).order.id);
        CHECK(town.invoices().size() == 2);
        CHECK(town.subscription().quantities.of("user") == 12);
        CHECK(charged(town) - paid_before == billed(town));
        paid_before = charged(town);
    }
}
