#include <unistd.h>

#include <boost/json.hpp>

#include <filesystem>

#include "tests/cli/simulation.h"

using namespace settle;
using cli_test::simulate;
namespace json = boost::json;

namespace {

const std::string kStory = "tests/stories/beesbusy/AC-B05_business_to_enterprise.yaml";

std::string written(const std::string& name, const std::string& text) {
    const auto path =
        std::filesystem::temp_directory_path() / fmt::format("settle-{}-{}.yaml", name, static_cast<int>(getpid()));
    std::ofstream(path) << text;
    return path.string();
}

std::string story_with(const std::string& expectation) {
    return fmt::format(
        "catalog: {}/examples/beesbusy/catalog.yaml\ncustomer: {{country: FR}}\nstart: 2026-04-01\nsteps:\n"
        "  - {{do: subscribe, plan: business, cycle: month, pay_with: card_ok, expect: {}}}\n",
        std::filesystem::proximate(std::filesystem::current_path(), std::filesystem::temp_directory_path()).string(),
        expectation);
}

}  // namespace

TEST_CASE("the result has the keys that programs read") {
    const auto printed = simulate({kStory, "--format", "json"});
    REQUIRE(printed.status == cli::kExitOk);
    const json::object document = json::parse(printed.out).as_object();
    for (const char* key : {"steps", "invoices", "subscription", "requests", "balance", "events", "entitlements"})
        CHECK_MESSAGE(document.contains(key), key);
    const json::object& step = document.at("steps").as_array().back().as_object();
    for (const char* key : {"at", "do", "outcome", "code", "rule", "possible_from", "due_now", "next_invoice"})
        CHECK_MESSAGE(step.contains(key), key);
    const json::object& invoice = document.at("invoices").as_array().back().as_object();
    for (const char* key :
         {"number", "kind", "reason", "issued_on", "period", "status", "lines", "net", "taxes", "total", "paid"})
        CHECK_MESSAGE(invoice.contains(key), key);
    const json::object& line = invoice.at("lines").as_array().back().as_object();
    for (const char* key : {"item", "kind", "quantity", "unit_price", "from", "to", "ratio", "amount"})
        CHECK_MESSAGE(line.contains(key), key);
    CHECK(step.at("due_now").at("total").as_string() == "48.77");
    CHECK(json::serialize(line.at("ratio")) == "[21,31]");
    CHECK(document.at("balance").as_string() == "0.00");
}

TEST_CASE("an account for people names days, lines and totals") {
    const auto printed = simulate({kStory});
    REQUIRE(printed.status == cli::kExitOk);
    for (const char* part : {"2026-05-11", "owner change enterprise", "12 x 14.90 x 21/31 days", "-80.48", "48.77",
                             "next invoice on 2026-06-01: 214.56 EUR"})
        CHECK_MESSAGE(printed.out.find(part) != std::string::npos, part);
}

TEST_CASE("an expectation that fails is shown with what came instead") {
    const std::string story = written("fails", story_with("{due_now: {total: 11.89}, outcome: refused}"));
    const auto printed = simulate({story});
    CHECK(printed.status == cli::kExitExpectationFailed);
    CHECK(printed.err == story + ":5: subscribe on 2026-04-01: due_now.total: expected 11.89, got 11.88\n" + story +
                             ":5: subscribe on 2026-04-01: outcome: expected refused, got applied\n");
    CHECK(simulate({written("holds", story_with("{due_now: {total: 11.88}}"))}).status == cli::kExitOk);
}

TEST_CASE("several stories run one after the other and the worst decides") {
    const std::string failing = written("worst", story_with("{outcome: refused}"));
    CHECK(simulate({kStory, kStory}).status == cli::kExitOk);
    CHECK(simulate({failing, kStory}).status == cli::kExitExpectationFailed);
    CHECK(simulate({failing, "nowhere.yaml", kStory}).status == cli::kExitFileWrong);
    const auto printed = simulate({"--format=json", kStory, kStory});
    CHECK(json::parse(printed.out).as_array().size() == 2);
}

TEST_CASE("the same story always gives the same result") {
    CHECK(simulate({kStory, "--format", "json"}).out == simulate({kStory, "--format", "json"}).out);
}

TEST_CASE("a catalog may stand inside the story") {
    const std::string story = written("inline", R"(catalog:
  vendor: tiny
  version: 1
  languages: [en]
  time_zone: Asia/Tokyo
  currencies: [JPY]
  seller: {legal_name: Tiny KK, address: [1 Example], country: JP, email: a@b.example}
  items: [{code: desk, kind: counted_seat}]
  plans: [{code: solo, rank: 1, cycles: [month], items: {desk: {min: 1, max: 9, price: {JPY: {month: 500}}}}}]
  roles: [{code: owner, only_one: true, rights: all}]
  rules: [{id: buy, when: {change: subscribe}, outcome: now}]
customer: {country: JP}
start: 2026-04-01T09:00
steps:
  - do: subscribe
    plan: solo
    cycle: month
    quantities: {desk: 3}
    pay_with: card_ok
    expect: {due_now: {total: "1500"}, balance: "0"}
)");
    const auto printed = simulate({story});
    CHECK(printed.err == "");
    CHECK(printed.status == cli::kExitOk);
}

TEST_CASE("a wrong command line is answered with the usage") {
    for (const std::vector<std::string>& args : std::vector<std::vector<std::string>>{
             {}, {"--nope"}, {"--format"}, {"--format", "xml", kStory}, {"--format", "json"}}) {
        const auto printed = simulate(args);
        CHECK(printed.status == cli::kExitFileWrong);
        CHECK(printed.out == "");
        CHECK(printed.err.find("Usage: settle simulate") != std::string::npos);
    }
    const auto help = simulate({"--help"});
    CHECK(help.status == cli::kExitOk);
    CHECK(help.out.find("Examples:") != std::string::npos);
}

TEST_CASE("a catalog is checked before it is used") {
    const auto good = cli_test::catalog({"check", "examples/beesbusy/catalog.yaml", "examples/workstaff/catalog.yaml"});
    CHECK(good.status == cli::kExitOk);
    CHECK(good.out.find("examples/beesbusy/catalog.yaml: ok: 3 plans") != std::string::npos);
    const auto bad = cli_test::catalog({"check", "tests/broken/catalog/unknown_key.yaml"});
    CHECK(bad.status == cli::kExitFileWrong);
    CHECK(bad.err.find("tests/broken/catalog/unknown_key.yaml:14: unknown key \"prise\"") != std::string::npos);
    CHECK(cli_test::catalog({"check"}).status == cli::kExitFileWrong);
    CHECK(cli_test::catalog({"read", "x"}).status == cli::kExitFileWrong);
    CHECK(cli_test::catalog({"--help"}).status == cli::kExitOk);
}
