// Who was invited by mail. Included by store_contract.h only.

namespace {

Invitation invitation(const std::string& id = "ivt_1", const std::string& of = "mem_1") {
    return {.id = InvitationId(id),
            .customer = samples::kCustomer,
            .member = MemberId(of),
            .seat = "user",
            .state = InvitationState::kPending,
            .sent_at = Instant{7'000},
            .expires_at = Instant{9'000},
            .sends = 2};
}

}  // namespace

STORE_CASE("an invitation is kept with every field, and one at a time per member is not over") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_member(samples::kVendor, samples::member()));
        return tx.add_invitation(samples::kVendor, invitation());
    });
    const auto find = [&] {
        return read([](Transaction& tx) {
            return tx.find_invitation(samples::kVendor, samples::kCustomer, InvitationId("ivt_1"));
        });
    };
    const auto open = [&] {
        return read([](Transaction& tx) {
            return tx.open_invitation(samples::kVendor, samples::kCustomer, MemberId("mem_1"));
        });
    };
    const auto kept = find();
    REQUIRE(kept.has_value());
    CHECK(kept->member == MemberId("mem_1"));
    CHECK(kept->seat == Code("user"));
    CHECK(kept->state == InvitationState::kPending);
    CHECK(kept->sent_at == Instant{7'000});
    CHECK(kept->expires_at == Instant{9'000});
    CHECK(kept->sends == 2);
    CHECK_FALSE(kept->ended_at.has_value());
    CHECK(refusal([](Transaction& tx) { return tx.add_invitation(samples::kVendor, invitation("ivt_2")); }) ==
          ErrorCode::kAlreadyExists);
    const auto expired = [&](std::int64_t now) {
        return read([&](Transaction& tx) { return tx.expired_invitations(samples::kVendor, Instant{now}, 10); });
    };
    CHECK(expired(8'999).empty());
    CHECK(expired(9'000).size() == 1);
    Invitation over = *kept;
    over.state = InvitationState::kExpired;
    over.ended_at = Instant{9'500};
    write([&](Transaction& tx) { return tx.save_invitation(samples::kVendor, over); });
    CHECK(expired(9'999).empty());
    REQUIRE(open().has_value());
    CHECK(open()->ended_at == Instant{9'500});
    over.state = InvitationState::kCancelled;
    write([&](Transaction& tx) { return tx.save_invitation(samples::kVendor, over); });
    CHECK_FALSE(open().has_value());
    write([](Transaction& tx) { return tx.add_invitation(samples::kVendor, invitation("ivt_2")); });
    const auto all = read([](Transaction& tx) { return tx.list_invitations(samples::kVendor, samples::kCustomer); });
    REQUIRE(all.size() == 2);
    CHECK(all[0].invitation.id.str() == "ivt_2");
    CHECK(all[0].member.id == MemberId("mem_1"));
    CHECK(all[0].member.email == "mem_1@example.com");
    CHECK(all[1].invitation.ended_at == Instant{9'500});
}

STORE_CASE("who may still come is listed before who came, the newest first") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        for (const char* name : {"1", "2", "3", "4"}) {
            const std::string member = fmt::format("mem_{}", name);
            TRY_VOID(tx.add_member(samples::kVendor, samples::member(member)));
            TRY_VOID(tx.add_invitation(samples::kVendor, invitation(fmt::format("ivt_{}", name), member)));
        }
        Invitation over = invitation("ivt_4", "mem_4");
        over.state = InvitationState::kAccepted;
        over.ended_at = Instant{8'000};
        TRY_VOID(tx.save_invitation(samples::kVendor, over));
        over = invitation("ivt_2", "mem_2");
        over.state = InvitationState::kExpired;
        over.ended_at = Instant{9'000};
        return tx.save_invitation(samples::kVendor, over);
    });
    std::vector<std::string> ids;
    const auto all = read([](Transaction& tx) { return tx.list_invitations(samples::kVendor, samples::kCustomer); });
    for (const InvitedMember& one : all) ids.push_back(one.invitation.id.str());
    CHECK(ids == std::vector<std::string>{"ivt_3", "ivt_2", "ivt_1", "ivt_4"});
}

STORE_CASE("pending invitations are counted by kind, with a seat and without") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        for (const char* name : {"1", "2", "3", "4", "5"}) {
            const std::string member = fmt::format("mem_{}", name);
            TRY_VOID(tx.add_member(samples::kVendor, samples::member(member)));
            Invitation sent = invitation(fmt::format("ivt_{}", name), member);
            if (sent.member == MemberId("mem_5")) sent.seat = {};
            TRY_VOID(tx.add_invitation(samples::kVendor, sent));
        }
        TRY_VOID(tx.add_seat_holder(samples::kVendor, store_contract::seat("seat_1", "mem_1")));
        TRY_VOID(tx.add_seat_holder(samples::kVendor, store_contract::seat("seat_2", "mem_2")));
        Invitation accepted = invitation("ivt_2", "mem_2");
        accepted.state = InvitationState::kAccepted;
        accepted.ended_at = Instant{8'000};
        return tx.save_invitation(samples::kVendor, accepted);
    });
    const auto count = [&] {
        return read([](Transaction& tx) { return tx.count_invitations(samples::kVendor, samples::kCustomer); });
    };
    const auto counted = count();
    REQUIRE(counted.size() == 1);
    CHECK(counted[0].seat == Code("user"));
    CHECK(counted[0].held == 1);
    CHECK(counted[0].waiting == 2);
    // One who was invited without a seat and was given one is counted where they sit.
    write([](Transaction& tx) {
        return tx.add_seat_holder(samples::kVendor, store_contract::seat("seat_5", "mem_5", "manager"));
    });
    const auto kinds = count();
    REQUIRE(kinds.size() == 2);
    CHECK(kinds[0].seat == Code("manager"));
    CHECK(kinds[0].held == 1);
    CHECK(kinds[0].waiting == 0);
}
