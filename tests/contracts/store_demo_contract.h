// Demos that were asked for. Included by store_contract.h only.

namespace {

Demo sample_demo(const std::string& id, Instant at, const std::string& email) {
    Demo demo;
    demo.id = DemoId(id);
    demo.state = DemoState::kScheduled;
    demo.company = "Boréal";
    demo.first_name = "Nora";
    demo.last_name = "Tremblay";
    demo.email = email;
    demo.phone = "+1 514 555 0100";
    demo.language = "fr";
    demo.time_zone = "America/Toronto";
    demo.wished_at = Instant{7'000};
    demo.expected.set("user", 40);
    demo.message = "Friday?";
    demo.slot_at = Instant{8'000};
    demo.created_at = at;
    demo.due_at = Instant{9'000};
    return demo;
}

}  // namespace

STORE_CASE("a demo is kept with every field, and with what happened to it in order") {
    add_customer();
    Demo kept = sample_demo("demo_1", Instant{1}, "Nora@boreal.example");
    write([&](Transaction& tx) { return demos_of(tx).add_demo(samples::kVendor, kept); });
    kept.state = DemoState::kWon;
    kept.slot_at.reset();
    kept.lost_reason = "none";
    kept.became = samples::kCustomer;
    kept.change = ChangeId("chg_1");
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(demos_of(tx).save_demo(samples::kVendor, kept));
        for (const auto kind : {DemoStep::Kind::kAsked, DemoStep::Kind::kNote})
            TRY_VOID(demos_of(tx).add_demo_step(samples::kVendor,
                                                {.kind = kind,
                                                 .demo = kept.id,
                                                 .by = {.kind = Actor::Kind::kStaff, .role = {}, .id = "sam"},
                                                 .slot_at = Instant{8'000},
                                                 .text = "hm",
                                                 .at = Instant{3}}));
        return {};
    });
    CHECK(refusal([&](Transaction& tx) { return demos_of(tx).save_demo(samples::kVendor, kept); }) ==
          ErrorCode::kVersionStale);
    const auto found = read([&](Transaction& tx) { return demos_of(tx).find_demo(samples::kVendor, kept.id); });
    REQUIRE(found);
    CHECK(found->version == 2);
    CHECK(found->state == kept.state);
    CHECK(found->company == kept.company);
    CHECK(found->first_name == kept.first_name);
    CHECK(found->last_name == kept.last_name);
    CHECK(found->email == kept.email);
    CHECK(found->phone == kept.phone);
    CHECK(found->language == kept.language);
    CHECK(found->time_zone == kept.time_zone);
    CHECK(found->wished_at == kept.wished_at);
    CHECK(found->expected == kept.expected);
    CHECK(found->message == kept.message);
    CHECK(!found->slot_at);
    CHECK(found->lost_reason == kept.lost_reason);
    CHECK(found->became == kept.became);
    CHECK(found->change == kept.change);
    CHECK(found->created_at == kept.created_at);
    CHECK(found->due_at == kept.due_at);
    const auto steps = read([&](Transaction& tx) { return demos_of(tx).demo_steps(samples::kVendor, kept.id); });
    REQUIRE(steps.size() == 2);
    CHECK(steps[0].kind == DemoStep::Kind::kAsked);
    CHECK(steps[1].kind == DemoStep::Kind::kNote);
    CHECK(steps[1].by.id == "sam");
    CHECK(steps[1].slot_at == Instant{8'000});
    CHECK(steps[1].text == "hm");
    CHECK(steps[1].at == Instant{3});
    CHECK(!read([&](Transaction& tx) { return demos_of(tx).find_demo("another", kept.id); }));
}

STORE_CASE("one demo of an address is open, however it is written, and one that is over is in nobody's way") {
    Demo first = sample_demo("demo_1", Instant{1}, "nora@boreal.example");
    const Demo second = sample_demo("demo_2", Instant{2}, "NORA@boreal.example");
    write([&](Transaction& tx) { return demos_of(tx).add_demo(samples::kVendor, first); });
    CHECK(refusal([&](Transaction& tx) { return demos_of(tx).add_demo(samples::kVendor, second); }) ==
          ErrorCode::kAlreadyExists);
    const auto open = [&](std::string_view email) {
        return read([&](Transaction& tx) { return demos_of(tx).open_demo_of(samples::kVendor, email); });
    };
    CHECK(open("Nora@Boreal.example")->id == first.id);
    CHECK(!open("other@boreal.example"));
    first.state = DemoState::kLost;
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(demos_of(tx).save_demo(samples::kVendor, first));
        return demos_of(tx).add_demo(samples::kVendor, second);
    });
    CHECK(open("nora@boreal.example")->id == second.id);
}

STORE_CASE("demos are listed newest first, page by page, open ones and those that are over") {
    write([](Transaction& tx) -> Result<void> {
        for (int i = 1; i <= 5; ++i) {
            Demo demo = sample_demo(fmt::format("demo_{}", i), Instant{i / 2}, fmt::format("n{}@b.example", i));
            if (i == 2) demo.state = DemoState::kLost;
            TRY_VOID(demos_of(tx).add_demo(samples::kVendor, demo));
        }
        return {};
    });
    const auto ids = [&](DemoGroup group, const Page& page) {
        std::string listed;
        for (const Demo& demo :
             read([&](Transaction& tx) { return demos_of(tx).list_demos(samples::kVendor, group, page); }))
            listed += demo.id.str() + " ";
        return listed;
    };
    CHECK(ids(DemoGroup::kAll, {.after = "", .limit = 50}) == "demo_5 demo_4 demo_3 demo_2 demo_1 ");
    CHECK(ids(DemoGroup::kOpen, {.after = "", .limit = 2}) == "demo_5 demo_4 ");
    CHECK(ids(DemoGroup::kOpen, {.after = "demo_4", .limit = 50}) == "demo_3 demo_1 ");
    CHECK(ids(DemoGroup::kOver, {.after = "", .limit = 50}) == "demo_2 ");
    CHECK(ids(DemoGroup::kAll, {.after = "demo_404", .limit = 50}).empty());
}
