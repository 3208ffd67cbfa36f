#include "cli/story_run.h"

#include "app/change/confirm_change.h"
#include "app/checkout/start_trial.h"
#include "app/payment/collect_payment.h"
#include "app/renewal/run_due.h"
#include "cli/expectation.h"
#include "cli/fields.h"
#include "cli/people.h"
#include "cli/story_json.h"
#include "domain/renewal/renewal.h"

namespace settle::cli {
namespace {

namespace json = boost::json;

constexpr std::int64_t kDaySeconds = 24 * 3600;

// What a step came to, before it is written down.
struct Report {
    std::string outcome = "applied";
    std::string code;
    std::string rule;
    std::string reason;
    std::optional<Date> possible_from;
    std::optional<Amounts> due_now;
    std::optional<std::pair<Date, Amounts>> next_invoice;
    std::vector<Ruling> parts;
    std::string change;
    std::string request;
};

std::string_view outcome_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::kNow: return "applied";
        case Outcome::kPeriodEnd: return "scheduled";
        case Outcome::kStaff: return "requested";
        case Outcome::kNo: return "refused";
        case Outcome::kNothingToDo: return "nothing_to_do";
    }
    ENSURE(false);
}

std::string_view name_of_part(ChangeKind kind) {
    constexpr std::string_view kNames[] = {"start_trial", "subscribe",  "plan",  "cycle", "quantity",
                                           "cancel",      "renewal_on", "pause", "resume"};
    return kNames[static_cast<std::size_t>(kind)];
}

Report refused(const Error& error) {
    Report report;
    report.outcome = "refused";
    report.code = name_of(error.code);
    report.reason = text_of(error, "en");
    return report;
}

Report shown(const Preview& preview) {
    Report report;
    report.outcome = outcome_of(preview.ruling.outcome);
    report.rule = preview.ruling.rule.str();
    report.possible_from = preview.ruling.possible_from;
    if (preview.ruling.refusal) {
        report.code = name_of(preview.ruling.refusal->code);
        report.reason =
            preview.ruling.reason != nullptr ? preview.ruling.reason->in("en") : text_of(*preview.ruling.refusal, "en");
    }
    report.due_now = preview.due_now;
    if (!preview.next_invoice.lines.empty()) report.next_invoice.emplace(preview.next_invoice_on, preview.next_invoice);
    report.parts = preview.parts;
    return report;
}

json::value text_or_null(const std::string& text) { return text.empty() ? json::value() : json::value(text); }

json::array parts_json(const std::vector<Ruling>& rulings) {
    json::array parts;
    for (const Ruling& ruling : rulings)
        parts.push_back(
            json::object{{"part", name_of_part(ruling.part)},
                         {"item", text_or_null(ruling.item.str())},
                         {"outcome", outcome_of(ruling.outcome)},
                         {"rule", ruling.rule.view()},
                         {"code", ruling.refusal ? json::value(name_of(ruling.refusal->code)) : json::value()}});
    return parts;
}

json::object to_json(const Report& report, const Step& step, const std::string& at) {
    json::object object{{"at", at},
                        {"do", name_of(step.verb)},
                        {"as", step.as},
                        {"outcome", report.outcome},
                        {"code", text_or_null(report.code)},
                        {"rule", text_or_null(report.rule)},
                        {"reason", text_or_null(report.reason)},
                        {"possible_from", cli::to_json(report.possible_from)},
                        {"due_now", report.due_now ? json::value(cli::to_json(*report.due_now)) : json::value()},
                        {"next_invoice", nullptr}};
    if (report.next_invoice) {
        json::object next{{"on", report.next_invoice->first.str()}};
        for (auto& member : cli::to_json(report.next_invoice->second)) next[member.key()] = std::move(member.value());
        object["next_invoice"] = std::move(next);
    }
    if (!report.parts.empty()) object["parts"] = parts_json(report.parts);
    if (!report.change.empty()) object["change"] = report.change;
    if (!report.request.empty()) object["request"] = report.request;
    return object;
}

class Player {
public:
    Player(const Story& story, World& world, People people)
        : story_(story), world_(world), people_(std::move(people)) {}

    static Result<Player> begin(const Story& story, World& world);
    Result<StoryResult> play();

private:
    Result<Instant> instant_of(const LocalTime& time) const;
    Result<void> move_to(const LocalTime& time);
    Result<Report> take(const Step& step);
    Result<Report> show(const Step& step);
    Result<Report> carry_out(const Step& step);
    Result<Report> confirm(const Context& context, const Step& step, const ReadPreview& read);
    Result<Report> file_what_staff_decide(const Context& context, const Step& step, Report report,
                                          const Ruling& ruling);
    Result<Report> finished(Report report, const ConfirmedChange& change);
    Result<Report> file(const Step& step);
    Result<Report> decide(const Step& step);
    Result<Report> change_address(const Step& step);
    Result<Report> pay_again(const Step& step);
    Result<Report> complete(const Step& step);
    Result<std::string> method_for(const Step& step) const;
    Result<json::object> state() const;
    Result<void> note_next_invoice(Report& report) const;
    void compare(const Step& step, const json::object& report, const json::object& state);

