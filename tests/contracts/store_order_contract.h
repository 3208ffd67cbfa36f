// Orders, payment attempts and payment methods. Included by store_contract.h only.

namespace {

void check_same(const ChangeOrder& found, const ChangeOrder& kept) {
    CHECK(found.id == kept.id);
    CHECK(found.customer == kept.customer);
    CHECK(found.subscription == kept.subscription);
    CHECK(found.state == kept.state);
    CHECK(found.wanted == kept.wanted);
    CHECK(found.fingerprint == kept.fingerprint);
    CHECK(found.effective_on == kept.effective_on);
    CHECK(found.effective_second == kept.effective_second);
    CHECK(found.scheduled_on == kept.scheduled_on);
    CHECK(found.reason == kept.reason);
    CHECK(found.subscription_version == kept.subscription_version);
    CHECK(found.due == kept.due);
    CHECK(found.accepted_policy == kept.accepted_policy);
    CHECK(found.actor.kind == kept.actor.kind);
    CHECK(found.actor.role == kept.actor.role);
    CHECK(found.actor.id == kept.actor.id);
    CHECK(found.invoice == kept.invoice);
    CHECK(found.refusal == kept.refusal);
    CHECK(found.created_at == kept.created_at);
}

void check_same(const PaymentAttempt& found, const PaymentAttempt& kept) {
    CHECK(found.id == kept.id);
    CHECK(found.customer == kept.customer);
    CHECK(found.change == kept.change);
    CHECK(found.invoice == kept.invoice);
    CHECK(found.ordinal == kept.ordinal);
    CHECK(found.amount == kept.amount);
    CHECK(found.state == kept.state);
    CHECK(found.method == kept.method);
    CHECK(found.saved_method == kept.saved_method);
    CHECK(found.provider_reference == kept.provider_reference);
    CHECK(found.redirect_url == kept.redirect_url);
    CHECK(found.return_url == kept.return_url);
    CHECK(found.reason_code == kept.reason_code);
    CHECK(found.details == kept.details);
    CHECK(found.created_at == kept.created_at);
}

ChangeOrder in_state(ChangeOrder order, OrderState state) {
    order.state = state;
    return order;
}
PaymentAttempt in_state(PaymentAttempt attempt, AttemptState state) {
    attempt.state = state;
    return attempt;
}

Result<void> add_order(Transaction& tx, const ChangeOrder& order) { return tx.add_order(samples::kVendor, order); }
Result<void> add_attempt(Transaction& tx, const PaymentAttempt& attempt) {
    return tx.add_attempt(samples::kVendor, attempt);
}

}  // namespace

STORE_CASE("an order is kept with every field") {
    add_customer();
    const ChangeOrder kept = samples::order();
    write([&](Transaction& tx) { return add_order(tx, kept); });
    check_same(read([&](Transaction& tx) { return tx.load_order(samples::kVendor, samples::kCustomer, kept.id); }),
               kept);
}

STORE_CASE("an order is saved with every field") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(add_order(tx, samples::order()));
        TRY(tx.issue_invoice(samples::kVendor, samples::invoice()));
        return {};
    });
    ChangeOrder changed = samples::order();
    changed.state = OrderState::kFailed;
    changed.wanted = {};
    changed.fingerprint = "print-2";
    changed.effective_on = samples::day("2026-03-09");
    changed.effective_second = 86'399;
    changed.scheduled_on.reset();
    changed.reason = "";
    changed.subscription_version = 8;
    changed.due = Money(1, kCanadianDollar);
    changed.accepted_policy = "";
    changed.actor = {.kind = Actor::Kind::kStaff, .role = {}, .id = "staff_1"};
    changed.invoice = InvoiceId("inv_1");
    changed.refusal = "payment_declined";
    write([&](Transaction& tx) { return tx.save_order(samples::kVendor, changed); });
    check_same(read([&](Transaction& tx) { return tx.load_order(samples::kVendor, samples::kCustomer, changed.id); }),
               changed);
}

STORE_CASE("an unknown order is not found, loaded or saved") {
    add_customer();
    CHECK(refusal([](Transaction& tx) -> Result<void> {
              TRY(tx.load_order(samples::kVendor, samples::kCustomer, ChangeId("chg_404")));
              return {};
          }) == ErrorCode::kChangeNotFound);
    CHECK(refusal([](Transaction& tx) { return tx.save_order(samples::kVendor, samples::order()); }) ==
          ErrorCode::kChangeNotFound);
}

