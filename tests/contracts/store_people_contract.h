// Members, seats, invitation codes and notifications. Included by store_contract.h only.

namespace settle::store_contract {

inline SeatHolder seat(const std::string& id, const std::string& member, const Code& kind = "user") {
    return {.id = SeatId(id),
            .customer = samples::kCustomer,
            .seat = kind,
            .member = MemberId(member),
            .source = SeatSource::kCode,
            .since = {2'000},
            .until = {}};
}

}  // namespace settle::store_contract

STORE_CASE("a member is found by an address however it is written, as long as they are there") {
    add_customer();
    Member member = samples::member();
    member.email = "Zoé.Ada@Example.com";
    write([&](Transaction& tx) { return tx.add_member(samples::kVendor, member); });
    const auto found = [&] {
        return read([](Transaction& tx) {
            return tx.find_member_by_email(samples::kVendor, samples::kCustomer, "ZOé.ADA@example.com");
        });
    };
    REQUIRE(found());
    CHECK(found()->email == "Zoé.Ada@Example.com");
    CHECK(refusal([&](Transaction& tx) {
              Member other = samples::member("mem_2");
              other.email = "zoé.ada@example.com";
              return tx.add_member(samples::kVendor, other);
          }) == ErrorCode::kMemberExists);
    member.left_at = Instant{3'000};
    write([&](Transaction& tx) { return tx.save_member(samples::kVendor, member); });
    CHECK(!found());
    CHECK(read([](Transaction& tx) { return tx.list_members(samples::kVendor, samples::kCustomer); }).empty());
    write([&](Transaction& tx) -> Result<void> {
        Member other = samples::member("mem_2");
        other.email = "zoé.ada@example.com";
        return tx.add_member(samples::kVendor, other);
    });
    CHECK(found()->id == MemberId("mem_2"));
}

STORE_CASE("members without an address do not stand in each other's way") {
    add_customer();
    for (const char* id : {"mem_1", "mem_2"}) {
        Member room = samples::member(id);
        room.email.clear();
        write([&](Transaction& tx) { return tx.add_member(samples::kVendor, room); });
    }
    CHECK(!read([](Transaction& tx) { return tx.find_member_by_email(samples::kVendor, samples::kCustomer, ""); }));
}

STORE_CASE("a customer has one owner at most") {
    add_customer();
    Member owner = samples::member();
    owner.is_owner = true;
    write([&](Transaction& tx) { return tx.add_member(samples::kVendor, owner); });
    Member second = samples::member("mem_2");
    second.is_owner = true;
    CHECK(refusal([&](Transaction& tx) { return tx.add_member(samples::kVendor, second); }) ==
          ErrorCode::kAlreadyExists);
    second.is_owner = false;
    write([&](Transaction& tx) { return tx.add_member(samples::kVendor, second); });
    second.is_owner = true;
    CHECK(refusal([&](Transaction& tx) { return tx.save_member(samples::kVendor, second); }) ==
          ErrorCode::kAlreadyExists);
    CHECK(refusal([&](Transaction& tx) { return tx.save_member(samples::kVendor, samples::member("mem_404")); }) ==
          ErrorCode::kMemberNotFound);
}

STORE_CASE("seats are kept with every field, counted, and listed with who holds them") {
    add_customer();
    const SeatHolder kept = store_contract::seat("seat_1", "mem_1");
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_member(samples::kVendor, samples::member()));
        TRY_VOID(tx.add_member(samples::kVendor, samples::member("mem_2")));
        TRY_VOID(tx.add_seat_holder(samples::kVendor, kept));
        return tx.add_seat_holder(samples::kVendor, store_contract::seat("seat_2", "mem_2"));
    });
    const auto count = [&] {
        return read([](Transaction& tx) { return tx.assigned_quantities(samples::kVendor, samples::kCustomer); })
            .of("user");
    };
    CHECK(count() == 2);
    const auto seats = read([](Transaction& tx) { return tx.list_seats(samples::kVendor, samples::kCustomer); });
    REQUIRE(seats.size() == 2);
    CHECK(seats[0].holder.id == kept.id);
    CHECK(seats[0].holder.customer == kept.customer);
    CHECK(seats[0].holder.seat == kept.seat);
    CHECK(seats[0].holder.member == kept.member);
    CHECK(seats[0].holder.source == kept.source);
    CHECK(seats[0].holder.since == kept.since);
    CHECK(!seats[0].holder.until);
    CHECK(seats[0].member.id == MemberId("mem_1"));
    CHECK(seats[0].member.position == "Analyst");
    CHECK(seats[1].member.email == "mem_2@example.com");
    write([&](Transaction& tx) { return tx.release_seat(samples::kVendor, kept, {4'000}); });
    CHECK(count() == 1);
    CHECK(refusal([&](Transaction& tx) { return tx.release_seat(samples::kVendor, kept, {5'000}); }) ==
          ErrorCode::kSeatNotFound);
    CHECK(count() == 1);
    const auto found =
        read([&](Transaction& tx) { return tx.find_seat(samples::kVendor, samples::kCustomer, kept.id); });
    REQUIRE(found);
    CHECK(found->until == Instant{4'000});
    CHECK(read([](Transaction& tx) {
              return tx.seats_of_member(samples::kVendor, samples::kCustomer, MemberId("mem_1"));
          }).empty());
    CHECK(store().verify()->size() == 1);  // Nothing is paid for, and one sits.
}

STORE_CASE("a member holds one seat of a kind, and several kinds") {
    add_customer();
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_member(samples::kVendor, samples::member()));
        TRY_VOID(tx.add_seat_holder(samples::kVendor, store_contract::seat("seat_1", "mem_1")));
        return tx.add_seat_holder(samples::kVendor, store_contract::seat("seat_2", "mem_1", "manager"));
    });
    CHECK(refusal([](Transaction& tx) {
              return tx.add_seat_holder(samples::kVendor, store_contract::seat("seat_3", "mem_1"));
          }) == ErrorCode::kAlreadyBeneficiary);
    const auto assigned =
        read([](Transaction& tx) { return tx.assigned_quantities(samples::kVendor, samples::kCustomer); });
    CHECK(assigned.of("user") == 1);
    CHECK(assigned.of("manager") == 1);
    const auto seats = read(
        [](Transaction& tx) { return tx.seats_of_member(samples::kVendor, samples::kCustomer, MemberId("mem_1")); });
    REQUIRE(seats.size() == 2);
    CHECK(seats[0].seat == Code("manager"));
}

STORE_CASE("verify finds seats that are counted wrong, and more people than seats that are paid for") {
    add_customer();
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_member(samples::kVendor, samples::member()));
        TRY_VOID(tx.add_seat_holder(samples::kVendor, store_contract::seat("seat_1", "mem_1")));
        return tx.set_assigned_quantity(samples::kVendor, samples::kCustomer, "user", 3);
    });
    std::vector<std::string> what;
    const auto findings = store().verify().value();
    for (const Finding& finding : findings)
        if (finding.invariant == "seats") what.push_back(finding.what);
    CHECK(what == std::vector<std::string>{"1 hold one, 3 are counted", "1 hold one, 0 are paid for"});
}

STORE_CASE("an invitation code is kept, replaced, and found however it is written") {
    add_customer();
    add_customer("cus_2", "sub_2");
    InvitationCode code{.customer = samples::kCustomer,
                        .code = "RUCHE-2026",
                        .is_active = true,
                        .use_limit = 5,
                        .uses = 2,
                        .set_at = {7'000}};
    write([&](Transaction& tx) { return tx.save_invitation_code(samples::kVendor, code); });
    const auto found = [&] {
        return read([](Transaction& tx) { return tx.find_invitation_code(samples::kVendor, samples::kCustomer); });
    };
    const auto owner = [&](std::string_view text) {
        return read([&](Transaction& tx) { return tx.owner_of_invitation_code(samples::kVendor, text); });
    };
    REQUIRE(found());
    CHECK(found()->customer == samples::kCustomer);
    CHECK(found()->code == "RUCHE-2026");
    CHECK(found()->is_active);
    CHECK(found()->use_limit == 5);
    CHECK(found()->uses == 2);
    CHECK(found()->set_at == Instant{7'000});
    CHECK(owner("ruche-2026") == samples::kCustomer);
    CHECK(refusal([](Transaction& tx) {
              return tx.save_invitation_code(samples::kVendor,
                                             {.customer = CustomerId("cus_2"), .code = "Ruche-2026", .set_at = {1}});
          }) == ErrorCode::kInvitationCodeTaken);
    code.code = "BEES-2027";
    code.use_limit.reset();
    code.is_active = false;
    write([&](Transaction& tx) { return tx.save_invitation_code(samples::kVendor, code); });
    CHECK(!found()->is_active);
    CHECK(!found()->use_limit);
    CHECK(owner("ruche-2026").empty());
    CHECK(owner("bees-2027") == samples::kCustomer);
    write([](Transaction& tx) {
        return tx.save_invitation_code(samples::kVendor,
                                       {.customer = CustomerId("cus_2"), .code = "Ruche-2026", .set_at = {1}});
    });
}

STORE_CASE("wrong codes are counted per member") {
    add_customer();
    write([](Transaction& tx) { return tx.add_member(samples::kVendor, samples::member()); });
    const auto tries = [&] {
        return read([](Transaction& tx) {
            return tx.load_code_tries(samples::kVendor, samples::kCustomer, MemberId("mem_1"));
        });
    };
    CHECK(tries().count == 0);
    for (const std::int64_t count : {9, 10})
        write([&](Transaction& tx) {
            return tx.save_code_tries(samples::kVendor, samples::kCustomer, MemberId("mem_1"),
                                      {count, {11}, count == 10 ? std::optional(Instant{12}) : std::nullopt});
        });
    CHECK(tries().count == 10);
    CHECK(tries().first_at == Instant{11});
    CHECK(tries().locked_until == Instant{12});
}

STORE_CASE("notifications are kept per member, newest first, and read up to one") {
    add_customer();
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_member(samples::kVendor, samples::member()));
        TRY_VOID(tx.add_member(samples::kVendor, samples::member("mem_2")));
        for (const char* id : {"ntf_1", "ntf_2", "ntf_3"})
            TRY_VOID(tx.add_notification(samples::kVendor, {NotificationId(id),
                                                            samples::kCustomer,
                                                            MemberId("mem_1"),
                                                            id == std::string_view("ntf_3") ? "full" : "used",
                                                            {{"name", "Zoë \"Z\" O'Neil"}},
                                                            {9}}));
        return {};
    });
    const auto list = [&](const char* member, int limit) {
        return read([&](Transaction& tx) {
            return tx.list_notifications(samples::kVendor, samples::kCustomer, MemberId(member), limit);
        });
    };
    const auto unread = [&] {
        return read([](Transaction& tx) {
            return tx.count_unread(samples::kVendor, samples::kCustomer, MemberId("mem_1"), "used");
        });
    };
    REQUIRE(list("mem_1", 2).size() == 2);
    const Notification newest = list("mem_1", 2).front();
    CHECK(newest.id == NotificationId("ntf_3"));
    CHECK(newest.customer == samples::kCustomer);
    CHECK(newest.member == MemberId("mem_1"));
    CHECK(newest.type == "full");
    CHECK(newest.data == std::vector<std::pair<std::string, std::string>>{{"name", "Zoë \"Z\" O'Neil"}});
    CHECK(newest.at == Instant{9});
    CHECK(!newest.read_at);
    CHECK(list("mem_2", 2).empty());
    CHECK(unread().all == 3);
    CHECK(unread().of_type == 2);
    write([](Transaction& tx) {
        return tx.read_notifications(samples::kVendor, samples::kCustomer, MemberId("mem_1"), NotificationId("ntf_2"),
                                     {10});
    });
    CHECK(unread().all == 1);
    CHECK(unread().of_type == 0);
    CHECK(list("mem_1", 3).back().read_at == Instant{10});
}

STORE_CASE("the sessions of a member get another role, or end") {
    const auto session = [](const char* hash, const char* member) {
        return Session{hash,
                       samples::kVendor,
                       {.kind = Actor::Kind::kMember, .role = "owner", .id = member},
                       samples::kCustomer,
                       MemberId(member),
                       "csrf",
                       {1'000}};
    };
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_session(session("one", "mem_1")));
        TRY_VOID(tx.add_session(session("two", "mem_2")));
        SignInLink link;
        link.token_hash = "link";
        link.vendor = samples::kVendor;
        link.actor = {.kind = Actor::Kind::kMember, .role = "owner", .id = "mem_1"};
        link.customer = samples::kCustomer;
        link.member = MemberId("mem_1");
        link.target = "/portal";
        link.expires_at = {1'000};
        link.reusable = true;
        TRY_VOID(tx.add_sign_in_link(link));
        return tx.change_open_role(samples::kVendor, samples::kCustomer, MemberId("mem_1"), "manager");
    });
    const auto role = [&](const char* hash) {
        const auto found = read([&](Transaction& tx) { return tx.find_session(hash, {1}); });
        return found ? found->actor.role : Code();
    };
    CHECK(role("one") == Code("manager"));
    CHECK(role("two") == Code("owner"));
    write([](Transaction& tx) -> Result<void> {
        const SignInLink link = TRY(tx.take_sign_in_link("link", {1}));
        CHECK(link.actor.role == Code("manager"));
        return tx.end_what_is_open(samples::kVendor, samples::kCustomer, MemberId("mem_1"));
    });
    CHECK(role("one").empty());
    CHECK(role("two") == Code("owner"));
    CHECK(refusal([](Transaction& tx) -> Result<void> {
              TRY(tx.take_sign_in_link("link", {1}));
              return {};
          }) == ErrorCode::kSignInLinkSpent);
}

STORE_CASE("a list is its author's, in its order, each address once, and claimed as a whole") {
    add_customer();
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_member(samples::kVendor, samples::member()));
        return tx.add_member(samples::kVendor, samples::member("mem_2"));
    });
    const auto person = [](const std::string& email, const char* author = "mem_1") {
        return ListedPerson{samples::kCustomer, MemberId(author),    email,   "Zoë",     "O'Neil",
                            "\"Chef\"",         SeatSource::kImport, {7'000}, ChangeId()};
    };
    const std::vector<ListedPerson> people{person("z@ruche.example"), person("a@ruche.example"),
                                           person("Z@Ruche.example"), person("z@ruche.example", "mem_2")};
    write([&](Transaction& tx) { return tx.add_listed(samples::kVendor, people); });
    const auto list = [&](const char* author = "mem_1") {
        return read(
            [&](Transaction& tx) { return tx.list_listed(samples::kVendor, samples::kCustomer, MemberId(author)); });
    };
    const auto count = [&](const char* author) {
        return read(
            [&](Transaction& tx) { return tx.count_listed(samples::kVendor, samples::kCustomer, MemberId(author)); });
    };
    CHECK(count("mem_1") == 2);
    CHECK(count("mem_2") == 1);
    CHECK(count("mem_3") == 0);
    REQUIRE(list().size() == 2);
    const ListedPerson first = list().front();
    CHECK(first.customer == samples::kCustomer);
    CHECK(first.author == MemberId("mem_1"));
    CHECK(first.email == "z@ruche.example");
    CHECK(first.first_name == "Zoë");
    CHECK(first.last_name == "O'Neil");
    CHECK(first.position == "\"Chef\"");
    CHECK(first.source == SeatSource::kImport);
    CHECK(first.listed_at == Instant{7'000});
    CHECK(first.change.empty());
    write([](Transaction& tx) -> Result<void> {
        CHECK(TRY(tx.remove_listed(samples::kVendor, samples::kCustomer, MemberId("mem_1"), "A@ruche.example")));
        CHECK(!TRY(tx.remove_listed(samples::kVendor, samples::kCustomer, MemberId("mem_1"), "A@ruche.example")));
        return tx.claim_listed(samples::kVendor, samples::kCustomer, MemberId("mem_1"), ChangeId("chg_1"));
    });
    REQUIRE(list().size() == 1);
    CHECK(list().front().change == ChangeId("chg_1"));
    CHECK(list("mem_2").front().change.empty());
    write([](Transaction& tx) { return tx.clear_listed(samples::kVendor, samples::kCustomer, MemberId("mem_1")); });
    CHECK(list().empty());
    CHECK(list("mem_2").size() == 1);
    // Whoever holds a seat stands on no list any more, and does not come back to one when they give it up.
    const Member seated = read([](Transaction& tx) {
                              return tx.find_member(samples::kVendor, samples::kCustomer, MemberId("mem_1"));
                          }).value();
    const std::vector<ListedPerson> both{person(seated.email), person("b@ruche.example")};
    write([&](Transaction& tx) { return tx.add_listed(samples::kVendor, both); });
    CHECK(count("mem_1") == 2);
    SeatHolder holder{SeatId("sea_9"), samples::kCustomer, "user", seated.id, SeatSource::kCode, {8'000}, {}};
    write([&](Transaction& tx) { return tx.add_seat_holder(samples::kVendor, holder); });
    CHECK(count("mem_1") == 1);
    REQUIRE(list().size() == 1);
    CHECK(list().front().email == "b@ruche.example");
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.forget_seated(samples::kVendor, samples::kCustomer, MemberId("mem_1")));
        return tx.release_seat(samples::kVendor, holder, {9'000});
    });
    CHECK(count("mem_1") == 1);
}