    const Story& story_;
    World& world_;
    People people_;
    LocalTime present_ = story_.start;
    std::optional<Step> last_change_;   ///< The change asked for last, for those who pay it another way.
    ChangeId last_order_;
    StoryResult result_;
};

bool is_breakdown(const Error& error) {
    const std::string_view category = category_of(error.code);
    return category == "internal" || category == "unavailable";
}

// A refusal is an outcome of the story; only a breakdown of the engine ends it.
template <class T>
Result<Report> refused_or_broken(const Result<T>& result) {
    if (is_breakdown(result.error())) return fail(result.error());
    return refused(result.error());
}

Result<Player> Player::begin(const Story& story, World& world) {
    for (const Step& step : story.steps)
        if (!step.pay_with.empty())
            if (const auto known = world.pay_with(step.pay_with); !known)
                return file_error(story.file, step.line, text_of(known.error(), "en"));
    world.set_register(story.register_mode);
    const auto midnight = world.services().zones.start_of(story.customer.time_zone, story.start.day);
    if (!midnight) return file_error(story.file, story.customer.time_zone_line, text_of(midnight.error(), "en"));
    world.set_time(*midnight);
    Player player(story, world, TRY(People::settle_in(story, world)));
    world.set_time(TRY(player.instant_of(story.start)));
    return player;
}

// Clocks are changed in the early hours, so a later time counts back from the end of the day.
Result<Instant> Player::instant_of(const LocalTime& time) const {
    constexpr std::int64_t kAfterClockChanges = 4 * 3600;
    const TimeZones& zones = world_.services().zones;
    const std::string& zone = story_.customer.time_zone;
    if (time.second_of_day < kAfterClockChanges)
        return TRY(zones.start_of(zone, time.day)).plus_seconds(time.second_of_day);
    return TRY(zones.start_of(zone, time.day.plus_days(1))).plus_seconds(time.second_of_day - kDaySeconds);
}

// Stops on every day on which something falls due, so that it happens on its own day.
Result<void> Player::move_to(const LocalTime& time) {
    while (true) {
        const auto view = TRY(read_subscription(people_.server(), people_.customer()));
        const auto due = next_due_on(view.situation.subscription);
        if (!due || *due > time.day) break;
        if (*due > present_.day) {
            present_ = {*due, 0};
            world_.set_time(TRY(instant_of(present_)));
        }
        if (TRY(run_due(people_.server(), people_.customer())) == 0) break;
    }
    present_ = time;
    world_.set_time(TRY(instant_of(time)));
    TRY_VOID(recover_payments(people_.server(), {.older_than_seconds = 0}));
    return {};
}

Result<Report> Player::show(const Step& step) {
    const Context context = TRY(people_.acting(step.as));
    const auto read = preview_change(context, {people_.customer(), step.set, std::nullopt});
    if (!read) return refused_or_broken(read);
    return shown(read->preview);
}

Result<Report> Player::carry_out(const Step& step) {
    const Context context = TRY(people_.acting(step.as));
    last_change_ = step;
    const auto read = preview_change(context, {people_.customer(), step.set, std::nullopt});
    if (!read) return refused_or_broken(read);
    if (read->preview.ruling.refusal)
        return file_what_staff_decide(context, step, shown(read->preview), read->preview.ruling);
    return confirm(context, step, *read);
}

Result<Report> Player::file_what_staff_decide(const Context& context, const Step& step, Report report,
                                              const Ruling& ruling) {
    if (ruling.outcome != Outcome::kStaff) return report;
    NewRequest wanted;
    wanted.customer = people_.customer();
    wanted.type =
        ruling.request_type.empty() ? RequestType::kContact : TRY(parse_request_type(ruling.request_type.view()));
    wanted.set = step.set;
    const auto filed = file_request(context, wanted);
    if (!filed) return refused_or_broken(filed);
    report.request = filed->id.str();
    return report;
}

// What the page would send as "pay_with": the sandbox method's kind, else what was saved, else a card.
Result<std::string> Player::method_for(const Step& step) const {
    if (!step.pay_with.empty()) return world_.pay_with(step.pay_with);
    if (step.as == "staff") return std::string(name_of(MethodKind::kTransfer));
    for (const PaymentMethod& method : TRY(list_payment_methods(people_.server(), people_.customer())))
        if (method.is_default) return method.id.str();
    return std::string(name_of(MethodKind::kCard));
}

