// Records with every field filled, for tests of stores.
#pragma once

#include <string>

#include "ports/request_store.h"

namespace settle::samples {

inline const VendorName kVendor = "acme";
inline const CustomerId kCustomer{"cus_1"};
inline const SubscriptionId kSubscription{"sub_1"};

inline Money euros(std::int64_t cents) { return {cents, kEuro}; }
inline Date day(const char* text) { return *Date::parse(text); }
inline Code code(const std::string& text) { return *Code::parse(text); }

inline Actor owner() { return {.kind = Actor::Kind::kMember, .role = "owner", .id = "mem_1"}; }

inline BillingInformation billing() {
    return {.company = "Müller & Söhne \"GmbH\"",
            .first_name = "Zoë",
            .last_name = "O'Neil",
            .email = "zoe@example.com",
            .line1 = "1 rue de l'Été",
            .line2 = "Bâtiment B",
            .postal_code = "75001",
            .city = "Paris",
            .country = "FR",
            .region = "IDF",
            .tax_number = TaxNumber{"FR40303265045", TaxNumberStatus::kConfirmed, Instant{1'700'000'000'000'001}}};
}

inline Customer customer(const std::string& id = "cus_1", Instant created_at = {1'000}) {
    return {.id = CustomerId(id),
            .vendor = kVendor,
            .version = 1,
            .name = "Acme",
            .language = "fr",
            .time_zone = "Europe/Paris",
            .billing = billing(),
            .created_at = created_at};
}

inline Member member(const std::string& id = "mem_1", const std::string& of = "cus_1") {
    return {.id = MemberId(id),
            .customer = CustomerId(of),
            .email = id + "@example.com",
            .first_name = "Ada",
            .last_name = "Lovelace",
            .position = "Analyst",
            .role = "manager",
            .is_owner = false,
            .language = "en",
            .left_at = {}};
}

inline Line charge_line() {
    return {.item = "user",
            .plan = "pro",
            .kind = LineKind::kCharge,
            .quantity = 3,
            .unit_price = UnitPrice(1'000 * UnitPrice::kScale, kEuro),
            .covers = {day("2026-03-01"), day("2026-04-01")},
            .ratio = kWhole,
            .amount = euros(3'000),
            .credits_invoice = {},
            .credits_line = -1};
}
inline Line credit_line() {
    return {.item = "user",
            .plan = "basic",
            .kind = LineKind::kCredit,
            .quantity = 2,
            .unit_price = UnitPrice(500 * UnitPrice::kScale + 1'234, kEuro),
            .covers = {day("2026-03-11"), day("2026-04-01")},
            .ratio = {21, 31},
            .amount = euros(-677),
            .credits_invoice = InvoiceId("inv_0"),
            .credits_line = 0};
}

/// In state none, as it is made with a customer.
inline Subscription subscription(const std::string& of = "cus_1", const std::string& id = "sub_1") {
    Subscription made;
    made.id = SubscriptionId(id);
    made.customer = CustomerId(of);
    return made;
}
inline Subscription active_subscription(const std::string& of = "cus_1", const std::string& id = "sub_1",
                                        Period period = {Date(2026, 3, 1), Date(2026, 4, 1)}) {
    Subscription made = subscription(of, id);
    made.state = SubscriptionState::kActive;
    made.plan = "pro";
    made.cycle = Cycle::kQuarter;
    made.currency = kCanadianDollar;
    made.balance = Money::zero(kCanadianDollar);
    made.quantities.set("user", 5);
    made.quantities.set("profile", 12);
    made.anchor = day("2026-01-31");
    made.period_number = 2;
    made.period = period;
    made.commitment_end = day("2027-01-31");
    made.trial_end = day("2026-01-15");
    made.trial_used = true;
    made.self_managed = false;
    made.charged = {{.invoice = InvoiceId("inv_0"),
                     .line = 1,
                     .item = "user",
                     .plan = "pro",
                     .quantity = 5,
                     .unit_price = UnitPrice(99'0000, kCanadianDollar),
                     .covers = period,
                     .amount = Money(495, kCanadianDollar),
                     .credited = Money(95, kCanadianDollar)}};
    made.carried = {charge_line(), credit_line()};
    Wanted later;
    later.plan = Code("basic");
    made.scheduled = {{.on = day("2026-04-01"), .set = later}};
    return made;
}

inline Wanted wish() {
    Wanted wanted;
    wanted.plan = Code("pro");
    wanted.cycle = Cycle::kYear;
    wanted.quantities.set("user", 8);
    wanted.billing_day = 31;
    return wanted;
}

/// A wish that is one act.
inline Wanted pause_wish() {
    Wanted wanted;
    wanted.act = ChangeKind::kPause;
    wanted.from = day("2026-04-10");
    wanted.to = day("2026-05-01");
    return wanted;
}
/// What staff agreed with one customer.
inline Wanted agreed_wish() {
    Wanted wanted;
    wanted.plan = Code("custom");
    wanted.on = day("2026-04-01");
    wanted.lines = {{.item = "user", .quantity = 40, .unit_price = UnitPrice(4'0000'1234, kCanadianDollar)},
                    {.item = "plan", .quantity = 1, .unit_price = UnitPrice(0, kCanadianDollar)}};
    return wanted;
}

/// With a value in every field, as no subscription has them all at once.
inline Subscription full_subscription() {
    Subscription made = active_subscription();
    made.state = SubscriptionState::kPastDue;
    made.charged.front().from_second = 43'210;
    made.scheduled = {{.on = day("2026-04-01"),
                       .set = agreed_wish(),
                       .change = ChangeId("chg_1"),
                       .author = {.kind = Actor::Kind::kServer, .role = {}, .id = "key_1", .provisions = true},
                       .held = "quantity_below_assigned"},
                      {.on = day("2026-04-10"), .set = pause_wish(), .change = ChangeId("chg_2"), .author = owner()}};
    made.commitment_start = day("2026-01-31");
    made.ends_on = day("2027-01-31");
    made.pause =
        Pause{.from = day("2026-03-20"), .to = day("2026-04-20"), .paid_days_left = 12, .moves_commitment = true};
    made.days_before_pause = 31;
    made.past_due = PastDue{.invoice = InvoiceId("inv_1"),
                            .since = day("2026-03-01"),
                            .retries = {day("2026-03-04"), day("2026-03-08")},
                            .access_changes = {{.on = day("2026-03-08"), .access = Access::kReadOnly},
                                               {.on = day("2026-03-15"), .access = Access::kNone}},
                            .ends_on = day("2026-03-31"),
                            .access = Access::kReadOnly};
    made.departures = {{day("2026-03-20"), SeatId("sea_9"), "user", MemberId("mem_9")}};
    made.reminders = {{.on = day("2026-03-05"), .kind = ReminderKind::kRenewalAhead},
                      {.on = day("2026-03-06"), .kind = ReminderKind::kTrialEnding},
                      {.on = day("2026-12-31"), .kind = ReminderKind::kCommitmentEnding}};
    made.balance = Money(12'345, kCanadianDollar);
    made.agreed_prices = {{.item = "user", .unit = UnitPrice(7'0000'5000, kCanadianDollar)}};
    return made;
}

inline ChangeOrder order(const std::string& id = "chg_1", const std::string& fingerprint = "print-1") {
    return {.id = ChangeId(id),
            .customer = kCustomer,
            .subscription = kSubscription,
            .state = OrderState::kAwaitingPayment,
            .wanted = wish(),
            .fingerprint = fingerprint,
            .effective_on = day("2026-03-01"),
            .effective_second = 3'661,
            .scheduled_on = day("2026-04-01"),
            .reason = "as agreed on the phone",
            .subscription_version = 7,
            .due = euros(3'600),
            .accepted_policy = "2026-01",
            .actor = owner(),
            .invoice = {},
            .refusal = "",
            .created_at = {2'000}};
}

inline MethodDetails card() {
    return {.kind = MethodKind::kCard,
            .brand = "visa",
            .last4 = "4242",
            .expiry_month = 12,
            .expiry_year = 2031,
            .token = "tok_1"};
}

inline PaymentAttempt attempt(const std::string& id = "pay_1", const std::string& of_change = "chg_1",
                              const std::string& of_invoice = "") {
    return {.id = PaymentAttemptId(id),
            .customer = kCustomer,
            .change = ChangeId(of_change),
            .invoice = InvoiceId(of_invoice),
            .ordinal = 1,
            .amount = euros(3'600),
            .state = AttemptState::kIntent,
            .method = MethodKind::kCard,
            .saved_method = {},
            .provider_reference = "ref-1",
            .redirect_url = "https://bank.example/1",
            .return_url = "https://app.example/back",
            .reason_code = "none",
            .details = card(),
            .created_at = {3'000}};
}

inline PaymentMethod method(const std::string& id = "pm_1", const std::string& of = "cus_1") {
    return {.id = PaymentMethodId(id), .customer = CustomerId(of), .details = card(), .is_default = true};
}

inline Seller seller() {
    Seller made;
    made.legal_name = "Settle SAS";
    made.address_lines = {"1 place du Marché", "69001 Lyon"};
    made.country = "FR";
    made.region = "ARA";
    made.legal_mentions.set("fr", "Capital de 1 000 €");
    made.legal_mentions.set("en", "Capital of €1,000");
    made.tax_numbers = {{"TVA", "FR40303265045"}, {"GST", "123"}};
    made.tax_name = "TVA";
    made.email = "billing@settle.example";
    return made;
}

/// 30.00 and 20 % of tax: 36.00, open, for March 2026.
inline Invoice invoice(const std::string& id = "inv_1", InvoiceReason reason = InvoiceReason::kFirst,
                       Period period = {Date(2026, 3, 1), Date(2026, 4, 1)}) {
    Lines lines;
    lines.push_back(charge_line());
    TaxAmounts taxes;
    taxes.push_back({"TVA", Percent(200'000), euros(600)});
    return {.id = InvoiceId(id),
            .customer = kCustomer,
            .subscription = kSubscription,
            .number = "",
            .kind = InvoiceKind::kInvoice,
            .reason = reason,
            .change = {},
            .issued_on = period.first_day,
            .due_on = period.first_day.plus_days(30),
            .period = period,
            .status = InvoiceStatus::kOpen,
            .amounts = {.lines = lines, .net = euros(3'000), .taxes = taxes, .total = euros(3'600)},
            .paid = euros(0),
            .tax_reason = TaxReason::kDomesticBusiness,
            .tax_country = "FR",
            .seller = seller(),
            .buyer = billing()};
}

inline Request request(const std::string& id = "req_1", Instant created_at = {4'000}) {
    return {.id = RequestId(id),
            .customer = kCustomer,
            .type = RequestType::kRefund,
            .state = RequestState::kAcknowledged,
            .version = 1,
            .message = "Please, merci ✓",
            .set = wish(),
            .change = {},
            .details = {{"amount", "12.00"}, {"reason", "twice"}, {"reason", "again"}},
            .author = owner(),
            .decision_reason = "goodwill",
            .decided_by = "staff_1",
            .created_at = created_at,
            .decided_at = Instant{5'000}};
}

inline RequestMessage message(const std::string& text, const std::string& of = "req_1") {
    return {.request = RequestId(of), .customer = kCustomer, .by = owner(), .text = text, .at = {5'500}};
}

inline Draft draft(std::int64_t version = 0) {
    return {.customer = kCustomer,
            .member = MemberId("mem_1"),
            .version = version,
            .wanted = wish(),
            .step = "billing",
            .method = "card",
            .updated_at = {6'000}};
}

inline Event event(const std::string& of = "cus_1") {
    return {.customer = CustomerId(of),
            .type = "subscription.activated",
            .actor = owner(),
            .on_behalf_of = "cus_9",
            .reason = "because",
            .at = {7'000},
            .data = {{"plan.before", "basic"}, {"plan.after", "pro"}},
            .personal = {{"email", "a@example.com"}},
            .id = {},
            .sequence = 0,
            .hash = ""};
}

inline KeyUse key_use(const std::string& key = "k-1") {
    return {.vendor = kVendor,
            .caller = "mem_1",
            .route = "confirm_change",
            .key = key,
            .request_hash = "hash",
            .resource = "chg_1",
            .status = 0,
            .content_type = "",
            .body = "",
            .created_at = {8'000}};
}

inline SignInLink link(const std::string& token_hash = "link-1") {
    return {.token_hash = token_hash,
            .vendor = kVendor,
            .actor = owner(),
            .customer = kCustomer,
            .member = MemberId("mem_1"),
            .target = "/plans?x=1",
            .expires_at = {9'000},
            .reusable = false};
}

inline Session session(const std::string& token_hash = "session-1") {
    return {.token_hash = token_hash,
            .vendor = kVendor,
            .actor = owner(),
            .customer = kCustomer,
            .member = MemberId("mem_1"),
            .csrf_token = "csrf",
            .expires_at = {9'000},
            .id = "ses_" + token_hash,
            .person = {},
            .opened_by = SignInMethod::kLink,
            .opened_at = {500},
            .agent = "A browser"};
}

}  // namespace settle::samples
