// Who may do what, now: the three vendors' matrices, one row per case. A customer bought what it has on
// 2026-04-01 and asks on 2026-04-11.
#include "tests/domain/change/scene.h"

using namespace settle;
using change_test::Scene;
using change_test::wish;

namespace {

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::vector<std::string>> rows_of(const std::string& table) {
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines(table);
    for (std::string line; std::getline(lines, line);) {
        if (trimmed(line).empty()) continue;
        std::vector<std::string> cells;
        std::istringstream rest(line);
        for (std::string cell; std::getline(rest, cell, '|');) cells.push_back(trimmed(cell));
        rows.push_back(std::move(cells));
    }
    return rows;
}

// A state of the subscription, "free", or what was bought: "pro month", with `usual` quantities, or
// "standard month profile 12".
void put_in_state(Scene& scene, const std::string& has, const std::string& usual) {
    for (int state = 0; state < static_cast<int>(SubscriptionState::kCount); ++state)
        if (has == name_of(static_cast<SubscriptionState>(state))) {
            scene.subscription.state = static_cast<SubscriptionState>(state);
            if (scene.subscription.state == SubscriptionState::kEnding) scene.subscription.ends_on = Date(2027, 1, 1);
            if (scene.subscription.state == SubscriptionState::kPaused) scene.subscription.pause = Pause{scene.today};
            return;
        }
    std::istringstream words(has);
    std::string plan, cycle, rest;
    words >> plan >> cycle;
    std::getline(words, rest);
    if (has != "free") scene.sell(fmt::format("plan {} cycle {} {} {}", plan, cycle, usual, rest));
    scene.today = Date(2026, 4, 11);
}

std::optional<ChangeKind> act_named(const std::string& name) {
    if (name == "cancel") return ChangeKind::kCancel;
    if (name == "pause") return ChangeKind::kPause;
    if (name == "resume") return ChangeKind::kResume;
    if (name == "renewal_on") return ChangeKind::kRenewalOn;
    if (name == "start_trial") return ChangeKind::kStartTrial;
    return std::nullopt;
}

std::string word_for(Outcome outcome) {
    switch (outcome) {
        case Outcome::kNow: return "now";
        case Outcome::kPeriodEnd: return "end";
        case Outcome::kStaff: return "staff";
        case Outcome::kNo: return "no";
        case Outcome::kNothingToDo: return "nothing";
    }
    return {};
}

std::string answer(const Ruling& ruling) {
    return fmt::format("{} {} {} {} {}", word_for(ruling.outcome), ruling.refusal ? name_of(ruling.refusal->code) : "-",
                       ruling.rule.view(), ruling.request_type.empty() ? "-" : ruling.request_type.view(),
                       ruling.possible_from ? ruling.possible_from->str() : "-");
}

std::string answer(const Scene& scene, const std::string& wanted) {
    if (const auto act = act_named(wanted)) return answer(judge_act(scene.view(), *act));
    const auto preview = scene.preview(wanted);
    if (!preview) return fmt::format("error {} - - -", name_of(preview.error().code));
    return answer(preview->ruling);
}

void check_matrix(const std::string& vendor, const std::string& usual, const std::string& table) {
    const auto rows = rows_of(table);
    REQUIRE(rows.size() > 5);
    for (const auto& row : rows) {
        REQUIRE(row.size() == 4);
        Scene scene(vendor, Date(2026, 4, 1));
        put_in_state(scene, row[1], usual);
        scene.act_as(row[0]);
        CAPTURE(row[0]);
        CAPTURE(row[1]);
        CAPTURE(row[2]);
        CHECK(answer(scene, row[2]) == row[3]);
    }
}

}  // namespace

