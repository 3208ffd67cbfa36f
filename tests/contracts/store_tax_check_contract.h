// When numbers are asked about again. Included by store_contract.h only.

STORE_CASE("a planned check takes the place of the one before, and is over when it is dropped") {
    add_customer();
    const auto found = [&] {
        return read([](Transaction& tx) { return tx.tax_checks().find(samples::kVendor, samples::kCustomer); });
    };
    const auto plan = [&](std::int64_t at) {
        write(
            [at](Transaction& tx) { return tx.tax_checks().plan(samples::kVendor, samples::kCustomer, Instant{at}); });
    };
    CHECK_FALSE(found().has_value());
    plan(5'000);
    plan(7'000);
    CHECK(found() == Instant{7'000});
    const auto is_any_due = [&](std::int64_t now) {
        return read([now](Transaction& tx) { return tx.tax_checks().is_any_due(samples::kVendor, Instant{now}); });
    };
    CHECK_FALSE(is_any_due(6'999));
    CHECK(is_any_due(7'000));
    CHECK_FALSE(read([](Transaction& tx) { return tx.tax_checks().is_any_due("other", Instant{9'000}); }));
    write([](Transaction& tx) { return tx.tax_checks().drop(samples::kVendor, samples::kCustomer); });
    CHECK_FALSE(found().has_value());
    CHECK_FALSE(is_any_due(7'000));
}

STORE_CASE("checks that are due are taken by one process, longest due first, and come again later") {
    for (const char* id : {"cus_1", "cus_2", "cus_3"}) add_customer(id, "sub_of_" + std::string(id));
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.tax_checks().plan(samples::kVendor, CustomerId("cus_1"), Instant{3'000}));
        TRY_VOID(tx.tax_checks().plan(samples::kVendor, CustomerId("cus_2"), Instant{1'000}));
        return tx.tax_checks().plan(samples::kVendor, CustomerId("cus_3"), Instant{9'000});
    });
    const auto claim = [&](std::int64_t now, int limit) {
        std::vector<CustomerId> taken;
        write([&](Transaction& tx) -> Result<void> {
            taken = TRY(tx.tax_checks().claim(samples::kVendor, Instant{now}, Instant{now + 500}, limit));
            return {};
        });
        return taken;
    };
    CHECK(claim(3'000, 1) == std::vector<CustomerId>{CustomerId("cus_2")});
    CHECK(claim(3'000, 5) == std::vector<CustomerId>{CustomerId("cus_1")});
    CHECK(claim(3'000, 5).empty());
    CHECK(claim(3'500, 5).size() == 2);
}
