#include "app/billing/give_credit.h"
#include "app/change/undo_scheduled.h"
#include "app/checkout/start_trial.h"
#include "app/people/people_list.h"
#include "app/renewal/run_due.h"
#include "app/requests/decide_request.h"
#include "app/requests/requests.h"
#include "domain/entitlement/entitlement.h"
#include "tests/app/town.h"

using namespace settle;
using app_test::act;
using app_test::of;
using app_test::plan;
using app_test::Town;
using app_test::users;

namespace {

void ten_users(Town& town) {
    town.go_to(Date(2026, 4, 1));
    town.welcome("beesbusy", "FR");
    town.buy(plan("business", Cycle::kMonth, of("user", 10)));
}

// Pro with 4 managers and 55 workers, sold by staff and paid by transfer.
void provisioned(Town& town, Cycle cycle, Date day) {
    town.go_to(day, 12);
    town.welcome("workstaff", "CA", "QC");
    Quantities quantities = of("manager", 4);
    quantities.set("worker", 55);
    NewRequest demo;
    demo.customer = town.customer;
    demo.type = RequestType::kDemo;
    demo.set = plan("pro", cycle, quantities);
    const Request filed = file_request(town.as_owner(), demo).value();
    REQUIRE(decide_request(town.staff(), filed.id, {.reason = "won"}).value().state == RequestState::kApplied);
    REQUIRE(town.subscription().state == SubscriptionState::kActive);
}

Request ask(Town& town, RequestType type, std::optional<Date> from = {}, std::optional<Date> to = {}) {
    NewRequest wanted;
    wanted.customer = town.customer;
    wanted.type = type;
    wanted.from = from;
    wanted.to = to;
    return file_request(town.as_owner(), wanted).value();
}

}  // namespace

TEST_CASE("cancelling takes effect at the end of what was paid, and can be taken back until then") {
    Town town;
    ten_users(town);
    town.go_to(Date(2026, 4, 20));
    const ConfirmedChange cancelled = town.order(act(ChangeKind::kCancel));
    CHECK(cancelled.scheduled);
    CHECK(town.subscription().state == SubscriptionState::kEnding);
    CHECK(town.subscription().ends_on == Date(2026, 5, 1));
    SUBCASE("it ends, and comes back later with what it was") {
        town.go_to(Date(2026, 5, 1));
        CHECK(run_due(town.server(), town.customer).value() == 1);
        CHECK(town.subscription().state == SubscriptionState::kEnded);
        CHECK(read_entitlements(town.server(), town.customer).value().plan == Code("free"));
        CHECK(town.invoices().size() == 1);
        town.go_to(Date(2026, 7, 14));
        town.buy(plan("business", Cycle::kMonth, of("user", 3)));
        CHECK(town.subscription().state == SubscriptionState::kActive);
        CHECK(town.invoices().back().amounts.total.str() == "35.64");
    }
    SUBCASE("the renewal is turned on again") {
        town.go_to(Date(2026, 4, 25));
        town.order(act(ChangeKind::kRenewalOn));
        CHECK(town.subscription().state == SubscriptionState::kActive);
        town.go_to(Date(2026, 5, 1));
        CHECK(run_due(town.server(), town.customer).value() == 1);
        CHECK(town.invoices().size() == 2);
    }
}

TEST_CASE("what is scheduled can be taken back by who scheduled it, the owner and staff") {
    Town town;
    ten_users(town);
    const ConfirmedChange fewer = town.order(users(8));
    REQUIRE(town.subscription().scheduled.size() == 1);
    CHECK(town.subscription().scheduled[0].change == fewer.order.id);
    const MemberId other("mem_other");
    CHECK(undo_scheduled(town.member(town.customer, other, "billing_manager"), town.customer, fewer.order.id)
              .error()
              .code == ErrorCode::kRoleRequired);
    CHECK(undo_scheduled(town.as_owner(), town.customer, fewer.order.id).value().scheduled.empty());
    CHECK(undo_scheduled(town.as_owner(), town.customer, fewer.order.id).error().code == ErrorCode::kChangeNotFound);
    CHECK(town.preview(users(11)).preview.next_invoice.net.str() == "108.90");
}

