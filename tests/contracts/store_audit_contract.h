// What staff did, in a chain of its own. Included by store_contract.h only.

namespace {

Event by_staff(const std::string& person, std::int64_t second, const std::string& type = "credit.given",
               const std::string& of = "cus_1") {
    Event event = samples::event(of);
    event.type = type;
    event.actor = {Actor::Kind::kStaff, "finance", person};
    event.at = Instant{}.plus_seconds(second);
    return event;
}

/// "3 2 1": the places of the entries found.
std::string logged(settle::store_contract::Fixture& fixture, const AuditFilter& filter, std::int64_t before = 1'000,
                   int limit = 10, const VendorName& vendor = samples::kVendor) {
    std::string found;
    for (const AuditEntry& entry :
         fixture.read([&](Transaction& tx) { return audit_of(tx).list_entries(vendor, filter, before, limit); }))
        found += (found.empty() ? "" : " ") + fmt::to_string(entry.sequence);
    return found;
}

}  // namespace

STORE_CASE("what staff do is logged with the act, and what others do is not") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_event(samples::kVendor, samples::event()));
        return tx.add_event(samples::kVendor, by_staff("sam", 5));
    });
    const auto entries =
        read([](Transaction& tx) { return audit_of(tx).list_entries(samples::kVendor, {}, 1'000, 10); });
    REQUIRE(entries.size() == 1);
    const AuditEntry& entry = entries.front();
    CHECK(entry.sequence == 1);
    CHECK(entry.verb == "credit.given");
    CHECK(entry.actor == Actor{Actor::Kind::kStaff, "finance", "sam"});
    CHECK(entry.customer == samples::kCustomer);
    CHECK(entry.reason == "because");
    CHECK(entry.at == Instant{}.plus_seconds(5));
    CHECK(entry.facts == samples::event().data);
    CHECK(entry.personal == samples::event().personal);
    CHECK(entry.act == 2);
    CHECK(!entry.hash.empty());
    CHECK(store().verify().value().empty());
}

STORE_CASE("what fails leaves no entry, and the next takes its place") {
    add_customer();
    CHECK(refusal([](Transaction& tx) -> Result<void> {
              TRY_VOID(tx.add_event(samples::kVendor, by_staff("sam", 5)));
              TRY_VOID(audit_of(tx).add_entry(samples::kVendor, {.at = {},
                                                                 .actor = {},
                                                                 .verb = "x",
                                                                 .customer = {},
                                                                 .subject = {},
                                                                 .reason = {},
                                                                 .facts = {},
                                                                 .personal = {}}));
              return fail(ErrorCode::kNotFound);
          }) == ErrorCode::kNotFound);
    CHECK(logged(*this, {}).empty());
    write([](Transaction& tx) { return tx.add_event(samples::kVendor, by_staff("sam", 6)); });
    CHECK(logged(*this, {}) == "1");
    CHECK(store().verify().value().empty());
}

STORE_CASE("what makes no event is logged by itself, about a customer or about nobody") {
    write([](Transaction& tx) {
        return audit_of(tx).add_entry(samples::kVendor, {.at = Instant{7},
                                                         .actor = {Actor::Kind::kStaff, "admin", "sam"},
                                                         .verb = "bill_run.started",
                                                         .customer = {},
                                                         .subject = "run_1",
                                                         .reason = {},
                                                         .facts = {},
                                                         .personal = {}});
    });
    const auto entries =
        read([](Transaction& tx) { return audit_of(tx).list_entries(samples::kVendor, {}, 1'000, 10); });
    REQUIRE(entries.size() == 1);
    CHECK(entries.front().customer.empty());
    CHECK(entries.front().subject == "run_1");
    CHECK(store().verify().value().empty());
}

STORE_CASE("the log is searched by person, customer, kind and time, page by page, and each vendor has its own") {
    add_customer();
    add_customer("cus_2", "sub_2");
    add_customer("cus_3", "sub_3", {1'000}, "other");
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_event(samples::kVendor, by_staff("ann", 1)));
        TRY_VOID(tx.add_event(samples::kVendor, by_staff("sam", 2, "trial.extended", "cus_2")));
        return tx.add_event("other", by_staff("ann", 3, "credit.given", "cus_3"));
    });
    write([](Transaction& tx) { return tx.add_event(samples::kVendor, by_staff("sam", 4)); });
    write([](Transaction& tx) { return tx.add_event(samples::kVendor, by_staff("sam", 5, "credit.given", "cus_2")); });
    CHECK(logged(*this, {}) == "4 3 2 1");
    CHECK(logged(*this, {}, 1'000, 10, "other") == "1");
    CHECK(logged(*this, {}, 1'000, 2) == "4 3");
    CHECK(logged(*this, {}, 3, 2) == "2 1");
    CHECK(logged(*this, {.person = "sam", .customer = {}, .verb = {}}) == "4 3 2");
    CHECK(logged(*this, {.person = {}, .customer = CustomerId("cus_2"), .verb = {}}) == "4 2");
    CHECK(logged(*this, {.person = {}, .customer = {}, .verb = "credit.given"}) == "4 3 1");
    CHECK(logged(*this, {.person = "sam", .customer = CustomerId("cus_2"), .verb = "credit.given"}) == "4");
    CHECK(logged(*this, {.person = {}, .customer = CustomerId("cus_2"), .verb = "credit.given"}) == "4");
    const auto second = [](std::int64_t n) { return std::optional(Instant{}.plus_seconds(n)); };
    CHECK(logged(*this, {.person = {}, .customer = {}, .verb = {}, .from = second(2), .until = second(5)}) == "3 2");
    CHECK(logged(*this, {.person = "sam", .customer = {}, .verb = {}, .from = second(3)}) == "4 3");
    CHECK(logged(*this, {.person = {}, .customer = {}, .verb = {}, .until = second(1)}).empty());
    CHECK(logged(*this, {.person = {}, .customer = {}, .verb = {}, .from = second(9)}).empty());
    CHECK(store().verify().value().empty());
}

STORE_CASE("those who append to one log at the same time lose no entry") {
    for (int i = 1; i <= 4; ++i) add_customer(fmt::format("cus_{}", i), fmt::format("sub_{}", i));
    std::vector<std::thread> people;
    std::atomic<int> failures = 0;
    for (int i = 1; i <= 4; ++i)
        people.emplace_back([&, i] {
            for (int n = 0; n < 5; ++n) {
                const auto done = store().write([&](Transaction& tx) {
                    return tx.add_event(samples::kVendor, by_staff(fmt::format("p{}", i), 10 + n, "credit.given",
                                                                   fmt::format("cus_{}", i)));
                });
                if (!done) ++failures;
            }
        });
    for (std::thread& one : people) one.join();
    CHECK(failures == 0);
    CHECK(read([](Transaction& tx) { return audit_of(tx).list_entries(samples::kVendor, {}, 1'000, 100); }).size() ==
          20);
    CHECK(store().verify().value().empty());
}
