#include "adapters/catalog_yaml/catalog_reader.h"

#include <doctest/doctest.h>

#include <fstream>

#include "adapters/catalog_yaml/catalog_node.h"
#include "domain/catalog/staff_role.h"

using namespace settle;

namespace {

constexpr std::string_view kHead = R"(vendor: example
languages: [en]
time_zone: UTC
currencies: [EUR, JPY]
seller: {legal_name: Example, address: [1 street], country: FR, email: billing@example.com}
)";
constexpr std::string_view kTail = R"(roles:
  - {code: owner, only_one: true, rights: all}
rules:
  - {id: buy, when: {change: subscribe}, outcome: now}
)";

std::string catalog_with(std::string_view middle) {
    return std::string(kHead) + std::string(middle) + std::string(kTail);
}

Catalog read(std::string_view text) {
    for (const CatalogProblem& problem : check_catalog_text(text, "inline").problems) FAIL_CHECK(problem.str());
    auto catalog = read_catalog_text(text, "inline");
    REQUIRE(catalog.has_value());
    return *std::move(catalog);
}

std::string first_problem(std::string_view text) {
    const auto reading = check_catalog_text(text, "inline");
    return reading.problems.empty() ? "" : reading.problems.front().str();
}

}  // namespace

TEST_CASE("prices are read digit by digit, quoted or not") {
    const Catalog catalog = read(catalog_with(R"(items: [{code: user, kind: named_seat}]
plans:
  - code: pro
    rank: 1
    cycles: [month, year]
    items: {user: {price: {EUR: {month: 9.90, year: "0.070001"}, JPY: {month: 1200, year: 0.1}}}}
)"));
    const Prices& prices = catalog.find_plan("pro")->find_item("user")->prices;
    const Currency yen = *Currency::parse("JPY");
    CHECK(prices.find(kEuro, Cycle::kMonth)->scaled_minor() == 9'900'000);
    CHECK(prices.find(kEuro, Cycle::kYear)->scaled_minor() == 70'001);
    CHECK(prices.find(yen, Cycle::kMonth)->scaled_minor() == 12'000'000);
    CHECK(prices.find(yen, Cycle::kYear)->scaled_minor() == 1'000);
}

TEST_CASE("a plan has its own features and those of every plan it inherits from, in their order") {
    const Catalog catalog = read(catalog_with(R"(features: [a, b, c]
plans:
  - {code: top, rank: 3, cycles: [month], free: true, inherits: middle, features: [c, a]}
  - {code: middle, rank: 2, cycles: [month], free: true, inherits: bottom, features: [b]}
  - {code: bottom, rank: 1, cycles: [month], free: true, features: [a]}
)"));
    CHECK(catalog.find_plan("top")->features == std::vector<Code>{"a", "b", "c"});
    CHECK(catalog.find_plan("middle")->features == std::vector<Code>{"a", "b"});
    CHECK(catalog.plans.front().code == Code("top"));
}

TEST_CASE("a catalog without texts is named after its codes, and has sensible defaults") {
    const Catalog catalog = read(catalog_with("plans: [{code: basic, rank: 1, cycles: [year], free: true}]\n"));
    CHECK(catalog.find_plan("basic")->name.in("en") == "basic");
    CHECK(catalog.vendor_name.in("fr") == "example");
    CHECK(catalog.layout.preset == "table");
    CHECK(catalog.layout.default_cycle == Cycle::kYear);
    CHECK(catalog.payment.card_brands.size() == 3);
    CHECK(catalog.rules.front().line == 10);
}

TEST_CASE("words that YAML could take for something else are read as they are written") {
    const std::string head = catalog_with("plans: [{code: basic, rank: 1, cycles: [month], free: true}]\n");
    std::string text = head;
    text.replace(text.find("[en]"), 4, "[no]");
    CHECK(read(text).languages.front() == "no");
    text = head;
    text.replace(text.find("country: FR"), 11, "country: NO");
    CHECK(read(text).seller->country == "NO");
}

TEST_CASE("a seller says where it is registered, since when, and what it does with numbers") {
    std::string text = catalog_with("plans: [{code: basic, rank: 1, cycles: [month], free: true}]\n");
    CHECK_FALSE(read(text).seller->regime.is_told);
    const std::string email = "email: billing@example.com}";
    const auto with = [&](const std::string& tax) {
        std::string told = text;
        told.replace(told.find(email), email.size(), "email: billing@example.com, tax: " + tax + "}");
        return read(told).seller->regime;
    };
    const TaxRegime regime = with(
        "{one_stop: {from: 2026-04-01}, small_business: {until: 2025-12-31}, registrations: [{country: GB, "
        "number: GB 970 253 034, from: 2026-01-01}, {country: CA, tax: GST, number: 123456782 RT0001}, {country: "
        "CA, region: QC, tax: QST, number: 1234567890TQ0001}], numbers: {when_down: hold, retry_hours: 2, "
        "recheck_days: 30, correct_days: 60}}");
    CHECK(regime.is_told);
    CHECK_FALSE(regime.is_in_one_stop(Date(2026, 3, 31)));
    CHECK(regime.is_in_one_stop(Date(2026, 4, 1)));
    CHECK(regime.is_exempt(Date(2025, 12, 31)));
    CHECK_FALSE(regime.is_exempt(Date(2026, 1, 1)));
    REQUIRE(regime.registrations.size() == 3);
    CHECK(regime.registrations[0].number == "GB970253034");
    CHECK(regime.find("GB", "", "VAT", Date(2026, 1, 1)) == &regime.registrations[0]);
    CHECK(regime.find("GB", "", "VAT", Date(2025, 12, 31)) == nullptr);
    CHECK(regime.find("CA", "QC", "QST", Date(2020, 1, 1)) == &regime.registrations[2]);
    CHECK(regime.numbers.when_down == NumberOutage::kHold);
    CHECK(regime.numbers.retry_hours == 2);
    CHECK(regime.numbers.recheck_days == 30);
    CHECK(regime.numbers.correct_days == 60);
    CHECK(with("{one_stop: true}").is_in_one_stop(Date(2020, 1, 1)));
    CHECK(with("{one_stop: false}").is_told);
    CHECK_FALSE(with("{one_stop: false}").one_stop.has_value());
    CHECK_FALSE(with("{numbers: {recheck_days: 10}}").is_told);
}

TEST_CASE("a rule matches everything that it leaves out") {
    const Catalog catalog =
        read(catalog_with("plans: [{code: basic, rank: 1, cycles: [month], free: true}]\n") +
             "  - {id: rest, outcome: staff, request: contact, code: staff_only, possible_from: period_end}\n");
    const Rule& rest = catalog.rules.back();
    CHECK(rest.match.change.empty());
    CHECK(rest.outcome == Outcome::kStaff);
    CHECK(rest.code == ErrorCode::kStaffOnly);
    CHECK(rest.request_type == Code("contact"));
    CHECK(rest.possible_from == PossibleFrom::kPeriodEnd);
}

TEST_CASE("an inline catalog keeps the lines of the file around it") {
    const std::string file = "catalog:\n  vendor: example\n  languages: [en]\n  currency: EUR\nsteps: []\n";
    const auto document = parse_yaml_text(file, "story.yaml");
    REQUIRE(document.has_value());
    const auto problems = check_catalog_node((*document)["catalog"], "story.yaml").problems;
    const auto misspelt = std::ranges::find(problems, 4, &CatalogProblem::line);
    REQUIRE(misspelt != problems.end());
    CHECK(misspelt->str() == "story.yaml:4: unknown key \"currency\"; did you mean \"currencies\"?");
    CHECK_FALSE(read_catalog_node((*document)["catalog"], "story.yaml").has_value());
    CHECK_FALSE(read_catalog_node((*document)["nothing"], "story.yaml").has_value());
}

TEST_CASE("the error of a broken catalog says where and why") {
    const auto read_back = read_catalog_text("vendor: [1", "x.yaml");
    REQUIRE_FALSE(read_back.has_value());
    CHECK(text_of(read_back.error(), "en").starts_with("x.yaml:1: not valid YAML: "));
    CHECK_FALSE(read_catalog_file("no/such/catalog.yaml").has_value());
    CHECK_FALSE(read_catalog_file("tests").has_value());
}

TEST_CASE("hostile files are refused by their size and depth, before they are read") {
    CHECK(first_problem(std::string((1 << 20) + 1, 'a')) == "inline: larger than 1048576 bytes");
    CHECK(first_problem(std::string(1 << 20, '[')).starts_with("inline:1: nested deeper than"));
    CHECK(first_problem(std::string(1 << 20, '{')).starts_with("inline:1: n"));
    CHECK(first_problem(std::string("a: b\0c", 6)) == "inline:1: not a text file: it holds a zero byte");
    CHECK(first_problem("a: &x [1]\nb: *x\n").starts_with("inline:1: anchors and aliases"));
    CHECK(first_problem("a: *x\n").starts_with("inline:1: "));
    std::string blocks;
    for (int i = 0; i < 1000; ++i) blocks += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
    CHECK(first_problem(blocks).find("nested deeper") != std::string::npos);
}

TEST_CASE("a file cut anywhere never ends the process") {
    const std::string whole = catalog_with("plans: [{code: basic, rank: 1, cycles: [month], free: true}]\n");
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const std::string_view cut = std::string_view(whole).substr(0, length);
        CHECK(check_catalog_text(cut, "cut").problems.empty() == read_catalog_text(cut, "cut").has_value());
    }
}

TEST_CASE("what happens by itself on a day is read, and has its usual days when left out") {
    constexpr std::string_view kPlan =
        "plans: [{code: basic, rank: 1, cycles: [year], commitment_months: {year: 12}, price: {EUR: {year: 9}, JPY: "
        "{year: 9}}}]\n";
    const Catalog usual = read(catalog_with(kPlan));
    CHECK(usual.payment.dunning.retry_days == std::vector<int>{1, 3, 7});
    CHECK(usual.payment.dunning.access.empty());
    CHECK(usual.payment.dunning.end_after_days == 30);
    CHECK_FALSE(usual.payment.transfer_account.has_value());
    CHECK(usual.pause.access == Access::kNone);
    CHECK(usual.pause.extends_commitment);
    CHECK(usual.reminders.commitment_days.empty());
    CHECK(usual.request_targets.seconds_of("pause") == 3 * 86'400);
    CHECK(usual.plans.front().commitment_renews);

    const Catalog own = read(catalog_with(std::string(R"(payment:
  card_brands: [visa]
  transfer_account: {iban: FR7630006000011234567890189, bic: AGRIFRPP, holder: Acme Banking}
  dunning:
    retry_days: []
    access: [{after_days: 0, access: full}, {after_days: 10, access: read_only}, {after_days: 20, access: none}]
    end_after_days: 0
pause: {access: read_only, extends_commitment: false}
reminders: {commitment_days: [60, 30], renewal_days: [30, 7]}
invitations: {expire_days: 30, hold_seat: false}
request_targets: {otherwise: 1 day, pause: 2 days, payment_problem: 4 hours, contact: 90 minutes}
)") + std::string(kPlan)));
    CHECK(own.payment.transfer_account == TransferAccount{"Acme Banking", "FR7630006000011234567890189", "AGRIFRPP"});
    const Dunning& dunning = own.payment.dunning;
    CHECK(dunning.retry_days.empty());
    REQUIRE(dunning.access.size() == 3);
    CHECK(dunning.access[1].after_days == 10);
    CHECK(dunning.access[1].access == Access::kReadOnly);
    CHECK(dunning.access[2].access == Access::kNone);
    CHECK(dunning.end_after_days == 0);
    CHECK(own.pause.access == Access::kReadOnly);
    CHECK_FALSE(own.pause.extends_commitment);
    CHECK(own.reminders.commitment_days == std::vector<int>{60, 30});
    CHECK(own.reminders.renewal_days == std::vector<int>{30, 7});
    CHECK(own.invitations.expire_days == 30);
    CHECK_FALSE(own.invitations.hold_seat);
    CHECK(own.request_targets.seconds_of("refund") == 86'400);
    CHECK(own.request_targets.seconds_of("pause") == 2 * 86'400);
    CHECK(own.request_targets.seconds_of("payment_problem") == 4 * 3'600);
    CHECK(own.request_targets.seconds_of("contact") == 90 * 60);
}

TEST_CASE("a plan says how a part of a period is charged and whether its commitment goes on") {
    const Catalog catalog = read(catalog_with(R"(plans:
  - code: a
    rank: 1
    cycles: [year]
    free: true
    proration: second
    commitment_months: {year: 12}
    commitment_renews: false
  - {code: b, rank: 2, cycles: [year], free: true, proration: none}
)"));
    CHECK(catalog.find_plan("a")->proration == Proration::kSecond);
    CHECK_FALSE(catalog.find_plan("a")->commitment_renews);
    CHECK(catalog.find_plan("b")->proration == Proration::kNone);
}

TEST_CASE("a rule may match the acts, in any state, for any plan and role") {
    const Catalog catalog = read(
        catalog_with("plans: [{code: basic, rank: 1, cycles: [month], free: true}]\n") +
        "  - id: acts\n"
        "    when: {change: [cancel, renewal_on, pause, resume], from_plan: basic, role: owner, committed: false,\n"
        "           state: [none, trialing, trial_ended, incomplete, active, ending, past_due, paused, ended]}\n"
        "    outcome: staff\n"
        "    request: contact\n");
    const RuleMatch& match = catalog.rules.back().match;
    for (const ChangeKind act : {ChangeKind::kCancel, ChangeKind::kRenewalOn, ChangeKind::kPause, ChangeKind::kResume})
        CHECK(match.change.matches(act));
    CHECK_FALSE(match.change.matches(ChangeKind::kPlan));
    for (int state = 0; state < static_cast<int>(SubscriptionState::kCount); ++state)
        CHECK(match.state.matches(static_cast<SubscriptionState>(state)));
}

TEST_CASE("a catalog takes from another what it does not say itself") {
    const std::string file = R"(catalog:
  extends: ../../examples/agorapulse/catalog.yaml
  currencies: [EUR]
  trial: {days: 7, plan: standard}
  rules_replace:
    - {id: plan-down, when: {change: plan, direction: down}, outcome: period_end}
)";
    const auto document = parse_yaml_text(file, "tests/stories/story.yaml");
    REQUIRE(document.has_value());
    const auto reading = check_catalog_node((*document)["catalog"], "tests/stories/story.yaml");
    for (const CatalogProblem& problem : reading.problems) FAIL_CHECK(problem.str());
    const Catalog base = *read_catalog_file("examples/agorapulse/catalog.yaml");
    const Catalog& own = reading.catalog;
    CHECK(own.vendor == "agorapulse");
    CHECK(own.plans.size() == base.plans.size());
    CHECK(own.trial->days == 7);
    CHECK(own.trial->quantities.of("profile") == 0);

    REQUIRE(own.rules.size() == base.rules.size());
    for (std::size_t i = 0; i < own.rules.size(); ++i) {
        CHECK(own.rules[i].id == base.rules[i].id);
        if (own.rules[i].id == Code("plan-down")) {
            CHECK(own.rules[i].outcome == Outcome::kPeriodEnd);
            CHECK(own.rules[i].unused == UnusedPart::kNothing);
            // "The lower plan starts now" is no longer so.
            CHECK(own.rules[i].reason.empty());
        } else {
            CHECK(own.rules[i].outcome == base.rules[i].outcome);
            CHECK(own.rules[i].reason.in("en") == base.rules[i].reason.in("en"));
        }
    }
    CHECK(own.find_plan("professional")->name.in("fr") == "Professionnel");
}

TEST_CASE("what a catalog has beside the one it extends goes by its code") {
    const std::string text = R"(extends: examples/beesbusy/catalog.yaml
plans: [{code: solo, rank: 1, cycles: [month], items: {user: {max: 1, price: {EUR: {month: 1}}}}}]
free_plan: solo
rules: [{id: buy, outcome: no}]
)";
    const auto problems = check_catalog_text(text, "inline").problems;
    REQUIRE(problems.size() == 1);
    CHECK(problems.front().str().starts_with("inline:3: free_plan: the plan \"solo\" is not free"));
    const Catalog own = check_catalog_text(text, "inline").catalog;
    CHECK(own.find_plan("solo")->name.in("fr") == "solo");
    CHECK(own.find_item("user")->name.in("en") == "user");
    CHECK(own.rules.size() == 1);
}

TEST_CASE("catalogs may extend one another three times in a row") {
    const auto problems = check_catalog_file("tests/broken/catalog/extends_too_deep/a.yaml").problems;
    for (const CatalogProblem& problem : problems) FAIL_CHECK(problem.str());
}

TEST_CASE("staff roles are the catalog's; without any there are the usual ones") {
    const std::string plans = "plans: [{code: basic, rank: 1, cycles: [month], free: true}]\n";
    const Catalog usual = read(catalog_with(plans));
    CHECK(usual.staff->roles.size() == default_staff_roles().size());
    const Catalog own = read(catalog_with(plans + R"(staff_roles:
  - {code: boss, rights: all}
  - {code: finance, rights: [read_customers, refund]}
)"));
    REQUIRE(own.staff->roles.size() == 2);
    CHECK(own.staff->head().code == Code("boss"));
    CHECK(own.staff->may("finance", StaffRight::kRefund));
    CHECK(!own.staff->may("finance", StaffRight::kGiveCredits));
    CHECK(!own.staff->may("admin", StaffRight::kReadCustomers));
    CHECK(own.staff->find("boss")->name.in("en") == "boss");
    CHECK(own.staff->find("finance")->name.in("en") == "Finance");
}

TEST_CASE("staff roles nobody could work with are refused") {
    const std::string plans = "plans: [{code: basic, rank: 1, cycles: [month], free: true}]\n";
    const auto problem = [&](std::string_view roles) {
        return first_problem(catalog_with(plans + std::string(roles)));
    };
    CHECK(problem("staff_roles: [{code: a, rights: [refund]}]\n").find("one role must have rights: all") !=
          std::string::npos);
    CHECK(problem("staff_roles: [{code: a, rights: all}, {code: a, rights: []}]\n").find("declared twice") !=
          std::string::npos);
    CHECK(problem("staff_roles: [{code: operator, rights: all}]\n").find("choose another code") != std::string::npos);
    CHECK(problem("staff_roles: [{code: a, rights: all}, {code: b, rights: [refunds]}]\n").find("refund") !=
          std::string::npos);
}

TEST_CASE("documents in the place of a folder's files read as the files do") {
    const std::filesystem::path folder = "examples/beesbusy";
    const auto text_of_file = [&](const char* name) {
        std::ifstream file(folder / name, std::ios::binary);
        return std::string((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    };
    std::vector<std::pair<std::string, std::string>> documents;
    for (const char* name : {"catalog.yaml", "texts.en.yaml", "texts.fr.yaml"})
        documents.emplace_back(name, text_of_file(name));
    const CatalogReading reading = check_catalog_documents(documents, folder);
    CHECK(reading.problems.empty());
    const CatalogReading file = check_catalog_file(folder / "catalog.yaml");
    REQUIRE(reading.catalog.plans.size() == file.catalog.plans.size());
    CHECK(reading.catalog.plans.back().name.in("fr") == file.catalog.plans.back().name.in("fr"));
    CHECK(reading.catalog.help.size() == file.catalog.help.size());
    CHECK(reading.catalog.languages == file.catalog.languages);

    documents.pop_back();
    const CatalogReading without = check_catalog_documents(documents, folder);
    REQUIRE_FALSE(without.problems.empty());
    CHECK(without.problems.front().file == "texts.fr.yaml");
    documents.back().first = "texts.english.yaml";
    CHECK_FALSE(check_catalog_documents(documents, folder).problems.empty());
    CHECK_FALSE(check_catalog_documents({}, folder).problems.empty());
}