STORE_CASE("one order awaits payment per subscription") {
    add_customer();
    write([](Transaction& tx) { return add_order(tx, samples::order("chg_1", "print-1")); });
    CHECK(refusal([](Transaction& tx) { return add_order(tx, samples::order("chg_2", "print-2")); }) ==
          ErrorCode::kPaymentInProgress);
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.save_order(samples::kVendor, in_state(samples::order("chg_1", "print-1"), OrderState::kFailed)));
        return add_order(tx, samples::order("chg_2", "print-2"));
    });
    const auto open = read([](Transaction& tx) { return tx.open_order(samples::kVendor, samples::kCustomer); });
    REQUIRE(open);
    CHECK(open->id.str() == "chg_2");
}

STORE_CASE("a fingerprint is awaited or applied once") {
    add_customer();
    write([](Transaction& tx) { return add_order(tx, in_state(samples::order("chg_1"), OrderState::kApplied)); });
    CHECK(refusal([](Transaction& tx) { return add_order(tx, samples::order("chg_2")); }) ==
          ErrorCode::kPaymentInProgress);
    CHECK(refusal([](Transaction& tx) {
              return add_order(tx, in_state(samples::order("chg_2"), OrderState::kApplied));
          }) == ErrorCode::kPaymentInProgress);
    write([](Transaction& tx) { return add_order(tx, in_state(samples::order("chg_3"), OrderState::kSuperseded)); });
}

STORE_CASE("a fingerprint that failed can be tried again") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(add_order(tx, in_state(samples::order("chg_1"), OrderState::kFailed)));
        return add_order(tx, samples::order("chg_2"));
    });
    const auto found =
        read([](Transaction& tx) { return tx.order_of_fingerprint(samples::kVendor, samples::kCustomer, "print-1"); });
    REQUIRE(found);
    CHECK(found->id.str() == "chg_2");
}

STORE_CASE("orders without a fingerprint do not stand in each other's way") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(add_order(tx, in_state(samples::order("chg_1", ""), OrderState::kApplied)));
        return add_order(tx, in_state(samples::order("chg_2", ""), OrderState::kApplied));
    });
    CHECK(!read([](Transaction& tx) { return tx.order_of_fingerprint(samples::kVendor, samples::kCustomer, ""); }));
}

STORE_CASE("an order id is used once") {
    add_customer();
    write([](Transaction& tx) { return add_order(tx, in_state(samples::order(), OrderState::kFailed)); });
    CHECK(refusal([](Transaction& tx) { return add_order(tx, in_state(samples::order(), OrderState::kFailed)); }) ==
          ErrorCode::kAlreadyExists);
}

STORE_CASE("without an order that awaits payment none is open") {
    add_customer();
    CHECK(!read([](Transaction& tx) { return tx.open_order(samples::kVendor, samples::kCustomer); }));
}

STORE_CASE("a payment attempt is kept with every field") {
    add_customer();
    PaymentAttempt kept = samples::attempt();
    kept.saved_method = PaymentMethodId("pm_1");
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(add_order(tx, samples::order()));
        TRY_VOID(tx.add_payment_method(samples::kVendor, samples::method()));
        return add_attempt(tx, kept);
    });
    const auto found = read([&](Transaction& tx) { return tx.find_attempt(samples::kVendor, kept.id); });
    REQUIRE(found);
    check_same(*found, kept);
    CHECK(!read([](Transaction& tx) { return tx.find_attempt("other", PaymentAttemptId("pay_1")); }));
    CHECK(!read([](Transaction& tx) { return tx.find_attempt(samples::kVendor, PaymentAttemptId("pay_404")); }));
}

STORE_CASE("a payment attempt is saved with every field") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(add_order(tx, samples::order()));
        TRY(tx.issue_invoice(samples::kVendor, samples::invoice()));
        return add_attempt(tx, samples::attempt());
    });
    PaymentAttempt changed = samples::attempt("pay_1", "chg_1", "inv_1");
    changed.ordinal = 2;
    changed.amount = Money(99, kCanadianDollar);
    changed.state = AttemptState::kSucceeded;
    changed.method = MethodKind::kTransfer;
    changed.provider_reference = changed.redirect_url = changed.return_url = changed.reason_code = "else";
    changed.details = {
        .kind = MethodKind::kWallet, .brand = "", .last4 = "", .expiry_month = 0, .expiry_year = 0, .token = ""};
    write([&](Transaction& tx) { return tx.save_attempt(samples::kVendor, changed); });
    const auto found = read([&](Transaction& tx) { return tx.find_attempt(samples::kVendor, changed.id); });
    REQUIRE(found);
    check_same(*found, changed);
    CHECK(refusal([](Transaction& tx) { return tx.save_attempt(samples::kVendor, samples::attempt("pay_404")); }) ==
          ErrorCode::kPaymentNotFound);
}

