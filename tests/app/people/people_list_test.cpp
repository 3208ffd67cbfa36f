// A list typed, pasted or read from a file: it drives the draft's number, and nobody has access before it is confirmed.
#include "app/checkout/drafts.h"
#include "app/people/invitation_codes.h"
#include "app/people/notifications.h"
#include "app/people/people_list.h"
#include "tests/app/town.h"

using namespace settle;
using app_test::of;
using app_test::plan;
using app_test::Town;
using app_test::users;

namespace {

struct Hive : Town {
    Hive(std::int64_t paid, int listed) {
        go_to(Date(2026, 4, 1));
        welcome("beesbusy", "FR");
        buy(plan("business", Cycle::kMonth, of("user", paid)));
        for (int i = 1; i <= listed; ++i)
            REQUIRE(assign_seat(as_owner(), {customer, {}, {}, {fmt::format("user{}@ruche.example", i), "", "", ""}}));
        go_to(Date(2026, 4, 16));
    }
    ListReport type(const std::vector<std::string>& emails) {
        std::vector<JudgedLine> lines;
        for (const std::string& email : emails) {
            JudgedLine& line = lines.emplace_back();
            line.line = static_cast<int>(lines.size());
            line.person.email = email;
            line.person.first_name = "Ana";
            line.person.last_name = "Ruiz";
        }
        return add_to_list(as_owner(), customer, std::move(lines), Keep::kAccepted).value();
    }
    std::int64_t drafted() {
        const auto draft = read_draft(as_owner(), customer).value();
        return draft ? draft->wanted.quantities.of("user") : -1;
    }
    std::int64_t taken() { return list_seats(as_owner(), customer).value().counts.front().taken; }
    std::string saved() { return list_payment_methods(as_owner(), customer).value().front().id.str(); }
    Result<ConfirmAnswer> confirm_list(std::int64_t count) {
        Confirmation confirmation = this->confirmation(users(count), preview(users(count)).fingerprint, saved());
        confirmation.with_list = true;
        return confirm_change(as_owner(), confirmation);
    }
};

const std::vector<std::string> kFour{"a@ruche.example", "b@ruche.example", "c@ruche.example", "d@ruche.example"};

}  // namespace

TEST_CASE("a list typed by hand drives the number, and gives access once it is validated") {
    Hive hive(10, 8);
    const ListReport report = hive.type(kFour);
    CHECK(report.accepted == 4);
    CHECK(report.list.drafted == 12);
    CHECK(hive.drafted() == 12);
    CHECK(hive.subscription().quantities.of("user") == 10);
    CHECK(hive.taken() == 8);
    const ReadPreview read = hive.preview(users(12));
    CHECK(read.preview.due_now.total.str() == "11.88");
    CHECK(apply_list(hive.as_owner(), hive.customer).error().code == ErrorCode::kNoSeat);
    CHECK(hive.taken() == 8);
    REQUIRE(hive.confirm_list(12).has_value());
    CHECK(hive.subscription().quantities.of("user") == 12);
    CHECK(hive.taken() == 12);
    CHECK(read_people_list(hive.as_owner(), hive.customer)->people.empty());
    CHECK(hive.drafted() == -1);
    CHECK(hive.invoices().back().amounts.total.str() == "11.88");
}

TEST_CASE("the number follows the list back, and a list that fits costs nothing") {
    Hive hive(10, 8);
    hive.type(kFour);
    CHECK(take_off_list(hive.as_owner(), hive.customer, "D@ruche.example")->drafted == 11);
    CHECK(take_off_list(hive.as_owner(), hive.customer, "c@ruche.example")->drafted == 10);
    CHECK(take_off_list(hive.as_owner(), hive.customer, "c@ruche.example").error().code == ErrorCode::kMemberNotFound);
    const auto seats = apply_list(hive.as_owner(), hive.customer);
    REQUIRE(seats.has_value());
    CHECK(seats->counts.front().taken == 10);
    CHECK(hive.invoices().size() == 1);
    CHECK(hive.subscription().quantities.of("user") == 10);
}

TEST_CASE("discarding leaves eight listed and ten paid") {
    Hive hive(10, 8);
    hive.type(kFour);
    REQUIRE(discard_list(hive.as_owner(), hive.customer).has_value());
    CHECK(hive.drafted() == 10);
    CHECK(read_people_list(hive.as_owner(), hive.customer)->people.empty());
    CHECK(hive.taken() == 8);
}

