#include "cli/player.h"

#include "app/customer/tax_numbers.h"
#include "app/payment/collect_payment.h"
#include "app/renewal/run_due.h"
#include "cli/expectation.h"
#include "cli/story_json.h"
#include "domain/renewal/renewal.h"

namespace settle::cli {
namespace {

namespace json = boost::json;

constexpr std::int64_t kDaySeconds = 24 * 3600;

}  // namespace

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
    const Context server = people_.server();
    while (true) {
        const auto subscription = TRY(look_up(server.with.store, [&](Transaction& tx) {
            return tx.load_subscription(server.vendor(), people_.customer());
        }));
        const auto due = next_due_on(subscription);
        if (!due || *due > time.day) break;
        if (*due > present_.day) {
            present_ = {*due, 0};
            world_.set_time(TRY(instant_of(present_)));
        }
        if (TRY(run_due(server, people_.customer())) == 0) break;
    }
    present_ = time;
    world_.set_time(TRY(instant_of(time)));
    TRY_VOID(recover_payments(server, {.older_than_seconds = 0}));
    TRY(recheck_tax_numbers(server));
    return {};
}

Result<Report> Player::take(const Step& step) {
    switch (step.verb) {
        case Verb::kPreview: return show(step);
        case Verb::kSubscribe:
        case Verb::kChange:
        case Verb::kCancel:
        case Verb::kRenewalOn:
        case Verb::kResume: return carry_out(step);
        case Verb::kUndo: return undo(step);
        case Verb::kStartTrial:
        case Verb::kExtendTrial: return begin_trial(step);
        case Verb::kRequest: return file(step);
        case Verb::kDecide: return decide(step);
        case Verb::kSetTaxNumber:
        case Verb::kSetAddress: return change_address(step);
        case Verb::kAssign:
        case Verb::kRelease:
        case Verb::kSetCode:
        case Verb::kRedeemCode: return seat(step);
        case Verb::kAddMethod: return add_method(step);
        case Verb::kPay: return pay(step);
        case Verb::kComplete: return complete(step);
        case Verb::kRefund: return refund(step);
        case Verb::kGiveCredit: return give_money(step);
        case Verb::kRegister: world_.set_register(*step.register_mode); return Report{};
        case Verb::kAdvance:
        case Verb::kCount: break;
    }
    return Report{};
}

Result<json::object> Player::state() const {
    const Context context = people_.server();
    const CustomerId& customer = people_.customer();
    const SubscriptionView view = TRY(read_subscription(context, customer));
    json::array invoices;
    for (const Invoice& invoice : TRY(list_invoices(context, customer))) invoices.push_back(cli::to_json(invoice));
    json::array requests;
    auto filed = TRY(list_requests(context, customer, Page{{}, 1000}));
    for (auto request = filed.rbegin(); request != filed.rend(); ++request) requests.push_back(cli::to_json(*request));
    json::array events;
    for (const Event& event : TRY(list_events(context, customer, 0, 100'000)))
        events.push_back(json::value(event.type));
    json::value entitlements = cli::to_json(TRY(read_entitlements(context, customer)));
    json::value seats = TRY(seats_to_json(context, customer, story_.catalog));
    return json::object{{"invoices", std::move(invoices)}, {"subscription", cli::to_json(view)},
                        {"requests", std::move(requests)}, {"balance", balance_of(view.situation.subscription).str()},
                        {"events", std::move(events)},     {"entitlements", std::move(entitlements)},
                        {"seats", std::move(seats)}};
}

Result<void> Player::note_next_invoice(Report& report) const {
    if (report.next_invoice || report.foresees) return {};
    const auto view = TRY(read_subscription(people_.server(), people_.customer()));
    if (view.next_invoice) report.next_invoice.emplace(*view.next_invoice_on, *view.next_invoice);
    return {};
}

void Player::compare(const Step& step, const json::object& report, const json::object& state) {
    const json::value nothing;
    for (const auto& [key, wanted] : step.expect.pairs()) {
        const json::value* actual = state.if_contains(key.text());
        if (actual == nullptr) actual = report.if_contains(key.text());
        if (actual == nullptr) actual = &nothing;
        for (const std::string& difference : differences(wanted, *actual, key.text()))
            result_.failures.push_back(fmt::format("{}:{}: {} on {}: {}", story_.file, step.line, name_of(step.verb),
                                                   present_.str(), difference));
    }
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

Result<StoryResult> run_story(const Story& story, World& world) {
    Player player = TRY(Player::begin(story, world));
    return player.play();
}

}  // namespace settle::cli
