// Which event makes which mail, to whom, in which words.
#include "domain/mail/decide_mails.h"

#include <doctest/doctest.h>

#include <map>

#include "adapters/catalog_yaml/catalog_reader.h"
#include "domain/mail/mail_template.h"

using namespace settle;

namespace {

using Data = std::vector<std::pair<std::string, std::string>>;

Member person(const std::string& id, const char* role, const std::string& language = "en") {
    Member member;
    member.id = MemberId("mem_" + id);
    member.email = id + "@acme.example";
    member.first_name = id;
    member.role = *Code::parse(role);
    member.is_owner = std::string_view(role) == "owner";
    member.language = language;
    return member;
}

struct Stage {
    Catalog catalog = read_catalog_file("examples/agorapulse/catalog.yaml").value();
    Customer customer;
    Subscription subscription;
    std::vector<Member> members{person("olive", "owner", "fr"), person("carl", "co_owner"),
                                person("bill", "billing_manager"), person("max", "member")};
    std::vector<Member> others;
    std::optional<Invoice> invoice;
    std::optional<Request> request;
    Actor actor{.kind = Actor::Kind::kMember, .role = "owner", .id = "mem_olive"};
    std::string reason;
    std::vector<Occurrence> act;

    Stage() {
        customer.id = CustomerId("cus_1");
        customer.name = "Acme";
        customer.language = "fr";
        customer.billing.own().email = "office@acme.example";
        subscription.state = SubscriptionState::kActive;
        subscription.plan = "standard";
        subscription.quantities.set("user", 3);
        subscription.quantities.set("profile", 1);
        subscription.period = {Date(2026, 3, 1), Date(2026, 4, 1)};
    }
    void happens(const std::string& type, Data data = {}) {
        act.push_back({fmt::format("evt_1-{}", act.size() + 1), type, actor, reason, Instant{5}, std::move(data)});
    }
    std::vector<Mail> mails() const {
        const auto made = decide_mails({catalog, customer, subscription, members, others, invoice, request}, act);
        for (const Mail& mail : made) {
            CAPTURE(mail.template_name);
            const auto known = find_mail_template(mail.template_name);
            REQUIRE(known.has_value());
            for (const auto& [name, value] : mail.fields) {
                CAPTURE(name);
                CHECK((*known)->find_field(name) != nullptr);
            }
        }
        return made;
    }
    /// "subscription-started: olive carl"
    std::string all() const {
        std::map<std::string, std::string> by_name;
        for (const Mail& mail : mails())
            by_name[mail.template_name] += " " + mail.email.substr(0, mail.email.find('@'));
        std::string text;
        for (const auto& [name, people] : by_name) text += (text.empty() ? "" : "; ") + name + ":" + people;
        return text;
    }
    static std::string told(const std::string& type, Data data = {}) {
        Stage stage;
        stage.happens(type, std::move(data));
        return stage.all();
    }
};

std::string field(const Mail& mail, std::string_view name) {
    for (const auto& [known, value] : mail.fields)
        if (known == name) return value;
    return "(none)";
}

}  // namespace

