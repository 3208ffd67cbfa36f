#include "domain/tax/tax.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "tests/support/csv.h"

using namespace settle;

namespace {

constexpr Date kDay{2026, 3, 1};

Seller seller_in(std::string country, std::string region = {}) {
    Seller seller;
    seller.country = std::move(country);
    seller.region = std::move(region);
    seller.tax_name = "TVA";
    return seller;
}

BillingInformation buyer_in(std::string country, std::string region = {}) {
    BillingInformation buyer;
    buyer.country = std::move(country);
    buyer.region = std::move(region);
    return buyer;
}

BillingInformation buyer_with(std::string country, std::string number, TaxNumberStatus status) {
    BillingInformation buyer = buyer_in(std::move(country));
    buyer.tax_number = TaxNumber{std::move(number), status, std::nullopt};
    return buyer;
}

/// "destination BE TVA 21", "province CA GST 5 + QST 9.975", "tax_rate_unknown".
std::string decision_in_words(const Seller& seller, const BillingInformation& buyer, Date day = kDay) {
    const auto decision = decide_tax(seller, buyer, day, RateTable::built_in());
    if (!decision) return std::string(name_of(decision.error().code));
    std::string words = fmt::format("{} {}", name_of(decision->reason), decision->country);
    std::string_view separator = " ";
    for (const TaxComponent& component : decision->components) {
        words += fmt::format("{}{} {}", separator, component.name, component.rate.str());
        separator = " + ";
    }
    return words;
}

/// Net, each tax and the total, as the scenarios of the requirements write them.
std::string amounts(const Seller& seller, const BillingInformation& buyer, std::string_view net_text,
                    Currency currency) {
    const Money net = *Money::parse(net_text, currency);
    Money total = net;
    std::string words;
    const TaxDecision decision = *decide_tax(seller, buyer, kDay, RateTable::built_in());
    for (const TaxComponent& component : decision.components) {
        const Money tax = tax_half_up(net, component.rate);
        words += tax.str() + " ";
        total += tax;
    }
    return words + "= " + total.str();
}

constexpr auto kConfirmed = TaxNumberStatus::kConfirmed;
constexpr auto kUnverified = TaxNumberStatus::kUnverified;
constexpr auto kRefused = TaxNumberStatus::kRefused;

}  // namespace

TEST_CASE("a French seller charges VAT by where the buyer is and what the register said") {
    const Seller seller = seller_in("FR");
    const struct {
        BillingInformation buyer;
        std::string_view answer;
    } cases[] = {
        {buyer_in(""), "domestic FR TVA 20"},
        {buyer_in("FR"), "domestic FR TVA 20"},
        {buyer_with("FR", "FR40303265045", kConfirmed), "domestic_business FR TVA 20"},
        {buyer_with("FR", "FR40303265045", kUnverified), "domestic FR TVA 20"},
        {buyer_with("FR", "FR40303265045", kRefused), "domestic FR TVA 20"},
        {buyer_in("MC"), "domestic FR TVA 20"},
        {buyer_in("BE"), "destination BE TVA 21"},
        {buyer_in("DE"), "destination DE TVA 19"},
        {buyer_in("FI"), "destination FI TVA 25.5"},
        {buyer_in("GR"), "destination GR TVA 24"},
        {buyer_with("BE", "BE0136695962", kConfirmed), "reverse_charge BE"},
        {buyer_with("BE", "BE0136695962", kUnverified), "unverified_number BE TVA 21"},
        {buyer_with("BE", "BE0136695962", kRefused), "destination BE TVA 21"},
        {buyer_with("BE", "BE0136695962", TaxNumberStatus::kNone), "destination BE TVA 21"},
        {buyer_with("GR", "EL123456789", kConfirmed), "reverse_charge GR"},
        // None of these numbers is one of another EU state.
        {buyer_with("BE", "FR40303265045", kConfirmed), "destination BE TVA 21"},
        {buyer_with("IE", "XI183388335", kConfirmed), "destination IE TVA 23"},
        {buyer_with("DE", "EU123456789", kConfirmed), "destination DE TVA 19"},
        {buyer_with("DE", "", kConfirmed), "destination DE TVA 19"},
        {buyer_in("US", "NY"), "outside_scope US"},
        {buyer_in("GB"), "outside_scope GB"},
        {buyer_in("CH"), "outside_scope CH"},
        {buyer_in("RE"), "domestic FR-974 TVA 8.5"},
        {buyer_in("FR", "ÎLE-DE-FRANCE"), "domestic FR TVA 20"},
        {buyer_with("GB", "GB970253034", kConfirmed), "outside_scope GB"},
    };
    for (const auto& row : cases) {
        CAPTURE(row.buyer.country);
        CAPTURE(row.buyer.tax_number ? row.buyer.tax_number->number : "no number");
        CHECK(decision_in_words(seller, row.buyer) == row.answer);
    }
}

