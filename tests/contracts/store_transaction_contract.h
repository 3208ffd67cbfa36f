// What a transaction promises, alone and beside others. Included by store_contract.h only.

STORE_CASE("a transaction sees what it wrote") {
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_customer(samples::kVendor, samples::customer()));
        CHECK(TRY(tx.load_customer(samples::kVendor, samples::kCustomer)).name == "Acme");
        return {};
    });
}

STORE_CASE("a transaction that fails leaves nothing behind") {
    CHECK(refusal([](Transaction& tx) -> Result<void> {
              TRY_VOID(tx.add_customer(samples::kVendor, samples::customer()));
              return fail(ErrorCode::kRoleRequired, "field", "detail");
          }) == ErrorCode::kRoleRequired);
    CHECK(read([](Transaction& tx) { return tx.list_customers(samples::kVendor, {}); }).empty());
}

STORE_CASE("a transaction that throws leaves nothing behind and the store works on") {
    CHECK_THROWS_AS((void)store().write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_customer(samples::kVendor, samples::customer()));
        throw std::runtime_error("torn");
    }),
                    std::runtime_error);
    CHECK(read([](Transaction& tx) { return tx.list_customers(samples::kVendor, {}); }).empty());
    add_customer();
}

STORE_CASE("an error that is handled inside does not undo the rest") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_member(samples::kVendor, samples::member()));
        CHECK(!tx.add_customer(samples::kVendor, samples::customer()));
        return tx.add_member(samples::kVendor, samples::member("mem_2"));
    });
    CHECK(read([](Transaction& tx) { return tx.list_members(samples::kVendor, samples::kCustomer); }).size() == 2);
}

STORE_CASE("writing while reading is a broken contract and writes nothing") {
    CHECK_THROWS_AS(
        (void)store().read([](Transaction& tx) { return tx.add_customer(samples::kVendor, samples::customer()); }),
        ContractViolation);
    CHECK(read([](Transaction& tx) { return tx.list_customers(samples::kVendor, {}); }).empty());
    add_customer();
}

STORE_CASE("an error of a read is answered") {
    const auto outcome = store().read([](Transaction&) -> Result<void> { return fail(ErrorCode::kRoleRequired); });
    REQUIRE(!outcome.has_value());
    CHECK(outcome.error().code == ErrorCode::kRoleRequired);
}

STORE_CASE("a write inside a write is a broken contract") {
    CHECK_THROWS_AS((void)store().write(
                        [&](Transaction&) { return store().write([](Transaction&) -> Result<void> { return {}; }); }),
                    ContractViolation);
    add_customer();
}

STORE_CASE("nothing to find in an empty store") {
    const auto findings = store().verify();
    REQUIRE(findings.has_value());
    CHECK(findings->empty());
}

STORE_CASE("texts are kept byte for byte") {
    Customer kept = samples::customer();
    kept.name = std::string("'; DROP TABLE customer; --\0\n\t€😀", 36);
    kept.billing.own().company = "\"quotes\" \\ back\x01slash";
    write([&](Transaction& tx) { return tx.add_customer(samples::kVendor, kept); });
    const auto found = read([](Transaction& tx) { return tx.load_customer(samples::kVendor, samples::kCustomer); });
    CHECK(found.name == kept.name);
    CHECK(found.billing->company == kept.billing->company);
}

STORE_CASE("amounts and instants are kept to the last unit") {
    add_customer();
    for (const std::int64_t edge :
         {std::int64_t{0}, std::int64_t{-1}, (std::int64_t{1} << 53) + 1, std::numeric_limits<std::int64_t>::max(),
          std::numeric_limits<std::int64_t>::min()}) {
        ChangeOrder kept = samples::order("chg_" + std::to_string(edge), "");
        kept.state = OrderState::kFailed;
        kept.due = Money(edge, kEuro);
        kept.created_at = Instant{edge};
        write([&](Transaction& tx) { return tx.add_order(samples::kVendor, kept); });
        const auto found =
            read([&](Transaction& tx) { return tx.load_order(samples::kVendor, samples::kCustomer, kept.id); });
        CHECK(found.due == kept.due);
        CHECK(found.created_at == kept.created_at);
    }
}