TEST_CASE("sold by demo: only increases alone, reductions by staff, a year binds") {
    // who | has | wants | outcome, code, rule, request, possible from
    check_matrix("workstaff", "manager 4 worker 55", R"(
owner          | none     | plan pro manager 3 worker 40| staff sales_assisted_only first-sale-by-demo demo -
administrator  | none     | plan max                    | staff sales_assisted_only first-sale-by-demo demo -
member         | none     | plan pro                    | no role_required guard-role - -
billing_manager| none     | plan pro                    | no role_required guard-role - -
staff          | none     | plan pro                    | now - first-sale-by-demo - -
server         | none     | plan pro                    | staff sales_assisted_only first-sale-by-demo demo -
owner          | ended    | plan pro                    | staff staff_only come-back reactivation -
owner          | paused   | plan pro                    | no state_forbids guard-state - -
owner          | none     | start_trial                 | no not_offered guard-no-rule - -
owner          | pro month| plan max                    | now - pro-to-max - -
owner          | pro month| plan max worker 60          | now - pro-to-max - -
owner          | pro month| plan max worker 50          | staff increase_only fewer-while-upgrading reduction -
owner          | pro month| plan max manager 3 worker 60| staff increase_only fewer-while-upgrading reduction -
owner          | pro month| cycle year                  | now - monthly-to-annual - -
owner          | max month| cycle year                  | now - monthly-to-annual - -
owner          | pro year | cycle month                 | no commitment_active guard-commitment non_renewal 2027-04-01
owner          | pro month| manager 5                   | now - quantity-up - -
owner          | pro month| worker 60                   | now - quantity-up - -
owner          | max year | manager 5 worker 60         | now - quantity-up - -
administrator  | pro month| worker 60                   | now - quantity-up - -
billing_manager| pro month| worker 60                   | now - quantity-up - -
member         | pro month| worker 60                   | no role_required guard-role - -
owner          | pro month| manager 3                   | end - quantity-down - -
owner          | pro month| worker 50                   | staff increase_only workers-down reduction 2026-05-01
owner          | pro month| manager 5 worker 50         | staff increase_only workers-down reduction 2026-05-01
owner | pro year | manager 3 | staff increase_only quantity-down-committed reduction 2027-04-01
owner | pro year | worker 50 | staff increase_only quantity-down-committed reduction 2027-04-01
owner          | max month| plan pro                    | staff staff_only plan-down reduction 2026-05-01
owner          | ending   | renewal_on                  | staff staff_only renewal-on-by-staff reactivation -
billing_manager| pro month| cancel                      | staff staff_only cancel-by-staff cancellation -
owner          | max year | plan pro                    | staff staff_only plan-down-committed reduction 2027-04-01
owner          | pro month| photos 1                    | now - quantity-up - -
owner          | pro month| client_portal 1             | staff staff_only portal-by-staff contact -
staff          | pro month| client_portal 1             | now - portal-by-staff - -
owner          | pro month| plan pro                    | nothing no_change guard-no-change - -
owner          | pro month| worker 9                    | error quantity_out_of_range - - -
owner          | pro month| plan gold                   | error plan_unknown - - -
owner          | pro month| user 3                      | error item_unknown - - -
owner          | pro month| cycle quarter               | error cycle_not_offered - - -
owner          | pro month| pause                       | staff staff_only pause-by-staff pause -
owner          | pro month| cancel                      | staff staff_only cancel-by-staff cancellation -
owner          | pro year | pause                       | no commitment_active guard-commitment non_renewal 2027-04-01
owner          | pro year | cancel                      | no commitment_active guard-commitment non_renewal 2027-04-01
owner          | max year | cycle month worker 60       | no commitment_active guard-commitment non_renewal 2027-04-01
owner          | max year | plan pro cycle month        | no commitment_active guard-commitment non_renewal 2027-04-01
owner          | pro month| manager 3 worker 60         | now - quantity-up - -
owner          | pro month| cycle year worker 50        | staff increase_only workers-down reduction 2026-05-01
owner          | max month| plan pro worker 60          | staff staff_only plan-down reduction 2026-05-01
owner          | none     | cancel                      | no state_forbids guard-state - -
owner          | none     | pause                       | no state_forbids guard-state - -
owner          | ended    | cancel                      | no state_forbids guard-state - -
owner          | paused   | pause                       | no state_forbids guard-state - -
owner          | paused   | renewal_on                  | no state_forbids guard-state - -
owner          | paused   | resume                      | staff staff_only resume-by-staff reactivation -
owner          | paused   | cancel                      | staff staff_only cancel-by-staff cancellation -
owner          | pro month| resume                      | nothing no_change guard-no-change - -
owner          | pro month| renewal_on                  | nothing no_change guard-no-change - -
owner          | ending   | cancel                      | nothing no_change guard-no-change - -
member         | pro month| cancel                      | no role_required guard-role - -
member         | pro month| pause                       | no role_required guard-role - -
server         | pro month| cancel                      | staff staff_only cancel-by-staff cancellation -
staff          | paused   | resume                      | now - resume-by-staff - -
staff          | ending   | renewal_on                  | now - renewal-on-by-staff - -
staff          | ended    | plan pro                    | now - come-back - -
staff          | pro month| pause                       | end - pause-by-staff - -
staff          | pro month| cancel                      | end - cancel-by-staff - -
staff          | pro month| worker 50                   | end - workers-down - -
staff          | pro month| plan max worker 50          | now - pro-to-max - -
staff          | max month| plan pro                    | end - plan-down - -
staff          | max year | plan pro                    | end - plan-down-committed - -
staff          | pro year | worker 50                   | end - quantity-down-committed - -
staff          | pro year | cancel                      | end - cancel-by-staff - -
staff          | pro year | pause                       | end - pause-by-staff - -
staff          | pro year | cycle month                 | end - annual-to-monthly - -
)");
}

