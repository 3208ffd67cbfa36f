// Packed bodies: what was written reads back, what was not is refused.
#include <doctest/doctest.h>

#include "adapters/store/act.h"
#include "adapters/store/records_json.h"
#include "tests/contracts/store_samples.h"

using namespace settle;

namespace {

constexpr Period kMarch{Date(2026, 3, 1), Date(2026, 4, 1)};

}  // namespace

TEST_CASE("a packed body that is torn, of another shape or of another type is refused, never thrown") {
    for (const char* text :
         {"", "{", "null", "7", "\"x\"", "[]", "{}", "[[1]]", "{\"quantities\":[]}", "{\"quantities\":{\"A!\":1}}",
          "{\"plan\":7}", "{\"cycle\":\"week\"}", "{\"kind\":\"coin\"}", "{\"currency\":\"???\"}"}) {
        CAPTURE(text);
        CHECK(!store::unpack_subscription_body(text, kEuro, kMarch).has_value());
        CHECK(!store::unpack_invoice_body(text, kEuro, kMarch).has_value());
        CHECK(!store::unpack_method_details(text).has_value());
    }
    for (const char* text :
         {"", "{", "[]", "{\"plan\":7}", "{\"cycle\":\"week\"}", "{\"quantities\":{\"A!\":1}}", "{\"act\":\"plan\"}",
          "{\"act\":1}", "{\"from\":\"soon\"}", "{\"lines\":{}}", "{\"lines\":[{\"item\":\"user\"}]}"})
        CHECK(!store::unpack_wanted(text).has_value());
    CHECK(store::unpack_pairs("[[\"a\"]]").error().code == ErrorCode::kStoreFailed);
}

TEST_CASE("every prefix of a packed invoice is refused") {
    const std::string whole = store::pack_body(samples::invoice());
    REQUIRE(store::unpack_invoice_body(whole, kEuro, kMarch).has_value());
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK(!store::unpack_invoice_body(std::string_view(whole).substr(0, size), kEuro, kMarch).has_value());
}

TEST_CASE("a wish packs only what it says") {
    CHECK(store::pack(Wanted{}) == "{}");
    CHECK(store::pack(samples::wish()) == R"({"plan":"pro","cycle":"year","quantities":{"user":8},"billing_day":31})");
    CHECK(store::unpack_wanted("{}").value() == Wanted{});
}

TEST_CASE("an act and agreed lines are packed by name and in minor units") {
    CHECK(store::pack(samples::pause_wish()) == R"({"act":"pause","from":"2026-04-10","to":"2026-05-01"})");
    CHECK(store::pack(samples::agreed_wish()) ==
          R"({"plan":"custom","on":"2026-04-01","lines":[)"
          R"({"item":"user","quantity":40,"unit_price":400001234,"currency":"CAD"},)"
          R"({"item":"plan","quantity":1,"unit_price":0,"currency":"CAD"}]})");
    for (const Wanted& kept : {samples::pause_wish(), samples::agreed_wish()})
        CHECK(store::unpack_wanted(store::pack(kept)).value() == kept);
}

TEST_CASE("a subscription packs nothing that is as usual") {
    const std::string usual = R"({"quantities":{},"charged":[],"carried":[],"scheduled":[]})";
    CHECK(store::pack_body(samples::subscription()) == usual);
    const auto body = store::unpack_subscription_body(usual, kEuro, kMarch);
    REQUIRE(body.has_value());
    CHECK(!body->commitment_start);
    CHECK(!body->ends_on);
    CHECK(!body->pause);
    CHECK(!body->past_due);
    CHECK(body->reminders.empty());
    CHECK(body->balance_minor == 0);
    CHECK(body->agreed_prices.empty());
}

