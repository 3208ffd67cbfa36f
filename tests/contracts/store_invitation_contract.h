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
    CHECK(all[0].id.str() == "ivt_2");
}