TEST_CASE("a scheduled reduction that meets more people is held at their number, and both sides are told") {
    Town town;
    ten_users(town);
    town.order(users(6));
    REQUIRE(
        town.store
            ->write([&](Transaction& tx) { return tx.set_assigned_quantity(town.vendor, town.customer, "user", 8); })
            .has_value());
    town.go_to(Date(2026, 5, 1));
    REQUIRE(run_due(town.server(), town.customer).has_value());
    CHECK(town.subscription().quantities.of("user") == 8);
    CHECK(town.invoices().back().amounts.net.str() == "79.20");
    CHECK(town.events("subscription.change_clamped") == 1);
}

TEST_CASE("a scheduled change that no longer fits is told of once, by what it was") {
    Town town;
    provisioned(town, Cycle::kMonth, Date(2026, 5, 1));
    const ConfirmedChange fewer = town.order({.quantities = of("manager", 3)});
    REQUIRE(town.subscription().scheduled.size() == 1);
    town.buy({.cycle = Cycle::kYear});
    town.go_to(Date(2026, 6, 1), 12);
    REQUIRE(run_due(town.server(), town.customer).has_value());
    REQUIRE(town.subscription().scheduled.size() == 1);
    CHECK(town.subscription().scheduled.front().held == "increase_only");
    CHECK(town.subscription().quantities.of("manager") == 4);
    CHECK(town.events("subscription.change_held") == 1);
    const auto events = list_events(town.server(), town.customer, 0, 1'000).value();
    const auto held = std::ranges::find(events, "subscription.change_held", &Event::type);
    REQUIRE(held != events.end());
    CHECK(std::ranges::find(held->data, std::pair<std::string, std::string>("change", fewer.order.id.str())) !=
          held->data.end());
}

TEST_CASE("a list is confirmed with an order by who may manage members") {
    Town town;
    provisioned(town, Cycle::kMonth, Date(2026, 5, 1));
    std::vector<JudgedLine> lines(1);
    lines.front().person.email = "ana@acme.example";
    lines.front().person.first_name = "Ana";
    lines.front().person.last_name = "Ruiz";
    REQUIRE(add_to_list(town.as_owner(), town.customer, lines, Keep::kAccepted)->accepted == 1);
    const Wanted more{.quantities = of("manager", 5)};
    Confirmation confirmation = town.confirmation(more, town.preview(more).fingerprint);
    confirmation.with_list = true;
    const Context billing = town.member(town.customer, town.owner, "billing_manager");
    CHECK(confirm_change(billing, confirmation).error().code == ErrorCode::kRoleRequired);
    CHECK(town.subscription().quantities.of("manager") == 4);
    CHECK(confirm_change(town.as_owner(), confirmation).has_value());
}

TEST_CASE("a pause that staff confirm stops the bills and resumes by itself") {
    Town town;
    provisioned(town, Cycle::kMonth, Date(2026, 5, 1));
    const Request asked = ask(town, RequestType::kPause, Date(2026, 6, 1), Date(2026, 9, 1));
    NewRequest again;
    again.customer = town.customer;
    again.type = RequestType::kPause;
    CHECK(file_request(town.as_owner(), again).error().code == ErrorCode::kRequestAlreadyOpen);
    REQUIRE(decide_request(town.staff(), asked.id, {}).value().state == RequestState::kApplied);
    REQUIRE(town.subscription().pause.has_value());
    const auto before = town.invoices().size();
    town.go_to(Date(2026, 8, 31), 12);
    REQUIRE(run_due(town.server(), town.customer).has_value());
    CHECK(town.subscription().state == SubscriptionState::kPaused);
    CHECK(town.invoices().size() == before);
    CHECK(read_entitlements(town.server(), town.customer).value().access == Access::kNone);
    town.go_to(Date(2026, 9, 2), 12);
    REQUIRE(run_due(town.server(), town.customer).has_value());
    CHECK(town.subscription().state == SubscriptionState::kActive);
    CHECK(town.subscription().period == Period{Date(2026, 9, 1), Date(2026, 10, 1)});
    CHECK(town.invoices().size() == before + 1);
    CHECK(town.invoices().back().amounts.total.str() == "343.03");
}

TEST_CASE("a commitment is set aside by staff only, and only with a reason") {
    Town town;
    provisioned(town, Cycle::kYear, Date(2026, 4, 11));
    CHECK(town.subscription().commitment_end == Date(2027, 4, 11));
    const ReadPreview refused = town.preview(act(ChangeKind::kCancel));
    CHECK(refused.preview.ruling.refusal->code == ErrorCode::kCommitmentActive);
    CHECK(refused.preview.ruling.possible_from == Date(2027, 4, 11));
    CHECK(refused.preview.ruling.request_type == Code("non_renewal"));
    const Request asked = ask(town, RequestType::kNonRenewal);
    SUBCASE("by default it ends with the commitment") {
        REQUIRE(decide_request(town.staff(), asked.id, {}).has_value());
        CHECK(town.subscription().ends_on == Date(2027, 4, 11));
        town.go_to(Date(2027, 4, 11), 12);
        REQUIRE(run_due(town.server(), town.customer).has_value());
        CHECK(town.subscription().state == SubscriptionState::kEnded);
        CHECK(town.invoices().size() == 1);
        CHECK(town.events("commitment.ending") == 2);
    }
    SUBCASE("earlier needs the right to, also where it is done without a request") {
        Context sales = town.staff();
        sales.caller.actor.role = "sales";
        const Verdict sooner{.reason = "out of business", .on = Date(2026, 8, 1)};
        CHECK(decide_request(sales, asked.id, sooner).error().code == ErrorCode::kStaffRightRequired);
        CHECK(read_request(sales, asked.id).value().state == RequestState::kNew);
        Confirmation confirmed{.customer = town.customer, .set = act(ChangeKind::kCancel), .reason = "out of business"};
        confirmed.set.on = Date(2026, 8, 1);
        confirmed.pay_with = "transfer";
        CHECK(confirm_change(sales, confirmed).error().code == ErrorCode::kStaffRightRequired);
        CHECK(town.subscription().state == SubscriptionState::kActive);
        // What does not shorten the commitment is theirs to decide.
        REQUIRE(decide_request(sales, asked.id, {}).has_value());
        CHECK(town.subscription().ends_on == Date(2027, 4, 11));
    }
    SUBCASE("earlier needs a reason, which is kept") {
        const Verdict sooner{.on = Date(2026, 8, 1)};
        CHECK(decide_request(town.staff(), asked.id, sooner).error().code == ErrorCode::kReasonRequired);
        Verdict reasoned = sooner;
        reasoned.reason = "out of business";
        REQUIRE(decide_request(town.staff(), asked.id, reasoned).value().state == RequestState::kApplied);
        CHECK(town.subscription().ends_on == Date(2026, 8, 1));
    }
}

TEST_CASE("a trial is prolonged by staff, also after it ended, and cancelled by its owner") {
    Town town;
    town.go_to(Date(2026, 1, 5));
    town.welcome("agorapulse", "FR");
    REQUIRE(start_trial(town.as_owner(), town.customer).has_value());
    CHECK(extend_trial(town.as_owner(), town.customer, 7, "please").error().code == ErrorCode::kStaffRequired);
    CHECK(extend_trial(town.staff(), town.customer, 0, "please").error().code == ErrorCode::kFieldInvalid);
    town.go_to(Date(2026, 2, 10));
    REQUIRE(run_due(town.server(), town.customer).has_value());
    REQUIRE(town.subscription().state == SubscriptionState::kTrialEnded);
    const Subscription longer = extend_trial(town.staff(), town.customer, 7, "was ill").value();
    CHECK(longer.state == SubscriptionState::kTrialing);
    CHECK(longer.trial_end == Date(2026, 2, 17));
    CHECK(longer.reminders.size() == 2);
    town.order(act(ChangeKind::kCancel));
    CHECK(town.subscription().state == SubscriptionState::kNone);
    CHECK(town.events("trial.cancelled") == 1);
}

TEST_CASE("a request is talked about, withdrawn, and then decided no more") {
    Town town;
    provisioned(town, Cycle::kMonth, Date(2026, 5, 1));
    const Request asked = ask(town, RequestType::kCancellation);
    CHECK(add_message(town.staff(), asked.id, "May we call you?", Then::kWait).value().state ==
          RequestState::kWaitingCustomer);
    CHECK(add_message(town.as_owner(), asked.id, "Yes, tomorrow.", Then::kWait).value().state ==
          RequestState::kInProgress);
    CHECK(withdraw_request(town.as_owner(), asked.id).value().state == RequestState::kWithdrawn);
    CHECK(add_message(town.as_owner(), asked.id, "Hello?", Then::kWait).error().code ==
          ErrorCode::kRequestAlreadyDecided);
    CHECK(decide_request(town.staff(), asked.id, {}).error().code == ErrorCode::kRequestAlreadyDecided);
    const RequestView view = view_request(town.as_owner(), asked.id).value();
    CHECK(view.messages.size() == 2);
    CHECK(view.timeline.size() == 4);
}

TEST_CASE("a stale summary says what changed and who changed it") {
    Town town;
    ten_users(town);
    const ReadPreview read = town.preview(users(12));
    town.buy(users(11));
    const auto answer = town.confirm(users(12), read.fingerprint);
    const auto* stale = std::get_if<StaleChange>(&answer);
    REQUIRE(stale != nullptr);
    CHECK(stale->changed == std::vector<std::string>{"subscription"});
    REQUIRE(stale->changed_by.has_value());
    CHECK(stale->changed_by->actor.id == town.owner.str());
    town.go_to(Date(2026, 4, 2));
    const auto later =
        town.confirm(users(12), town.preview(users(12)).fingerprint.substr(0, 64) + ".3.2026-04-01.1.x-y");
    CHECK(std::holds_alternative<StaleChange>(later));
}

TEST_CASE("another payment method for the same summary takes the place of the first") {
    Town town;
    ten_users(town);
    const std::string card = list_payment_methods(town.as_owner(), town.customer).value().front().id.str();
    const std::string read = town.preview(users(12)).fingerprint;
    const auto on_page = std::get<ConfirmedChange>(town.confirm(users(12), read, "card"));
    REQUIRE(on_page.order.state == OrderState::kAwaitingPayment);
    const auto saved = std::get<ConfirmedChange>(town.confirm(users(12), read, card));
    CHECK(saved.order.id != on_page.order.id);
    CHECK(saved.order.state == OrderState::kApplied);
    CHECK(town.refreshed(on_page).order.state == OrderState::kSuperseded);
    CHECK(town.moved("charge") == 2);
}

TEST_CASE("a payment that staff saw is cleared also when the balance paid a part") {
    Town town;
    town.go_to(Date(2026, 4, 1));
    town.welcome("beesbusy", "FR");
    REQUIRE(give_credit(town.staff(), town.customer, "20.00", "welcome").has_value());
    const ConfirmedChange change = town.order(plan("business", Cycle::kMonth, of("user", 10)));
    CHECK(change.order.due.str() == "98.80");
    town.pay(change, "card_declined");
    REQUIRE(town.refreshed(change).order.state == OrderState::kFailed);
    NewRequest problem;
    problem.customer = town.customer;
    problem.type = RequestType::kPaymentProblem;
    problem.change = change.order.id;
    const Request filed = file_request(town.as_owner(), problem).value();
    CHECK(decide_request(town.staff(), filed.id, {.reason = "seen"}).value().state == RequestState::kApplied);
    CHECK(town.subscription().balance.is_zero());
    CHECK(town.invoices().back().status == InvoiceStatus::kPaid);
}

TEST_CASE("what a member may not do alone still shows what it does if staff accept") {
    Town town;
    ten_users(town);
    const MemberId noor("mem_noor");
    NewRequest wanted;
    wanted.customer = town.customer;
    wanted.type = RequestType::kCancellation;
    const Request filed = file_request(town.member(town.customer, noor, "billing_manager"), wanted).value();
    const auto effect = std::ranges::find(filed.details, "effect.on", &std::pair<std::string, std::string>::first);
    REQUIRE(effect != filed.details.end());
    CHECK(effect->second == "2026-05-01");
}

TEST_CASE("a charge that staff's decision makes on terms leaves the subscription in force when it is declined") {
    Town town;
    town.go_to(Date(2026, 4, 1));
    town.welcome("beesbusy", "FR");
    const ConfirmedChange change = town.order(plan("business", Cycle::kMonth, of("user", 10)));
    town.pay_by_card(change.attempt->id, "4000000000000341");
    REQUIRE(town.refreshed(change).order.state == OrderState::kApplied);
    NewRequest wanted;
    wanted.customer = town.customer;
    wanted.type = RequestType::kSeatException;
    wanted.set = users(12);
    const Request filed = file_request(town.as_owner(), wanted).value();
    REQUIRE(decide_request(town.staff(), filed.id, {}).value().state == RequestState::kApplied);
    CHECK(town.invoices().back().status == InvoiceStatus::kOpen);
    CHECK(town.subscription().state == SubscriptionState::kActive);
    CHECK(town.subscription().quantities.of("user") == 12);
}
