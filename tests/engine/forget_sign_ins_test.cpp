#include "engine/forget_sign_ins.h"

#include <doctest/doctest.h>

#include "ports/credentials.h"
#include "tests/app/town.h"

using namespace settle;

namespace {

constexpr std::int64_t kDay = 24 * 3600;

TEST_CASE("sign-ins that are over are forgotten, however many; those that go on are not") {
    constexpr int kTickets = 1'100;
    app_test::Town town;
    const VendorName vendor = town.vendor;
    const Instant start = town.clock.now();
    const auto write = [&](const std::function<Result<void>(CredentialStore&, Transaction&)>& work) {
        REQUIRE(town.store->write([&](Transaction& tx) { return work(tx.credentials(), tx); }));
    };
    const PersonId ada("per_1");
    write([&](CredentialStore& credentials, Transaction& tx) -> Result<void> {
        Person person;
        person.id = ada;
        person.vendor = vendor;
        person.email = "ada@example.com";
        person.created_at = start;
        TRY_VOID(credentials.add_person(person));
        Ticket ticket{.vendor = vendor, .expires_at = start};
        for (int i = 0; i < kTickets; ++i) {
            ticket.token_hash = fmt::format("ticket {}", i);
            TRY_VOID(credentials.add_ticket(ticket));
        }
        const Instant late = start.plus_seconds(500 * kDay);
        TRY_VOID(tx.add_session({.token_hash = "over", .vendor = vendor, .expires_at = start}));
        TRY_VOID(tx.add_session({.token_hash = "open", .vendor = vendor, .expires_at = late}));
        TRY_VOID(tx.add_sign_in_link({.token_hash = "link", .vendor = vendor, .expires_at = start}));
        TRY(credentials.count_try(vendor, "password", {}, start));
        return credentials.add_note(vendor, {ada, "nte_1", "signed_in", start, {}, {}});
    });
    const auto forget = [&] { return forget_sign_ins(*town.services).value(); };
    const auto notes = [&] {
        return look_up(*town.store, [&](Transaction& tx) { return tx.credentials().list_notes(vendor, ada, 9); })
            .value()
            .size();
    };
    town.clock.advance_seconds(kDay);
    CHECK(forget() == 0);
    town.clock.advance_seconds(1);
    CHECK(forget() == kTickets + 2);
    town.clock.advance_seconds(900);
    CHECK(forget() == 1);
    town.clock.advance_seconds((kSecurityNoteDays - 1) * kDay - 901);
    CHECK(forget() == 0);
    CHECK(notes() == 1);
    town.clock.advance_seconds(1);
    CHECK(forget() == 1);
    CHECK(notes() == 0);
    CHECK(look_up(*town.store, [&](Transaction& tx) { return tx.find_session("open", town.clock.now()); }).value());
}

}  // namespace