TEST_CASE("each change of state is told to whoever may do something about it") {
    struct Row {
        const char* event;
        const char* told;
    };
    for (const Row& row : {
             Row{"trial.started", "trial-started: olive"},
             Row{"trial.ending", "trial-ending: olive"},
             Row{"trial.ended", "trial-ended: olive"},
             Row{"trial.extended", "trial-extended: olive"},
             Row{"trial.cancelled", "trial-cancelled: olive"},
             Row{"subscription.activated", "subscription-started: olive"},
             Row{"subscription.changed", "change-applied: olive carl"},
             Row{"subscription.change_scheduled", "change-scheduled: olive carl"},
             Row{"subscription.change_held", "change-held: olive carl"},
             Row{"subscription.change_clamped", "change-clamped: olive carl"},
             Row{"subscription.past_due", "payment-failed: olive carl bill office"},
             Row{"subscription.recovered", "payment-recovered: olive carl bill office"},
             Row{"subscription.access_changed", "access-restricted: olive carl bill office"},
             Row{"commitment.ending", "commitment-ending: olive carl"},
             Row{"renewal.announced", "renewal-ahead: olive carl"},
             Row{"subscription.renewal_off", "renewal-off: olive carl"},
             Row{"subscription.renewal_on", "renewal-on: olive carl"},
             Row{"subscription.ended", "subscription-ended: olive carl"},
             Row{"subscription.pause_planned", "pause-planned: olive carl"},
             Row{"subscription.paused", "paused: olive carl"},
             Row{"subscription.resumed", "resumed: olive carl"},
             Row{"pause.ending", "pause-ending: olive carl"},
             Row{"payment.recorded", "payment-received: olive carl bill office"},
             Row{"subscription.renewed", ""},
             Row{"invoice.issued", ""},
             Row{"payment.declined", ""},
             Row{"payment.retried", ""},
         }) {
        CAPTURE(row.event);
        CHECK(Stage::told(row.event, {{"invoice", "inv_1"}}) == row.told);
        CHECK(makes_mails(row.event, Data{{"invoice", "inv_1"}}) == !std::string_view(row.told).empty());
    }
}

TEST_CASE("reminders are events that mails know") {
    for (const ReminderKind kind : {ReminderKind::kTrialEnding, ReminderKind::kCommitmentEnding,
                                    ReminderKind::kRenewalAhead, ReminderKind::kPauseEnding})
        CHECK(makes_mails(name_of(kind), {}));
}

TEST_CASE("a reminder tells of its own day, also when the subscription has moved on") {
    Stage stage;
    stage.subscription.commitment_end = Date(2028, 1, 1);
    for (const char* type : {"trial.ending", "commitment.ending", "renewal.announced", "pause.ending"})
        stage.happens(type, {{"of", "2026-06-30"}});
    std::string told;
    for (const Mail& mail : stage.mails())
        for (const char* name : {"trial_end", "commitment_end", "renews_on", "resumes_on"})
            if (field(mail, name) != "(none)") told += field(mail, name) + " ";
    // Olive, who may do all, and Carl, who does not buy.
    CHECK(told == "2026-06-30 2026-06-30 2026-06-30 2026-06-30 2026-06-30 2026-06-30 2026-06-30 ");
}

