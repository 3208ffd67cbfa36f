#include "domain/customer/search_words.h"

#include <doctest/doctest.h>

using namespace settle;

using Words = std::vector<std::string>;

TEST_CASE("words are letters and digits, in lower case and without accents") {
    CHECK(search_words("Société d’Études «Œuvre» ABC/2") == Words{"societe", "d", "etudes", "oeuvre", "abc", "2"});
    CHECK(search_words("STRASSE Straße, Ångström×Þór; Ÿ") == Words{"strasse", "angstrom", "thor", "y"});
    CHECK(search_words("  -- ") == Words{});
    CHECK(search_words("") == Words{});
}

TEST_CASE("letters of other scripts stay as they are, and broken ones break nothing") {
    CHECK(search_words("Łódź 東京") == Words{"Łodź", "東京"});
    CHECK(search_words("caf\xC3") == Words{"caf\xC3"});
    CHECK(search_words("caf\xC3 x") == Words{"caf\xC3", "x"});
    CHECK(search_words("caf\xE2\x80") == Words{"caf\xE2\x80"});
}

TEST_CASE("what is looked for keeps an address whole") {
    CHECK(searched_words("Ana@Acme.example  Ruche-2") == Words{"ana@acme.example", "ruche", "2"});
    CHECK(searched_words("@") == Words{"@"});
}

TEST_CASE("a customer is found by its names, a member until they leave") {
    Customer customer;
    customer.name = "Ruche";
    customer.billing.own().company = "La Ruche SARL";
    customer.billing.own().email = "Jo.Hn@ruche.example";
    CHECK(words_of(customer) == Words{"ruche", "la", "sarl", "jo.hn@ruche.example", "jo", "hn"});
    customer.billing.own().tax_number = TaxNumber{.number = "FR40303265045", .status = {}, .checked_at = {}};
    CHECK(words_of(customer).back() == "fr40303265045");
    Member member;
    member.first_name = "Inès";
    member.last_name = "Roux";
    member.email = "ines@ruche.example";
    CHECK(words_of(member) == Words{"ines", "roux", "ines@ruche.example"});
    member.left_at = Instant{1};
    CHECK(words_of(member) == Words{});
}
