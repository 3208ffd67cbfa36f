// What staff look for and look at. Included by store_contract.h only.

namespace {

/// "cus_1 cus_2", as many as `limit`, behind `after`.
std::string found_by(settle::store_contract::Fixture& fixture, const std::string& words, int limit = 10,
                     const std::string& after = {}, std::optional<SubscriptionState> state = {},
                     const std::string& plan = {}) {
    CustomerSearch search{.words = searched_words(words), .state = state};
    if (!plan.empty()) search.plan = samples::code(plan);
    std::string found;
    for (const CustomerId& id : fixture.read([&](Transaction& tx) {
             return desk_of(tx).find_customers(samples::kVendor, search, CustomerId(after), limit);
         }))
        found += (found.empty() ? "" : " ") + id.str();
    return found;
}

void add_named(settle::store_contract::Fixture& fixture, const std::string& id, const std::string& name,
               SubscriptionState state = SubscriptionState::kNone, const std::string& plan = {}) {
    fixture.write([&](Transaction& tx) -> Result<void> {
        Customer customer = samples::customer(id);
        customer.name = name;
        customer.billing = {};
        TRY_VOID(tx.add_customer(samples::kVendor, customer));
        Subscription subscription = samples::subscription(id, "sub_" + id);
        subscription.state = state;
        if (!plan.empty()) subscription.plan = samples::code(plan);
        return tx.add_subscription(samples::kVendor, subscription);
    });
}

}  // namespace

STORE_CASE("a customer is found by the start of each word, whatever its case and accents") {
    add_named(*this, "cus_1", "Société d’Études Boréales");
    add_named(*this, "cus_2", "Studio Boréal");
    add_named(*this, "cus_3", "Straße & Söhne");
    CHECK(found_by(*this, "boreal") == "cus_2 cus_1");
    CHECK(found_by(*this, "ÉTUD") == "cus_1");
    CHECK(found_by(*this, "bor stu") == "cus_2");
    CHECK(found_by(*this, "étude bor soc") == "cus_1");
    CHECK(found_by(*this, "strasse soh") == "cus_3");
    CHECK(found_by(*this, "oreal").empty());
    CHECK(found_by(*this, "boreal acme").empty());
}

STORE_CASE("a customer is found by the company and the address on its invoices") {
    add_customer();
    CHECK(found_by(*this, "muller") == "cus_1");
    CHECK(found_by(*this, "zoe@exa") == "cus_1");
    CHECK(found_by(*this, "Zoe@Example.com") == "cus_1");
    write([](Transaction& tx) -> Result<void> {
        Customer moved = TRY(tx.load_customer(samples::kVendor, samples::kCustomer));
        moved.billing.own().company = "Meier";
        moved.billing.own().email = "desk@example.org";
        return tx.save_customer(samples::kVendor, moved);
    });
    CHECK(found_by(*this, "muller").empty());
    CHECK(found_by(*this, "zoe").empty());
    CHECK(found_by(*this, "meier") == "cus_1");
    CHECK(found_by(*this, "acme") == "cus_1");
}

STORE_CASE("a customer is found by its people as long as they are there") {
    add_customer();
    write([](Transaction& tx) { return tx.add_member(samples::kVendor, samples::member("mem_1")); });
    CHECK(found_by(*this, "lovel ada") == "cus_1");
    CHECK(found_by(*this, "mem_1@example.com") == "cus_1");
    Member renamed = samples::member("mem_1");
    renamed.last_name = "King";
    write([&](Transaction& tx) { return tx.save_member(samples::kVendor, renamed); });
    CHECK(found_by(*this, "lovelace").empty());
    CHECK(found_by(*this, "king") == "cus_1");
    renamed.left_at = Instant{9'000};
    write([&](Transaction& tx) { return tx.save_member(samples::kVendor, renamed); });
    CHECK(found_by(*this, "king").empty());
    CHECK(found_by(*this, "ada").empty());
}

STORE_CASE("a member that cannot be saved leaves the words as they were") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_member(samples::kVendor, samples::member("mem_1")));
        return tx.add_member(samples::kVendor, samples::member("mem_2"));
    });
    Member twin = samples::member("mem_2");
    twin.email = "mem_1@example.com";
    twin.last_name = "King";
    write([&](Transaction& tx) -> Result<void> {
        CHECK(!tx.save_member(samples::kVendor, twin).has_value());
        return {};
    });
    CHECK(found_by(*this, "king").empty());
    CHECK(found_by(*this, "mem_2@") == "cus_1");
}

