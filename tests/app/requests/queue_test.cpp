// How staff work through what was asked.
#include "app/requests/queue.h"

#include "app/access/credentials.h"
#include "app/requests/attachments.h"
#include "app/requests/decide_request.h"
#include "app/requests/requests.h"
#include "tests/app/town.h"

using namespace settle;
using app_test::of;
using app_test::plan;
using app_test::Town;

namespace {

constexpr std::int64_t kHour = 3'600;

Context staff_called(Town& town, const std::string& id) {
    Context context = town.staff();
    context.caller.actor.id = id;
    return context;
}

Request asks(Town& town, RequestType type = RequestType::kContact) {
    return file_request(town.as_owner(), {town.customer, type, "please", {}, {}}).value();
}

ErrorCode code_of(const auto& outcome) {
    REQUIRE(!outcome.has_value());
    return outcome.error().code;
}

}  // namespace

TEST_CASE("a request is due when its vendor's catalog says") {
    Town town;
    town.welcome("workstaff", "CA", "QC");
    const Instant now = town.clock.now();
    CHECK(asks(town, RequestType::kDemo).due_at == now.plus_seconds(24 * kHour));
    CHECK(asks(town, RequestType::kContact).due_at == now.plus_seconds(72 * kHour));
    CHECK(read_queue(town.staff(), {.overdue_at = now.plus_seconds(24 * kHour)}, {}).value().requests.size() == 1);
}

TEST_CASE("whoever takes a new request acknowledges it, and its customer hears that once") {
    Town town;
    town.welcome("beesbusy", "FR");
    const Request asked = asks(town);
    const Request taken = assign_request(town.staff(), asked.id, "sam", asked.version).value();
    CHECK(taken.assignee == "sam");
    CHECK(taken.state == RequestState::kAcknowledged);
    SUBCASE("a second press changes nothing") {
        CHECK(assign_request(town.staff(), asked.id, "sam", asked.version).value().version == taken.version);
        CHECK(town.events("request.assigned") == 1);
    }
    SUBCASE("a colleague who saw it free is told to look again") {
        CHECK(code_of(assign_request(staff_called(town, "kim"), asked.id, "kim", asked.version)) ==
              ErrorCode::kVersionStale);
        CHECK(assign_request(staff_called(town, "kim"), asked.id, "kim", taken.version).value().assignee == "kim");
    }
    SUBCASE("given back, it stays acknowledged") {
        const Request free = assign_request(town.staff(), asked.id, "", {}).value();
        CHECK(free.assignee.empty());
        CHECK(free.state == RequestState::kAcknowledged);
    }
    CHECK(town.events("request.acknowledged") == 1);
    // Who it is is none of the customer's business.
    const RequestView seen = view_request(town.as_owner(), asked.id).value();
    for (const Event& event : seen.timeline) CHECK(event.type != kRequestAssigned);
}

TEST_CASE("a request is handed to people of the staff, and to nobody else") {
    Town town;
    town.welcome("beesbusy", "FR");
    const Request asked = asks(town);
    CHECK(code_of(assign_request(town.staff(), asked.id, "kim", {})) == ErrorCode::kStaffNotFound);
    REQUIRE(make_password_ticket(*town.services, town.vendor, "kim@vendor.example", "kim", "admin").has_value());
    CHECK(assign_request(town.staff(), asked.id, "kim", {}).value().assignee == "kim");
    const QueueCounts counts = count_queue(town.staff()).value();
    CHECK(counts.me == "sam");
    REQUIRE(counts.by_assignee.size() == 2);
    CHECK(counts.by_assignee[0].first.id == "sam");
    CHECK(counts.by_assignee[0].second == 0);
    CHECK(counts.by_assignee[1].first.email == "kim@vendor.example");
    CHECK(counts.by_assignee[1].second == 1);
    CHECK(read_queue(town.staff(), {}, {}).value().staff.at("kim") == "kim@vendor.example");
}

