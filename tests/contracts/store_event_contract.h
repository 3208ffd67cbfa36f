// Events, the acts they belong to, and what leaves the house. Included by store_contract.h only.

namespace {

Event event_at(std::int64_t micros, const std::string& of = "cus_1") {
    Event made = samples::event(of);
    made.at = Instant{micros};
    return made;
}

Result<void> add_events(Transaction& tx, int count) {
    for (int i = 0; i < count; ++i) TRY_VOID(tx.add_event(samples::kVendor, samples::event()));
    return {};
}

}  // namespace

STORE_CASE("an event is kept with every field and numbered in its customer's chain") {
    add_customer();
    add_customer("cus_2", "sub_2");
    const Event kept = samples::event();
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_event(samples::kVendor, kept));
        TRY_VOID(tx.add_event(samples::kVendor, samples::event("cus_2")));
        Event other = samples::event();
        other.type = "invoice.issued";
        other.data = {{"number", "\"1\" \\ \n€"}, {"number", ""}};
        other.personal.clear();
        return tx.add_event(samples::kVendor, other);
    });
    const auto events =
        read([](Transaction& tx) { return tx.list_events(samples::kVendor, samples::kCustomer, 0, 10); });
    REQUIRE(events.size() == 2);
    CHECK(events[0].id.str() == "evt_1-1");
    CHECK(events[0].customer == kept.customer);
    CHECK(events[0].type == kept.type);
    CHECK(events[0].actor.kind == kept.actor.kind);
    CHECK(events[0].actor.role == kept.actor.role);
    CHECK(events[0].actor.id == kept.actor.id);
    CHECK(events[0].on_behalf_of == kept.on_behalf_of);
    CHECK(events[0].reason == kept.reason);
    CHECK(events[0].at == kept.at);
    CHECK(events[0].data == kept.data);
    CHECK(events[0].personal == kept.personal);
    CHECK(events[0].sequence == 1);
    CHECK(events[0].hash.size() == 43);
    CHECK(events[1].id.str() == "evt_1-2");
    CHECK(events[1].sequence == 2);
    CHECK(events[1].type == "invoice.issued");
    CHECK(events[1].data == decltype(kept.data){{"number", "\"1\" \\ \n€"}, {"number", ""}});
    CHECK(events[1].personal.empty());
    CHECK(events[1].hash == events[0].hash);
}

