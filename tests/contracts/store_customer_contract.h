// Customers, members, evidence and subscriptions. Included by store_contract.h only.

STORE_CASE("a customer is kept with every field") {
    const Customer kept = samples::customer();
    write([&](Transaction& tx) { return tx.add_customer(samples::kVendor, kept); });
    const Customer found = read([](Transaction& tx) { return tx.load_customer(samples::kVendor, samples::kCustomer); });
    CHECK(found.id == kept.id);
    CHECK(found.vendor == kept.vendor);
    CHECK(found.version == 1);
    CHECK(found.name == kept.name);
    CHECK(found.language == kept.language);
    CHECK(found.time_zone == kept.time_zone);
    CHECK(found.billing == kept.billing);
    CHECK(found.created_at == kept.created_at);
}

STORE_CASE("billing information may be empty") {
    Customer kept = samples::customer();
    kept.billing = {};
    write([&](Transaction& tx) { return tx.add_customer(samples::kVendor, kept); });
    const Customer found = read([](Transaction& tx) { return tx.load_customer(samples::kVendor, samples::kCustomer); });
    CHECK(found.billing == BillingInformation{});
}

STORE_CASE("every status of a tax number is kept") {
    for (const auto status : {TaxNumberStatus::kNone, TaxNumberStatus::kUnverified, TaxNumberStatus::kConfirmed,
                              TaxNumberStatus::kRefused}) {
        Customer kept = samples::customer("cus_" + std::string(name_of(status)));
        kept.billing.own().tax_number = TaxNumber{"FR40303265045", status, std::nullopt};
        write([&](Transaction& tx) { return tx.add_customer(samples::kVendor, kept); });
        const auto found = read([&](Transaction& tx) { return tx.load_customer(samples::kVendor, kept.id); });
        CHECK(found.billing == kept.billing);
    }
}

STORE_CASE("an unknown customer is not found, nor one of another vendor") {
    add_customer();
    CHECK(refusal([](Transaction& tx) -> Result<void> {
              TRY(tx.load_customer(samples::kVendor, CustomerId("cus_2")));
              return {};
          }) == ErrorCode::kCustomerNotFound);
    CHECK(refusal([](Transaction& tx) -> Result<void> {
              TRY(tx.load_customer("other", samples::kCustomer));
              return {};
          }) == ErrorCode::kCustomerNotFound);
}