TEST_CASE("the counts add up") {
    Town town;
    town.welcome("workstaff", "CA", "QC");
    const Request demo = asks(town, RequestType::kDemo);
    asks(town);
    town.welcome("workstaff", "CA", "QC");
    const Request waits = asks(town);
    REQUIRE(assign_request(town.staff(), demo.id, "sam", {}).has_value());
    REQUIRE(add_message(town.staff(), waits.id, "Which day?", Then::kWait).has_value());
    town.clock.set(town.clock.now().plus_seconds(30 * 24 * kHour));
    const QueueCounts counts = count_queue(town.staff()).value();
    CHECK(counts.open == 3);
    CHECK(counts.mine == 1);
    CHECK(counts.nobodys == 2);
    // What waits for its customer is not late.
    CHECK(counts.overdue == 2);
    REQUIRE(counts.by_type.size() == 2);
    CHECK(counts.by_type[0] == std::pair(RequestType::kDemo, std::int64_t{1}));
    CHECK(counts.by_type[1] == std::pair(RequestType::kContact, std::int64_t{2}));
}

TEST_CASE("the queue, its counts, its notes and its views are staff's alone") {
    Town town;
    town.welcome("beesbusy", "FR");
    const Request asked = asks(town), other = asks(town, RequestType::kRefund);
    const Context owner = town.as_owner();
    CHECK(code_of(read_queue(owner, {}, {})) == ErrorCode::kStaffRequired);
    CHECK(code_of(count_queue(owner)) == ErrorCode::kStaffRequired);
    CHECK(code_of(assign_request(owner, asked.id, "", {})) == ErrorCode::kStaffRequired);
    CHECK(code_of(add_note(owner, asked.id, "hm")) == ErrorCode::kStaffRequired);
    CHECK(code_of(mark_duplicate(owner, asked.id, other.id)) == ErrorCode::kStaffRequired);
    CHECK(code_of(list_views(owner)) == ErrorCode::kStaffRequired);
    CHECK(code_of(add_view(owner, {.name = "mine"})) == ErrorCode::kStaffRequired);
    CHECK(code_of(save_view(owner, {.name = "mine"})) == ErrorCode::kStaffRequired);
    CHECK(code_of(remove_view(owner, SavedViewId("view_1"))) == ErrorCode::kStaffRequired);
}

