#include "app/requests/demos.h"

#include "app/change/apply_by_staff.h"
#include "app/customer/field_length.h"
#include "app/customer/newcomer.h"
#include "app/desk/audit.h"
#include "app/mail/queue_mail.h"
#include "app/payment/charge_invoice.h"
#include "app/renewal/run_due.h"
#include "app/requests/record.h"
#include "base/hash.h"
#include "domain/catalog/staff_role.h"
#include "ports/request_store.h"

namespace settle {
namespace {

Result<SlotTimes> times_of(const Context& context, const std::string& there, Instant at) {
    const auto catalog = TRY(context.catalog());
    const CivilTime theirs = TRY(civil_time(context.with.zones, there, at));
    const CivilTime ours = TRY(civil_time(context.with.zones, catalog->time_zone, at));
    return SlotTimes{at, theirs, ours};
}

Result<std::optional<SlotTimes>> times_of(const Context& context, const std::string& there,
                                          const std::optional<Instant>& at) {
    if (!at) return std::optional<SlotTimes>();
    return std::optional(TRY(times_of(context, there, *at)));
}

Result<ListedDemo> listed(const Context& context, Demo demo, Instant now) {
    ListedDemo one;
    one.zone_here = TRY(context.catalog())->time_zone;
    one.wished = TRY(times_of(context, demo.time_zone, demo.wished_at));
    one.slot = TRY(times_of(context, demo.time_zone, demo.slot_at));
    one.overdue = demo.state == DemoState::kNew && demo.due_at <= now;
    one.demo = std::move(demo);
    return one;
}

Result<Demo> load(const Context& context, Transaction& tx, const DemoId& id) {
    auto found = TRY(demos_of(tx).find_demo(context.vendor(), id));
    if (!found) return fail(ErrorCode::kNotFound);
    return *std::move(found);
}

/// Saves it first: of two at once one finds another version, before either has written anything else.
Result<void> save(const Context& context, Transaction& tx, const Demo& demo, DemoStep::Kind kind,
                  const std::string& text, Instant now) {
    TRY_VOID(demos_of(tx).save_demo(context.vendor(), demo));
    const bool says_when = kind == DemoStep::Kind::kScheduled || kind == DemoStep::Kind::kRescheduled;
    TRY_VOID(demos_of(tx).add_demo_step(context.vendor(), {.kind = kind,
                                                           .demo = demo.id,
                                                           .by = context.caller.actor,
                                                           .slot_at = says_when ? demo.slot_at : std::nullopt,
                                                           .text = text,
                                                           .at = now}));
    // No customer's events tell of it.
    TRY_VOID(log_act(context, tx, fmt::format("demo.{}", name_of(kind)), {}, demo.id.str(), now));
    return remember_made(tx, context, demo.id.str(), now);
}

/// Loads it, unless the same call did it before; then there is nothing left to do.
template <class Work>
Result<void> with_demo(const Context& context, const DemoId& id, Work&& work) {
    TRY_VOID(only_staff(context, StaffRight::kDecideRequests));
    const Instant now = context.with.clock.now();
    return context.with.store.write([&](Transaction& tx) -> Result<void> {
        Demo demo = TRY(load(context, tx, id));
        if (TRY(made_before(tx, context))) return {};
        return work(tx, std::move(demo), now);
    });
}

Result<void> write_to(const Context& context, Transaction& tx, const Demo& demo, std::string_view template_name,
                      MailFields fields, Instant now) {
    NewMail mail;
    mail.template_name = template_name;
    mail.email = demo.email;
    mail.name = demo.full_name();
    mail.language = demo.language;
    mail.fields = std::move(fields);
    return queue_mail(context, tx, std::move(mail), now);
}

/// The day, the time and the zone; the vendor's beside it where it is another.
MailFields words_of(const SlotTimes& slot, const std::string& zone_there, const std::string& zone_here) {
    MailFields fields{{"day", slot.there.day.str()}, {"time", slot.there.clock_text()}, {"zone", zone_there}};
    if (slot.there == slot.here) return fields;
    fields.emplace_back("our_day", slot.here.day.str());
    fields.emplace_back("our_time", slot.here.clock_text());
    fields.emplace_back("our_zone", zone_here);
    return fields;
}

constexpr std::size_t kTextMax = 2'000;
constexpr std::size_t kMessageMax = 5'000;

Result<void> check_text(std::string_view field, const std::string& text, std::size_t max = kTextMax) {
    if (count_characters(text) <= max) return {};
    return fail(Error(ErrorCode::kFieldTooLong, std::string(field)).with("max", fmt::to_string(max)));
}

Result<Instant> moment_of(const Context& context, const std::string& zone, CivilTime time, Instant now,
                          std::string_view field) {
    const Instant at = TRY(instant_of(context.with.zones, zone, time));
    if (at >= now) return at;
    return fail(Error(ErrorCode::kDateInThePast, std::string(field))
                    .with("date", time.day.str())
                    .with("today", TRY(context.with.zones.day_in(zone, now)).str()));
}

// Of one place, so that nobody fills the list; of a network that many share, more than enough.
constexpr TryLimit kFormTries{.burst = 30, .seconds_per_try = 60};

Result<Demo> drawn_up(const Context& context, const NewDemo& wanted, Instant now) {
    const auto catalog = TRY(context.catalog());
    const std::tuple<const char*, const std::string*, std::size_t> lines[] = {{"company", &wanted.company, 200},
                                                                              {"first_name", &wanted.first_name, 100},
                                                                              {"last_name", &wanted.last_name, 100},
                                                                              {"phone", &wanted.phone, 40}};
    for (const auto& [field, text, max] : lines) TRY_VOID(check_length(field, *text, max));
    for (const auto& [field, text] : {std::pair{"company", &wanted.company}, {"last_name", &wanted.last_name}})
        if (text->empty()) return fail(ErrorCode::kFieldRequired, field);
    TRY_VOID(check_text("message", wanted.message, kMessageMax));
    Demo demo;
    demo.id = new_id<DemoId>(context.with.ids);
    demo.company = wanted.company;
    demo.first_name = wanted.first_name;
    demo.last_name = wanted.last_name;
    auto email = parse_email(wanted.email);
    if (!email) {
        email.error().field = "email";
        return fail(email.error());
    }
    demo.email = *std::move(email);
    demo.phone = wanted.phone;
    const bool speaks = std::ranges::find(catalog->languages, wanted.language) != catalog->languages.end();
    demo.language = speaks ? wanted.language : catalog->languages.front();
    demo.time_zone = wanted.time_zone.empty() ? catalog->time_zone : wanted.time_zone;
    if (auto known = context.with.zones.day_in(demo.time_zone, now); !known) {
        known.error().field = "time_zone";
        return fail(known.error());
    }
    if (wanted.wished) demo.wished_at = TRY(moment_of(context, demo.time_zone, *wanted.wished, now, "day"));
    for (const auto& [item, count] : wanted.expected)
        if (catalog->find_item(item) == nullptr)
            return fail(Error(ErrorCode::kItemUnknown, "quantities." + item.str()).with("item", item.str()));
    demo.expected = wanted.expected;
    demo.message = wanted.message;
    demo.created_at = now;
    demo.due_at = now.plus_seconds(catalog->request_targets.seconds_of(name_of(RequestType::kDemo)));
    return demo;
}

}  // namespace

Result<void> ask_for_demo(Services& services, const Doorstep& from, const NewDemo& wanted) {
    const Context context{services, Caller{from.vendor, {Actor::Kind::kServer, {}, "form"}, {}, {}, {}, {}}};
    const Instant now = services.clock.now();
    const Demo demo = TRY(drawn_up(context, wanted, now));
    if (!wanted.trap.empty()) return {};
    return services.store.write([&](Transaction& tx) -> Result<void> {
        const std::string tries = "demo from " + digest_hex(from.address).substr(0, 32);
        const int wait = TRY(tx.credentials().count_try(from.vendor, tries, kFormTries, now));
        if (wait > 0) return fail(Error(ErrorCode::kTooManyRequests).with("seconds", fmt::to_string(wait)));
        if (TRY(demos_of(tx).open_demo_of(from.vendor, demo.email))) return {};
        TRY_VOID(demos_of(tx).add_demo(from.vendor, demo));
        TRY_VOID(demos_of(tx).add_demo_step(
            from.vendor, {.kind = DemoStep::Kind::kAsked, .demo = demo.id, .by = context.caller.actor, .at = now}));
        MailFields fields{{"company", demo.company}};
        if (const auto wished = TRY(times_of(context, demo.time_zone, demo.wished_at)))
            std::ranges::move(
                MailFields{
                    {"day", wished->there.day.str()}, {"time", wished->there.clock_text()}, {"zone", demo.time_zone}},
                std::back_inserter(fields));
        return write_to(context, tx, demo, "demo-received", std::move(fields), now);
    });
}

Result<std::vector<ListedDemo>> list_demos(const Context& context, DemoGroup group, const Page& page) {
    TRY_VOID(only_staff(context, StaffRight::kReadCustomers));
    const Instant now = context.with.clock.now();
    std::vector<ListedDemo> all;
    for (Demo& demo : TRY(look_up(context.with.store, [&](Transaction& tx) {
             return demos_of(tx).list_demos(context.vendor(), group, page);
         })))
        all.push_back(TRY(listed(context, std::move(demo), now)));
    return all;
}

Result<DemoView> view_demo(const Context& context, const DemoId& id) {
    TRY_VOID(only_staff(context, StaffRight::kReadCustomers));
    const Instant now = context.with.clock.now();
    return look_up(context.with.store, [&](Transaction& tx) -> Result<DemoView> {
        DemoView view;
        view.listed = TRY(listed(context, TRY(load(context, tx, id)), now));
        const Demo& demo = view.listed.demo;
        for (DemoStep& step : TRY(demos_of(tx).demo_steps(context.vendor(), id))) {
            auto slot = TRY(times_of(context, demo.time_zone, step.slot_at));
            view.steps.push_back({std::move(step), slot});
        }
        for (StaffPerson& person : TRY(tx.requests().staff(context.vendor())))
            if (!person.email.empty()) view.names[person.id] = std::move(person.email);
        if (!demo.became.empty()) view.customer_name = TRY(tx.load_customer(context.vendor(), demo.became)).name;
        return view;
    });
}

Result<void> schedule_demo(const Context& context, const DemoId& id, CivilTime time, const std::string& zone,
                           const std::string& text) {
    TRY_VOID(check_text("text", text));
    return with_demo(context, id, [&](Transaction& tx, Demo demo, Instant now) -> Result<void> {
        TRY_VOID(demo.check(DemoAct::kSchedule, now));
        demo.slot_at = TRY(moment_of(context, zone.empty() ? demo.time_zone : zone, time, now, "day"));
        const bool again = demo.state != DemoState::kNew;
        demo.state = DemoState::kScheduled;
        TRY_VOID(save(context, tx, demo, again ? DemoStep::Kind::kRescheduled : DemoStep::Kind::kScheduled, text, now));
        MailFields fields = words_of(TRY(times_of(context, demo.time_zone, *demo.slot_at)), demo.time_zone,
                                     TRY(context.catalog())->time_zone);
        if (again) fields.emplace_back("again", "yes");
        if (!text.empty()) fields.emplace_back("text", text);
        return write_to(context, tx, demo, "demo-scheduled", std::move(fields), now);
    });
}

Result<void> conclude_demo(const Context& context, const DemoId& id, const DemoVerdict& verdict) {
    TRY_VOID(check_text("reason", verdict.reason));
    TRY_VOID(check_text("text", verdict.text));
    if (verdict.outcome == DemoOutcome::kLost && verdict.reason.empty())
        return fail(ErrorCode::kReasonRequired, "reason");
    return with_demo(context, id, [&](Transaction& tx, Demo demo, Instant now) -> Result<void> {
        MailFields fields;
        if (!verdict.text.empty()) fields.emplace_back("text", verdict.text);
        switch (verdict.outcome) {
            case DemoOutcome::kHeld:
                TRY_VOID(demo.check(DemoAct::kHold, now));
                demo.state = DemoState::kHeld;
                return save(context, tx, demo, DemoStep::Kind::kHeld, verdict.reason, now);
            case DemoOutcome::kNoShow:
                TRY_VOID(demo.check(DemoAct::kMiss, now));
                demo.state = DemoState::kNoShow;
                TRY_VOID(save(context, tx, demo, DemoStep::Kind::kNoShow, verdict.reason, now));
                return write_to(context, tx, demo, "demo-missed", std::move(fields), now);
            case DemoOutcome::kLost: break;
        }
        TRY_VOID(demo.check(DemoAct::kLose, now));
        demo.state = DemoState::kLost;
        demo.lost_reason = verdict.reason;
        TRY_VOID(save(context, tx, demo, DemoStep::Kind::kLost, verdict.reason, now));
        return write_to(context, tx, demo, "demo-closed", std::move(fields), now);
    });
}

Result<void> add_demo_note(const Context& context, const DemoId& id, const std::string& text) {
    TRY_VOID(check_words(text, "text"));
    return with_demo(context, id, [&](Transaction& tx, const Demo& demo, Instant now) {
        return save(context, tx, demo, DemoStep::Kind::kNote, text, now);
    });
}

Result<CustomerId> win_demo(const Context& context, const DemoId& id, const DemoSale& sale) {
    TRY_VOID(only_staff(context, StaffRight::kProvision));
    TRY_VOID(check_text("reason", sale.reason));
    const Instant now = context.with.clock.now();
    const Demo present = TRY(look_up(context.with.store, [&](Transaction& tx) { return load(context, tx, id); }));
    // Whoever repeats the call gets the customer that the first one made.
    if (present.state != DemoState::kWon) TRY_VOID(present.check(DemoAct::kWin, now));
    NewCustomer wanted;
    wanted.name = sale.name.empty() ? present.company : sale.name;
    wanted.language = present.language;
    wanted.time_zone = present.time_zone;
    if (sale.billing) wanted.billing = *sale.billing;
    if (wanted.billing.company.empty()) wanted.billing.company = present.company;
    if (wanted.billing.country.empty()) wanted.billing.country = sale.country;
    if (wanted.billing.region.empty()) wanted.billing.region = sale.region;
    wanted.owner = {present.email, present.first_name, present.last_name, present.language};
    const Newcomer newcomer = TRY(check_newcomer(context, std::move(wanted), now));

    std::optional<PaymentAttempt> charge;
    const Demo won = TRY(transact(context.with.store, [&](Transaction& tx) -> Result<Demo> {
        Demo demo = TRY(load(context, tx, id));
        if (TRY(made_before(tx, context))) return demo;
        TRY_VOID(demo.check(DemoAct::kWin, now));
        TRY_VOID(take_in(context, tx, newcomer, now, {{"demo", id.str()}}));
        demo.became = newcomer.customer.id;
        const ChangeOrder order = TRY(apply_by_staff(context, tx, {demo.became, sale.set, sale.reason}, now));
        demo.change = order.id;
        demo.state = DemoState::kWon;
        TRY_VOID(save(context, tx, demo, DemoStep::Kind::kWon, sale.reason, now));
        if (!order.invoice.empty()) charge = TRY(start_charge(context, tx, order.invoice, now));
        return demo;
    }));
    if (charge) TRY_VOID(send_charge(context, *charge));
    TRY_VOID(run_due(context, won.became));
    return won.became;
}

}  // namespace settle