TEST_CASE("a Canadian seller charges by the buyer's province") {
    const Seller seller = seller_in("CA", "QC");
    const struct {
        std::string_view region, answer;
    } cases[] = {
        {"QC", "province CA GST 5 + QST 9.975"},
        {"", "province CA GST 5 + QST 9.975"},
        {"ON", "province CA HST 13"},
        {"NB", "province CA HST 15"},
        {"NL", "province CA HST 15"},
        {"NS", "province CA HST 14"},
        {"PE", "province CA HST 15"},
        {"BC", "province CA GST 5 + PST 7"},
        {"SK", "province CA GST 5 + PST 6"},
        {"MB", "province CA GST 5 + RST 7"},
        {"AB", "province CA GST 5"},
        {"NT", "province CA GST 5"},
        {"NU", "province CA GST 5"},
        {"YT", "province CA GST 5"},
        {"XX", "tax_rate_unknown"},
    };
    for (const auto& row : cases) {
        CAPTURE(row.region);
        CHECK(decision_in_words(seller, buyer_in("CA", std::string(row.region))) == row.answer);
    }
    CHECK(decision_in_words(seller, buyer_in("")) == "province CA GST 5 + QST 9.975");
    CHECK(decision_in_words(seller, buyer_in("US")) == "outside_scope US");
    CHECK(decision_in_words(seller, buyer_with("FR", "FR40303265045", kConfirmed)) == "outside_scope FR");
    CHECK(decision_in_words(seller, buyer_in("CA", "MB"), Date(2025, 12, 31)) == "province CA GST 5");
}

TEST_CASE("a seller whose country's rules are not known charges nothing") {
    for (const char* country : {"US", "GB", "CH", "JP", ""})
        CHECK(decide_tax(seller_in(country), buyer_in("FR"), kDay, RateTable::built_in())->reason ==
              TaxReason::kNotTaxed);
}

TEST_CASE("only a number that would change what is charged moves the tax") {
    Seller below = seller_in("FR");
    below.regime.is_told = true;
    Seller in_switzerland = seller_in("FR");
    in_switzerland.regime = {.is_told = true, .registrations = {{"CH", "", "VAT", "CHE236016933TVA", {}}}};
    const struct {
        Seller seller;
        BillingInformation buyer;
        bool moves;
    } cases[] = {
        {seller_in("FR"), buyer_with("BE", "BE0136695962", kUnverified), true},
        {seller_in("FR"), buyer_with("BE", "BE0136695962", kConfirmed), true},
        {below, buyer_with("BE", "BE0136695962", kUnverified), true},
        {seller_in("FR"), buyer_in("BE"), false},
        {seller_in("FR"), buyer_with("FR", "FR40303265045", kUnverified), false},
        {seller_in("FR"), buyer_with("BE", "FR40303265045", kUnverified), false},
        {seller_in("FR"), buyer_with("GB", "GB970253034", kUnverified), false},
        {in_switzerland, buyer_with("CH", "CHE236016933TVA", kUnverified), false},
        {seller_in("US"), buyer_with("BE", "BE0136695962", kUnverified), false},
    };
    for (const auto& row : cases) {
        CAPTURE(row.buyer.country);
        CHECK(does_number_move_tax(row.seller, row.buyer, kDay, RateTable::built_in()) == row.moves);
    }
}

