// Several at once, and values at the edge. Included by store_contract.h only.

namespace {

/// `count` threads do `work` at the same time; each gets its number.
void at_once(int count, const std::function<void(int)>& work) {
    std::vector<std::jthread> threads;
    for (int i = 0; i < count; ++i) threads.emplace_back([&work, i] { work(i); });
}

Event small_event(const std::string& mark, const std::string& of = "cus_1") {
    Event made;
    made.customer = CustomerId(of);
    made.type = "subscription.changed";
    made.actor = samples::owner();
    made.at = {1'000};
    made.data = {{"mark", mark}};
    return made;
}

}  // namespace

STORE_CASE("of eight who act on one pending attempt, one does") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_order(samples::kVendor, samples::order()));
        return tx.add_attempt(samples::kVendor, samples::attempt());
    });
    std::atomic<int> acted = 0, failed = 0;
    at_once(8, [&](int) {
        const auto outcome = store().write([&](Transaction& tx) -> Result<void> {
            auto attempt = TRY(tx.find_attempt(samples::kVendor, PaymentAttemptId("pay_1")));
            if (!attempt || attempt->state == AttemptState::kSucceeded) return {};
            attempt->state = AttemptState::kSucceeded;
            TRY_VOID(tx.save_attempt(samples::kVendor, *attempt));
            ++acted;
            return {};
        });
        if (!outcome) ++failed;
    });
    CHECK(acted == 1);
    CHECK(failed == 0);
}

STORE_CASE("of eight who load and save one subscription, each finds what the last one left") {
    add_customer();
    std::atomic<int> failed = 0;
    at_once(8, [&](int) {
        for (int turn = 0; turn < 5; ++turn) {
            const auto outcome = store().write([&](Transaction& tx) -> Result<void> {
                Subscription loaded = TRY(tx.load_subscription(samples::kVendor, samples::kCustomer));
                loaded.period_number += 1;
                return tx.save_subscription(samples::kVendor, loaded);
            });
            if (!outcome) ++failed;
        }
    });
    CHECK(failed == 0);
    const auto found = read([](Transaction& tx) { return tx.load_subscription(samples::kVendor, samples::kCustomer); });
    CHECK(found.period_number == samples::subscription().period_number + 40);
    CHECK(found.version == samples::subscription().version + 40);
}

