#include "wire/offer.h"

#include <doctest/doctest.h>

#include "adapters/catalog_yaml/catalog_reader.h"

namespace settle::wire {
namespace {

Catalog catalog_of(const char* vendor) {
    return read_catalog_file(fmt::format("examples/{}/catalog.yaml", vendor)).value();
}

TEST_CASE("every example has an offer in each of its languages") {
    for (const char* vendor : {"agorapulse", "beesbusy", "workstaff"}) {
        const Catalog catalog = catalog_of(vendor);
        for (const std::string& language : catalog.languages) {
            const JsonObject offer = json_of_offer({catalog, language});
            INFO(vendor << " " << language);
            CHECK(view(offer.at("language").as_string()) == language);
            CHECK_FALSE(offer.at("plans").as_array().empty());
            for (const JsonValue& plan : offer.at("plans").as_array()) {
                CHECK_FALSE(plan.at("name").as_string().empty());
                const bool priced = !plan.at("contact_only").as_bool();
                CHECK(plan.at("prices").as_array().size() == (priced ? plan.at("cycles").as_array().size() : 0));
            }
            for (const JsonValue& item : offer.at("items").as_array())
                CHECK_FALSE(item.at("name_plural").as_string().empty());
            for (const JsonValue& role : offer.at("roles").as_array()) CHECK_FALSE(role.at("name").as_string().empty());
            CHECK(offer.at("roles").as_array().size() == catalog.roles.size());
            CHECK(offer.at("invitations").at("expire_days").as_int64() == catalog.invitations.expire_days);
            CHECK(offer.at("invitations").at("hold_seat").as_bool() == catalog.invitations.hold_seat);
            CHECK_FALSE(offer.at("labels").at("subscribe_now").as_string().empty());
        }
    }
}

TEST_CASE("a plan sold by the seat costs its fewest seats") {
    const Catalog catalog = catalog_of("beesbusy");
    const JsonObject offer = json_of_offer({catalog, "fr"});
    for (const JsonValue& plan : offer.at("plans").as_array()) {
        if (plan.at("free").as_bool() || plan.at("contact_only").as_bool()) continue;
        const JsonValue& item = plan.at("items").at(0);
        INFO(plan);
        CHECK(item.at("min").as_int64() == 1);
        CHECK(plan.at("prices").at(0).at("amount") == item.at("prices").at(0).at("amount"));
    }
}

TEST_CASE("an unknown language is answered in the catalog's first") {
    const Catalog catalog = catalog_of("agorapulse");
    CHECK(language_for(catalog, "en") == "en");
    CHECK(language_for(catalog, "de") == "fr");
    CHECK(language_for(catalog, "") == "fr");
    CHECK(logo_address(catalog) == "/brand/agorapulse/logo.svg");
}

}  // namespace
}  // namespace settle::wire