STORE_CASE("a customer id is used once per vendor") {
    add_customer();
    CHECK(refusal([](Transaction& tx) { return tx.add_customer(samples::kVendor, samples::customer()); }) ==
          ErrorCode::kAlreadyExists);
    add_customer("cus_1", "sub_1", {1'000}, "other");
}

STORE_CASE("saving a customer raises its version") {
    add_customer();
    Customer changed = samples::customer();
    changed.name = "Acme 2";
    changed.language = "en";
    changed.time_zone = "America/Montreal";
    changed.billing.own().city = "Montréal";
    write([&](Transaction& tx) { return tx.save_customer(samples::kVendor, changed); });
    const Customer found = read([](Transaction& tx) { return tx.load_customer(samples::kVendor, samples::kCustomer); });
    CHECK(found.version == 2);
    CHECK(found.name == "Acme 2");
    CHECK(found.language == "en");
    CHECK(found.time_zone == "America/Montreal");
    CHECK(found.billing->city == "Montréal");
}

STORE_CASE("a customer somebody else changed cannot be saved over") {
    add_customer();
    const Customer loaded = samples::customer();
    write([&](Transaction& tx) { return tx.save_customer(samples::kVendor, loaded); });
    CHECK(refusal([&](Transaction& tx) { return tx.save_customer(samples::kVendor, loaded); }) ==
          ErrorCode::kVersionStale);
}

STORE_CASE("customers are listed by page, newest first, each once") {
    for (int i = 0; i < 7; ++i)  // Ids do not grow with age, and two are of one instant.
        add_customer("cus_" + std::to_string(9 - i), "sub_" + std::to_string(i), Instant{1'000 + i / 2});
    std::vector<std::string> ids;
    Page page{.after = "", .limit = 3};
    for (int turn = 0; turn < 4; ++turn) {
        const auto customers = read([&](Transaction& tx) { return tx.list_customers(samples::kVendor, page); });
        for (const Customer& customer : customers) ids.push_back(customer.id.str());
        if (!ids.empty()) page.after = ids.back();
    }
    CHECK(ids == std::vector<std::string>{"cus_3", "cus_5", "cus_4", "cus_7", "cus_6", "cus_9", "cus_8"});
}

STORE_CASE("a page behind an unknown id is empty") {
    add_customer();
    const auto customers = read(
        [](Transaction& tx) { return tx.list_customers(samples::kVendor, Page{.after = "cus_404", .limit = 10}); });
    CHECK(customers.empty());
}

STORE_CASE("members are kept with every field and found within their customer") {
    add_customer();
    add_customer("cus_2", "sub_2");
    const Member kept = samples::member();
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_member(samples::kVendor, kept));
        return tx.add_member(samples::kVendor, samples::member("mem_2"));
    });
    const auto found =
        read([&](Transaction& tx) { return tx.find_member(samples::kVendor, samples::kCustomer, kept.id); });
    REQUIRE(found);
    CHECK(found->id == kept.id);
    CHECK(found->customer == kept.customer);
    CHECK(found->email == kept.email);
    CHECK(found->first_name == kept.first_name);
    CHECK(found->last_name == kept.last_name);
    CHECK(found->role == kept.role);
    CHECK(found->position == kept.position);
    CHECK(found->is_owner == kept.is_owner);
    CHECK(found->left_at == kept.left_at);
    CHECK(found->language == kept.language);
    const auto all = read([](Transaction& tx) { return tx.list_members(samples::kVendor, samples::kCustomer); });
    CHECK(all.size() == 2);
    const auto in_role = [&](const Code& role, int limit) {
        return read([&](Transaction& tx) {
                   return tx.members_in_role(samples::kVendor, samples::kCustomer, role, limit);
               })
            .size();
    };
    const auto alike = static_cast<std::size_t>(std::ranges::count(all, kept.role, &Member::role));
    CHECK(in_role(kept.role, 10) == alike);
    CHECK(in_role(kept.role, 1) == std::min<std::size_t>(alike, 1));
    CHECK(in_role("nobody", 10) == 0);
    const auto elsewhere =
        read([&](Transaction& tx) { return tx.find_member(samples::kVendor, CustomerId("cus_2"), kept.id); });
    CHECK(!elsewhere);
}

STORE_CASE("a member is added once, and only to a customer that is there") {
    add_customer();
    write([](Transaction& tx) { return tx.add_member(samples::kVendor, samples::member()); });
    Member other = samples::member();
    other.email = "other@example.com";
    CHECK(refusal([&](Transaction& tx) { return tx.add_member(samples::kVendor, other); }) ==
          ErrorCode::kAlreadyExists);
    CHECK(refusal([](Transaction& tx) {
              return tx.add_member(samples::kVendor, samples::member("mem_3", "cus_404"));
          }) == ErrorCode::kStoreFailed);
}

STORE_CASE("what the tax register answered is kept with every field") {
    add_customer();
    const TaxEvidence kept{.id = EvidenceId("tev_1"),
                           .customer = samples::kCustomer,
                           .number = "FR40303265045",
                           .register_name = "VIES",
                           .verdict = "confirmed",
                           .consultation_number = "WAPI1",
                           .raw = "{\"valid\":true}",
                           .at = {77}};
    write([&](Transaction& tx) { return tx.add_tax_evidence(samples::kVendor, kept); });
    const auto all = read([](Transaction& tx) { return tx.list_tax_evidence(samples::kVendor, samples::kCustomer); });
    REQUIRE(all.size() == 1);
    CHECK(all[0].id == kept.id);
    CHECK(all[0].customer == kept.customer);
    CHECK(all[0].number == kept.number);
    CHECK(all[0].register_name == kept.register_name);
    CHECK(all[0].verdict == kept.verdict);
    CHECK(all[0].consultation_number == kept.consultation_number);
    CHECK(all[0].raw == kept.raw);
    CHECK(all[0].at == kept.at);
}

STORE_CASE("a subscription in state none is kept as it is") {
    add_customer();
    const auto found = read([](Transaction& tx) { return tx.load_subscription(samples::kVendor, samples::kCustomer); });
    CHECK(found == samples::subscription());
}

STORE_CASE("a subscription is kept with every field") {
    for (const Subscription& kept : {samples::active_subscription(), samples::full_subscription()}) {
        const std::string name = kept.past_due ? "full" : "active";
        write([&](Transaction& tx) -> Result<void> {
            TRY_VOID(tx.add_customer(name, samples::customer()));
            return tx.add_subscription(name, kept);
        });
        CHECK(read([&](Transaction& tx) { return tx.load_subscription(name, samples::kCustomer); }) == kept);
    }
}

STORE_CASE("every act, access and reminder of a subscription is kept") {
    add_customer();
    Subscription kept = samples::full_subscription();
    kept.version = 1;
    const auto check = [&] {
        write([&](Transaction& tx) { return tx.save_subscription(samples::kVendor, kept); });
        ++kept.version;
        CHECK(read([](Transaction& tx) { return tx.load_subscription(samples::kVendor, samples::kCustomer); }) == kept);
    };
    for (const auto act : {ChangeKind::kCancel, ChangeKind::kRenewalOn, ChangeKind::kPause, ChangeKind::kResume}) {
        kept.scheduled.front().set = {.act = act};
        check();
    }
    for (const auto access : {Access::kFull, Access::kReadOnly, Access::kNone}) {
        kept.past_due->access = access;
        kept.past_due->access_changes = {{samples::day("2026-03-08"), access}};
        check();
    }
    for (const auto kind : {ReminderKind::kTrialEnding, ReminderKind::kCommitmentEnding, ReminderKind::kRenewalAhead}) {
        kept.reminders = {{samples::day("2026-03-05"), kind}};
        check();
    }
    kept.pause = Pause{.from = samples::day("2026-03-20")};
    kept.past_due = PastDue{
        .invoice = InvoiceId("inv_1"), .since = samples::day("2026-03-01"), .retries = {}, .access_changes = {}};
    kept.balance = Money(-1, kCanadianDollar);
    check();
}

STORE_CASE("a balance of nothing is of the subscription's currency") {
    add_customer();
    Subscription changed = samples::subscription();
    changed.currency = kCanadianDollar;
    write([&](Transaction& tx) { return tx.save_subscription(samples::kVendor, changed); });
    CHECK(read([](Transaction& tx) { return tx.load_subscription(samples::kVendor, samples::kCustomer); }).balance ==
          Money::zero(kCanadianDollar));
    changed.version = 2;
    changed.balance = samples::euros(1);
    CHECK_THROWS_AS(
        (void)store().write([&](Transaction& tx) { return tx.save_subscription(samples::kVendor, changed); }),
        ContractViolation);
}

STORE_CASE("a customer pauses once at a time") {
    add_customer();
    add_customer("cus_2", "sub_2");
    const auto begin = [](const char* day, const char* customer = "cus_1") {
        return
            [=](Transaction& tx) { return tx.begin_pause(samples::kVendor, CustomerId(customer), samples::day(day)); };
    };
    const auto end = [](const char* day) {
        return [=](Transaction& tx) { return tx.end_pause(samples::kVendor, samples::kCustomer, samples::day(day)); };
    };
    CHECK(refusal(end("2026-03-01")) == ErrorCode::kStoreFailed);
    write(begin("2026-03-01"));
    CHECK(refusal(begin("2026-03-01")) == ErrorCode::kAlreadyExists);
    CHECK(refusal(begin("2026-03-02")) == ErrorCode::kAlreadyExists);
    write(begin("2026-03-01", "cus_2"));
    write(end("2026-03-10"));
    CHECK(refusal(end("2026-03-11")) == ErrorCode::kStoreFailed);
    CHECK(refusal(begin("2026-03-01")) == ErrorCode::kAlreadyExists);
    write(begin("2026-03-10"));
    write(end("2026-03-10"));
    write(begin("2026-03-10"));  // Paused, resumed and paused again on one day.
    write(end("2026-03-12"));
    CHECK(refusal(begin("2026-03-12", "cus_404")) == ErrorCode::kStoreFailed);
}

STORE_CASE("every state and cycle of a subscription is kept") {
    add_customer();
    Subscription kept = samples::subscription();
    for (int state = 0; state < static_cast<int>(SubscriptionState::kCount); ++state) {
        kept.state = static_cast<SubscriptionState>(state);
        kept.cycle = static_cast<Cycle>(state % static_cast<int>(Cycle::kCount));
        write([&](Transaction& tx) { return tx.save_subscription(samples::kVendor, kept); });
        ++kept.version;
        CHECK(read([](Transaction& tx) { return tx.load_subscription(samples::kVendor, samples::kCustomer); }) == kept);
    }
}

STORE_CASE("a customer has one subscription") {
    add_customer();
    CHECK(refusal([](Transaction& tx) {
              return tx.add_subscription(samples::kVendor, samples::subscription("cus_1", "sub_2"));
          }) == ErrorCode::kAlreadyExists);
}

STORE_CASE("saving a subscription writes every field and raises its version") {
    add_customer();
    Subscription changed = samples::active_subscription();
    write([&](Transaction& tx) { return tx.save_subscription(samples::kVendor, changed); });
    changed.version = 2;
    CHECK(read([](Transaction& tx) { return tx.load_subscription(samples::kVendor, samples::kCustomer); }) == changed);
}

STORE_CASE("a subscription somebody else changed cannot be saved over") {
    add_customer();
    const Subscription loaded = samples::subscription();
    write([&](Transaction& tx) { return tx.save_subscription(samples::kVendor, loaded); });
    CHECK(refusal([&](Transaction& tx) { return tx.save_subscription(samples::kVendor, loaded); }) ==
          ErrorCode::kVersionStale);
}

STORE_CASE("nothing is in use until it is reported") {
    add_customer();
    CHECK(read([](Transaction& tx) { return tx.assigned_quantities(samples::kVendor, samples::kCustomer); }).empty());
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.set_assigned_quantity(samples::kVendor, samples::kCustomer, "user", 4));
        TRY_VOID(tx.set_assigned_quantity(samples::kVendor, samples::kCustomer, "profile", 2));
        return tx.set_assigned_quantity(samples::kVendor, samples::kCustomer, "user", 3);
    });
    const auto used =
        read([](Transaction& tx) { return tx.assigned_quantities(samples::kVendor, samples::kCustomer); });
    CHECK(used.of("user") == 3);
    CHECK(used.of("profile") == 2);
}