STORE_CASE("the events of a customer stay one chain while eight add to it and some fail") {
    add_customer();
    add_customer("cus_2", "sub_2");
    std::atomic<int> kept = 0, unexpected = 0;
    at_once(8, [&](int writer) {
        for (int turn = 0; turn < 10; ++turn) {
            const std::string of = turn % 2 == 0 ? "cus_1" : "cus_2";
            const auto outcome = store().write([&](Transaction& tx) -> Result<void> {
                TRY_VOID(tx.add_event(samples::kVendor, small_event(fmt::format("evt_{}_{}", writer, turn), of)));
                if (turn % 5 == 4) return fail(ErrorCode::kInternal);
                return {};
            });
            if (outcome) ++kept;
            else if (outcome.error().code != ErrorCode::kInternal) ++unexpected;
        }
    });
    CHECK(unexpected == 0);
    CHECK(kept == 64);
    std::size_t found = 0;
    for (const char* of : {"cus_1", "cus_2"}) {
        const auto events =
            read([&](Transaction& tx) { return tx.list_events(samples::kVendor, CustomerId(of), 0, 1'000); });
        for (std::size_t i = 0; i < events.size(); ++i) {
            CHECK(events[i].sequence == static_cast<std::int64_t>(i) + 1);
            CHECK(events[i].id.str() == fmt::format("evt_{}-{}", of + 4, i + 1));
        }
        found += events.size();
    }
    CHECK(found == 64);
    // Nobody activated anything, so there is more to find than the chain.
    const auto findings = store().verify();
    REQUIRE(findings.has_value());
    for (const Finding& finding : *findings) CHECK(finding.invariant != "event_chain");
}

STORE_CASE("the messages of a request are numbered one after the other while eight speak") {
    add_customer();
    write([](Transaction& tx) { return tx.requests().add(samples::kVendor, samples::request()); });
    std::atomic<int> failed = 0;
    at_once(8, [&](int writer) {
        for (int turn = 0; turn < 5; ++turn)
            if (!store().write([&](Transaction& tx) {
                    return tx.requests().add_message(samples::kVendor,
                                                     samples::message(fmt::format("{}.{}", writer, turn)));
                }))
                ++failed;
    });
    CHECK(failed == 0);
    CHECK(read([](Transaction& tx) {
              return tx.requests().messages(samples::kVendor, samples::kCustomer, RequestId("req_1"));
          }).size() == 40);
}

STORE_CASE("of eight who take one sign-in link, one gets in") {
    write([](Transaction& tx) { return tx.add_sign_in_link(samples::link()); });
    std::atomic<int> in = 0, spent = 0;
    at_once(8, [&](int) {
        const auto outcome = store().write([](Transaction& tx) -> Result<void> {
            TRY(tx.take_sign_in_link("link-1", Instant{1}));
            return {};
        });
        if (outcome) ++in;
        else if (outcome.error().code == ErrorCode::kSignInLinkSpent) ++spent;
    });
    CHECK(in == 1);
    CHECK(spent == 7);
}

STORE_CASE("of eight who use one idempotency key, one is the first") {
    std::atomic<int> first = 0, known = 0;
    at_once(8, [&](int) {
        const auto outcome = store().write([](Transaction& tx) { return tx.add_key_use(samples::key_use()); });
        if (outcome) ++first;
        else if (outcome.error().code == ErrorCode::kAlreadyExists) ++known;
    });
    CHECK(first == 1);
    CHECK(known == 7);
}

STORE_CASE("of eight who order, pay or ask at once, one does; the others are told so") {
    add_customer();
    const auto race = [&](ErrorCode told, const std::function<Result<void>(Transaction&, int)>& work) {
        std::atomic<int> done = 0, refused = 0;
        at_once(8, [&](int i) {
            const auto outcome = store().write([&](Transaction& tx) { return work(tx, i); });
            if (outcome) ++done;
            else if (outcome.error().code == told) ++refused;
        });
        CHECK(done == 1);
        CHECK(refused == 7);
    };
    race(ErrorCode::kPaymentInProgress, [](Transaction& tx, int i) {
        return tx.add_order(samples::kVendor, samples::order(fmt::format("chg_{}", i), fmt::format("print-{}", i)));
    });
    const auto open = read([](Transaction& tx) { return tx.open_order(samples::kVendor, samples::kCustomer); });
    REQUIRE(open);
    race(ErrorCode::kPaymentInProgress, [&](Transaction& tx, int i) {
        return tx.add_attempt(samples::kVendor, samples::attempt(fmt::format("pay_{}", i), open->id.str()));
    });
    race(ErrorCode::kRequestAlreadyOpen, [](Transaction& tx, int i) {
        return tx.requests().add(samples::kVendor, samples::request(fmt::format("req_{}", i)));
    });
    race(ErrorCode::kAlreadyExists,
         [](Transaction& tx, int i) { return issue(tx, samples::invoice(fmt::format("inv_{}", i))); });
    race(ErrorCode::kVersionStale,
         [](Transaction& tx, int) { return tx.save_draft(samples::kVendor, samples::draft()); });
}

STORE_CASE("of eight new default payment methods the last one that came is the default, alone") {
    add_customer();
    std::atomic<int> failed = 0;
    at_once(8, [&](int i) {
        PaymentMethod method = samples::method(fmt::format("pm_{}", i));
        method.is_default = true;
        if (!store().write([&](Transaction& tx) { return tx.add_payment_method(samples::kVendor, method); })) ++failed;
    });
    CHECK(failed == 0);
    const auto methods =
        read([](Transaction& tx) { return tx.list_payment_methods(samples::kVendor, samples::kCustomer); });
    CHECK(methods.size() == 8);
    CHECK(std::ranges::count_if(methods, &PaymentMethod::is_default) == 1);
}

STORE_CASE("writers about different customers do not disturb each other") {
    constexpr int kCustomers = 8;
    for (int i = 0; i < kCustomers; ++i) add_customer(fmt::format("cus_{}", i), fmt::format("sub_{}", i));
    std::atomic<int> failed = 0;
    at_once(kCustomers, [&](int i) {
        const CustomerId id(fmt::format("cus_{}", i));
        for (int turn = 0; turn < 20; ++turn) {
            const auto outcome = store().write([&](Transaction& tx) -> Result<void> {
                TRY_VOID(tx.set_assigned_quantity(samples::kVendor, id, "user", turn));
                TRY_VOID(tx.add_event(samples::kVendor, small_event(fmt::format("evt_{}_{}", i, turn), id.str())));
                return tx.save_subscription(samples::kVendor, TRY(tx.load_subscription(samples::kVendor, id)));
            });
            if (!outcome) ++failed;
        }
    });
    CHECK(failed == 0);
    for (int i = 0; i < kCustomers; ++i)
        CHECK(read([&](Transaction& tx) {
                  return tx.assigned_quantities(samples::kVendor, CustomerId(fmt::format("cus_{}", i)));
              }).of("user") == 19);
}

STORE_CASE("an error that is handled, then another, and then what fits: only that is kept") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        for (int i = 0; i < 30; ++i) {
            CHECK(tx.add_subscription(samples::kVendor, samples::subscription()).error().code ==
                  ErrorCode::kAlreadyExists);
            TRY_VOID(tx.add_member(samples::kVendor, samples::member(fmt::format("mem_{}", i))));
        }
        return {};
    });
    CHECK(read([](Transaction& tx) { return tx.list_members(samples::kVendor, samples::kCustomer); }).size() == 30);
}