STORE_CASE("the attempt to save a card is found until it is final") {
    add_customer();
    PaymentAttempt saving = samples::attempt("pay_1", "", "");
    const auto open = [&](const CustomerId& customer) {
        return read([&](Transaction& tx) { return tx.open_save(samples::kVendor, customer); });
    };
    CHECK_FALSE(open(saving.customer).has_value());
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(add_order(tx, samples::order()));
        TRY_VOID(add_attempt(tx, samples::attempt("pay_2")));
        return add_attempt(tx, saving);
    });
    const auto found = open(saving.customer);
    REQUIRE(found.has_value());
    check_same(*found, saving);
    CHECK_FALSE(open(CustomerId("cus_404")).has_value());
    CHECK_FALSE(read([&](Transaction& tx) { return tx.open_save("other", saving.customer); }).has_value());
    write([&](Transaction& tx) { return tx.save_attempt(samples::kVendor, in_state(saving, AttemptState::kFailed)); });
    CHECK_FALSE(open(saving.customer).has_value());
}

STORE_CASE("an order has one attempt that is not final") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(add_order(tx, samples::order()));
        return add_attempt(tx, samples::attempt("pay_1"));
    });
    CHECK(refusal([](Transaction& tx) { return add_attempt(tx, samples::attempt("pay_2")); }) ==
          ErrorCode::kPaymentInProgress);
    CHECK(refusal([](Transaction& tx) {
              return add_attempt(tx, in_state(samples::attempt("pay_2"), AttemptState::kPending));
          }) == ErrorCode::kPaymentInProgress);
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.save_attempt(samples::kVendor, in_state(samples::attempt("pay_1"), AttemptState::kFailed)));
        PaymentAttempt second = samples::attempt("pay_2");
        second.ordinal = 2;
        return add_attempt(tx, second);
    });
    const auto all = read(
        [](Transaction& tx) { return tx.attempts_of_order(samples::kVendor, samples::kCustomer, ChangeId("chg_1")); });
    REQUIRE(all.size() == 2);
    CHECK(all[0].id.str() == "pay_1");
    CHECK(all[1].id.str() == "pay_2");
}

STORE_CASE("an invoice has one attempt that is not final") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        TRY(tx.issue_invoice(samples::kVendor, samples::invoice()));
        return add_attempt(tx, samples::attempt("pay_1", "", "inv_1"));
    });
    CHECK(refusal([](Transaction& tx) { return add_attempt(tx, samples::attempt("pay_2", "", "inv_1")); }) ==
          ErrorCode::kPaymentInProgress);
    const auto all = read([](Transaction& tx) {
        return tx.attempts_of_invoice(samples::kVendor, samples::kCustomer, InvoiceId("inv_1"));
    });
    CHECK(all.size() == 1);
}

STORE_CASE("a way to pay is saved for later once at a time, beside orders and invoices") {
    add_customer();
    add_customer("cus_2", "sub_2");
    PaymentAttempt kept = samples::attempt("pay_1", "", "");
    kept.amount = samples::euros(0);
    PaymentAttempt elsewhere = samples::attempt("pay_9", "", "");
    elsewhere.customer = CustomerId("cus_2");
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(add_attempt(tx, kept));
        TRY_VOID(add_attempt(tx, elsewhere));
        TRY_VOID(add_order(tx, samples::order()));
        return add_attempt(tx, samples::attempt("pay_2"));
    });
    const auto found = read([&](Transaction& tx) { return tx.find_attempt(samples::kVendor, kept.id); });
    REQUIRE(found);
    check_same(*found, kept);
    for (const auto state : {AttemptState::kIntent, AttemptState::kPending})
        CHECK(refusal([&](Transaction& tx) {
                  return add_attempt(tx, in_state(samples::attempt("pay_3", "", ""), state));
              }) == ErrorCode::kPaymentInProgress);
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.save_attempt(samples::kVendor, in_state(kept, AttemptState::kSucceeded)));
        return add_attempt(tx, samples::attempt("pay_3", "", ""));
    });
}

