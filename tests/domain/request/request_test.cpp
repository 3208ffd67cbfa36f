#include <doctest/doctest.h>

#include "domain/request/attachment.h"
#include "domain/request/proposal.h"
#include "domain/request/queue.h"

using namespace settle;
using namespace std::string_view_literals;

namespace {

constexpr std::int64_t kHour = 3'600;

Request filed_at(Instant at) {
    Request request;
    request.created_at = at;
    request.due_at = at.plus_seconds(4 * kHour);
    return request;
}

}  // namespace

TEST_CASE("the target stands still while a request waits for its customer") {
    Request request = filed_at({0});
    const Instant asked = Instant{0}.plus_seconds(kHour);
    request.move_to(RequestState::kWaitingCustomer, asked);
    CHECK(request.waiting_since == asked);
    CHECK(!request.is_overdue(Instant{0}.plus_seconds(100 * kHour)));
    SUBCASE("and asking again does not begin the wait anew") {
        request.move_to(RequestState::kWaitingCustomer, asked.plus_seconds(kHour));
        CHECK(request.waiting_since == asked);
    }
    request.move_to(RequestState::kInProgress, asked.plus_seconds(10 * kHour));
    CHECK(!request.waiting_since);
    CHECK(request.due_at == Instant{0}.plus_seconds(14 * kHour));
    CHECK(!request.is_overdue(Instant{0}.plus_seconds(14 * kHour - 1)));
    CHECK(request.is_overdue(Instant{0}.plus_seconds(14 * kHour)));
}

TEST_CASE("a clock that was set back takes nothing from the target") {
    Request request = filed_at({0});
    const Instant due = request.due_at;
    request.move_to(RequestState::kWaitingCustomer, Instant{0}.plus_seconds(kHour));
    request.move_to(RequestState::kInProgress, Instant{0});
    CHECK(request.due_at == due);
}

TEST_CASE("what is decided is never late") {
    for (int value = 0; value <= static_cast<int>(RequestState::kDuplicate); ++value) {
        Request request = filed_at({0});
        request.move_to(static_cast<RequestState>(value), Instant{0});
        CAPTURE(name_of(request.state));
        const bool is_late_later = request.is_overdue(Instant{0}.plus_seconds(5 * kHour));
        CHECK(is_late_later == (is_open(request.state) && request.state != RequestState::kWaitingCustomer));
    }
}

TEST_CASE("a proposal is open until the end of its last day, and no longer than anybody answers") {
    Proposal proposal;
    proposal.expires_at = Instant{100};
    CHECK(proposal.is_open(Instant{99}));
    CHECK(!proposal.is_open(Instant{100}));
    for (const auto state :
         {ProposalState::kAccepted, ProposalState::kRefused, ProposalState::kTakenBack, ProposalState::kExpired}) {
        proposal.state = state;
        CHECK(!proposal.is_open(Instant{0}));
    }
}

TEST_CASE("a file is what its content is, under a name that says so") {
    struct Row {
        std::string_view name, content;
        std::optional<AttachmentType> type;
    };
    const std::string_view png = "\x89PNG\r\n\x1a\n....", jpeg = "\xff\xd8\xff\xe0....", pdf = "%PDF-1.7\n\x01\x02";
    const Row rows[] = {
        {"offer.pdf", pdf, AttachmentType::kPdf},
        {"OFFER.PDF", pdf, AttachmentType::kPdf},
        {"a.png", png, AttachmentType::kPng},
        {"a.jpg", jpeg, AttachmentType::kJpeg},
        {"a.jpeg", jpeg, AttachmentType::kJpeg},
        {"note.txt", "Été, merci ✓\r\n\tfin", AttachmentType::kText},
        {"list.csv", "a;b\n1;2\n", AttachmentType::kCsv},
        // Another name than the content, or none that is known.
        {"a.png", jpeg, {}},
        {"offer.pdf", png, {}},
        {"page.html", "<script>alert(1)</script>", {}},
        {"page.txt.html", "text", {}},
        {"picture.svg", "<svg onload='x'/>", {}},
        {"pdf", pdf, {}},
        {".pdf", pdf, {}},
        {"a.txt", pdf, {}},
        {"a.exe", "MZ", {}},
        // Texts that are none.
        {"a.txt", "a\0b"sv, {}},
        {"a.txt", "\x1b[2J", {}},
        {"a.txt", "\xff\xfe", {}},
        {"a.txt", "\xc3", {}},
        {"a.txt", "\xc0\xaf", {}},
        {"a.csv", "\x7f", {}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        CAPTURE(row.content);
        const auto type = check_attachment(row.name, row.content);
        if (row.type) {
            REQUIRE(type.has_value());
            CHECK(*type == *row.type);
        } else {
            REQUIRE(!type.has_value());
            CHECK(type.error().code == ErrorCode::kAttachmentTypeRefused);
        }
    }
}

TEST_CASE("what cannot be a file at all is refused by name") {
    const auto code = [](std::string_view name, std::string_view content) {
        const auto type = check_attachment(name, content);
        REQUIRE(!type.has_value());
        return type.error().code;
    };
    CHECK(code("", "text") == ErrorCode::kFieldRequired);
    CHECK(code("a.txt", "") == ErrorCode::kFieldRequired);
    CHECK(code(std::string(117, 'a') + ".txt", "text") == ErrorCode::kFieldTooLong);
    CHECK(check_attachment(std::string(116, 'a') + ".txt", "text").has_value());
    for (const std::string_view name : {"../a.txt"sv, "a\\b.txt"sv, "a\nb.txt"sv, "a\0.txt"sv, "a\x7f.txt"sv})
        CHECK(code(name, "text") == ErrorCode::kFieldInvalid);
    CHECK(code("a.txt", std::string(kAttachmentBytesMax + 1, 'a')) == ErrorCode::kBodyTooLarge);
    CHECK(check_attachment("a.txt", std::string(kAttachmentBytesMax, 'a')).has_value());
}