STORE_CASE("what belongs to nobody is refused, and the transaction can go on") {
    write([](Transaction& tx) -> Result<void> {
        CHECK(tx.add_member(samples::kVendor, samples::member()).error().code == ErrorCode::kStoreFailed);
        return tx.add_customer(samples::kVendor, samples::customer());
    });
    CHECK(read([](Transaction& tx) { return tx.list_members(samples::kVendor, samples::kCustomer); }).empty());
}

STORE_CASE("days from the first to the last there is are kept") {
    add_customer();
    for (const Date edge : {Date(1970, 1, 1), Date(2000, 2, 29), Date(9999, 12, 31)}) {
        write([&](Transaction& tx) -> Result<void> {
            Subscription loaded = TRY(tx.load_subscription(samples::kVendor, samples::kCustomer));
            loaded.anchor = edge;
            loaded.trial_end = edge;
            return tx.save_subscription(samples::kVendor, loaded);
        });
        const auto found =
            read([](Transaction& tx) { return tx.load_subscription(samples::kVendor, samples::kCustomer); });
        CHECK(found.anchor == edge);
        CHECK(found.trial_end == edge);
    }
}

STORE_CASE("texts that are no UTF-8, empty, long, or look like an escape are kept, and told apart") {
    const std::vector<std::string> names = {"",
                                            std::string(1, '\0'),
                                            "\x1a",
                                            "\x1a"
                                            "00",
                                            "\xff\xfe",
                                            "\xc3",
                                            "ä",
                                            "a\xcc\x88",
                                            "\xed\xa0\x80",
                                            std::string(200'000, 'x'),
                                            "  ",
                                            "NULL",
                                            "\\N"};
    for (std::size_t i = 0; i < names.size(); ++i)
        write([&](Transaction& tx) -> Result<void> {
            KeyUse use = samples::key_use(names[i]);
            use.body = names[i];
            TRY_VOID(tx.add_key_use(use));
            Customer kept = samples::customer(fmt::format("cus_{}", i));
            kept.name = names[i];
            return tx.add_customer(samples::kVendor, kept);
        });
    for (std::size_t i = 0; i < names.size(); ++i) {
        CHECK(read([&](Transaction& tx) {
                  return tx.load_customer(samples::kVendor, CustomerId(fmt::format("cus_{}", i)));
              }).name == names[i]);
        const KeyUse asked = samples::key_use(names[i]);
        const auto use =
            read([&](Transaction& tx) { return tx.find_key_use(asked.vendor, asked.caller, asked.route, names[i]); });
        REQUIRE(use);
        CHECK(use->body == names[i]);
    }
}

STORE_CASE("lists are in the order of bytes, whatever the language of the database") {
    add_customer();
    const std::vector<std::string> ids = {"mem_B", "mem_Z", "mem_a", "mem_a1", "mem_a_", "mem_b", "mem_é"};
    for (auto id = ids.rbegin(); id != ids.rend(); ++id)
        write([&](Transaction& tx) {
            Member member = samples::member(*id);
            member.email.clear();
            return tx.add_member(samples::kVendor, member);
        });
    std::vector<std::string> found;
    for (const Member& member :
         read([](Transaction& tx) { return tx.list_members(samples::kVendor, samples::kCustomer); }))
        found.push_back(member.id.str());
    CHECK(found == ids);
}

STORE_CASE("two vendors may use the same ids for everything") {
    for (const char* vendor : {"acme", "other"}) {
        add_customer("cus_1", "sub_1", {1'000}, vendor);
        write([&](Transaction& tx) -> Result<void> {
            TRY_VOID(tx.add_member(vendor, samples::member()));
            TRY_VOID(tx.add_order(vendor, samples::order()));
            TRY_VOID(tx.add_attempt(vendor, samples::attempt()));
            TRY_VOID(tx.add_payment_method(vendor, samples::method()));
            TRY_VOID(tx.requests().add(vendor, samples::request()));
            TRY_VOID(tx.save_draft(vendor, samples::draft()));
            TRY_VOID(tx.add_event(vendor, small_event("evt_1")));
            return issue(tx, samples::invoice(), vendor);
        });
    }
    CHECK(read([](Transaction& tx) { return tx.list_invoices("other", samples::kCustomer); }).size() == 1);
    CHECK(!read([](Transaction& tx) { return tx.find_attempt("third", PaymentAttemptId("pay_1")); }));
}

STORE_CASE("credit notes whose money did not go back are found until it did, oldest first") {
    add_customer();
    for (const char* id : {"inv_8", "inv_9"}) {
        Invoice note = credit_note(id);
        note.status = InvoiceStatus::kOpen;
        note.paid = samples::euros(0);
        write([&](Transaction& tx) { return issue(tx, note); });
    }
    write([](Transaction& tx) { return issue(tx, month(1)); });
    const auto open = [&](int limit, const CreditNotePlace& after = {}) {
        std::string ids;
        for (const Invoice& note :
             read([&](Transaction& tx) { return tx.unfinished_refunds(samples::kVendor, after, limit); }))
            ids += note.id.str() + " ";
        return ids;
    };
    CHECK(open(10) == "inv_8 inv_9 ");
    CHECK(open(1) == "inv_8 ");
    const auto first = read([](Transaction& tx) { return tx.unfinished_refunds(samples::kVendor, {}, 1); });
    CHECK(open(10, {first[0].issued_on, first[0].id}) == "inv_9 ");
    write([](Transaction& tx) {
        return tx.record_payment(samples::kVendor, samples::kCustomer, InvoiceId("inv_8"), samples::euros(-812),
                                 InvoiceStatus::kPaid);
    });
    CHECK(open(10) == "inv_9 ");
}