STORE_CASE("unfinished attempts are found by age, oldest first") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        for (int i = 0; i < 5; ++i) {
            const std::string n = std::to_string(i);
            TRY_VOID(add_order(tx, in_state(samples::order("chg_" + n, "print-" + n), OrderState::kFailed)));
            PaymentAttempt attempt = samples::attempt("pay_" + n, "chg_" + n);
            attempt.created_at = Instant{100 - i};
            attempt.state = i == 2 ? AttemptState::kSucceeded : i == 3 ? AttemptState::kPending : AttemptState::kIntent;
            TRY_VOID(add_attempt(tx, attempt));
        }
        return {};
    });
    const auto found =
        read([](Transaction& tx) { return tx.unfinished_attempts(samples::kVendor, {}, Instant{100}, 10); });
    REQUIRE(found.size() == 3);
    CHECK(found[0].id.str() == "pay_4");
    CHECK(found[1].id.str() == "pay_3");
    CHECK(found[2].id.str() == "pay_1");
    CHECK(read([](Transaction& tx) { return tx.unfinished_attempts(samples::kVendor, {}, Instant{100}, 1); }).size() ==
          1);
    const auto behind = read([&](Transaction& tx) {
        return tx.unfinished_attempts(samples::kVendor, {found[0].created_at, found[0].id}, Instant{100}, 10);
    });
    REQUIRE(behind.size() == 2);
    CHECK(behind[0].id.str() == "pay_3");
}

STORE_CASE("charges that were not sent are found behind a place, in the order they were decided") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_payment_method(samples::kVendor, samples::method("pm_1")));
        for (int i = 0; i < 5; ++i) {
            Invoice invoice = samples::invoice();
            invoice.id = InvoiceId(fmt::format("inv_{}", i));
            invoice.period.first_day = invoice.period.first_day.plus_days(i);
            TRY(tx.issue_invoice(samples::kVendor, invoice));
            PaymentAttempt charge = samples::attempt(fmt::format("pay_{}", i), "", invoice.id.str());
            charge.redirect_url.clear();
            charge.saved_method = PaymentMethodId("pm_1");
            charge.created_at = Instant{100 + i / 2};
            if (i == 1) charge.state = AttemptState::kPending;
            if (i == 2) charge.saved_method = {};
            if (i == 3) charge.redirect_url = "https://bank.example/page";
            TRY_VOID(add_attempt(tx, charge));
        }
        return {};
    });
    const auto ids = [&](const AttemptPlace& after, int limit) {
        std::vector<std::string> found;
        for (const PaymentAttempt& charge :
             read([&](Transaction& tx) { return tx.unsent_charges(samples::kVendor, after, limit); }))
            found.push_back(charge.id.str());
        return found;
    };
    CHECK(ids({}, 10) == std::vector<std::string>{"pay_0", "pay_4"});
    CHECK(ids({}, 1) == std::vector<std::string>{"pay_0"});
    CHECK(ids({Instant{100}, PaymentAttemptId("pay_0")}, 10) == std::vector<std::string>{"pay_4"});
    CHECK(ids({Instant{102}, PaymentAttemptId("pay_4")}, 10).empty());
}

STORE_CASE("the newest default payment method takes the mark from the others") {
    add_customer();
    PaymentMethod third = samples::method("pm_3");
    third.is_default = false;
    third.details = {.kind = MethodKind::kWallet,
                     .brand = "purse",
                     .last4 = "",
                     .expiry_month = 0,
                     .expiry_year = 0,
                     .token = "tok_3"};
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_payment_method(samples::kVendor, samples::method("pm_1")));
        TRY_VOID(tx.add_payment_method(samples::kVendor, samples::method("pm_2")));
        return tx.add_payment_method(samples::kVendor, third);
    });
    const auto methods =
        read([](Transaction& tx) { return tx.list_payment_methods(samples::kVendor, samples::kCustomer); });
    REQUIRE(methods.size() == 3);
    CHECK(methods[0].id.str() == "pm_2");
    CHECK(methods[0].is_default);
    CHECK(methods[0].details == samples::card());
    CHECK(!methods[1].is_default);
    CHECK(methods[2].details == third.details);
}

STORE_CASE("a payment method that is known takes its new details and the mark of the default") {
    add_customer();
    PaymentMethod again = samples::method("pm_1");
    again.details.token = "tok_again";
    again.details.fingerprint = "fp_1";
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_payment_method(samples::kVendor, samples::method("pm_1")));
        TRY_VOID(tx.add_payment_method(samples::kVendor, samples::method("pm_2")));
        return tx.add_payment_method(samples::kVendor, again);
    });
    const auto methods =
        read([](Transaction& tx) { return tx.list_payment_methods(samples::kVendor, samples::kCustomer); });
    REQUIRE(methods.size() == 2);
    CHECK(methods[0].id.str() == "pm_1");
    CHECK(methods[0].is_default);
    CHECK(methods[0].details == again.details);
    CHECK_FALSE(methods[1].is_default);
}
