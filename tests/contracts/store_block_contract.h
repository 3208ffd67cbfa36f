// Customers that staff shut out. Included by store_contract.h only.

STORE_CASE("a customer is shut out once, signs out with it, and is let in again") {
    add_customer();
    const CustomerBlock block{samples::kCustomer, "sam", "because ✓", Instant{5}};
    CHECK(!read([](Transaction& tx) { return blocks_of(tx).find_block(samples::kVendor, samples::kCustomer); }));
    write([&](Transaction& tx) { return blocks_of(tx).add_block(samples::kVendor, block); });
    const auto found =
        read([](Transaction& tx) { return blocks_of(tx).find_block(samples::kVendor, samples::kCustomer); });
    REQUIRE(found);
    CHECK(found->customer == block.customer);
    CHECK(found->by == "sam");
    CHECK(found->reason == "because ✓");
    CHECK(found->since == Instant{5});
    CHECK(refusal([&](Transaction& tx) { return blocks_of(tx).add_block(samples::kVendor, block); }) ==
          ErrorCode::kAlreadyExists);
    CHECK(!read([](Transaction& tx) { return blocks_of(tx).find_block("other", samples::kCustomer); }));
    bool was_there = false;
    write([&](Transaction& tx) -> Result<void> {
        was_there = TRY(blocks_of(tx).remove_block(samples::kVendor, samples::kCustomer));
        return {};
    });
    CHECK(was_there);
    write([&](Transaction& tx) -> Result<void> {
        was_there = TRY(blocks_of(tx).remove_block(samples::kVendor, samples::kCustomer));
        return {};
    });
    CHECK(!was_there);
}