TEST_CASE("what the first schema packed still reads") {
    const auto body = store::unpack_subscription_body(
        R"({"quantities":{"user":5},"charged":[{"invoice":"inv_1","line":0,"item":"user","plan":"pro","quantity":5,)"
        R"("currency":"EUR","unit_price":990000,"covers":["2026-03-01","2026-04-01"],"amount":495,"credited":0}],)"
        R"("carried":[],"scheduled":[{"on":"2026-04-01","set":{"plan":"basic"}}]})",
        kCanadianDollar, kMarch);
    REQUIRE(body.has_value());
    REQUIRE(body->charged.size() == 1);
    CHECK(body->charged[0].from_second == 0);
    CHECK(body->charged[0].unit_price == UnitPrice(99'0000, kEuro));
    REQUIRE(body->scheduled.size() == 1);
    CHECK(body->scheduled[0] == ScheduledChange{samples::day("2026-04-01"), {.plan = Code("basic")}});
}

TEST_CASE("what is counted of a subscription is kept in it, and nothing of who was not counted yet") {
    const auto kept = [](std::optional<Counted> counted) {
        Subscription made = samples::subscription();
        made.counted = counted;
        return store::unpack_subscription_body(store::pack_body(made), made.currency, made.period).value().counted;
    };
    CHECK(!kept(std::nullopt));
    for (const Counted& counted :
         {Counted{Money(9'900, kEuro), true}, Counted{Money::zero(kEuro), true}, Counted{Money::zero(kEuro), false}})
        CHECK(kept(counted) == counted);
    Subscription late = samples::full_subscription();
    late.past_due->owed_minor = 1'200;
    CHECK(store::unpack_subscription_body(store::pack_body(late), late.currency, late.period)
              .value()
              .past_due->owed_minor == 1'200);
}

TEST_CASE("every prefix of a packed subscription is refused") {
    const std::string whole = store::pack_body(samples::full_subscription());
    REQUIRE(store::unpack_subscription_body(whole, kEuro, kMarch).has_value());
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK(!store::unpack_subscription_body(std::string_view(whole).substr(0, size), kEuro, kMarch).has_value());
}

TEST_CASE("a part of a subscription that nobody knows is refused") {
    const std::string whole = store::pack_body(samples::full_subscription());
    for (const auto& [part, other] : {std::pair(R"("read_only")", R"("half")"),
                                      {"\"renewal.announced\"", "\"x\""},
                                      {R"("server")", R"("robot")"},
                                      {R"("act":"pause")", R"("act":"start_trial")"},
                                      {R"("since":"2026-03-01")", R"("since":7)"}}) {
        CAPTURE(part);
        std::string text = whole;
        REQUIRE(text.find(part) != std::string::npos);
        text.replace(text.find(part), std::string_view(part).size(), other);
        CHECK(!store::unpack_subscription_body(text, kEuro, kMarch).has_value());
    }
}

TEST_CASE("an empty plan in a wish is not the same as no plan") {
    Wanted none;
    none.plan = Code();
    CHECK(store::unpack_wanted(store::pack(none)).value() == none);
}

TEST_CASE("text that is not UTF-8 can be read again") {
    BillingInformation kept;
    kept.company = "caf\xe9";
    CHECK(store::unpack_billing(store::pack(kept)).value() == kept);
}

TEST_CASE("lines of two currencies on one invoice are a broken contract") {
    Invoice mixed = samples::invoice();
    mixed.amounts.lines[0].amount = Money(1, kCanadianDollar);
    CHECK_THROWS_AS((void)store::pack_body(mixed), ContractViolation);
}

TEST_CASE("the usual line of a document packs as a list, any other says what is not usual") {
    Invoice usual = samples::invoice();
    usual.amounts.lines[0].covers = usual.period;
    CHECK(store::pack_body(usual) == R"({"lines":[["user","pro",3,10000000,3000]],"taxes":[["TVA",200000,600]]})");
    usual.amounts.lines[0].ratio = {31, 31};
    CHECK(store::pack_body(usual) == R"({"lines":[["user","pro",3,10000000,3000,31]],"taxes":[["TVA",200000,600]]})");
    CHECK(store::unpack_invoice_body(store::pack_body(usual), kEuro, kMarch)->lines == usual.amounts.lines);
    Line half = samples::charge_line();
    half.ratio = {1, 2};
    Line other_days = samples::charge_line();
    other_days.covers = {Date(2026, 3, 2), Date(2026, 4, 1)};
    Line waived = samples::charge_line();
    waived.credits_line = 0;
    for (const Line& line : {half, other_days, waived, samples::credit_line()}) {
        usual.amounts.lines = {line, samples::charge_line()};
        const auto body = store::unpack_invoice_body(store::pack_body(usual), kEuro, kMarch);
        REQUIRE(body.has_value());
        CHECK(body->lines == usual.amounts.lines);
    }
}

TEST_CASE("what is charged for the present period packs as a list, any other charge says more") {
    Subscription kept = samples::active_subscription("cus_1", "sub_1", kMarch);
    kept.carried.clear();
    kept.scheduled.clear();
    kept.charged[0].credited = Money::zero(kCanadianDollar);
    CHECK(store::pack_body(kept).find(R"("charged":[["inv_0",1,"user","pro",5,990000,495]],)") != std::string::npos);
    ChargedLine credited = kept.charged[0], other_days = kept.charged[0], by_second = kept.charged[0];
    credited.credited = Money(1, kCanadianDollar);
    other_days.covers.end_day = Date(2026, 3, 31);
    by_second.from_second = 5;
    ChargedLine other_document = kept.charged[0];
    other_document.invoice = InvoiceId("inv_9");
    kept.charged = {kept.charged[0], kept.charged[0], credited, other_days, by_second, kept.charged[0], other_document};
    const auto body = store::unpack_subscription_body(store::pack_body(kept), kCanadianDollar, kMarch);
    REQUIRE(body.has_value());
    CHECK(body->charged == kept.charged);
}

TEST_CASE("the document of a charge is packed once for those that follow it") {
    Subscription kept = samples::active_subscription("cus_1", "sub_1", kMarch);
    kept.carried.clear();
    kept.scheduled.clear();
    kept.charged[0].credited = Money::zero(kCanadianDollar);
    kept.charged.push_back(kept.charged[0]);
    const std::string packed = store::pack_body(kept);
    CHECK(packed.find(R"([["inv_0",1,"user","pro",5,990000,495],[0,1,"user","pro",5,990000,495]])") !=
          std::string::npos);
    for (const char* first : {"0", "1", "null"}) {
        std::string torn = packed;
        torn.replace(torn.find("\"inv_0\""), 7, first);
        CAPTURE(torn);
        CHECK(!store::unpack_subscription_body(torn, kCanadianDollar, kMarch).has_value());
    }
}

TEST_CASE("what an event repeats of one before it in the same act is packed once") {
    const CustomerId customer("cus_1");
    Event issued = samples::event("cus_1"), asked = issued;
    issued.data = {{"invoice", "inv_1"}, {"total", "12.00"}, {"change", ""}, {"paid", "no"}};
    asked.data = {{"invoice", "inv_1"}, {"amount", "12.00"}, {"total", "13.00"}, {"change", ""}, {"paid", "no"}};
    const std::vector<Event> events = {issued, asked, asked};
    store::ChainEnd end;
    auto act = store::chain_act(customer, events, end);
    REQUIRE(act.has_value());
    CHECK(act->events.find(R"("invoice",0,"amount","12.00","total","13.00","change","","paid","no"],)") !=
          std::string::npos);
    CHECK(act->events.ends_with(R"("invoice",0,"amount",1,"total",1,"change","","paid","no"]])"));
    const auto found = store::events_of(*act);
    REQUIRE(found.has_value());
    REQUIRE(found->size() == events.size());
    for (std::size_t i = 0; i < events.size(); ++i) CHECK((*found)[i].data == events[i].data);
    for (const char* place : {"1", "-1", "7", "0.5"}) {
        store::Act torn = *act;
        torn.events.replace(torn.events.find("\"invoice\",0"), 11, std::string("\"invoice\",") + place);
        CAPTURE(torn.events);
        CHECK(!store::events_of(torn).has_value());
    }
}

TEST_CASE("what the first schemas packed of a document still reads") {
    const auto body = store::unpack_invoice_body(
        R"({"currency":"CAD","lines":[{"item":"user","kind":"charge","quantity":3,"unit_price":10000000,)"
        R"("covers":["2026-03-01","2026-04-01"],"ratio":[1,1],"amount":3000}],)"
        R"("taxes":[{"name":"GST","rate":50000,"amount":150}]})",
        kEuro, kMarch);
    REQUIRE(body.has_value());
    REQUIRE(body->lines.size() == 1);
    CHECK(body->lines[0].amount == Money(3'000, kCanadianDollar));
    CHECK(body->taxes == TaxAmounts{{"GST", Percent(50'000), Money(150, kCanadianDollar)}});
}

TEST_CASE("packed text is JSON whatever is in it") {
    using namespace std::string_literals;
    const std::string odd = "\"\\/\b\f\n\r\t\x01\x1f\x7f\0 é€😀"s;
    const std::vector<std::pair<std::string, std::string>> pairs = {{odd, ""}, {"", odd}};
    CHECK(store::unpack_pairs(store::pack(pairs)).value() == pairs);
    CHECK(store::pack(store::Pairs{{"a\"", "\x02"}}) == R"([["a\"","\u0002"]])");
}

TEST_CASE("the entries of a posting are packed in their order, to the last unit") {
    const std::int64_t most = std::numeric_limits<std::int64_t>::max();
    const std::vector<LedgerEntry> kept = {{"cash", Money(most, kEuro)}, {"receivable", Money(-most, kEuro)}};
    CHECK(store::pack(kept) == R"([["cash",9223372036854775807],["receivable",-9223372036854775807]])");
    const auto found = store::unpack_entries(store::pack(kept), kEuro);
    REQUIRE(found.has_value());
    REQUIRE(found->size() == 2);
    CHECK((*found)[1].account == "receivable");
    CHECK((*found)[1].amount == Money(-most, kEuro));
    CHECK(!store::unpack_entries(R"([["cash",0.5]])", kEuro).has_value());
}
