#include "adapters/tax_register_vies/vies_register.h"

#include <doctest/doctest.h>

#include "tests/adapters/tax_register_vies/vies_server.h"

using namespace settle;
using vies_test::ViesServer;
using Verdict = RegisterAnswer::Verdict;

namespace {

constexpr const char* kNumber = "BE0136695962";
constexpr const char* kRequester = "FR40303265045";

struct Asked {
    ViesServer server;
    std::unique_ptr<TaxRegister> vies = make_vies_register({.url = server.url(),
                                                            .connect_timeout = std::chrono::milliseconds(2'000),
                                                            .timeout = std::chrono::milliseconds(400),
                                                            .ca_file = {}});

    RegisterAnswer ask(std::string_view number = kNumber, std::string_view requester = kRequester) {
        return vies->check({number, requester});
    }
};

std::string text_in(const boost::json::object& object, const char* key) {
    return object.contains(key) ? std::string(object.at(key).as_string()) : "none";
}

}  // namespace

TEST_CASE("a number is asked about with the requester's, and the answer is kept with its proof") {
    Asked asked;
    const RegisterAnswer answer = asked.ask();
    CHECK(answer.verdict == Verdict::kConfirmed);
    CHECK(answer.register_name == "VIES");
    CHECK(answer.consultation_number == "WAPIAAAAZ0000001");
    CHECK(answer.company == "ATELIER EXEMPLE");
    CHECK(answer.address.empty());  // Written "---".
    CHECK(answer.raw.find("\"requestDate\":\"2026-03-02T10:00:00.000Z\"") != std::string::npos);
    CHECK(answer.problem.empty());
    REQUIRE(asked.server.questions().size() == 1);
    const auto question = asked.server.questions().front();
    CHECK(text_in(question, "countryCode") == "BE");
    CHECK(text_in(question, "vatNumber") == "0136695962");
    CHECK(text_in(question, "requesterMemberStateCode") == "FR");
    CHECK(text_in(question, "requesterNumber") == "40303265045");
    CHECK(asked.server.last_head().starts_with("POST /rest-api/check-vat-number HTTP/1.1"));
    CHECK(asked.server.last_head().find("Content-Type: application/json") != std::string::npos);
}

TEST_CASE("without a requester that VIES knows there is no consultation number") {
    for (const char* requester : {"", "GB970253034", "CHE236016933TVA"}) {
        CAPTURE(requester);
        Asked asked;
        const RegisterAnswer answer = asked.ask("EL123456789", requester);
        CHECK(answer.verdict == Verdict::kConfirmed);
        CHECK(answer.consultation_number.empty());
        CHECK(text_in(asked.server.questions().front(), "requesterNumber") == "none");
        CHECK(text_in(asked.server.questions().front(), "countryCode") == "EL");
    }
}

TEST_CASE("every code of the service has one meaning") {
    const struct {
        const char* number;
        Verdict verdict;
        const char* problem;
    } cases[] = {
        {"BE100", Verdict::kConfirmed, ""},
        {"BE200", Verdict::kRefused, ""},
        {"BE201", Verdict::kRefused, ""},
        {"BE300", Verdict::kDown, "SERVICE_UNAVAILABLE"},
        {"BE301", Verdict::kDown, "MS_UNAVAILABLE"},
        {"BE302", Verdict::kDown, "TIMEOUT"},
        {"BE400", Verdict::kDown, "VAT_BLOCKED"},
        {"BE401", Verdict::kDown, "IP_BLOCKED"},
        {"BE500", Verdict::kDown, "GLOBAL_MAX_CONCURRENT_REQ"},
        {"BE501", Verdict::kDown, "GLOBAL_MAX_CONCURRENT_REQ_TIME"},
        {"BE600", Verdict::kDown, "MS_MAX_CONCURRENT_REQ"},
        {"BE601", Verdict::kDown, "MS_MAX_CONCURRENT_REQ_TIME"},
    };
    Asked asked;
    for (const auto& row : cases) {
        CAPTURE(row.number);
        const RegisterAnswer answer = asked.ask(row.number);
        CHECK(answer.verdict == row.verdict);
        CHECK(answer.problem == row.problem);
        CHECK_FALSE(answer.raw.empty());
    }
}

TEST_CASE("a requester that the service does not take is left out, so that the customer gets an answer") {
    Asked asked;
    asked.server.answer_with([](const boost::json::object& question) {
        return question.contains("requesterNumber") ? ViesServer::error("INVALID_REQUESTER_INFO", 400)
                                                    : ViesServer::about(question, "true", "---");
    });
    const RegisterAnswer answer = asked.ask();
    CHECK(answer.verdict == Verdict::kConfirmed);
    CHECK(answer.consultation_number.empty());
    CHECK(answer.company.empty());
    CHECK(asked.server.questions().size() == 2);
}

TEST_CASE("not valid together with an error means that nobody looked") {
    Asked asked;
    asked.server.answer_with([](const boost::json::object&) {
        return ViesServer::Answer{
            200, R"({"countryCode":"BE","vatNumber":"0136695962","valid":false,"userError":"MS_MAX_CONCURRENT_REQ"})"};
    });
    CHECK(asked.ask().verdict == Verdict::kDown);
    CHECK(asked.ask().problem == "MS_MAX_CONCURRENT_REQ");
    asked.server.answer_with([](const boost::json::object&) {
        return ViesServer::Answer{
            200, R"({"countryCode":"BE","vatNumber":"0136695962","valid":false,"userError":"INVALID"})"};
    });
    CHECK(asked.ask().verdict == Verdict::kRefused);
}

TEST_CASE("whatever is not an answer of the register refuses nobody") {
    const struct {
        ViesServer::Answer answer;
        const char* problem;
    } cases[] = {
        {{503, "<html>down</html>"}, "HTTP_503"},
        {{200, "<html>maintenance</html>"}, "HTTP_200"},
        {{200, ""}, "HTTP_200"},
        {{200, "[]"}, "HTTP_200"},
        {{200, R"({"valid":"false"})"}, "HTTP_200"},
        {{500, R"({"valid":false})"}, "HTTP_500"},
        {{302, ""}, "HTTP_302"},
        {{200, R"({"errorWrappers":[{"error":"Something <b>odd</b>"}]})"}, "HTTP_200"},
        {{200, std::string(100'000, ' ') + R"({"valid":false})"}, "ANSWER_TOO_LONG"},
        {{200, R"({"valid":false,"name":"xxxxxxxxxxxxxxxxxxxx"})", false, true}, "NO_WHOLE_ANSWER"},
        {{200, "", true, false}, "NO_ANSWER_IN_TIME"},
    };
    Asked asked;
    for (const auto& row : cases) {
        CAPTURE(row.problem);
        asked.server.answer_with([&](const boost::json::object&) { return row.answer; });
        const RegisterAnswer answer = asked.ask();
        CHECK(answer.verdict == Verdict::kDown);
        CHECK(answer.problem == row.problem);
    }
}

TEST_CASE("nobody there is an outage too") {
    std::string url;
    {
        url = ViesServer().url();
    }
    const RegisterAnswer answer = make_vies_register({.url = url})->check({kNumber, kRequester});
    CHECK(answer.verdict == Verdict::kDown);
    CHECK(answer.problem == "NOT_REACHED");
}

TEST_CASE("numbers of other registers are not asked about") {
    Asked asked;
    for (const char* number : {"GB970253034", "CHE236016933TVA", "NO995525828MVA", "123456782RT0001", ""}) {
        CAPTURE(number);
        const RegisterAnswer answer = asked.ask(number);
        CHECK(answer.verdict == Verdict::kDown);
        CHECK(answer.problem == "NOT_IN_VIES");
    }
    CHECK(asked.server.questions().empty());
    CHECK(asked.ask("XI183388335").verdict == Verdict::kConfirmed);
}