STORE_CASE("one transaction, actor, moment and reason are one act; anything else is another") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        const Event same = samples::event();
        Event actor = same, behalf = same, reason = same, moment = same;
        actor.actor.id = "mem_2";
        behalf.on_behalf_of = "";
        reason.reason = "other";
        moment.at = Instant{7'001};
        for (const Event& event : {same, same, actor, behalf, reason, moment, moment})
            TRY_VOID(tx.add_event(samples::kVendor, event));
        return {};
    });
    write([](Transaction& tx) { return add_events(tx, 1); });
    const auto events =
        read([](Transaction& tx) { return tx.list_events(samples::kVendor, samples::kCustomer, 0, 10); });
    std::string acts;
    for (std::size_t i = 0; i < events.size(); ++i) {
        acts += i > 0 && events[i].hash == events[i - 1].hash ? "=" : " ";
        acts += std::to_string(events[i].sequence);
    }
    CHECK(acts == " 1=2 3 4 5 6=7 8");
    CHECK(events[2].actor.id == "mem_2");
    CHECK(events[6].at == Instant{7'001});
}

STORE_CASE("the events of a transaction are found in it") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(add_events(tx, 2));
        CHECK(TRY(tx.list_events(samples::kVendor, samples::kCustomer, 0, 10)).size() == 2);
        TRY_VOID(add_events(tx, 1));
        CHECK(TRY(tx.latest_events(samples::kVendor, samples::kCustomer, 1)).front().sequence == 3);
        CHECK(TRY(tx.claim_outbox(Instant{9'000}, 60, 10)).size() == 1);
        return {};
    });
}

STORE_CASE("an event that is added while reading is a broken contract") {
    add_customer();
    CHECK_THROWS_AS((void)store().read([](Transaction& tx) { return add_events(tx, 1); }), ContractViolation);
    CHECK(read([](Transaction& tx) { return tx.list_events(samples::kVendor, samples::kCustomer, 0, 10); }).empty());
}

STORE_CASE("personal data does not enter the hash, the facts do") {
    const auto hash_of = [&](const std::string& n, const Event& event) {
        add_customer("cus_" + n, "sub_" + n, {1'000}, "vendor-" + n);
        Event added = event;
        added.customer = CustomerId("cus_" + n);
        write([&](Transaction& tx) { return tx.add_event("vendor-" + n, added); });
        return read([&](Transaction& tx) { return tx.list_events("vendor-" + n, added.customer, 0, 1); }).front().hash;
    };
    const Event event = samples::event();
    Event erased = event;
    erased.personal.clear();
    Event other = event;
    other.data[1].second = "basic";
    CHECK(hash_of("1", event) == hash_of("2", erased));
    CHECK(hash_of("3", event) != hash_of("4", other));
}

STORE_CASE("events are listed behind a sequence number, wherever an act begins") {
    add_customer();
    for (const int count : {1, 4, 2}) write([&](Transaction& tx) { return add_events(tx, count); });
    for (std::int64_t after = -1; after <= 8; ++after)
        for (int limit = 1; limit <= 8; ++limit) {
            const auto events = read(
                [&](Transaction& tx) { return tx.list_events(samples::kVendor, samples::kCustomer, after, limit); });
            const std::int64_t first = std::max<std::int64_t>(after, 0) + 1;
            REQUIRE(std::ssize(events) == std::clamp<std::int64_t>(8 - first, 0, limit));
            for (std::size_t i = 0; i < events.size(); ++i)
                CHECK(events[i].sequence == first + static_cast<std::int64_t>(i));
        }
    const std::int64_t last = std::numeric_limits<std::int64_t>::max();
    CHECK(read([&](Transaction& tx) { return tx.list_events(samples::kVendor, samples::kCustomer, last, 1); }).empty());
}

STORE_CASE("the latest events of a customer come newest first") {
    add_customer();
    add_customer("cus_2", "sub_2");
    write([](Transaction& tx) { return add_events(tx, 2); });
    write([](Transaction& tx) { return add_events(tx, 3); });
    write([](Transaction& tx) { return tx.add_event(samples::kVendor, samples::event("cus_2")); });
    const auto events = read([](Transaction& tx) { return tx.latest_events(samples::kVendor, samples::kCustomer, 4); });
    REQUIRE(events.size() == 4);
    for (std::size_t i = 0; i < events.size(); ++i) CHECK(events[i].sequence == 5 - static_cast<std::int64_t>(i));
}

STORE_CASE("an act waits in the outbox from its instant on, and is taken once while its lease lasts") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_event(samples::kVendor, event_at(9'000)));
        return tx.add_event(samples::kVendor, event_at(9'000));
    });
    const auto claim = [&](std::int64_t now) {
        return *transact(store(), [&](Transaction& tx) { return tx.claim_outbox(Instant{now}, 1, 10); });
    };
    CHECK(claim(8'999).empty());
    const auto taken = claim(9'000);
    REQUIRE(taken.size() == 1);
    CHECK(taken[0].vendor == samples::kVendor);
    CHECK(taken[0].customer == samples::kCustomer);
    CHECK(taken[0].sequence == 1);
    CHECK(taken[0].leased_until == Instant{1'009'000});
    CHECK(taken[0].tries == 0);
    REQUIRE(taken[0].events.size() == 2);
    CHECK(taken[0].events[1].sequence == 2);
    CHECK(claim(1'008'999).empty());
    CHECK(claim(1'009'000).size() == 1);
}

STORE_CASE("a customer's acts leave one after the other, each after the one before was delivered") {
    for (const char* n : {"1", "2"}) add_customer(std::string("cus_") + n, std::string("sub_") + n);
    for (int i = 0; i < 3; ++i)
        for (const char* of : {"cus_1", "cus_2"})
            write([&](Transaction& tx) { return tx.add_event(samples::kVendor, event_at(5'000 + i, of)); });
    Instant now{10'000};
    std::string delivered;
    for (int turn = 0; turn < 4; ++turn) {
        const auto taken = *transact(store(), [&](Transaction& tx) { return tx.claim_outbox(now, 60, 10); });
        for (const OutboxEntry& entry : taken) {
            delivered += fmt::format("{}.{} ", entry.customer.str(), entry.sequence);
            write([&](Transaction& tx) { return tx.finish_outbox(entry); });
        }
    }
    CHECK(delivered == "cus_1.1 cus_2.1 cus_1.2 cus_2.2 cus_1.3 cus_2.3 ");
    write([](Transaction& tx) { return tx.add_event(samples::kVendor, event_at(6'000)); });
    const auto last = *transact(store(), [&](Transaction& tx) { return tx.claim_outbox(now, 60, 10); });
    REQUIRE(last.size() == 1);
    CHECK(last[0].sequence == 4);
    CHECK(store().verify().value().empty());
}

STORE_CASE("what could not be delivered is tried again later, before what comes after it") {
    add_customer();
    for (int i = 0; i < 2; ++i) write([&](Transaction& tx) { return add_events(tx, 1); });
    const auto claim = [&](std::int64_t now) {
        return *transact(store(), [&](Transaction& tx) { return tx.claim_outbox(Instant{now}, 60, 10); });
    };
    const auto taken = claim(8'000);
    REQUIRE(taken.size() == 1);
    write([&](Transaction& tx) { return tx.retry_outbox(taken[0], Instant{20'000}); });
    CHECK(claim(19'999).empty());
    const auto again = claim(20'000);
    REQUIRE(again.size() == 1);
    CHECK(again[0].sequence == 1);
    CHECK(again[0].tries == 1);
    write([&](Transaction& tx) { return tx.finish_outbox(again[0]); });
    const auto next = claim(20'000);
    REQUIRE(next.size() == 1);
    CHECK(next[0].sequence == 2);
    CHECK(next[0].tries == 0);
}

STORE_CASE("who comes late with a delivery changes nothing for who took it meanwhile") {
    add_customer();
    for (int i = 0; i < 2; ++i) write([&](Transaction& tx) { return add_events(tx, 1); });
    const auto claim = [&](std::int64_t now) {
        return *transact(store(), [&](Transaction& tx) { return tx.claim_outbox(Instant{now}, 1, 10); });
    };
    const auto slow = claim(8'000), quick = claim(2'000'000);
    REQUIRE(slow.size() == 1);
    REQUIRE(quick.size() == 1);
    write([&](Transaction& tx) { return tx.finish_outbox(slow[0]); });
    write([&](Transaction& tx) { return tx.retry_outbox(slow[0], Instant{0}); });
    CHECK(claim(2'000'000).empty());
    write([&](Transaction& tx) { return tx.finish_outbox(quick[0]); });
    const auto next = claim(2'000'000);
    REQUIRE(next.size() == 1);
    CHECK(next[0].sequence == 2);
}

STORE_CASE("the outbox gives the longest waiting first, of all vendors, as many as asked for") {
    int micros = 9'000;
    for (const char* vendor : {"acme", "other", "third"}) {
        add_customer("cus_1", "sub_1", {1'000}, vendor);
        write([&](Transaction& tx) { return tx.add_event(vendor, event_at(--micros)); });
    }
    const auto taken = *transact(store(), [&](Transaction& tx) { return tx.claim_outbox(Instant{10'000}, 60, 2); });
    REQUIRE(taken.size() == 2);
    CHECK(taken[0].vendor == "third");
    CHECK(taken[1].vendor == "other");
}

STORE_CASE("of four who deliver at once, each act is taken by one, in the order of its customer") {
    constexpr int kCustomers = 12, kActs = 5;
    for (int i = 0; i < kCustomers; ++i) add_customer(fmt::format("cus_{}", i), fmt::format("sub_{}", i));
    for (int act = 0; act < kActs; ++act)
        write([&](Transaction& tx) -> Result<void> {
            for (int i = 0; i < kCustomers; ++i)
                TRY_VOID(tx.add_event(samples::kVendor, event_at(1'000 + act, fmt::format("cus_{}", i))));
            return {};
        });
    std::mutex mutex;
    std::map<std::string, std::int64_t> delivered;
    std::atomic<int> wrong = 0, count = 0;
    at_once(4, [&](int) {
        for (int idle = 0; idle < 50 && count < kCustomers * kActs;) {
            const auto taken =
                transact(store(), [](Transaction& tx) { return tx.claim_outbox(Instant{10'000}, 60, 3); });
            if (!taken) ++wrong;
            if (!taken || taken->empty()) ++idle;
            if (!taken) continue;
            for (const OutboxEntry& entry : *taken) {
                {
                    const std::lock_guard lock(mutex);
                    if (++delivered[entry.customer.str()] != entry.sequence) ++wrong;
                }
                ++count;
                if (!store().write([&](Transaction& tx) { return tx.finish_outbox(entry); })) ++wrong;
            }
        }
    });
    CHECK(wrong == 0);
    CHECK(count == kCustomers * kActs);
}