TEST_CASE("a note is never the customer's: not in what they read, and not in any event") {
    Town town;
    town.welcome("beesbusy", "FR");
    const Request asked = asks(town);
    const auto events_before = list_events(town.server(), town.customer, 0, 1000).value().size();
    const Request noted = add_note(town.staff(), asked.id, "They never pay in time.").value();
    CHECK(noted.state == RequestState::kInProgress);
    CHECK(view_request(town.staff(), asked.id).value().notes.size() == 1);
    const RequestView seen = view_request(town.as_owner(), asked.id).value();
    CHECK(seen.notes.empty());
    CHECK(seen.messages.empty());
    CHECK(list_events(town.server(), town.customer, 0, 1000).value().size() == events_before);
    CHECK(code_of(add_note(town.staff(), asked.id, "")) == ErrorCode::kFieldRequired);
    CHECK(code_of(add_note(town.staff(), asked.id, std::string(5'001, 'a'))) == ErrorCode::kFieldTooLong);
    SUBCASE("also of a request that is decided, which stays as it is") {
        REQUIRE(decide_request(town.staff(), asked.id, {Decision::kDecline, "no"}).has_value());
        CHECK(add_note(town.staff(), asked.id, "Told you.").value().state == RequestState::kDeclined);
    }
}

TEST_CASE("staff's words wait for the customer unless they say otherwise") {
    Town town;
    town.welcome("beesbusy", "FR");
    const Request asked = asks(town);
    const Instant due = asked.due_at;
    CHECK(add_message(town.staff(), asked.id, "We look into it.", Then::kGoOn).value().state ==
          RequestState::kInProgress);
    CHECK(add_message(town.staff(), asked.id, "Which day?", Then::kWait).value().state ==
          RequestState::kWaitingCustomer);
    town.clock.set(town.clock.now().plus_seconds(5 * kHour));
    const Request answered = add_message(town.as_owner(), asked.id, "Monday.", Then::kWait).value();
    CHECK(answered.state == RequestState::kInProgress);
    CHECK(answered.due_at == due.plus_seconds(5 * kHour));
}

TEST_CASE("a request that was asked twice goes on in the other one") {
    Town town;
    town.welcome("beesbusy", "FR");
    const Request first = asks(town), second = asks(town, RequestType::kRefund);
    CHECK(code_of(mark_duplicate(town.staff(), second.id, second.id)) == ErrorCode::kFieldInvalid);
    CHECK(code_of(mark_duplicate(town.staff(), second.id, RequestId("req_404"))) == ErrorCode::kFieldInvalid);
    const Request closed = mark_duplicate(town.staff(), second.id, first.id).value();
    CHECK(closed.state == RequestState::kDuplicate);
    CHECK(closed.duplicate_of == first.id);
    CHECK(closed.decided_by == "sam");
    CHECK(code_of(mark_duplicate(town.staff(), second.id, first.id)) == ErrorCode::kRequestAlreadyDecided);
    // No circle, and nothing goes on in what is closed itself.
    CHECK(code_of(mark_duplicate(town.staff(), first.id, second.id)) == ErrorCode::kFieldInvalid);
    const CustomerId before = town.customer;
    town.welcome("beesbusy", "FR");
    CHECK(code_of(mark_duplicate(town.staff(), asks(town).id, first.id)) == ErrorCode::kFieldInvalid);
    CHECK(town.events("request.duplicate") == 0);
    town.customer = before;
    CHECK(town.events("request.duplicate") == 1);
}

TEST_CASE("one of the staff keeps views, and nobody else sees or changes them") {
    Town town;
    const Context sam = town.staff(), kim = staff_called(town, "kim");
    const SavedView kept = add_view(sam, {.name = "Late", .filter = {{"overdue", "true"}}}).value();
    CHECK(list_views(sam).value().size() == 1);
    CHECK(list_views(kim).value().empty());
    SavedView renamed = kept;
    renamed.name = "Too late";
    CHECK(code_of(save_view(kim, renamed)) == ErrorCode::kNotFound);
    CHECK(code_of(remove_view(kim, kept.id)) == ErrorCode::kNotFound);
    REQUIRE(save_view(sam, renamed).has_value());
    CHECK(list_views(sam).value().front().name == "Too late");
    CHECK(code_of(add_view(sam, {.name = ""})) == ErrorCode::kFieldRequired);
    CHECK(code_of(add_view(sam, {.name = std::string(61, 'a')})) == ErrorCode::kFieldTooLong);
    for (std::size_t i = 1; i < kSavedViewsMax; ++i) REQUIRE(add_view(sam, {.name = "again"}).has_value());
    CHECK(code_of(add_view(sam, {.name = "one more"})) == ErrorCode::kSavedViewsFull);
    REQUIRE(remove_view(sam, kept.id).has_value());
    CHECK(add_view(sam, {.name = "one more"}).has_value());
}

TEST_CASE("either side adds files to an open request, ten at most") {
    Town town;
    town.welcome("beesbusy", "FR");
    const Request asked = asks(town);
    REQUIRE(add_message(town.staff(), asked.id, "Please send the receipt.", Then::kWait).has_value());
    const Attachment file = attach_file(town.as_owner(), asked.id, "receipt.txt", "paid ✓").value();
    CHECK(view_request(town.staff(), asked.id).value().request.state == RequestState::kInProgress);
    CHECK(read_attachment(town.staff(), asked.id, file.id).value().content == "paid ✓");
    CHECK(attach_file(town.staff(), asked.id, "offer.pdf", "%PDF-1.4").has_value());
    CHECK(code_of(attach_file(town.staff(), asked.id, "offer.exe", "MZ")) == ErrorCode::kAttachmentTypeRefused);
    for (std::size_t i = 2; i < kAttachmentsMax; ++i)
        REQUIRE(attach_file(town.staff(), asked.id, "more.txt", "more").has_value());
    CHECK(code_of(attach_file(town.staff(), asked.id, "more.txt", "more")) == ErrorCode::kAttachmentsFull);
    CHECK(town.events("request.attachment") == static_cast<int>(kAttachmentsMax));
    REQUIRE(decide_request(town.staff(), asked.id, {Decision::kDecline, "no"}).has_value());
    CHECK(code_of(attach_file(town.as_owner(), asked.id, "late.txt", "late")) == ErrorCode::kRequestAlreadyDecided);
    // What was added can still be read.
    CHECK(read_attachment(town.as_owner(), asked.id, file.id).has_value());
    const RequestId id = asked.id;
    town.welcome("beesbusy", "FR");
    CHECK(code_of(read_attachment(town.as_owner(), id, file.id)) == ErrorCode::kRequestNotFound);
    CHECK(code_of(attach_file(town.as_owner(), id, "a.txt", "a")) == ErrorCode::kRequestNotFound);
    CHECK(code_of(read_attachment(town.staff(), asks(town).id, file.id)) == ErrorCode::kAttachmentNotFound);
}
