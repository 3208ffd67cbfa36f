// From the form of somebody without an account to a customer who pays.
#include "app/requests/demos.h"

#include "app/desk/audit.h"
#include "tests/app/town.h"

namespace settle::app_test {
namespace {

struct Stand : Town {
    Doorstep from{"workstaff", "A browser", "192.0.2.7"};

    Stand() {
        vendor = "workstaff";
        // Noon in Toronto.
        clock.set(zones.start_of("America/Toronto", Date(2026, 2, 10)).value().plus_seconds(12 * 3600));
    }
    NewDemo form() {
        NewDemo demo;
        demo.company = "Événements Boréal";
        demo.first_name = "Nora";
        demo.last_name = "Tremblay";
        demo.email = "nora@boreal.example";
        demo.language = "fr";
        demo.time_zone = "Europe/Paris";
        demo.wished = CivilTime{Date(2026, 2, 20), 20 * 60};
        demo.expected.set("manager", 3);
        demo.expected.set("worker", 40);
        return demo;
    }
    std::vector<ListedDemo> listed(DemoGroup group = DemoGroup::kOpen) {
        return list_demos(staff(), group, {}).value();
    }
    DemoId asked() {
        REQUIRE(ask_for_demo(*services, from, form()).has_value());
        return listed().front().demo.id;
    }
    DemoId held() {
        const DemoId id = asked();
        REQUIRE(schedule_demo(staff(), id, {Date(2026, 2, 20), 14 * 60}, "America/Toronto", "").has_value());
        clock.set(zones.start_of("America/Toronto", Date(2026, 2, 20)).value().plus_seconds(15 * 3600));
        REQUIRE(conclude_demo(staff(), id, {DemoOutcome::kHeld}).has_value());
        return id;
    }
    DemoState state(const DemoId& id) { return view_demo(staff(), id).value().listed.demo.state; }
    std::vector<Mail> mails() {
        return look_up(*store, [&](Transaction& tx) { return tx.list_mails(vendor, {}, {}); }).value();
    }
    std::string field(const Mail& mail, std::string_view name) {
        for (const auto& [known, value] : mail.fields)
            if (known == name) return value;
        return {};
    }
    DemoSale sale() { return {.set = plan("pro", Cycle::kMonth, wanted_counts()), .country = "CA", .region = "QC"}; }
    Quantities wanted_counts() {
        Quantities counts = of("manager", 3);
        counts.set("worker", 40);
        return counts;
    }
};

ErrorCode code_of(const auto& outcome) {
    REQUIRE(!outcome.has_value());
    return outcome.error().code;
}

}  // namespace

TEST_CASE("who asks for a demo is told that it arrived, and staff see when that would be for both") {
    Stand stand;
    const DemoId id = stand.asked();
    const ListedDemo one = stand.listed().front();
    CHECK(one.demo.state == DemoState::kNew);
    CHECK(one.demo.company == "Événements Boréal");
    CHECK(one.demo.expected.of("worker") == 40);
    REQUIRE(one.wished);
    CHECK(one.wished->at.str() == "2026-02-20T19:00:00Z");
    CHECK(one.wished->there.clock_text() == "20:00");
    CHECK(one.wished->here.clock_text() == "14:00");
    CHECK(one.zone_here == "America/Toronto");
    CHECK(!one.overdue);
    REQUIRE(stand.mails().size() == 1);
    const Mail mail = stand.mails().front();
    CHECK(mail.template_name == "demo-received");
    CHECK(mail.email == "nora@boreal.example");
    CHECK(mail.language == "fr");
    CHECK(stand.field(mail, "time") == "20:00");
    stand.clock.set(stand.clock.now().plus_seconds(2 * 86'400));
    CHECK(stand.listed().front().overdue);
    CHECK(view_demo(stand.staff(), id).value().steps.size() == 1);
}

TEST_CASE("the same address again changes nothing while a demo of it is open, and a trap catches programs") {
    Stand stand;
    stand.asked();
    NewDemo again = stand.form();
    again.email = "Nora@BOREAL.example";
    again.company = "Somebody else";
    CHECK(ask_for_demo(*stand.services, stand.from, again).has_value());
    NewDemo program = stand.form();
    program.email = "bot@spam.example";
    program.trap = "https://spam.example";
    CHECK(ask_for_demo(*stand.services, stand.from, program).has_value());
    CHECK(stand.listed().size() == 1);
    CHECK(stand.listed().front().demo.company == "Événements Boréal");
    CHECK(stand.mails().size() == 1);
}

TEST_CASE("whoever sends one form after the other is told to wait, and others are not") {
    Stand stand;
    NewDemo form = stand.form();
    int taken = 0;
    for (int i = 0; i < 40; ++i) {
        form.email = fmt::format("n{}@boreal.example", i);
        const auto sent = ask_for_demo(*stand.services, stand.from, form);
        if (sent) ++taken;
        else CHECK(sent.error().code == ErrorCode::kTooManyRequests);
    }
    CHECK(taken == 30);
    stand.from.address = "192.0.2.8";
    form.email = "other@boreal.example";
    CHECK(ask_for_demo(*stand.services, stand.from, form).has_value());
}

TEST_CASE("a form that makes no sense is refused, field by field") {
    Stand stand;
    const auto refused = [&](auto change) {
        NewDemo form = stand.form();
        change(form);
        const auto sent = ask_for_demo(*stand.services, stand.from, form);
        REQUIRE(!sent.has_value());
        return std::pair(sent.error().code, sent.error().field);
    };
    using enum ErrorCode;
    CHECK(refused([](NewDemo& form) { form.company.clear(); }) == std::pair(kFieldRequired, std::string("company")));
    CHECK(refused([](NewDemo& form) { form.last_name.clear(); }) ==
          std::pair(kFieldRequired, std::string("last_name")));
    CHECK(refused([](NewDemo& form) { form.email = "nora"; }) == std::pair(kEmailMalformed, std::string("email")));
    CHECK(refused([](NewDemo& form) { form.time_zone = "Mars/Base"; }) ==
          std::pair(kTimeZoneUnknown, std::string("time_zone")));
    CHECK(refused([](NewDemo& form) { form.wished->day = Date(2026, 2, 9); }) ==
          std::pair(kDateInThePast, std::string("day")));
    CHECK(refused([](NewDemo& form) { form.expected.set("rocket", 1); }) ==
          std::pair(kItemUnknown, std::string("quantities.rocket")));
    CHECK(refused([](NewDemo& form) { form.company = std::string(201, 'a'); }).first == kFieldTooLong);
    CHECK(refused([](NewDemo& form) { form.message = std::string(5'001, 'a'); }).first == kFieldTooLong);
    CHECK(stand.mails().empty());
}

TEST_CASE("a demo is agreed on, agreed on anew, missed, and agreed on again") {
    Stand stand;
    const DemoId id = stand.asked();
    CHECK(code_of(schedule_demo(stand.staff(), id, {Date(2026, 2, 9), 600}, "", "")) == ErrorCode::kDateInThePast);
    REQUIRE(schedule_demo(stand.staff(), id, {Date(2026, 2, 20), 20 * 60}, "", "By video.").has_value());
    CHECK(stand.state(id) == DemoState::kScheduled);
    Mail mail = stand.mails().front();
    CHECK(mail.template_name == "demo-scheduled");
    CHECK(stand.field(mail, "time") == "20:00");
    CHECK(stand.field(mail, "zone") == "Europe/Paris");
    CHECK(stand.field(mail, "our_time") == "14:00");
    CHECK(stand.field(mail, "text") == "By video.");
    CHECK(stand.field(mail, "again").empty());
    CHECK(code_of(conclude_demo(stand.staff(), id, {DemoOutcome::kNoShow})) == ErrorCode::kFieldInvalid);
    REQUIRE(schedule_demo(stand.staff(), id, {Date(2026, 2, 23), 10 * 60}, "America/Toronto", "").has_value());
    mail = stand.mails().front();
    CHECK(stand.field(mail, "again") == "yes");
    CHECK(stand.field(mail, "time") == "16:00");
    stand.clock.set(Instant{1'771'869'600'000'000});  // 2026-02-23T18:00:00Z
    REQUIRE(conclude_demo(stand.staff(), id, {DemoOutcome::kNoShow, "nobody came", ""}).has_value());
    CHECK(stand.state(id) == DemoState::kNoShow);
    CHECK(stand.mails().front().template_name == "demo-missed");
    CHECK(code_of(conclude_demo(stand.staff(), id, {DemoOutcome::kHeld})) == ErrorCode::kFieldInvalid);
    REQUIRE(schedule_demo(stand.staff(), id, {Date(2026, 3, 2), 10 * 60}, "", "").has_value());
    REQUIRE(conclude_demo(stand.staff(), id, {DemoOutcome::kHeld, "liked it", ""}).has_value());
    std::string steps;
    const auto view = view_demo(stand.staff(), id).value();
    for (const auto& seen : view.steps) steps += std::string(name_of(seen.step.kind)) + " ";
    CHECK(steps == "asked scheduled rescheduled no_show rescheduled held ");
}

TEST_CASE("a demo is lost for a reason that stays with staff, and the address may ask again") {
    Stand stand;
    const DemoId id = stand.asked();
    CHECK(code_of(conclude_demo(stand.staff(), id, {DemoOutcome::kLost})) == ErrorCode::kReasonRequired);
    REQUIRE(conclude_demo(stand.staff(), id, {DemoOutcome::kLost, "No budget.", "Until next year!"}).has_value());
    CHECK(stand.state(id) == DemoState::kLost);
    const Mail mail = stand.mails().front();
    CHECK(mail.template_name == "demo-closed");
    CHECK(stand.field(mail, "text") == "Until next year!");
    for (const auto& [name, value] : mail.fields) CHECK(value.find("budget") == std::string::npos);
    CHECK(code_of(schedule_demo(stand.staff(), id, {Date(2026, 3, 2), 600}, "", "")) ==
          ErrorCode::kRequestAlreadyDecided);
    CHECK(stand.listed().empty());
    CHECK(stand.listed(DemoGroup::kOver).size() == 1);
    CHECK(stand.asked() != id);
    CHECK(stand.listed(DemoGroup::kAll).size() == 2);
}

TEST_CASE("AC-W03: a demo that was held is won: customer, subscription and invoice, all or nothing") {
    Stand stand;
    const DemoId id = stand.held();
    stand.clock.set(stand.zones.start_of("America/Toronto", Date(2026, 3, 1)).value().plus_seconds(9 * 3600));
    DemoSale broken = stand.sale();
    broken.set.plan = Code("nothing");
    CHECK(code_of(win_demo(stand.staff(), id, broken)) == ErrorCode::kPlanUnknown);
    broken = stand.sale();
    broken.country = "XX";
    CHECK(code_of(win_demo(stand.staff(), id, broken)) == ErrorCode::kCountryUnknown);
    CHECK(stand.state(id) == DemoState::kHeld);
    CHECK(list_customers(stand.staff(), {}).value().empty());

    Context once = stand.staff();
    once.caller.once = OnceKey{"win_demo", "key", "hash"};
    stand.customer = win_demo(once, id, stand.sale()).value();
    CHECK(win_demo(once, id, stand.sale()).value() == stand.customer);
    CHECK(code_of(win_demo(stand.staff(), id, stand.sale())) == ErrorCode::kRequestAlreadyDecided);
    CHECK(list_customers(stand.staff(), {}).value().size() == 1);
    const Customer customer = read_customer(stand.staff(), stand.customer).value();
    CHECK(customer.name == "Événements Boréal");
    CHECK(customer.language == "fr");
    CHECK(customer.time_zone == "Europe/Paris");
    CHECK(list_members(stand.staff(), stand.customer).value().front().email == "nora@boreal.example");
    const Subscription subscription = stand.subscription();
    CHECK(subscription.state == SubscriptionState::kActive);
    CHECK(subscription.plan == Code("pro"));
    CHECK(subscription.quantities == stand.wanted_counts());
    REQUIRE(stand.invoices().size() == 1);
    const Invoice invoice = stand.invoices().front();
    CHECK(invoice.amounts.net.str() == "219.70");
    REQUIRE(invoice.amounts.taxes.size() == 2);
    CHECK(invoice.amounts.taxes[0].amount.str() == "10.99");
    CHECK(invoice.amounts.taxes[1].amount.str() == "21.92");
    CHECK(invoice.amounts.total.str() == "252.61");
    CHECK(invoice.status == InvoiceStatus::kOpen);
    const DemoView view = view_demo(stand.staff(), id).value();
    CHECK(view.listed.demo.state == DemoState::kWon);
    CHECK(view.listed.demo.became == stand.customer);
    CHECK(view.listed.demo.change == invoice.change);
    CHECK(view.customer_name == "Événements Boréal");
    CHECK(stand.events("customer.created") == 1);
    std::string logged;
    const auto log = list_audit(stand.staff(), {}).value();
    for (const AuditEntry& entry : log.entries)
        if (entry.subject == id.str()) logged += entry.verb + " ";
    CHECK(logged == "demo.won demo.held demo.scheduled ");
    CHECK(stand.events("subscription.activated") == 1);
}

TEST_CASE("nothing is sold before it was shown, and all of it is staff's alone") {
    Stand stand;
    const DemoId id = stand.asked();
    CHECK(code_of(win_demo(stand.staff(), id, stand.sale())) == ErrorCode::kFieldInvalid);
    REQUIRE(add_demo_note(stand.staff(), id, "Call before noon.").has_value());
    CHECK(view_demo(stand.staff(), id).value().steps.back().step.text == "Call before noon.");
    CHECK(stand.mails().size() == 1);
    stand.welcome("workstaff", "CA", "QC");
    const Context owner = stand.as_owner();
    CHECK(code_of(list_demos(owner, DemoGroup::kAll, {})) == ErrorCode::kStaffRequired);
    CHECK(code_of(view_demo(owner, id)) == ErrorCode::kStaffRequired);
    CHECK(code_of(schedule_demo(owner, id, {Date(2026, 2, 20), 600}, "", "")) == ErrorCode::kStaffRequired);
    CHECK(code_of(conclude_demo(owner, id, {DemoOutcome::kHeld})) == ErrorCode::kStaffRequired);
    CHECK(code_of(add_demo_note(owner, id, "x")) == ErrorCode::kStaffRequired);
    CHECK(code_of(win_demo(owner, id, stand.sale())) == ErrorCode::kStaffRequired);
    // Another vendor's staff have no such demo.
    stand.vendor = "beesbusy";
    CHECK(code_of(view_demo(stand.staff(), id)) == ErrorCode::kNotFound);
    CHECK(list_demos(stand.staff(), DemoGroup::kAll, {}).value().empty());
}

}  // namespace settle::app_test