TEST_CASE("amounts of the acceptance scenarios") {
    const Seller french = seller_in("FR");
    const Seller quebecer = seller_in("CA", "QC");
    const struct {
        Seller seller;
        BillingInformation buyer;
        std::string_view net, answer;
        Currency currency;
    } cases[] = {
        {french, buyer_in("FR"), "342.00", "68.40 = 410.40", kEuro},
        {french, buyer_with("FR", "FR40303265045", kConfirmed), "342.00", "68.40 = 410.40", kEuro},
        {french, buyer_with("BE", "BE0136695962", kConfirmed), "342.00", "= 342.00", kEuro},
        {french, buyer_with("BE", "BE0136695962", kUnverified), "342.00", "71.82 = 413.82", kEuro},
        {french, buyer_in("DE"), "342.00", "64.98 = 406.98", kEuro},
        {french, buyer_in("US"), "342.00", "= 342.00", kEuro},
        {french, buyer_in("FR"), "101.62", "20.32 = 121.94", kEuro},
        {french, buyer_in("FR"), "18.48", "3.70 = 22.18", kEuro},
        {quebecer, buyer_in("CA", "QC"), "219.70", "10.99 21.92 = 252.61", kCanadianDollar},
        {quebecer, buyer_in("CA", "ON"), "219.70", "28.56 = 248.26", kCanadianDollar},
        {quebecer, buyer_in("CA", "QC"), "40.59", "2.03 4.05 = 46.67", kCanadianDollar},
        {quebecer, buyer_in("CA", "QC"), "4297.77", "214.89 428.70 = 4941.36", kCanadianDollar},
    };
    for (const auto& row : cases) {
        CAPTURE(row.net);
        CHECK(amounts(row.seller, row.buyer, row.net, row.currency) == row.answer);
    }
}

TEST_CASE("rates follow their dates, including the last day they apply") {
    const struct {
        std::string_view country, region, tax, day, rate;
    } cases[] = {
        {"DE", "", "VAT", "2020-06-30", "19"},      {"DE", "", "VAT", "2020-07-01", "16"},
        {"DE", "", "VAT", "2020-12-31", "16"},      {"DE", "", "VAT", "2021-01-01", "19"},
        {"EE", "", "VAT", "2023-12-31", "20"},      {"EE", "", "VAT", "2024-01-01", "22"},
        {"EE", "", "VAT", "2025-07-01", "24"},      {"FI", "", "VAT", "2024-08-31", "24"},
        {"FI", "", "VAT", "2024-09-01", "25.5"},    {"RO", "", "VAT", "2025-07-31", "19"},
        {"RO", "", "VAT", "2025-08-01", "21"},      {"SK", "", "VAT", "2025-01-01", "23"},
        {"IE", "", "VAT", "2020-12-24", "21"},      {"CA", "NS", "HST", "2025-03-31", "15"},
        {"CA", "NS", "HST", "2025-04-01", "14"},    {"CA", "", "GST", "2026-11-21", "5"},
        {"PT", "20", "VAT", "2026-01-01", "16"},    {"FR", "974", "VAT", "2026-01-01", "8.5"},
        {"FR", "", "VAT", "2013-12-31", "none"},    {"FR", "973", "VAT", "2026-01-01", "none"},
        {"ES", "CN", "IGIC", "2026-01-01", "none"}, {"ZZ", "", "VAT", "2026-01-01", "none"},
        {"FR", "", "GST", "2026-01-01", "none"},
    };
    for (const auto& row : cases) {
        CAPTURE(row.country);
        CAPTURE(row.day);
        const auto rate = RateTable::built_in().find(row.country, row.region, row.tax, *Date::parse(row.day));
        CHECK((rate ? rate->str() : "none") == row.rate);
    }
}

TEST_CASE("places whose long names begin alike have rates of their own") {
    const auto rates = RateTable::parse(
        "jurisdiction,subdivision,tax,kind,rate_percent,valid_from,valid_to\n"
        "AT,islands of the south,VAT,standard,7,2020-01-01,\n"
        "AT,islands of the north,VAT,standard,5,2020-01-01,2025-12-31\n"
        "AT,islands of the north,VAT,standard,6,2026-01-01,\n"
        "AT,,VAT,standard,20,2020-01-01,\n");
    REQUIRE(rates.has_value());
    const Date day(2026, 3, 1);
    CHECK(rates->find("AT", "islands of the south", "VAT", day)->str() == "7");
    CHECK(rates->find("AT", "islands of the north", "VAT", day)->str() == "6");
    CHECK(rates->find("AT", "islands of the north", "VAT", Date(2025, 1, 1))->str() == "5");
    CHECK(rates->find("AT", "", "VAT", day)->str() == "20");
    CHECK_FALSE(rates->find("AT", "islands of", "VAT", day).has_value());
    CHECK_FALSE(rates->find("AT", "islands of the east", "VAT", day).has_value());
}

