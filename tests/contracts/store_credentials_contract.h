// How people prove who they are. Included by store_contract.h only.

namespace settle::store_contract {

inline Person ada(const std::string& id = "per_1", const std::string& email = "Ada@Example.com") {
    return {.id = PersonId(id),
            .vendor = samples::kVendor,
            .email = email,
            .staff_id = {},
            .staff_role = {},
            .password_hash = {},
            .password_set_at = {},
            .sealed_code_key = {},
            .second_factor_since = {},
            .last_code_step = 0,
            .last_customer = {},
            .created_at = {5}};
}

inline Ticket ticket(const std::string& hash, TicketUse use = TicketUse::kSetPassword) {
    return {.token_hash = hash,
            .use = use,
            .vendor = samples::kVendor,
            .person = PersonId("per_1"),
            .data = "some \"data\"",
            .expires_at = {9'000}};
}

inline const PersonId kAda{"per_1"};

}  // namespace settle::store_contract

STORE_CASE("a person is found by id and by address, however it is written") {
    using namespace settle::store_contract;
    write([](Transaction& tx) { return tx.credentials().add_person(ada()); });
    write([](Transaction& tx) -> Result<void> {
        CredentialStore& store = tx.credentials();
        TRY_VOID(store.save_password(samples::kVendor, kAda, "$argon2id$…", {6}));
        TRY_VOID(store.save_code_key(samples::kVendor, kAda, "sealed", Instant{7}));
        TRY_VOID(store.save_staff_role(samples::kVendor, kAda, "staff_1", "admin"));
        return store.save_last_customer(samples::kVendor, kAda, samples::kCustomer);
    });
    const auto found = read(
        [](Transaction& tx) { return tx.credentials().find_person_by_email(samples::kVendor, "aDA@example.COM"); });
    REQUIRE(found);
    CHECK(found->id == kAda);
    CHECK(found->vendor == samples::kVendor);
    CHECK(found->email == "Ada@Example.com");
    CHECK(found->staff_id == "staff_1");
    CHECK(found->staff_role == Code("admin"));
    CHECK(found->password_hash == "$argon2id$…");
    CHECK(found->password_set_at == Instant{6});
    CHECK(found->sealed_code_key == "sealed");
    CHECK(found->second_factor_since == Instant{7});
    CHECK(found->last_customer == samples::kCustomer);
    CHECK(found->created_at == Instant{5});
    CHECK(read([](Transaction& tx) { return tx.credentials().find_person(samples::kVendor, kAda); })->email ==
          found->email);
    CHECK(!read([](Transaction& tx) { return tx.credentials().find_person("other", kAda); }));
    CHECK(!read([](Transaction& tx) { return tx.credentials().find_person_by_email("other", "ada@example.com"); }));
    CHECK(refusal([](Transaction& tx) { return tx.credentials().add_person(ada("per_2", "ADA@example.com")); }) ==
          ErrorCode::kAlreadyExists);
}

STORE_CASE("a code's step counts once, and never backwards") {
    using namespace settle::store_contract;
    write([](Transaction& tx) { return tx.credentials().add_person(ada()); });
    const auto use = [&](std::int64_t step) {
        bool taken = false;
        write([&](Transaction& tx) -> Result<void> {
            taken = TRY(tx.credentials().use_code_step(samples::kVendor, kAda, step));
            return {};
        });
        return taken;
    };
    CHECK(use(100));
    CHECK(!use(100));
    CHECK(!use(99));
    CHECK(use(101));
}

STORE_CASE("a recovery code works once, and new ones replace the old ones") {
    using namespace settle::store_contract;
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.credentials().add_person(ada()));
        const std::vector<std::string> codes{"a", "b"};
        return tx.credentials().save_recovery_codes(samples::kVendor, kAda, codes);
    });
    const auto use = [&](const std::string& code) {
        bool taken = false;
        write([&](Transaction& tx) -> Result<void> {
            taken = TRY(tx.credentials().use_recovery_code(samples::kVendor, kAda, code));
            return {};
        });
        return taken;
    };
    const auto left = [&] {
        return read([](Transaction& tx) { return tx.credentials().count_recovery_codes(samples::kVendor, kAda); });
    };
    CHECK(left() == 2);
    CHECK(use("a"));
    CHECK(!use("a"));
    CHECK(!use("c"));
    CHECK(left() == 1);
    write([](Transaction& tx) {
        const std::vector<std::string> codes{"c", "d", "e"};
        return tx.credentials().save_recovery_codes(samples::kVendor, kAda, codes);
    });
    CHECK(!use("b"));
    CHECK(left() == 3);
}