TEST_CASE("sold by trial and checkout: everything alone, the largest plan by contact") {
    check_matrix("agorapulse", "", R"(
owner          | none                     | start_trial              | now - trial - -
manager        | none                     | start_trial              | no role_required guard-role - -
owner          | trialing                 | start_trial              | no not_offered guard-no-rule - -
owner          | none                     | plan standard cycle month| now - subscribe - -
owner          | trialing                 | plan professional        | now - subscribe - -
owner          | trial_ended              | plan advanced cycle year | now - subscribe - -
owner          | ended                    | plan standard            | now - subscribe - -
server         | none                     | plan standard            | now - subscribe - -
co_owner       | none                     | plan standard            | no role_required guard-role - -
billing_manager| none                     | plan standard            | no role_required guard-role - -
manager        | trialing                 | plan standard            | no role_required guard-role - -
member         | none                     | plan standard            | no role_required guard-role - -
owner | none | plan custom | staff plan_contact_only guard-contact-only custom_plan -
owner | standard month | plan custom | staff plan_contact_only guard-contact-only custom_plan -
owner          | standard month           | plan professional        | now - plan-up - -
owner          | standard month           | plan advanced            | now - plan-up - -
co_owner       | standard month           | plan professional        | now - plan-up - -
billing_manager| standard month           | plan professional        | no role_required guard-role - -
owner          | advanced month           | plan standard            | now - plan-down - -
owner          | standard month           | cycle year               | now - monthly-to-annual - -
owner          | standard year            | cycle month              | end - annual-to-monthly - -
owner          | standard month           | user 2                   | now - quantity-up - -
billing_manager| standard month           | profile 12               | now - quantity-up - -
manager        | standard month           | profile 12               | no role_required guard-role - -
owner          | standard month profile 12| profile 11               | now - quantity-down - -
owner          | standard month           | profile 9                | error quantity_out_of_range - - -
owner          | standard month           | plan standard            | nothing no_change guard-no-change - -
owner          | standard month           | cancel                   | end - cancel - -
co_owner       | standard month           | cancel                   | end - cancel - -
billing_manager| standard month           | cancel                   | no role_required guard-role - -
owner          | trialing                 | cancel                   | now - cancel-trial - -
owner          | ending                   | renewal_on               | now - renewal-on - -
owner          | standard month           | pause                    | no not_offered no-pause - -
staff          | standard month           | pause                    | no not_offered no-pause - -
owner          | trial_ended              | cancel                   | nothing no_change trial-is-over - -
billing_manager| trialing                 | cancel                   | no role_required guard-role - -
owner          | none                     | cancel                   | no state_forbids guard-state - -
owner          | trialing                 | pause                    | no state_forbids guard-state - -
owner          | ending                   | cancel                   | nothing no_change guard-no-change - -
co_owner       | ending                   | renewal_on               | now - renewal-on - -
billing_manager| ending                   | renewal_on               | no role_required guard-role - -
owner          | standard month           | renewal_on               | nothing no_change guard-no-change - -
owner          | professional month       | plan standard            | now - plan-down - -
owner          | professional year        | plan advanced            | now - plan-up - -
owner          | standard month           | plan advanced cycle year | now - plan-up - -
owner          | standard year            | plan advanced cycle month| now - plan-up - -
owner          | standard month           | x_plus 1                 | now - quantity-up - -
owner          | standard month x_plus 2  | x_plus 0                 | now - quantity-down - -
owner          | standard month           | advocacy 2               | error quantity_out_of_range - - -
staff          | standard month           | plan custom              | error field_required - - -
staff          | standard month           | plan custom user 9 agreed 80.00 | now - custom-by-contact - -
staff          | standard month           | cancel                   | end - cancel - -
)");
}