Result<Report> Player::confirm(const Context& context, const Step& step, const ReadPreview& read) {
    Confirmation confirmation;
    confirmation.customer = people_.customer();
    confirmation.set = step.set;
    confirmation.fingerprint = read.fingerprint;
    confirmation.pay_with = TRY(method_for(step));
    confirmation.accepted_policy = story_.catalog.refund_policy_version;
    const auto answer = confirm_change(context, confirmation);
    if (!answer) return refused_or_broken(answer);
    if (const auto* refusal = std::get_if<RefusedChange>(&*answer)) return shown(refusal->preview.preview);
    if (std::holds_alternative<StaleChange>(*answer)) return refused(Error(ErrorCode::kPreviewStale));
    ConfirmedChange change = std::get<ConfirmedChange>(*answer);
    last_order_ = change.order.id;
    const bool asks_a_page =
        change.order.state == OrderState::kAwaitingPayment && change.attempt && change.attempt->saved_method.empty();
    if (asks_a_page) {
        TRY_VOID(world_.act_as_payer(change.attempt->id,
                                     step.pay_with.empty() ? "card_ok" : std::string_view(step.pay_with)));
        change = TRY(refresh_change(people_.server(), people_.customer(), change.order.id));
    }
    return finished(shown(read.preview), change);
}

Result<Report> Player::finished(Report report, const ConfirmedChange& change) {
    report.change = change.order.id.str();
    switch (change.order.state) {
        case OrderState::kApplied: return report;
        case OrderState::kAwaitingPayment: report.outcome = "awaiting_customer"; return report;
        case OrderState::kSuperseded:
        case OrderState::kFailed: break;
    }
    report.outcome = "payment_failed";
    report.code = change.order.refusal;
    report.reason = change.attempt ? change.attempt->reason_code : "";
    return report;
}

Result<Report> Player::file(const Step& step) {
    const Context context = TRY(people_.acting(step.as));
    NewRequest wanted;
    wanted.customer = people_.customer();
    wanted.type = step.request_type;
    wanted.message = step.message;
    if (step.set != Wanted{}) wanted.set = step.set;
    if (step.request_type == RequestType::kPaymentProblem) wanted.change = last_order_;
    const auto filed = file_request(context, wanted);
    if (!filed) return refused_or_broken(filed);
    Report report;
    report.outcome = "requested";
    report.request = filed->id.str();
    return report;
}

Result<Report> Player::decide(const Step& step) {
    const Context context = TRY(people_.acting(step.as));
    RequestId id(step.request);
    if (step.request == "last") {
        const auto newest = TRY(list_requests(people_.server(), people_.customer(), Page{{}, 1}));
        if (newest.empty()) return file_error(story_.file, step.line, "decide: nobody has asked for anything yet");
        id = newest.front().id;
    }
    const auto decided = decide_request(context, id, step.decision, step.reason);
    if (!decided && decided.error().code == ErrorCode::kRequestNotFound)
        return file_error(story_.file, step.line, fmt::format("decide: there is no request \"{}\"", step.request));
    if (!decided) return refused_or_broken(decided);
    Report report;
    report.request = decided->id.str();
    return report;
}

Result<Report> Player::change_address(const Step& step) {
    const Context context = TRY(people_.acting(step.as));
    const Customer customer = TRY(read_customer(people_.server(), people_.customer()));
    BillingInformation billing = customer.billing;
    if (step.verb == Verb::kSetTaxNumber) {
        billing.tax_number.reset();
        if (!step.tax_number.empty()) billing.tax_number = TaxNumber{step.tax_number, TaxNumberStatus::kNone, {}};
    } else {
        if (step.address.country) billing.region.clear();
        if (step.address.country) billing.country = *step.address.country;
        if (step.address.region) billing.region = *step.address.region;
        if (step.address.postal_code) billing.postal_code = *step.address.postal_code;
    }
    if (step.register_mode) world_.set_register(*step.register_mode);
    const auto changed = change_billing(context, people_.customer(), billing, customer.version);
    if (step.register_mode) world_.set_register(story_.register_mode);
    if (!changed) return refused_or_broken(changed);
    Report report;
    const auto& number = changed->billing.tax_number;
    if (number && number->status == TaxNumberStatus::kUnverified) report.code = name_of(ErrorCode::kVatUnverified);
    return report;
}