TEST_CASE("a place without a rate on a day is an error that names both") {
    const RateTable& rates = RateTable::built_in();
    const auto decision = decide_tax(seller_in("FR"), buyer_in("FR"), Date(2013, 12, 31), rates);
    REQUIRE_FALSE(decision.has_value());
    CHECK(text_of(decision.error(), "en") == "No tax rate is known for FR on 2013-12-31.");
    const auto province = decide_tax(seller_in("CA"), buyer_in("CA"), kDay, rates);
    REQUIRE_FALSE(province.has_value());
    CHECK(text_of(province.error(), "en") == "No tax rate is known for CA on 2026-03-01.");
    const auto early = decide_tax(seller_in("CA"), buyer_in("CA", "QC"), Date(2010, 1, 1), rates);
    REQUIRE_FALSE(early.has_value());
    CHECK(text_of(early.error(), "fr") == "Aucun taux de taxe n’est connu pour CA-QC au 2010-01-01.");
}

TEST_CASE("every state of the EU has a rate on every day of 2026 and its VAT area ends where it does") {
    constexpr std::string_view kStates = "ATBEBGCYCZDEDKEEESFIFRGRHRHUIEITLTLULVMTNLPLPTROSESISK";
    REQUIRE(kStates.size() == 27 * 2);
    for (std::size_t at = 0; at < kStates.size(); at += 2) {
        const std::string_view state = kStates.substr(at, 2);
        CAPTURE(state);
        CHECK(is_in_eu(state));
        for (Date day(2026, 1, 1); day < Date(2027, 1, 1); day = day.plus_days(1))
            REQUIRE(RateTable::built_in().find(state, "", "VAT", day).has_value());
    }
    CHECK(is_in_eu("MC"));
    for (const char* country : {"GB", "XI", "CH", "NO", "IS", "LI", "US", "EL", "F", "", "RE"}) {
        CAPTURE(country);
        CHECK_FALSE(is_in_eu(country));
    }
}

TEST_CASE("without another EU state's confirmed number, a sale inside the EU is always taxed") {
    constexpr std::string_view kStates = "ATBEBGCYCZDEDKEEESFIFRGRHRHUIEITLTLULVMTNLPLPTROSESISK";
    CHECK(rc::check([&] {
        const auto state = [&] {
            const auto index = *rc::gen::inRange<std::size_t>(0, 27);
            return std::string(kStates.substr(index * 2, 2));
        };
        const std::string seller_state = state();
        BillingInformation buyer = buyer_in(state());
        const auto status = static_cast<TaxNumberStatus>(*rc::gen::inRange(0, 4));
        const auto number = *rc::gen::element<std::string>("BE0136695962", "FR40303265045", "XI183388335", "");
        buyer.tax_number = TaxNumber{number, status, std::nullopt};
        const auto decision = decide_tax(seller_in(seller_state), buyer, kDay, RateTable::built_in());
        RC_ASSERT(decision.has_value());
        const bool exempt = status == kConfirmed && buyer.country != seller_state &&
                            (number.starts_with("BE") || number.starts_with("FR")) && !number.starts_with(seller_state);
        RC_ASSERT(decision->components.empty() == exempt);
        RC_ASSERT((decision->reason == TaxReason::kReverseCharge) == exempt);
        RC_ASSERT(decision->country == buyer.country);
    }));
}

TEST_CASE("tax on the total and sums per line are rounded half away from zero") {
    const auto rows = support::read_csv("tax-rounding-vectors.csv");
    REQUIRE(rows.size() > 20);
    for (const auto& row : rows) {
        CAPTURE(row.at("case"));
        const Currency currency = *Currency::parse(row.at("currency"));
        CHECK(std::to_string(currency.exponent()) == row.at("exponent"));
        const Percent rate = *Percent::parse(row.at("rate_percent"));
        Money net = Money::zero(currency);
        Money sum_of_lines = Money::zero(currency);
        std::string_view rest = row.at("line_nets");
        while (!rest.empty()) {
            const auto end = std::min(rest.find(';'), rest.size());
            const Money line = *Money::parse(rest.substr(0, end), currency);
            net += line;
            sum_of_lines += tax_half_up(line, rate);
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        CHECK(net.str() == row.at("net_total"));
        CHECK(tax_half_up(net, rate).str() == row.at("tax_on_total"));
        CHECK(sum_of_lines.str() == row.at("tax_sum_of_lines"));
    }
}