TEST_CASE("sold by a number of users: more now, fewer at period end, smaller plans by staff") {
    check_matrix("beesbusy", "user 10", R"(
owner          | free            | plan business cycle month user 10| now - take-a-subscription - -
owner          | free            | plan enterprise cycle year       | now - take-a-subscription - -
member         | free            | plan business                    | no role_required guard-role - -
billing_manager| free            | plan business                    | no role_required guard-role - -
owner          | free            | plan free                        | nothing no_change guard-no-change - -
owner          | business month  | user 14                          | now - more-users - -
owner          | business month  | user 8                           | end - fewer-users - -
billing_manager| business month  | user 14                          | no role_required guard-role - -
owner          | business month  | plan enterprise                  | now - business-to-enterprise - -
owner          | business month  | plan enterprise user 13          | now - business-to-enterprise - -
owner          | business month  | plan enterprise user 8           | now - business-to-enterprise - -
owner          | business month  | plan business                    | nothing no_change guard-no-change - -
owner          | business month  | user 10                          | nothing no_change guard-no-change - -
member         | business month  | plan business                    | no role_required guard-role - -
owner          | business month  | cycle year                       | now - monthly-to-annual - -
owner | enterprise month| plan business | staff staff_only plan-reduction reduction 2026-05-01
owner | enterprise month| plan business user 12 | staff staff_only plan-reduction reduction 2026-05-01
owner | enterprise month| plan free | staff staff_only plan-reduction reduction 2026-05-01
owner | business year | cycle month | staff staff_only cycle-reduction reduction 2027-04-01
owner | business year | plan enterprise cycle month | staff staff_only cycle-reduction reduction 2027-04-01
owner          | past_due        | plan business                    | no payment_required guard-payment - -
owner          | business month  | user 0                           | error quantity_out_of_range - - -
owner          | business month  | cancel                           | end - cancel - -
owner          | business month  | pause                            | no not_offered no-pause - -
owner          | business year   | cancel                           | end - cancel - -
billing_manager| business month  | cancel                           | no role_required guard-role - -
owner          | past_due        | cancel                           | end - cancel - -
owner          | ending          | renewal_on                       | now - renewal-on - -
owner          | ending          | cancel                           | nothing no_change guard-no-change - -
owner          | ended           | plan enterprise cycle year       | now - take-a-subscription - -
owner          | business month  | plan enterprise cycle year       | now - business-to-enterprise - -
owner          | business month  | cycle year user 8                | now - monthly-to-annual - -
owner          | business year   | plan enterprise                  | now - business-to-enterprise - -
owner          | business year   | user 8                           | end - fewer-users - -
owner | enterprise year | plan business cycle month | staff staff_only plan-reduction reduction 2027-04-01
owner | business year | cycle month user 12 | staff staff_only cycle-reduction reduction 2027-04-01
staff          | enterprise month| plan business                    | end - plan-reduction - -
staff          | business year   | cycle month                      | end - cycle-reduction - -
)");
}