TEST_CASE(
    "a file of fifteen rows: eleven are accepted, four are told why, and nothing is kept before it is asked for") {
    for (const auto& [separator, start, end] :
         {std::tuple{",", "", "\n"}, std::tuple{";", "\xEF\xBB\xBF", "\r\n"}, std::tuple{"\t", "", "\r\n"}}) {
        Hive hive(10, 8);
        std::string file =
            fmt::format("{}E-mail{}First name{}Last name{}Position{}", start, separator, separator, separator, end);
        const auto row = [&](std::string_view email, std::string_view last) {
            file += fmt::format("{}{}Zoé{}{}{}{}", email, separator, separator, last, separator, end);
        };
        for (int i = 1; i <= 11; ++i) row(fmt::format("new{}@ruche.example", i), "Ruiz");
        row("New3@ruche.example", "Ruiz");
        row("nobody", "Ruiz");
        row("user1@ruche.example", "Ruiz");
        row("nameless@ruche.example", "");
        const auto looked = import_list(hive.as_owner(), hive.customer, file, Keep::kNothing);
        REQUIRE(looked.has_value());
        CHECK(looked->accepted == 11);
        CHECK(looked->list.drafted == 19);
        std::vector<std::pair<int, ListVerdict>> rejected;
        for (const JudgedLine& line : looked->rejected) rejected.emplace_back(line.line, line.verdict);
        CHECK(rejected == std::vector<std::pair<int, ListVerdict>>{{13, ListVerdict::kDuplicateInFile},
                                                                   {14, ListVerdict::kInvalidAddress},
                                                                   {15, ListVerdict::kAlreadyListed},
                                                                   {16, ListVerdict::kMissingName}});
        CHECK(read_people_list(hive.as_owner(), hive.customer)->people.empty());
        CHECK(hive.drafted() == -1);
        CHECK(import_list(hive.as_owner(), hive.customer, file, Keep::kAccepted)->accepted == 11);
        CHECK(import_list(hive.as_owner(), hive.customer, file, Keep::kAccepted)->accepted == 0);
        CHECK(hive.drafted() == 19);
        CHECK(hive.preview(users(19)).preview.due_now.total.str() == "53.46");
        // The file of what was rejected can be imported again.
        const std::string again = rejected_file(hive.as_owner(), *looked, PeopleFileKind::kCsv, "fr");
        CHECK(import_list(hive.as_owner(), hive.customer, again, Keep::kNothing)->rejected.size() == 4);
        REQUIRE(hive.confirm_list(19).has_value());
        CHECK(hive.taken() == 19);
        CHECK(hive.subscription().quantities.of("user") == 19);
    }
}

TEST_CASE("a cell of several lines is one line of a name, and what is no name is told at once") {
    Hive hive(10, 8);
    const std::string file =
        "email,first name,last name,position\nana@ruche.example,\"Ana\nMaria\",Ruiz,\"Chef\r\nfou\"\n"
        "bo@ruche.example," +
        std::string(101, 'b') + ",Li,\n";
    const ListReport report = import_list(hive.as_owner(), hive.customer, file, Keep::kAccepted).value();
    REQUIRE(report.rejected.size() == 1);
    CHECK(report.accepted == 1);
    CHECK(report.rejected.front().verdict == ListVerdict::kUnreadable);
    CHECK(report.rejected.front().error->code == ErrorCode::kFieldTooLong);
    CHECK(report.list.listed == 1);
    CHECK(read_people_list(hive.as_owner(), hive.customer)->people.front().first_name == "Ana Maria");
    CHECK(apply_list(hive.as_owner(), hive.customer)->seats.back().member.position == "Chef  fou");
}

TEST_CASE("who joined with a code meanwhile has the seat; who finds none stays on the list, and its author is told") {
    Hive hive(10, 8);
    REQUIRE(set_invitation_code(hive.as_owner(), {hive.customer, "RUCHE-2026"}).has_value());
    hive.type(kFour);
    Confirmation confirmation = hive.confirmation(users(12), hive.preview(users(12)).fingerprint, "card");
    confirmation.with_list = true;
    const auto waiting = std::get<ConfirmedChange>(confirm_change(hive.as_owner(), confirmation).value());
    const Member eve =
        add_member(hive.server(), {hive.customer, {"eve@ruche.example", "Eve", "Ruiz", "fr"}, "member"}).value();
    REQUIRE(redeem_invitation_code(hive.member(hive.customer, eve.id, eve.role), hive.customer, {}, "ruche-2026"));
    CHECK(hive.taken() == 9);
    hive.pay(waiting, "card_ok");
    hive.refreshed(waiting);
    CHECK(hive.taken() == 12);
    const auto list = read_people_list(hive.as_owner(), hive.customer).value();
    REQUIRE(list.people.size() == 1);
    CHECK(list.people[0].email == "d@ruche.example");
    CHECK(list_notifications(hive.as_owner(), hive.customer)->notifications.front().type == "list_without_seat");
    // Who found no seat is not a member either.
    const auto members = list_members(hive.server(), hive.customer).value();
    CHECK(std::ranges::find(members, "d@ruche.example", &Member::email) == members.end());
}

