// Who may follow whom, and that what is done is told.
#include "tests/http/handlers/shop.h"

namespace settle::http_test {
namespace {

using namespace std::chrono_literals;

/// A stream without a connection.
class Listening {
public:
    Listening(House& house, const std::string& path, const House::Person& person)
        : answered_(house.api->handle({"GET", path, {}, person.headers(), {}, "192.0.2.1"})) {
        if (answered_.stream) answered_.stream->start([] {});
    }
    int status() const { return answered_.status; }
    const std::string& first() const { return answered_.body; }
    std::string code() const { return json::parse(answered_.body).at("code").as_string().c_str(); }
    /// The next word; "over" when the stream is.
    std::string next() {
        for (int i = 0; i < 1'000; ++i) {
            const auto word = answered_.stream->take();
            if (!word) return "over";
            if (!word->empty()) return *word;
            std::this_thread::sleep_for(10ms);
        }
        return "nothing";
    }

private:
    http::Answered answered_;
};

std::string live_of(const std::string& customer) { return "/v1/customers/" + customer + "/live"; }

struct Office : House {
    std::string acme = make_customer();
    std::string other = make_customer();
    Person owner = sign_in_owner(acme);
    Person staff =
        open_link(create_staff_link(*services, "agorapulse", "staff_1", "admin", LinkUse::kOnce, 60).value().url);
    int last_event() {
        const Seen session = call_as(owner, "GET", "/v1/session");
        return std::stoi(session.text("/customer/last_event"));
    }
};

TEST_CASE("members follow their own customer, staff all of their vendor's") {
    Office office;
    Listening own(office, live_of(office.acme), office.owner);
    CHECK(own.status() == 200);
    CHECK(own.first().find(fmt::format("{{\"act\":{}}}", office.last_event())) != std::string::npos);
    const Listening others(office, live_of(office.other), office.owner);
    CHECK(others.status() == 404);
    CHECK(others.code() == "customer_not_found");
    const Listening everybody(office, "/v1/live", office.owner);
    CHECK(everybody.status() == 403);
    CHECK(everybody.code() == "staff_required");
    CHECK(Listening(office, live_of("cus_nobody"), office.staff).status() == 404);
    CHECK(Listening(office, live_of(office.other), office.staff).status() == 200);
    CHECK(Listening(office, "/v1/live", office.staff).status() == 200);
    CHECK(Listening(office, "/v1/live", {}).status() == 401);
}

TEST_CASE("what is done is told to the customer's people and to staff, and what is only looked at is not") {
    Office office;
    Listening own(office, live_of(office.acme), office.owner), desk(office, "/v1/live", office.staff);
    const int before = office.last_event();
    CHECK(office.call_as(office.owner, "GET", "/v1/customers/" + office.acme).status == 200);
    const Seen filed = office.call_as(office.owner, "POST", "/v1/requests",
                                      R"({"type":"custom_plan","message":"We need twenty seats."})");
    REQUIRE(filed.status == 201);
    REQUIRE(office.last_event() > before);
    CHECK(own.next() == fmt::format("id: {0}\nevent: changed\ndata: {{\"act\":{0}}}\n\n", office.last_event()));
    CHECK(desk.next() == fmt::format("event: changed\ndata: {{\"customer\":\"{}\",\"act\":{}}}\n\n", office.acme,
                                     office.last_event()));
}

TEST_CASE("whoever signs out stops following at once") {
    Office office;
    Listening own(office, live_of(office.acme), office.owner), desk(office, "/v1/live", office.staff);
    CHECK(office.call_as(office.owner, "DELETE", "/v1/session").status == 204);
    CHECK(own.next() == "over");
    CHECK(office.call_as(office.staff, "GET", "/v1/session").status == 200);
}

TEST_CASE("whoever is removed stops following at once") {
    Office office;
    const Seen made =
        office.post("/v1/customers/" + office.acme + "/members",
                    R"({"email":"bo@acme.example","first_name":"Bo","last_name":"Ruiz","role":"member"})");
    REQUIRE(made.status == 201);
    const House::Person bo = office.sign_in(office.acme, made.text("/id"));
    Listening own(office, live_of(office.acme), bo);
    REQUIRE(own.status() == 200);
    CHECK(office.call("DELETE", "/v1/customers/" + office.acme + "/members/" + made.text("/id")).status == 204);
    std::string word = own.next();
    while (word.find("changed") != std::string::npos) word = own.next();
    CHECK(word == "over");
}

TEST_CASE("how many listen is told to operators") {
    Office office;
    const Listening own(office, live_of(office.acme), office.owner);
    const std::string text = office.send({"GET", "/metrics", {}, {}, {}, {}}).response.body;
    CHECK(text.find("\nsettle_live_streams 1\n") != std::string::npos);
}

}  // namespace
}  // namespace settle::http_test