STORE_CASE("numbers stay gap-free while eight writers issue and some fail") {
    constexpr int kWriters = 8, kTurns = 40;
    for (int i = 0; i < kWriters; ++i) add_customer("cus_" + std::to_string(i), "sub_" + std::to_string(i));
    std::atomic<int> unexpected = 0, issued = 0;
    const auto run = [&](int writer) {
        for (int turn = 0; turn < kTurns; ++turn) {
            Invoice invoice = samples::invoice(
                fmt::format("inv_{}_{}", writer, turn), InvoiceReason::kRenewal,
                {add_months(Date(2026, 1, 1), turn % 30), add_months(Date(2026, 1, 1), turn % 30 + 1)});
            invoice.issued_on = samples::day("2026-05-05");
            invoice.customer = CustomerId("cus_" + std::to_string(writer));
            invoice.subscription = SubscriptionId("sub_" + std::to_string(writer));
            const auto work = [&](Transaction& tx) -> Result<void> {
                TRY(tx.issue_invoice(samples::kVendor, invoice));
                if (turn % 7 == 3) return fail(ErrorCode::kInternal);
                if (turn % 7 == 5) throw std::runtime_error("torn");
                return {};
            };
            try {
                const auto outcome = store().write(work);
                if (outcome) ++issued;
                else if (outcome.error().code != ErrorCode::kInternal &&
                         outcome.error().code != ErrorCode::kAlreadyExists)
                    ++unexpected;
            } catch (const std::runtime_error&) {
                if (turn % 7 != 5) ++unexpected;
            }
        }
    };
    std::vector<std::thread> threads;
    for (int writer = 0; writer < kWriters; ++writer) threads.emplace_back(run, writer);
    for (std::thread& thread : threads) thread.join();
    CHECK(unexpected == 0);
    CHECK(issued > 0);
    std::set<std::string> numbers;
    for (int writer = 0; writer < kWriters; ++writer)
        for (const Invoice& invoice : read([&](Transaction& tx) {
                 return tx.list_invoices(samples::kVendor, CustomerId("cus_" + std::to_string(writer)));
             }))
            numbers.insert(invoice.number);
    CHECK(static_cast<int>(numbers.size()) == issued);
    CHECK(*numbers.begin() == "2026-0001");
    CHECK(*numbers.rbegin() == fmt::format("2026-{:04}", issued.load()));
}

STORE_CASE("of eight who save one version, one succeeds") {
    add_customer();
    const Subscription loaded = samples::subscription();
    std::atomic<int> saved = 0, stale = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            const auto outcome =
                store().write([&](Transaction& tx) { return tx.save_subscription(samples::kVendor, loaded); });
            if (outcome) ++saved;
            else if (outcome.error().code == ErrorCode::kVersionStale) ++stale;
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(saved == 1);
    CHECK(stale == 7);
}

STORE_CASE("readers beside writers see whole transactions only") {
    write([](Transaction& tx) { return tx.add_customer(samples::kVendor, samples::customer()); });
    std::atomic<bool> done = false;
    std::atomic<int> torn = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i)
        readers.emplace_back([&] {
            while (!done) {
                const auto members = look_up(
                    store(), [](Transaction& tx) { return tx.list_members(samples::kVendor, samples::kCustomer); });
                if (!members || members->size() % 2 != 0) ++torn;
            }
        });
    for (int i = 0; i < 50; ++i)
        write([&](Transaction& tx) -> Result<void> {
            TRY_VOID(tx.add_member(samples::kVendor, samples::member(fmt::format("mem_{}_a", i))));
            return tx.add_member(samples::kVendor, samples::member(fmt::format("mem_{}_b", i)));
        });
    done = true;
    for (std::thread& reader : readers) reader.join();
    CHECK(torn == 0);
}