TEST_CASE("who is on the list and joins with a code is counted once, and no seat too many is asked for") {
    Hive hive(10, 8);
    REQUIRE(set_invitation_code(hive.as_owner(), {hive.customer, "RUCHE-2026"}).has_value());
    hive.type(kFour);
    const Member ana =
        add_member(hive.server(), {hive.customer, {"A@ruche.example", "Ana", "Ruiz", "fr"}, "member"}).value();
    REQUIRE(redeem_invitation_code(hive.member(hive.customer, ana.id, ana.role), hive.customer, {}, "ruche-2026"));
    const auto list = read_people_list(hive.as_owner(), hive.customer).value();
    CHECK(list.taken == 9);
    CHECK(list.listed == 3);
    CHECK(list.people.size() == 3);
    CHECK(list.drafted == 12);
    CHECK(take_off_list(hive.as_owner(), hive.customer, "a@ruche.example").error().code == ErrorCode::kMemberNotFound);
    CHECK(take_off_list(hive.as_owner(), hive.customer, "d@ruche.example")->drafted == 11);
    CHECK(take_off_list(hive.as_owner(), hive.customer, "c@ruche.example")->drafted == 10);
    REQUIRE(apply_list(hive.as_owner(), hive.customer).has_value());
    CHECK(hive.taken() == 10);
    CHECK(read_people_list(hive.as_owner(), hive.customer)->people.empty());
}

TEST_CASE("a list that the plan has no seats for is refused before the money, or left and told of after it") {
    for (const bool is_known_before : {true, false}) {
        Hive hive(10, 8);
        hive.type(kFour);
        Confirmation confirmation = hive.confirmation(users(12), hive.preview(users(12)).fingerprint, "card");
        confirmation.with_list = true;
        Catalog counted = *hive.catalogs.find(hive.vendor).value();
        counted.items.front().kind = ItemKind::kCountedSeat;
        if (is_known_before) {
            hive.catalogs.put(std::move(counted));
            CHECK(confirm_change(hive.as_owner(), confirmation).error().code == ErrorCode::kItemUnknown);
            CHECK(hive.moved("charge") == 1);
            continue;
        }
        const auto waiting = std::get<ConfirmedChange>(confirm_change(hive.as_owner(), confirmation).value());
        hive.catalogs.put(std::move(counted));
        hive.pay(waiting, "card_ok");
        CHECK(hive.refreshed(waiting).order.state == OrderState::kApplied);
        CHECK(hive.subscription().quantities.of("user") == 12);
        CHECK(list_notifications(hive.as_owner(), hive.customer)->notifications.front().type == "list_without_seat");
    }
}

TEST_CASE("whoever goes back from the bank's page and lists one more has them seated with the same order") {
    Hive hive(10, 8);
    hive.type({"a@ruche.example"});
    Confirmation confirmation = hive.confirmation(users(12), hive.preview(users(12)).fingerprint, "card");
    confirmation.with_list = true;
    const auto waiting = std::get<ConfirmedChange>(confirm_change(hive.as_owner(), confirmation).value());
    hive.type({"b@ruche.example"});
    const auto again = std::get<ConfirmedChange>(confirm_change(hive.as_owner(), confirmation).value());
    CHECK(again.order.id == waiting.order.id);
    hive.pay(waiting, "card_ok");
    hive.refreshed(waiting);
    CHECK(hive.taken() == 10);
    CHECK(read_people_list(hive.as_owner(), hive.customer)->people.empty());
}

TEST_CASE("the people of a list are spoken to in the customer's language") {
    Hive hive(10, 8);
    hive.type({"a@ruche.example"});
    Confirmation confirmation = hive.confirmation(users(12), hive.preview(users(12)).fingerprint, hive.saved());
    confirmation.with_list = true;
    REQUIRE(confirm_change(hive.as_owner(), confirmation).has_value());
    CHECK(hive.taken() == 9);
    const std::string spoken = read_customer(hive.server(), hive.customer)->language;
    const auto members = list_members(hive.server(), hive.customer).value();
    const auto ana = std::ranges::find(members, "a@ruche.example", &Member::email);
    REQUIRE(ana != members.end());
    CHECK(ana->language == spoken);
}

TEST_CASE("a list is its author's, who may manage members, once it is paid") {
    Hive hive(10, 8);
    hive.type(kFour);
    const Member other =
        add_member(hive.server(), {hive.customer, {"eve@ruche.example", "Eve", "Ruiz", "fr"}, "member"}).value();
    const Context as_other = hive.member(hive.customer, other.id, other.role);
    CHECK(read_people_list(as_other, hive.customer).error().code == ErrorCode::kRoleRequired);
    CHECK(apply_list(as_other, hive.customer).error().code == ErrorCode::kRoleRequired);
    CHECK(import_list(as_other, hive.customer, "x", Keep::kNothing).error().code == ErrorCode::kRoleRequired);
    CHECK(read_people_list(hive.server(), hive.customer).error().code == ErrorCode::kNotSignedIn);
    CHECK(read_people_list(hive.member(hive.customer, other.id, "owner"), hive.customer)->people.empty());
    hive.welcome("beesbusy", "FR");
    CHECK(read_people_list(hive.as_owner(), hive.customer).error().code == ErrorCode::kPaymentRequired);
}