STORE_CASE("a person is a member wherever the address is, until they leave") {
    add_customer("cus_1", "sub_1", {2'000});
    add_customer("cus_2", "sub_2", {1'000});
    add_customer("cus_3", "sub_3", {3'000}, "other");
    write([](Transaction& tx) -> Result<void> {
        for (const auto& [vendor, customer] :
             {std::pair(samples::kVendor, "cus_1"), {samples::kVendor, "cus_2"}, {VendorName("other"), "cus_3"}}) {
            Member member = samples::member("mem_" + std::string(customer), customer);
            member.email = "Ada@example.com";
            TRY_VOID(tx.add_member(vendor, member));
        }
        return {};
    });
    const auto where = [&] {
        std::vector<std::string> names;
        for (const Membership& one : read([](Transaction& tx) {
                 return tx.credentials().memberships(samples::kVendor, "ada@EXAMPLE.com", Instant{1});
             }))
            names.push_back(one.customer.str() + " " + one.customer_name + " " + one.member.id.str());
        return names;
    };
    CHECK(where() == std::vector<std::string>{"cus_2 Acme mem_cus_2", "cus_1 Acme mem_cus_1"});
    write([](Transaction& tx) -> Result<void> {
        Member gone = *TRY(tx.find_member(samples::kVendor, CustomerId("cus_2"), MemberId("mem_cus_2")));
        gone.left_at = Instant{4};
        return tx.save_member(samples::kVendor, gone);
    });
    CHECK(where() == std::vector<std::string>{"cus_1 Acme mem_cus_1"});
    CHECK(read([](Transaction& tx) { return tx.credentials().memberships(samples::kVendor, "", Instant{1}); }).empty());
}

STORE_CASE("whoever was invited and did not come in time is a member for nobody who signs in") {
    using namespace settle::store_contract;
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        Member member = samples::member();
        member.email = "ada@example.com";
        TRY_VOID(tx.add_member(samples::kVendor, member));
        return tx.add_invitation(samples::kVendor, {.id = InvitationId("ivt_1"),
                                                    .customer = samples::kCustomer,
                                                    .member = member.id,
                                                    .seat = {},
                                                    .state = InvitationState::kPending,
                                                    .sent_at = Instant{7'000},
                                                    .expires_at = Instant{9'000},
                                                    .sends = 1});
    });
    const auto places = [&](std::int64_t now) {
        return read([&](Transaction& tx) {
                   return tx.credentials().memberships(samples::kVendor, "ada@example.com", Instant{now});
               })
            .size();
    };
    CHECK(places(8'999) == 1);
    CHECK(places(9'000) == 0);
    write([&](Transaction& tx) -> Result<void> {
        Invitation accepted = *TRY(tx.find_invitation(samples::kVendor, samples::kCustomer, InvitationId("ivt_1")));
        accepted.state = InvitationState::kAccepted;
        accepted.ended_at = Instant{8'000};
        return tx.save_invitation(samples::kVendor, accepted);
    });
    CHECK(places(9'000) == 1);
}

STORE_CASE("how a person signs in is forgotten whole, and they stay") {
    using namespace settle::store_contract;
    write([](Transaction& tx) -> Result<void> {
        CredentialStore& store = tx.credentials();
        for (const char* id : {"per_1", "per_2"}) {
            const PersonId person{id};
            TRY_VOID(store.add_person(ada(id, fmt::format("{}@example.com", id))));
            TRY_VOID(store.save_password(samples::kVendor, person, "$argon2id$…", {6}));
            TRY_VOID(store.save_code_key(samples::kVendor, person, "sealed", Instant{7}));
            const std::vector<std::string> codes{fmt::format("code of {}", id)};
            TRY_VOID(store.save_recovery_codes(samples::kVendor, person, codes));
            TRY_VOID(store.add_passkey(samples::kVendor, {.id = fmt::format("cred of {}", id), .person = person}));
            TRY_VOID(store.add_identity(samples::kVendor, "https://id.example", id, person, {7}));
            Ticket given = ticket(fmt::format("ticket of {}", id), TicketUse::kInvitation);
            given.person = person;
            TRY_VOID(store.add_ticket(given));
        }
        return store.forget_credentials(samples::kVendor, kAda);
    });
    const auto left = [&](const std::string& id) {
        std::string kept;
        write([&](Transaction& tx) -> Result<void> {
            CredentialStore& store = tx.credentials();
            const PersonId person{id};
            const auto found = TRY(store.lock_person(samples::kVendor, person));
            REQUIRE(found);
            std::string text = found->password_hash + found->sealed_code_key;
            if (TRY(store.count_recovery_codes(samples::kVendor, person)) > 0) text += " code";
            if (!TRY(store.list_passkeys(samples::kVendor, person)).empty()) text += " passkey";
            if (!TRY(store.find_identity(samples::kVendor, "https://id.example", id)).empty()) text += " provider";
            if (TRY(store.find_ticket(fmt::format("ticket of {}", id), TicketUse::kInvitation, Instant{1})))
                text += " ticket";
            kept = text;
            return {};
        });
        return kept;
    };
    CHECK(left("per_1").empty());
    CHECK(left("per_2") == "$argon2id$…sealed code passkey provider ticket");
}

STORE_CASE("sessions are listed for their person, ended one by one and all but one") {
    using namespace settle::store_contract;
    const auto open = [&](const std::string& hash, const PersonId& person, std::int64_t opened_at) {
        Session session = samples::session(hash);
        session.person = person;
        session.opened_by = person.empty() ? SignInMethod::kLink : SignInMethod::kPassword;
        session.opened_at = {opened_at};
        write([&](Transaction& tx) { return tx.add_session(session); });
    };
    open("linked", {}, 1);
    open("first", kAda, 2);
    open("second", kAda, 3);
    open("else", PersonId("per_2"), 4);
    const auto list = [&](std::int64_t now) {
        std::vector<std::string> ids;
        for (const Session& session : read([&](Transaction& tx) {
                 return tx.credentials().list_sessions(samples::kVendor, kAda, samples::owner(), Instant{now});
             }))
            ids.push_back(session.id);
        return ids;
    };
    CHECK(list(1) == std::vector<std::string>{"ses_second", "ses_first", "ses_linked"});
    CHECK(list(9'000).empty());
    const auto kept = read([](Transaction& tx) { return tx.find_session("second", Instant{1}); });
    REQUIRE(kept);
    CHECK(kept->person == kAda);
    CHECK(kept->opened_by == SignInMethod::kPassword);
    CHECK(kept->opened_at == Instant{3});
    CHECK(kept->agent == "A browser");
    const auto end = [&](const char* id) {
        bool there = false;
        write([&](Transaction& tx) -> Result<void> {
            there = TRY(tx.credentials().end_session(samples::kVendor, kAda, samples::owner(), id));
            return {};
        });
        return there;
    };
    CHECK(!end("ses_else"));
    CHECK(end("ses_first"));
    CHECK(!end("ses_first"));
    write([](Transaction& tx) {
        return tx.credentials().end_sessions(samples::kVendor, kAda, std::nullopt, "ses_second");
    });
    CHECK(list(1) == std::vector<std::string>{"ses_second", "ses_linked"});
    write([](Transaction& tx) {
        return tx.credentials().end_sessions(samples::kVendor, kAda, samples::owner(), "ses_second");
    });
    CHECK(list(1) == std::vector<std::string>{"ses_second"});
    write([](Transaction& tx) { return tx.credentials().end_sessions(samples::kVendor, kAda, samples::owner(), ""); });
    CHECK(list(1).empty());
    CHECK(read([](Transaction& tx) { return tx.find_session("else", Instant{1}); }));
}

STORE_CASE("a ticket is good for one thing, once, until it expires") {
    using namespace settle::store_contract;
    const auto add = [&](const std::string& hash) {
        write([&](Transaction& tx) { return tx.credentials().add_ticket(ticket(hash)); });
    };
    const auto take = [&](const std::string& hash, TicketUse use, std::int64_t now) {
        std::optional<Ticket> taken;
        write([&](Transaction& tx) -> Result<void> {
            taken = TRY(tx.credentials().take_ticket(hash, use, Instant{now}));
            return {};
        });
        return taken;
    };
    add("one");
    add("two");
    CHECK(read([](Transaction& tx) { return tx.credentials().find_ticket("one", TicketUse::kSetPassword, {1}); }));
    CHECK(!take("one", TicketUse::kEmailLink, 1));
    const auto taken = take("one", TicketUse::kSetPassword, 8'999);
    REQUIRE(taken);
    CHECK(taken->vendor == samples::kVendor);
    CHECK(taken->person == kAda);
    CHECK(taken->data == "some \"data\"");
    CHECK(taken->expires_at == Instant{9'000});
    CHECK(!take("one", TicketUse::kSetPassword, 1));
    CHECK(!take("two", TicketUse::kSetPassword, 9'000));
    add("three");
    write(
        [](Transaction& tx) { return tx.credentials().end_tickets(samples::kVendor, kAda, TicketUse::kSetPassword); });
    CHECK(!take("three", TicketUse::kSetPassword, 1));
}

STORE_CASE("of many who take a ticket or a link at the same time, one has it") {
    using namespace settle::store_contract;
    SignInLink link = samples::link();
    link.customer = {};
    link.member = {};
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.credentials().add_ticket(ticket("one")));
        return tx.add_sign_in_link(link);
    });
    std::atomic<int> tickets = 0, links = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                const auto taken = transact(store(), [](Transaction& tx) {
                    return tx.credentials().take_ticket("one", TicketUse::kSetPassword, {1});
                });
                if (taken && *taken) ++tickets;
                if (transact(store(), [&](Transaction& tx) { return tx.take_sign_in_link(link.token_hash, {1}); }))
                    ++links;
            });
    }
    CHECK(tickets == 1);
    CHECK(links == 1);
}

STORE_CASE("tries come at once, then one by one, and are forgotten with time or success") {
    constexpr std::int64_t kSecond = 1'000'000;
    const auto seconds = [&](const std::string& key, std::int64_t at) {
        int wait = -1;
        write([&](Transaction& tx) -> Result<void> {
            wait = TRY(
                tx.credentials().count_try(samples::kVendor, key, {.burst = 3, .seconds_per_try = 60}, {at * kSecond}));
            return {};
        });
        return wait;
    };
    for (int i = 0; i < 3; ++i) CHECK(seconds("a", 1'000) == 0);
    CHECK(seconds("a", 1'000) == 60);
    CHECK(seconds("b", 1'000) == 0);
    CHECK(seconds("a", 1'059) == 1);
    CHECK(seconds("a", 1'060) == 0);
    CHECK(seconds("a", 1'060) == 60);
    write([](Transaction& tx) { return tx.credentials().forget_tries(samples::kVendor, "a"); });
    for (int i = 0; i < 3; ++i) CHECK(seconds("a", 1'060) == 0);
    CHECK(seconds("a", 1'060) == 60);
    for (int i = 0; i < 3; ++i) CHECK(seconds("a", 2'000) == 0);
}

STORE_CASE("many tries at the same time are no more than they may be") {
    std::atomic<int> allowed = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                for (int round = 0; round < 5; ++round) {
                    const auto wait = transact(store(), [](Transaction& tx) {
                        return tx.credentials().count_try(samples::kVendor, "a", {.burst = 7, .seconds_per_try = 60},
                                                          {1'000'000});
                    });
                    if (wait && *wait == 0) ++allowed;
                }
            });
    }
    CHECK(allowed == 7);
}

STORE_CASE("of tries that come first at the same time, all that may be are allowed") {
    constexpr int kAtOnce = 4;
    for (int round = 0; round < 25; ++round) {
        const std::string key = "round " + std::to_string(round);
        std::atomic<int> allowed = 0;
        std::barrier ready(kAtOnce);
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < kAtOnce; ++i)
                threads.emplace_back([&] {
                    ready.arrive_and_wait();
                    const auto wait = transact(store(), [&](Transaction& tx) {
                        return tx.credentials().count_try(samples::kVendor, key,
                                                          {.burst = kAtOnce, .seconds_per_try = 60}, {1'000'000});
                    });
                    if (wait && *wait == 0) ++allowed;
                });
        }
        CHECK(allowed == kAtOnce);
    }
}

STORE_CASE("what is over of signing in is forgotten, a bounded number at once") {
    using namespace settle::store_contract;
    constexpr std::int64_t kExpiry = 9'000, kFull = 1'000'001;
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.credentials().add_person(ada()));
        for (const char* name : {"1", "2", "3"}) {
            TRY_VOID(tx.credentials().add_ticket(ticket(name)));
            TRY_VOID(tx.add_sign_in_link(samples::link(name)));
            TRY_VOID(tx.add_session(samples::session(name)));
            TRY(tx.credentials().count_try(samples::kVendor, name, {.burst = 1, .seconds_per_try = 1}, {1}));
            TRY_VOID(tx.credentials().add_note(samples::kVendor, {kAda, name, "signed_in", {6}, {}, {}}));
        }
        return {};
    });
    const auto forget = [&](const SignInsOver& before, int limit) {
        return transact(store(), [&](Transaction& tx) { return tx.credentials().forget_sign_ins(before, limit); })
            .value();
    };
    CHECK(forget({.expired = {kExpiry}, .full = {kFull}, .noted = {6}}, 10) == 0);
    CHECK(forget({.expired = {kExpiry + 1}, .full = {kFull}, .noted = {6}}, 1) == 3);
    CHECK(forget({.expired = {kExpiry}, .full = {kFull + 1}, .noted = {6}}, 1) == 1);
    CHECK(forget({.expired = {kExpiry}, .full = {kFull}, .noted = {7}}, 1) == 1);
    CHECK(forget({.expired = {kExpiry + 1}, .full = {kFull + 1}, .noted = {7}}, 1) == 5);
    const auto left = read([](Transaction& tx) { return tx.credentials().list_notes(samples::kVendor, kAda, 10); });
    CHECK(left.size() == 1);
    CHECK(forget({.expired = {kExpiry + 1}, .full = {kFull + 1}, .noted = {7}}, 10) == 5);
    CHECK(forget({.expired = {kExpiry + 1}, .full = {kFull + 1}, .noted = {7}}, 10) == 0);
    CHECK(!read([](Transaction& tx) { return tx.find_session("1", {1}); }));
    CHECK(!read([](Transaction& tx) { return tx.credentials().find_ticket("1", TicketUse::kSetPassword, {1}); }));
    CHECK(refusal([](Transaction& tx) -> Result<void> {
              TRY(tx.take_sign_in_link("1", {1}));
              return {};
          }) == ErrorCode::kSignInLinkSpent);
}

STORE_CASE("a passkey is its person's, and its counter moves once") {
    using namespace settle::store_contract;
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.credentials().add_person(ada()));
        return tx.credentials().add_passkey(samples::kVendor, {.id = "cred",
                                                               .person = kAda,
                                                               .name = "Phone",
                                                               .algorithm = -7,
                                                               .public_key = "key",
                                                               .uses = 4,
                                                               .created_at = {5},
                                                               .used_at = {}});
    });
    const auto found = read([](Transaction& tx) { return tx.credentials().find_passkey(samples::kVendor, "cred"); });
    REQUIRE(found);
    CHECK(found->person == kAda);
    CHECK(found->name == "Phone");
    CHECK(found->algorithm == -7);
    CHECK(found->public_key == "key");
    CHECK(found->uses == 4);
    CHECK(found->created_at == Instant{5});
    CHECK(!found->used_at);
    CHECK(refusal([&](Transaction& tx) { return tx.credentials().add_passkey(samples::kVendor, *found); }) ==
          ErrorCode::kAlreadyExists);
    write([&](Transaction& tx) -> Result<void> {
        CHECK(TRY(tx.credentials().use_passkey(samples::kVendor, *found, 5, {8})));
        CHECK(!TRY(tx.credentials().use_passkey(samples::kVendor, *found, 6, {9})));
        return {};
    });
    const auto used = read([](Transaction& tx) { return tx.credentials().list_passkeys(samples::kVendor, kAda); });
    REQUIRE(used.size() == 1);
    CHECK(used[0].uses == 5);
    CHECK(used[0].used_at == Instant{8});
    write([](Transaction& tx) -> Result<void> {
        CHECK(!TRY(tx.credentials().remove_passkey(samples::kVendor, PersonId("per_2"), "cred")));
        CHECK(TRY(tx.credentials().remove_passkey(samples::kVendor, kAda, "cred")));
        return {};
    });
    CHECK(!read([](Transaction& tx) { return tx.credentials().find_passkey(samples::kVendor, "cred"); }));
}

STORE_CASE("a provider's subject means one person, and what happened to them is listed") {
    using namespace settle::store_contract;
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.credentials().add_person(ada()));
        TRY_VOID(tx.credentials().add_identity(samples::kVendor, "https://id.example", "42", kAda, {5}));
        for (const char* id : {"nte_1", "nte_2", "nte_3"})
            TRY_VOID(tx.credentials().add_note(samples::kVendor, {kAda, id, "signed_in", {6}, "A browser", "::1"}));
        return {};
    });
    const auto whom = [&](const char* issuer, const char* subject) {
        return read([&](Transaction& tx) { return tx.credentials().find_identity(samples::kVendor, issuer, subject); });
    };
    CHECK(whom("https://id.example", "42") == kAda);
    CHECK(whom("https://else.example", "42").empty());
    CHECK(whom("https://id.example", "43").empty());
    const auto notes = read([](Transaction& tx) { return tx.credentials().list_notes(samples::kVendor, kAda, 2); });
    REQUIRE(notes.size() == 2);
    CHECK(notes[0].id == "nte_3");
    CHECK(notes[0].type == "signed_in");
    CHECK(notes[0].at == Instant{6});
    CHECK(notes[0].agent == "A browser");
    CHECK(notes[0].address == "::1");
}