TEST_CASE("seats in use are never taken away, and the answer says how many are") {
    Scene scene("beesbusy", Date(2026, 4, 1));
    scene.change("plan business cycle month user 14");
    scene.assigned.set("user", 11);
    CHECK(answer(scene, "user 12") == "end - fewer-users - -");
    CHECK(answer(scene, "user 11") == "end - fewer-users - -");
    CHECK(answer(scene, "user 10") == "no below_assigned guard-usage - -");
    const auto preview = scene.preview("user 10").value();
    REQUIRE(preview.ruling.refusal.has_value());
    CHECK(text_of(*preview.ruling.refusal, "en") == "11 people still hold a seat. Remove 1 of them first.");

    Scene counted("agorapulse", Date(2026, 4, 1));
    counted.change("plan standard cycle month profile 14");
    counted.assigned.set("profile", 13);
    CHECK(answer(counted, "profile 13") == "now - quantity-down - -");
    CHECK(answer(counted, "profile 12") == "no in_use guard-usage - -");
}

TEST_CASE("a plan that staff manage leaves its customer one way: asking") {
    Scene scene("agorapulse", Date(2026, 4, 1));
    scene.sell("plan custom user 12 profile 20 agreed 131.25");
    CHECK_FALSE(scene.subscription.self_managed);
    CHECK(answer(scene, "user 13") == "staff staff_only guard-managed-by-staff contact -");
    CHECK(answer(scene, "cancel") == "staff staff_only guard-managed-by-staff contact -");
    scene.act_as("staff");
    CHECK(answer(scene, "cancel") == "end - cancel - -");
}

TEST_CASE("of several parts the strictest answers, and every part keeps its own answer") {
    Scene scene("beesbusy", Date(2026, 4, 1));
    scene.change("plan enterprise cycle month user 10");
    const auto preview = scene.preview("plan business user 12").value();
    REQUIRE(preview.parts.size() == 2);
    CHECK(answer(preview.parts[0]) == "staff staff_only plan-reduction reduction 2026-05-01");
    CHECK(answer(preview.parts[1]) == "now - more-users - -");
    CHECK(preview.due_now.lines.empty());
    CHECK(preview.after == scene.subscription);
}

TEST_CASE("a commitment refuses until its last day; on the day it ends the table answers") {
    Scene scene("workstaff", Date(2026, 4, 1));
    scene.sell("plan max cycle year manager 4 worker 55");
    scene.today = Date(2027, 3, 31);
    for (const char* wanted : {"cancel", "pause", "cycle month"})
        CHECK(answer(scene, wanted) == "no commitment_active guard-commitment non_renewal 2027-04-01");
    CHECK(answer(scene, "worker 50") == "staff increase_only quantity-down-committed reduction 2027-04-01");
    scene.today = Date(2027, 4, 1);
    CHECK(answer(scene, "cancel") == "staff staff_only cancel-by-staff cancellation -");
    CHECK(answer(scene, "pause") == "staff staff_only pause-by-staff pause -");
    CHECK(answer(scene, "cycle month") == "end - annual-to-monthly - -");
    CHECK(answer(scene, "plan pro") == "staff staff_only plan-down reduction 2027-04-01");
    CHECK(answer(scene, "worker 50") == "staff increase_only quantity-down-annual reduction 2027-04-01");
}

TEST_CASE("what staff manage is cancelled and goes on by staff alone") {
    Scene scene("agorapulse", Date(2026, 4, 1));
    scene.sell("plan custom cycle year user 12 agreed 1575.00");
    scene.act_as("staff");
    scene.change("act cancel");
    scene.act_as("owner");
    CHECK(answer(scene, "renewal_on") == "staff staff_only guard-managed-by-staff contact -");
    CHECK(answer(scene, "plan advanced") == "staff staff_only guard-managed-by-staff contact -");
    CHECK(answer(scene, "cycle month") == "staff staff_only guard-managed-by-staff contact -");
    scene.act_as("staff");
    CHECK(answer(scene, "renewal_on") == "now - renewal-on - -");
}

TEST_CASE("what is to happen after the end is refused when it is asked for") {
    Scene scene("beesbusy", Date(2026, 4, 1));
    scene.change("plan business cycle month user 10");
    scene.change("act cancel");
    CHECK(answer(scene, "user 8") == "no renewal_is_off guard-end - -");
    CHECK(answer(scene, "user 12") == "now - more-users - -");
}