STORE_CASE("customers found by words come page by page, each once") {
    for (int i = 1; i <= 7; ++i) add_named(*this, fmt::format("cus_{}", i), fmt::format("Alpha Alpine {}", i % 3));
    std::string all, after;
    for (int page = 0; page < 4; ++page) {
        const std::string found = found_by(*this, "alp", 2, after);
        if (found.empty()) break;
        all += found + " | ";
        after = found.substr(found.rfind(' ') == std::string::npos ? 0 : found.rfind(' ') + 1);
    }
    CHECK(all == "cus_1 cus_2 | cus_3 cus_4 | cus_5 cus_6 | cus_7 | ");
}

STORE_CASE("words find the customers of one vendor, in a state and of a plan") {
    using enum SubscriptionState;
    add_named(*this, "cus_1", "Alpha", kActive, "pro");
    add_named(*this, "cus_2", "Alpha", kPastDue, "pro");
    add_named(*this, "cus_3", "Alpha", kActive, "basic");
    add_customer("cus_9", "sub_9", {1'000}, "other");
    CHECK(found_by(*this, "alpha", 10, {}, kActive) == "cus_1 cus_3");
    CHECK(found_by(*this, "alpha", 10, {}, {}, "pro") == "cus_1 cus_2");
    CHECK(found_by(*this, "alpha", 10, {}, kPastDue, "basic").empty());
    CHECK(found_by(*this, "acme").empty());
}

STORE_CASE("customers of a state come by plan, of a plan by state, the newest first, page by page") {
    using enum SubscriptionState;
    add_named(*this, "cus_1", "A", kActive, "pro");
    add_named(*this, "cus_2", "B", kActive, "basic");
    add_named(*this, "cus_3", "C", kActive, "pro");
    add_named(*this, "cus_4", "D", kEnded, "pro");
    add_named(*this, "cus_5", "E", kTrialing, "pro");
    CHECK(found_by(*this, "", 10, {}, kActive) == "cus_3 cus_1 cus_2");
    CHECK(found_by(*this, "", 2, "cus_3", kActive) == "cus_1 cus_2");
    CHECK(found_by(*this, "", 10, {}, {}, "pro") == "cus_5 cus_3 cus_1 cus_4");
    CHECK(found_by(*this, "", 2, "cus_5", {}, "pro") == "cus_3 cus_1");
    CHECK(found_by(*this, "", 2, "cus_1", {}, "pro") == "cus_4");
    CHECK(found_by(*this, "", 10, {}, kActive, "pro") == "cus_3 cus_1");
    CHECK(found_by(*this, "", 10, "cus_3", kActive, "pro") == "cus_1");
    CHECK(found_by(*this, "", 10, {}, kPaused).empty());
}

STORE_CASE("whose document has a number is told by its series") {
    add_customer();
    const Invoice issued = [&] {
        Invoice made = samples::invoice();
        write([&](Transaction& tx) -> Result<void> {
            made = TRY(tx.issue_invoice(samples::kVendor, made));
            return {};
        });
        return made;
    }();
    const int year = static_cast<int>(issued.issued_on.ymd().year());
    const auto owner = [&](InvoiceKind kind, std::int64_t number) {
        return read([&](Transaction& tx) {
                   return desk_of(tx).customer_of_document(samples::kVendor, kind, year, number);
               })
            .str();
    };
    CHECK(owner(InvoiceKind::kInvoice, 1) == "cus_1");
    CHECK(owner(InvoiceKind::kInvoice, 2).empty());
    CHECK(owner(InvoiceKind::kCreditNote, 1).empty());
}

STORE_CASE("acts come newest first, each with its events in their order") {
    add_customer();
    for (int i = 1; i <= 3; ++i)
        write([&](Transaction& tx) -> Result<void> {
            Event event = samples::event();
            event.at = Instant{i * 1'000};
            TRY_VOID(tx.add_event(samples::kVendor, event));
            return tx.add_event(samples::kVendor, event);
        });
    const auto acts = [&](std::int64_t before, int limit) {
        std::string told;
        for (const ActEvents& act : read([&](Transaction& tx) {
                 return desk_of(tx).acts_before(samples::kVendor, samples::kCustomer, before, limit);
             })) {
            for (const Event& event : act) told += fmt::format("{} ", event.sequence);
            told += "| ";
        }
        return told;
    };
    CHECK(acts(100, 2) == "5 6 | 3 4 | ");
    CHECK(acts(3, 10) == "1 2 | ");
    CHECK(acts(1, 10).empty());
}

STORE_CASE("a delivery that fails is listed, and can be hurried") {
    add_customer();
    add_customer("cus_2", "sub_2");
    for (const char* of : {"cus_1", "cus_2"})
        write([&](Transaction& tx) {
            Event event = samples::event(of);
            event.at = Instant{5'000};
            return tx.add_event(samples::kVendor, event);
        });
    const auto figures = [&] {
        return read([](Transaction& tx) { return desk_of(tx).figures(samples::kVendor, Instant{50'000}); });
    };
    CHECK(figures().deliveries_waiting == 2);
    CHECK(figures().deliveries_failing == 0);
    CHECK(figures().oldest_delivery == Instant{5'000});
    const auto taken = *transact(store(), [](Transaction& tx) { return tx.claim_outbox(Instant{9'000}, 60, 1); });
    REQUIRE(taken.size() == 1);
    const CustomerId of = taken[0].customer;
    write([&](Transaction& tx) { return tx.retry_outbox(taken[0], Instant{90'000'000}); });
    CHECK(figures().deliveries_failing == 1);
    const auto failing = read([](Transaction& tx) { return desk_of(tx).failing_deliveries(samples::kVendor, 10); });
    REQUIRE(failing.size() == 1);
    CHECK(failing[0].customer == of);
    CHECK(failing[0].customer_name == "Acme");
    CHECK(failing[0].tries == 1);
    CHECK(failing[0].happened_at == Instant{5'000});
    CHECK(failing[0].next_try_at == Instant{90'000'000});
    const auto hurry = [&](const CustomerId& whom) {
        return *transact(store(), [&](Transaction& tx) {
            return desk_of(tx).hurry_delivery(samples::kVendor, whom, Instant{60'000});
        });
    };
    CHECK(hurry(of));
    CHECK(!hurry(of));
    CHECK(!hurry(CustomerId(of.str() == "cus_1" ? "cus_2" : "cus_1")));
    CHECK(read([](Transaction& tx) { return desk_of(tx).failing_deliveries(samples::kVendor, 10); })[0].next_try_at ==
          Instant{60'000});
    CHECK(read([](Transaction& tx) { return desk_of(tx).failing_deliveries("other", 10); }).empty());
}

STORE_CASE("tries to be paid are listed newest first, page by page") {
    add_customer();
    for (const char* id : {"pay_1", "pay_2", "pay_3"})
        write([&](Transaction& tx) {
            PaymentAttempt attempt = samples::attempt(id);
            attempt.change = {};
            attempt.invoice = {};
            attempt.saved_method = {};
            attempt.state = AttemptState::kFailed;
            return tx.add_attempt(samples::kVendor, attempt);
        });
    const auto ids = [&](const std::string& after, int limit) {
        std::string told;
        for (const PaymentAttempt& attempt : read([&](Transaction& tx) {
                 return desk_of(tx).list_attempts(samples::kVendor, samples::kCustomer, PaymentAttemptId(after), limit);
             }))
            told += attempt.id.str() + " ";
        return told;
    };
    CHECK(ids("", 2) == "pay_3 pay_2 ");
    CHECK(ids("pay_2", 2) == "pay_1 ");
}
