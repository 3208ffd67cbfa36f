// Links, sessions, keys and repetition. Included by store_contract.h only.

STORE_CASE("a sign-in link is kept with every field and works once") {
    const SignInLink kept = samples::link();
    write([&](Transaction& tx) { return tx.add_sign_in_link(kept); });
    write([&](Transaction& tx) -> Result<void> {
        const SignInLink taken = TRY(tx.take_sign_in_link(kept.token_hash, Instant{8'999}));
        CHECK(taken.token_hash == kept.token_hash);
        CHECK(taken.vendor == kept.vendor);
        CHECK(taken.actor.kind == kept.actor.kind);
        CHECK(taken.actor.role == kept.actor.role);
        CHECK(taken.actor.id == kept.actor.id);
        CHECK(taken.customer == kept.customer);
        CHECK(taken.member == kept.member);
        CHECK(taken.target == kept.target);
        CHECK(taken.expires_at == kept.expires_at);
        CHECK(!taken.reusable);
        return {};
    });
    CHECK(refusal([&](Transaction& tx) -> Result<void> {
              TRY(tx.take_sign_in_link(kept.token_hash, Instant{8'999}));
              return {};
          }) == ErrorCode::kSignInLinkSpent);
}

STORE_CASE("a sign-in link is spent when it expires, or was never made") {
    write([](Transaction& tx) { return tx.add_sign_in_link(samples::link()); });
    for (const auto& [hash, now] : {std::pair("link-1", 9'000), std::pair("link-2", 1)})
        CHECK(refusal([&](Transaction& tx) -> Result<void> {
                  TRY(tx.take_sign_in_link(hash, Instant{now}));
                  return {};
              }) == ErrorCode::kSignInLinkSpent);
}

STORE_CASE("a reusable sign-in link works until it expires") {
    SignInLink link = samples::link();
    link.reusable = true;
    write([&](Transaction& tx) { return tx.add_sign_in_link(link); });
    for (int i = 0; i < 3; ++i)
        write([&](Transaction& tx) -> Result<void> {
            CHECK(TRY(tx.take_sign_in_link(link.token_hash, Instant{8'000})).reusable);
            return {};
        });
}

STORE_CASE("a link that was taken in a failed transaction still works") {
    write([](Transaction& tx) { return tx.add_sign_in_link(samples::link()); });
    CHECK(refusal([](Transaction& tx) -> Result<void> {
              TRY(tx.take_sign_in_link("link-1", Instant{1}));
              return fail(ErrorCode::kInternal);
          }) == ErrorCode::kInternal);
    write([](Transaction& tx) -> Result<void> {
        TRY(tx.take_sign_in_link("link-1", Instant{1}));
        return {};
    });
}

STORE_CASE("a session is kept with every field until it expires or ends") {
    const Session kept = samples::session();
    write([&](Transaction& tx) { return tx.add_session(kept); });
    const auto find = [&](std::int64_t now) {
        return read([&](Transaction& tx) { return tx.find_session(kept.token_hash, Instant{now}); });
    };
    const auto found = find(8'999);
    REQUIRE(found);
    CHECK(found->token_hash == kept.token_hash);
    CHECK(found->vendor == kept.vendor);
    CHECK(found->actor.kind == kept.actor.kind);
    CHECK(found->actor.role == kept.actor.role);
    CHECK(found->actor.id == kept.actor.id);
    CHECK(found->customer == kept.customer);
    CHECK(found->member == kept.member);
    CHECK(found->csrf_token == kept.csrf_token);
    CHECK(found->expires_at == kept.expires_at);
    CHECK(!find(9'000));
    for (const bool was_there : {true, false})
        write([&](Transaction& tx) -> Result<void> {
            CHECK(TRY(tx.delete_session(kept.token_hash)) == was_there);
            return {};
        });
    CHECK(!find(1));
}

STORE_CASE("staff have sessions without customer or member") {
    Session staff = samples::session("staff");
    staff.actor = {.kind = Actor::Kind::kStaff, .role = {}, .id = "staff_1"};
    staff.customer = {};
    staff.member = {};
    write([&](Transaction& tx) { return tx.add_session(staff); });
    const auto found = read([](Transaction& tx) { return tx.find_session("staff", Instant{1}); });
    REQUIRE(found);
    CHECK(found->actor.kind == Actor::Kind::kStaff);
    CHECK(found->actor.role.empty());
    CHECK(found->customer.empty());
    CHECK(found->member.empty());
}

STORE_CASE("an API key is found by its secret") {
    const ApiKey kept{
        .id = "key_1", .secret_hash = "hash", .vendor = samples::kVendor, .name = "Backend", .created_at = {5}};
    write([&](Transaction& tx) { return tx.add_api_key(kept); });
    const auto found = read([](Transaction& tx) { return tx.find_api_key("hash"); });
    REQUIRE(found);
    CHECK(found->id == kept.id);
    CHECK(found->secret_hash == kept.secret_hash);
    CHECK(found->vendor == kept.vendor);
    CHECK(found->name == kept.name);
    CHECK(found->created_at == kept.created_at);
    CHECK(!read([](Transaction& tx) { return tx.find_api_key("else"); }));
    CHECK(refusal([&](Transaction& tx) { return tx.add_api_key(kept); }) == ErrorCode::kAlreadyExists);
}

STORE_CASE("an idempotency key is used once per vendor, caller and route") {
    const KeyUse kept = samples::key_use();
    write([&](Transaction& tx) { return tx.add_key_use(kept); });
    CHECK(refusal([&](Transaction& tx) { return tx.add_key_use(kept); }) == ErrorCode::kAlreadyExists);
    KeyUse other = kept;
    other.vendor = "other";
    write([&](Transaction& tx) { return tx.add_key_use(other); });
    other = kept;
    other.caller = "mem_2";
    write([&](Transaction& tx) { return tx.add_key_use(other); });
    other = kept;
    other.route = "subscribe";
    write([&](Transaction& tx) { return tx.add_key_use(other); });
}

STORE_CASE("the answer of an idempotency key is kept for a replay") {
    KeyUse use = samples::key_use();
    write([&](Transaction& tx) { return tx.add_key_use(use); });
    const auto find = [&] {
        return read(
            [](Transaction& tx) { return tx.find_key_use(samples::kVendor, "mem_1", "confirm_change", "k-1"); });
    };
    REQUIRE(find());
    CHECK(find()->status == 0);
    use.status = 201;
    use.content_type = "application/json";
    use.body = std::string("{\"zero\":\"\0\"}", 12);
    write([&](Transaction& tx) { return tx.store_answer(use); });
    const auto found = find();
    CHECK(found->vendor == use.vendor);
    CHECK(found->caller == use.caller);
    CHECK(found->route == use.route);
    CHECK(found->key == use.key);
    CHECK(found->request_hash == use.request_hash);
    CHECK(found->resource == use.resource);
    CHECK(found->status == 201);
    CHECK(found->content_type == use.content_type);
    CHECK(found->body == use.body);
    CHECK(found->created_at == use.created_at);
    CHECK(!read([](Transaction& tx) { return tx.find_key_use(samples::kVendor, "mem_1", "confirm_change", "k-2"); }));
    CHECK(refusal([](Transaction& tx) { return tx.store_answer(samples::key_use("k-404")); }) == ErrorCode::kNotFound);
}

STORE_CASE("what a reader thinks of a page is kept") {
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_feedback(samples::kVendor, "/help", "useful", Instant{1}));
        return tx.add_feedback(samples::kVendor, "/help", "useful", Instant{1});
    });
}