TEST_CASE("who pays an invoice gets a receipt, and who was late hears that all is well, once") {
    Stage stage;
    stage.invoice = Invoice{.number = "2026-0007", .amounts = no_amounts(kEuro), .paid = Money::zero(kEuro)};
    stage.invoice->amounts.total = Money(11'880, kEuro);
    stage.happens("payment.succeeded", {{"invoice", "inv_1"}});
    CHECK(stage.all() == "payment-received: olive carl bill office");
    CHECK(field(stage.mails()[0], "number") == "2026-0007");
    CHECK(field(stage.mails()[0], "total") == "EUR 118.80");
    stage.happens("subscription.recovered");
    CHECK(stage.all() == "payment-recovered: olive carl bill office");
    CHECK(field(stage.mails()[0], "total") == "EUR 118.80");
    // Nobody is thanked for what was forgiven.
    CHECK(Stage::told("subscription.recovered", {{"by", "waiver"}}).empty());
    // Of an order they hear what it did.
    CHECK(Stage::told("payment.succeeded", {{"change", "chg_1"}, {"invoice", ""}}).empty());
}

TEST_CASE("a document goes where invoices go, once, when there is nothing left to wait for") {
    Stage stage;
    stage.invoice = Invoice{.id = InvoiceId("inv_1"),
                            .number = "2026-0007",
                            .issued_on = Date(2026, 3, 1),
                            .due_on = Date(2026, 3, 1),
                            .amounts = no_amounts(kEuro),
                            .paid = Money::zero(kEuro)};
    stage.invoice->amounts.total = Money(11'880, kEuro);
    stage.happens("invoice.issued", {{"invoice", "inv_1"}});
    CHECK(stage.all().empty());  // A card is about to be charged.
    stage.invoice->due_on = Date(2026, 3, 31);
    CHECK(stage.all() == "invoice-issued: office");
    CHECK(field(stage.mails()[0], "document") == "inv_1");
    CHECK(field(stage.mails()[0], "due_on") == "2026-03-31");
    CHECK(stage.mails()[0].about == "inv_1/invoice-issued/office@acme.example");
    stage.invoice->due_on = Date(2026, 3, 1);
    stage.invoice->paid = stage.invoice->amounts.total;
    CHECK(stage.all() == "invoice-issued: office");
    CHECK(field(stage.mails()[0], "due_on").empty());
    // Whoever hears of the order has the document with that.
    stage.happens("subscription.activated");
    CHECK(stage.all() == "invoice-issued: office; subscription-started: olive");
    stage.customer.billing.own().email = "Olive@acme.example";
    CHECK(stage.all() == "subscription-started: olive");
    CHECK(field(stage.mails()[0], "document") == "inv_1");
    stage.act.clear();
    stage.customer.billing.own().email.clear();
    stage.happens("invoice.issued", {{"invoice", "inv_1"}});
    CHECK(stage.all() == "invoice-issued: olive carl bill");
    stage.act.clear();
    stage.happens("payment.recorded", {{"invoice", "inv_1"}});
    CHECK(field(stage.mails()[0], "document").empty());
}

TEST_CASE("of a credit note the mail says what it gives back") {
    Stage stage;
    stage.invoice = Invoice{.id = InvoiceId("inv_2"),
                            .number = "CN-2026-0001",
                            .kind = InvoiceKind::kCreditNote,
                            .issued_on = Date(2026, 3, 1),
                            .amounts = no_amounts(kEuro),
                            .paid = Money::zero(kEuro)};
    stage.invoice->amounts.total = Money(-1'000, kEuro);
    stage.happens("invoice.issued", {{"invoice", "inv_2"}, {"kind", "credit_note"}});
    REQUIRE(stage.all() == "invoice-issued: office");
    CHECK(field(stage.mails()[0], "credit_note") == "yes");
    CHECK(field(stage.mails()[0], "total") == "EUR 10.00");
    CHECK(field(stage.mails()[0], "due_on").empty());
}

TEST_CASE("of the invoices that a run issues only those wait to be told that no card is charged for") {
    CHECK_FALSE(makes_mails("invoice.issued", Data{{"invoice", "inv_1"}, {"reason", "renewal"}}));
    CHECK(makes_mails("invoice.issued", Data{{"invoice", "inv_1"}, {"due_on", "2026-03-31"}}));
    CHECK(makes_mails("invoice.issued", Data{{"kind", "credit_note"}}));
    CHECK(makes_mails("invoice.paid", Data{{"by", "balance"}}));
    CHECK_FALSE(makes_mails("invoice.paid", Data{{"by", "card"}}));
}

TEST_CASE("each reads their own language, and an address gets a mail once") {
    Stage stage;
    stage.members[1].email = "Olive@Acme.example";
    stage.happens("subscription.changed", {{"plan.before", "standard"},
                                           {"plan.after", "professional"},
                                           {"cycle.before", "month"},
                                           {"cycle.after", "year"},
                                           {"quantities.user.before", "3"},
                                           {"quantities.user.after", "5"}});
    const auto mails = stage.mails();
    REQUIRE(mails.size() == 1);
    CHECK(mails[0].language == "fr");
    CHECK(mails[0].about == "evt_1-1/change-applied/olive@acme.example");
    CHECK(mails[0].vendor == "agorapulse");
    CHECK(mails[0].customer == stage.customer.id);
    CHECK(mails[0].expires_at == Instant{5}.plus_seconds(kMailLifetimeSeconds));
    CHECK(field(mails[0], "changes") == "Standard\u00A0→\u00A0Professionnel; utilisateurs 3\u00A0→\u00A05");
    CHECK(field(mails[0], "yearly") == "yes");
    CHECK(field(mails[0], "monthly").empty());
}

TEST_CASE("a number of one is one, and what was billed is named") {
    Stage stage;
    stage.members[0].language = "en";
    stage.invoice = Invoice{.number = "2026-0007", .amounts = no_amounts(kEuro), .paid = Money::zero(kEuro)};
    stage.invoice->amounts.total = Money(34'200, kEuro);
    stage.happens("subscription.activated");
    const auto mails = stage.mails();
    REQUIRE(mails.size() == 1);
    CHECK(field(mails[0], "quantities") == "1 social profile, 3 users");
    CHECK(field(mails[0], "number") == "2026-0007");
    CHECK(field(mails[0], "total") == "EUR 342.00");
    CHECK(field(mails[0], "renews_on") == "2026-04-01");
    stage.subscription.ends_on = Date(2026, 4, 1);
    CHECK(field(stage.mails()[0], "renews_on").empty());
}

TEST_CASE("of a renewal that is not paid, the next days are told") {
    Stage stage;
    stage.subscription.state = SubscriptionState::kPastDue;
    stage.subscription.past_due = PastDue{.invoice = InvoiceId("inv_1"),
                                          .since = Date(2026, 3, 1),
                                          .retries = {Date(2026, 3, 2)},
                                          .access_changes = {{Date(2026, 3, 11), Access::kReadOnly}},
                                          .ends_on = Date(2026, 3, 31)};
    stage.happens("payment.declined");
    stage.happens("subscription.past_due");
    const auto mails = stage.mails();
    REQUIRE(mails.size() == 4);
    CHECK(field(mails[3], "retry_on") == "2026-03-02");
    CHECK(field(mails[3], "restrict_on") == "2026-03-11");
    CHECK(field(mails[3], "ends_on") == "2026-03-31");
    CHECK(mails[3].email == "office@acme.example");
    CHECK(mails[3].language == "fr");
}

TEST_CASE("who gives or takes a seat themselves knows; with a code, the owner is told") {
    const auto data = [](const char* source) {
        return Data{{"item", "user"}, {"member", "mem_max"}, {"source", source}};
    };
    CHECK(Stage::told("seat.assigned", data("manual")) == "seat-given: max");
    Stage with_code;
    with_code.actor.id = "mem_max";
    with_code.happens("seat.assigned", data("code"));
    CHECK(with_code.all() == "code-used: olive");
    Stage leaves;
    leaves.actor.id = "mem_max";
    leaves.happens("seat.released", data(""));
    CHECK(leaves.all().empty());
    Stage removed;
    removed.others = {removed.members.back()};
    removed.members.pop_back();
    removed.happens("seat.released", data(""));
    removed.happens("member.left", {{"member", "mem_max"}});
    CHECK(removed.all() == "seat-taken: max");
    CHECK(field(removed.mails()[0], "company") == "Acme");
    Stage room;
    room.members.back().email.clear();
    room.happens("seat.assigned", data("manual"));
    CHECK(room.all().empty());
    CHECK(Stage::told("invitation_code.refused", {{"member", "mem_max"}}) == "code-without-seat: olive");
}

TEST_CASE("requests are told to whoever asked, and what was carried out is told by what it did") {
    Stage stage;
    stage.request = Request{};
    stage.request->author = {.kind = Actor::Kind::kMember, .role = "billing_manager", .id = "mem_bill"};
    stage.request->message = "Please";
    stage.happens("request.filed", {{"request", "req_1"}, {"state", "new"}});
    CHECK(stage.all() == "request-received: bill");
    CHECK(field(stage.mails()[0], "message") == "Please");
    const auto decided = [&](const char* state) {
        stage.act.clear();
        stage.actor = {.kind = Actor::Kind::kStaff, .role = {}, .id = "sam"};
        stage.reason = "Because";
        stage.happens("request.decided", {{"request", "req_1"}, {"state", state}});
        return stage.all();
    };
    CHECK(decided("applied").empty());
    CHECK(decided("declined") == "request-decided: bill");
    CHECK(field(stage.mails()[0], "declined") == "yes");
    CHECK(field(stage.mails()[0], "accepted").empty());
    CHECK(field(stage.mails()[0], "reason") == "Because");
    CHECK(decided("approved") == "request-decided: bill");
    stage.act.clear();
    stage.happens("request.message");
    CHECK(stage.all() == "request-message: bill");
    stage.act.clear();
    stage.actor = stage.request->author;
    stage.happens("request.message");
    CHECK(stage.all().empty());
    for (const auto& [event, mail] : {std::pair("request.acknowledged", "request-acknowledged: bill"),
                                      std::pair("request.proposal_taken_back", "request-proposal-over: bill"),
                                      std::pair("request.proposal_expired", "request-proposal-over: bill"),
                                      std::pair("request.duplicate", "request-duplicate: bill"),
                                      std::pair("request.assigned", ""), std::pair("request.proposal_accepted", "")}) {
        stage.act.clear();
        stage.happens(event);
        CHECK(stage.all() == mail);
    }
    stage.act.clear();
    stage.reason = "Two months?";
    stage.actor = {Actor::Kind::kStaff, {}, "sam"};
    stage.happens("request.proposal", {{"proposal", "1"}, {"until", "2026-06-15"}});
    CHECK(stage.all() == "request-proposal: bill");
    CHECK(field(stage.mails()[0], "text") == "Two months?");
    CHECK(field(stage.mails()[0], "until") == "2026-06-15");
    stage.act.clear();
    stage.actor = {.kind = Actor::Kind::kStaff, .role = {}, .id = "sam"};
    stage.happens("request.attachment");
    CHECK(stage.all() == "request-message: bill");
    // The author has left: somebody has to know.
    stage.members.erase(stage.members.begin() + 2);
    CHECK(decided("declined") == "request-decided: olive");
}

TEST_CASE("one change is told once, as what became of it") {
    Stage stage;
    stage.happens("subscription.changed");
    stage.happens("subscription.change_clamped", {{"on", "2026-04-01"}, {"wanted.user", "2"}, {"applied.user", "3"}});
    CHECK(stage.all() == "change-clamped: olive carl");
    CHECK(field(stage.mails()[1], "changes") == "users 2\u00A0→\u00A03");
}

TEST_CASE("where nobody may decide, the invoices' address is told") {
    Stage stage;
    stage.members = {person("max", "member")};
    stage.happens("subscription.ended", {{"because", "unpaid"}});
    CHECK(stage.all() == "subscription-ended: office");
    CHECK(field(stage.mails()[0], "unpaid") == "yes");
    stage.customer.billing.own().email.clear();
    CHECK(stage.all().empty());
}

TEST_CASE("both owners are told which of them it is") {
    Stage stage;
    stage.happens("customer.owner_changed", {{"member.before", "mem_olive"}, {"member.after", "mem_carl"}});
    const auto mails = stage.mails();
    REQUIRE(mails.size() == 2);
    CHECK(field(mails[0], "becomes").empty());
    CHECK(field(mails[1], "becomes") == "yes");
    CHECK(field(mails[0], "who") == "carl");
}

TEST_CASE("only the vendor's team explains itself to the customer") {
    Stage stage;
    stage.reason = "too expensive";
    stage.happens("subscription.renewal_off");
    CHECK(field(stage.mails()[0], "reason").empty());
    stage.act.clear();
    stage.actor.kind = Actor::Kind::kStaff;
    stage.happens("subscription.renewal_off");
    CHECK(field(stage.mails()[0], "reason") == "too expensive");
}