// What waits is given up first, then the same change is confirmed with the other method.
Result<Report> Player::pay_again(const Step& step) {
    if (!last_change_) return file_error(story_.file, step.line, "pay: nothing was bought yet");
    const auto view = TRY(read_subscription(people_.server(), people_.customer()));
    if (view.pending) TRY_VOID(cancel_change(people_.server(), people_.customer(), view.pending->order.id));
    Step again = *last_change_;
    again.as = step.as;
    again.pay_with = step.pay_with;
    return carry_out(again);
}

Result<Report> Player::complete(const Step& step) {
    const auto view = TRY(read_subscription(people_.server(), people_.customer()));
    Report report;
    report.outcome = outcome_of(Outcome::kNothingToDo);
    if (!view.pending || !view.pending->attempt) return report;
    TRY_VOID(world_.complete_challenge(view.pending->attempt->id, step.challenge));
    const auto change = TRY(refresh_change(people_.server(), people_.customer(), view.pending->order.id));
    report.outcome = "applied";
    if (change.invoice) report.due_now = change.invoice->amounts;
    return finished(std::move(report), change);
}

Result<Report> Player::take(const Step& step) {
    switch (step.verb) {
        case Verb::kPreview: return show(step);
        case Verb::kSubscribe:
        case Verb::kChange: return carry_out(step);
        case Verb::kRequest: return file(step);
        case Verb::kDecide: return decide(step);
        case Verb::kSetTaxNumber:
        case Verb::kSetAddress: return change_address(step);
        case Verb::kPay: return pay_again(step);
        case Verb::kComplete: return complete(step);
        case Verb::kStartTrial: {
            const auto started = start_trial(TRY(people_.acting(step.as)), people_.customer());
            if (!started) return refused_or_broken(started);
            return Report{};
        }
        case Verb::kRegister: world_.set_register(*step.register_mode); return Report{};
        case Verb::kAdvance:
        case Verb::kCount: break;
    }
    return Report{};
}

Result<json::object> Player::state() const {
    const Context context = people_.server();
    const CustomerId& customer = people_.customer();
    const Subscription subscription = TRY(read_subscription(context, customer)).situation.subscription;
    json::array invoices;
    for (const Invoice& invoice : TRY(list_invoices(context, customer))) invoices.push_back(cli::to_json(invoice));
    json::array requests;
    auto filed = TRY(list_requests(context, customer, Page{{}, 1000}));
    for (auto request = filed.rbegin(); request != filed.rend(); ++request) requests.push_back(cli::to_json(*request));
    json::array events;
    for (const Event& event : TRY(list_events(context, customer, 0, 100'000)))
        events.push_back(json::value(event.type));
    return json::object{
        {"invoices", std::move(invoices)}, {"subscription", cli::to_json(subscription)},
        {"requests", std::move(requests)}, {"balance", balance_of(subscription).str()},
        {"events", std::move(events)},     {"entitlements", cli::to_json(TRY(read_entitlements(context, customer)))}};
}

Result<void> Player::note_next_invoice(Report& report) const {
    if (report.next_invoice) return {};
    const auto view = TRY(read_subscription(people_.server(), people_.customer()));
    if (view.next_invoice) report.next_invoice.emplace(view.situation.subscription.period.end_day, *view.next_invoice);
    return {};
}

void Player::compare(const Step& step, const json::object& report, const json::object& state) {
    if (!step.expect || step.expect.IsNull()) return;
    json::object actual = report;
    for (const auto& member : state) actual[member.key()] = member.value();
    for (const std::string& difference : differences(step.expect, actual, ""))
        result_.failures.push_back(
            fmt::format("{}:{}: {} on {}: {}", story_.file, step.line, name_of(step.verb), present_.str(), difference));
}

Result<StoryResult> Player::play() {
    json::array steps;
    json::object last_state = TRY(state());
    for (const Step& step : story_.steps) {
        TRY_VOID(move_to(step.at.value_or(present_)));
        Report report = TRY(take(step));
        TRY_VOID(note_next_invoice(report));
        json::object written = to_json(report, step, present_.str());
        last_state = TRY(state());
        compare(step, written, last_state);
        steps.push_back(std::move(written));
    }
    for (const Finding& finding : TRY(world_.services().store.verify()))
        result_.failures.push_back(
            fmt::format("{}: {} of {}: {}", story_.file, finding.invariant, finding.subject, finding.what));
    result_.document["steps"] = std::move(steps);
    for (auto& member : last_state) result_.document[member.key()] = std::move(member.value());
    return std::move(result_);
}

}  // namespace

Result<StoryResult> run_story(const Story& story, World& world) {
    Player player = TRY(Player::begin(story, world));
    return player.play();
}

}  // namespace settle::cli