STORE_CASE("subscriptions are due from the day their period or trial ends, longest overdue first") {
    const auto add = [&](const std::string& name, SubscriptionState state, Date period_end,
                         std::optional<Date> trial_end) {
        write([&](Transaction& tx) -> Result<void> {
            TRY_VOID(tx.add_customer(samples::kVendor, samples::customer("cus_" + name)));
            Subscription made =
                samples::active_subscription("cus_" + name, "sub_" + name, {Date(2026, 1, 1), period_end});
            made.state = state;
            made.trial_end = trial_end;
            return tx.add_subscription(samples::kVendor, made);
        });
    };
    add("active", SubscriptionState::kActive, Date(2026, 3, 2), Date(2026, 1, 1));
    add("ending", SubscriptionState::kEnding, Date(2026, 3, 1), std::nullopt);
    add("past_due", SubscriptionState::kPastDue, Date(2026, 2, 28), std::nullopt);
    add("later", SubscriptionState::kActive, Date(2026, 3, 3), std::nullopt);
    add("trial", SubscriptionState::kTrialing, Date(2026, 3, 20), Date(2026, 2, 27));
    add("ended", SubscriptionState::kEnded, Date(2026, 2, 1), Date(2026, 1, 1));
    add_customer();
    const auto ids = [&](int limit) {
        std::vector<std::string> names;
        for (const auto& due :
             read([&](Transaction& tx) { return tx.due_subscriptions(samples::kVendor, Date(2026, 3, 2), limit); }))
            names.push_back(due.id.str());
        return names;
    };
    CHECK(ids(10) == std::vector<std::string>{"sub_trial", "sub_past_due", "sub_ending", "sub_active"});
    CHECK(ids(2) == std::vector<std::string>{"sub_trial", "sub_past_due"});
}
