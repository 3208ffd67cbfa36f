#include "domain/mail/mail_fields.h"

#include "domain/mail/mail_template.h"

namespace settle {
namespace {

constexpr std::string_view kYes = "yes";

std::string flag(bool is_so) { return is_so ? std::string(kYes) : std::string(); }
std::string day(const std::optional<Date>& date) { return date ? date->str() : std::string(); }
std::string money(const Money& amount) { return fmt::format("{} {}", amount.currency().code(), amount.str()); }

/// "users" behind a number.
std::string unit(const MailView& view, const Code& code, std::int64_t count) {
    const Item* item = view.scene.catalog.find_item(code);
    if (item == nullptr) return code.str();
    const bool is_one = count == 1 || (count == 0 && view.language == "fr");
    return (is_one || item->name_plural.empty() ? item->name : item->name_plural).in(view.language);
}

std::string plan_name(const MailView& view, std::string_view code) {
    const auto parsed = Code::parse(code);
    const Plan* plan = parsed ? view.scene.catalog.find_plan(*parsed) : nullptr;
    return plan == nullptr || plan->name.empty() ? std::string(code) : plan->name.in(view.language);
}
std::string present_plan(const MailView& view) { return plan_name(view, view.scene.subscription.plan.view()); }

/// "12 users, 3 profiles"
std::string counted(const MailView& view, const Quantities& quantities) {
    std::string text;
    for (const auto& [code, count] : quantities)
        if (count != 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, unit(view, code, count));
    return text;
}

std::string renewal_day(const MailView& view) {
    const Subscription& now = view.scene.subscription;
    return now.ends_on || !is_live(now.state) ? std::string() : now.period.end_day.str();
}

/// The day that a reminder tells of, in whatever state the subscription is by now.
std::string announced_day(const MailView& view) { return std::string(view.what.datum("of")); }

/// Only staff's reasons are for the customer: a member's own is not news to them.
std::string reason(const MailView& view) {
    return view.what.actor.kind == Actor::Kind::kStaff ? view.what.reason : std::string();
}

void add_cycle(MailFields& fields, std::string_view cycle) {
    fields.emplace_back("monthly", flag(cycle == name_of(Cycle::kMonth)));
    fields.emplace_back("quarterly", flag(cycle == name_of(Cycle::kQuarter)));
    fields.emplace_back("yearly", flag(cycle == name_of(Cycle::kYear)));
}

void join(std::string& text, std::string_view more) {
    if (!more.empty()) text += fmt::format("{}{}", text.empty() ? "" : "; ", more);
}

std::string from_to(std::string_view from, std::string_view to) {
    return from.empty() ? std::string(to) : fmt::format("{}\u00A0→\u00A0{}", from, to);
}

/// From "plan.before", "plan.after", "quantities.user.before" …
std::string changes_told(const MailView& view) {
    std::string text;
    constexpr std::string_view kAfter = ".after", kQuantity = "quantities.";
    for (const auto& [name, value] : view.what.data) {
        if (!name.ends_with(kAfter)) continue;
        const std::string stem = name.substr(0, name.size() - kAfter.size());
        const std::string_view before = view.what.datum(stem + ".before");
        if (stem == "plan") join(text, from_to(plan_name(view, before), plan_name(view, value)));
        if (!stem.starts_with(kQuantity)) continue;
        const auto item = Code::parse(std::string_view(stem).substr(kQuantity.size()));
        if (item) join(text, fmt::format("{} {}", unit(view, *item, 2), from_to(before, value)));
    }
    return text;
}

/// From what is wanted, against what is there.
std::string changes_wanted(const MailView& view, const Wanted& wanted) {
    const Subscription& now = view.scene.subscription;
    std::string text;
    if (wanted.plan && *wanted.plan != now.plan)
        join(text, from_to(present_plan(view), plan_name(view, wanted.plan->view())));
    for (const auto& [item, count] : wanted.quantities)
        if (const std::int64_t before = now.quantities.of(item); before != count)
            join(text,
                 fmt::format("{} {}", unit(view, item, 2), from_to(fmt::to_string(before), fmt::to_string(count))));
    return text;
}

const ScheduledChange* scheduled(const MailView& view) {
    for (const ScheduledChange& change : view.scene.subscription.scheduled)
        if (change.change.str() == view.what.datum("change")) return &change;
    return nullptr;
}

void add_invoice(MailFields& fields, const MailView& view, std::string_view amount_name) {
    const auto& invoice = view.scene.invoice;
    const bool is_owed = amount_name == "amount";
    fields.emplace_back("number", invoice ? invoice->number : std::string());
    fields.emplace_back(
        amount_name,
        invoice ? money(is_owed ? invoice->amounts.total - invoice->paid : invoice->amounts.total) : std::string());
    // Whoever paid by transfer had the document when it asked for the money, and it says nothing else today.
    const bool has_it = view.what.type == "payment.recorded";
    fields.emplace_back(kDocumentField, invoice && !has_it ? invoice->id.str() : std::string());
}

std::string company(const MailView& view) { return view.scene.customer.name; }

std::string name_or_address(const Member* member) {
    if (member == nullptr) return {};
    return member->full_name().empty() ? member->email : member->full_name();
}

MailFields subscription_fields(const MailView& view) {
    return {{"plan", present_plan(view)},
            {"quantities", counted(view, view.scene.subscription.quantities)},
            {"renews_on", renewal_day(view)}};
}

}  // namespace

MailFields no_fields(const MailView&) { return {}; }

MailFields reason_fields(const MailView& view) { return {{"reason", reason(view)}}; }

MailFields trial_fields(const MailView& view) {
    return {{"plan", plan_name(view, view.what.datum("plan"))},
            {"trial_end", std::string(view.what.datum("trial_end"))}};
}

MailFields trial_end_fields(const MailView& view) { return {{"trial_end", announced_day(view)}}; }

MailFields trial_extension_fields(const MailView& view) {
    return {{"trial_end", std::string(view.what.datum("trial_end"))}, {"reason", reason(view)}};
}

MailFields renewal_ahead_fields(const MailView& view) {
    MailFields fields = subscription_fields(view);
    fields.back().second = announced_day(view);
    return fields;
}

MailFields start_fields(const MailView& view) {
    MailFields fields = subscription_fields(view);
    add_invoice(fields, view, "total");
    return fields;
}

MailFields change_fields(const MailView& view) {
    MailFields fields{{"changes", changes_told(view)}, {"reason", reason(view)}};
    add_cycle(fields, view.what.datum("cycle.after"));
    add_invoice(fields, view, "total");
    return fields;
}

MailFields scheduled_fields(const MailView& view) {
    const ScheduledChange* change = scheduled(view);
    MailFields fields{{"on", std::string(view.what.datum("on"))},
                      {"changes", change == nullptr ? std::string() : changes_wanted(view, change->set)},
                      {"reason", reason(view)}};
    const bool has_cycle = change != nullptr && change->set.cycle;
    add_cycle(fields, has_cycle ? name_of(*change->set.cycle) : std::string_view());
    return fields;
}

MailFields held_fields(const MailView& view) {
    const ScheduledChange* change = scheduled(view);
    return {{"on", std::string(view.what.datum("on"))},
            {"changes", change == nullptr ? std::string() : changes_wanted(view, change->set)}};
}

MailFields clamped_fields(const MailView& view) {
    std::string text;
    constexpr std::string_view kWanted = "wanted.";
    for (const auto& [name, value] : view.what.data) {
        if (!name.starts_with(kWanted)) continue;
        const std::string code = name.substr(kWanted.size());
        const auto item = Code::parse(code);
        const std::string_view applied = view.what.datum("applied." + code);
        if (item && applied != value) join(text, fmt::format("{} {}", unit(view, *item, 2), from_to(value, applied)));
    }
    return {{"on", std::string(view.what.datum("on"))}, {"changes", text}};
}

MailFields failure_fields(const MailView& view) {
    MailFields fields;
    add_invoice(fields, view, "amount");
    const auto& past_due = view.scene.subscription.past_due;
    if (!past_due) return fields;
    fields.emplace_back("retry_on", past_due->retries.empty() ? std::string() : past_due->retries.front().str());
    fields.emplace_back("restrict_on",
                        past_due->access_changes.empty() ? std::string() : past_due->access_changes.front().on.str());
    fields.emplace_back("ends_on", day(past_due->ends_on));
    return fields;
}

MailFields receipt_fields(const MailView& view) {
    MailFields fields;
    add_invoice(fields, view, "total");
    return fields;
}

MailFields invoice_fields(const MailView& view) {
    MailFields fields;
    const auto& invoice = view.scene.invoice;
    if (!invoice) return fields;
    const bool is_credit = invoice->kind == InvoiceKind::kCreditNote;
    const bool is_due = !is_credit && invoice->paid != invoice->amounts.total;
    fields = {{"number", invoice->number},
              {"total", money(is_credit ? -invoice->amounts.total : invoice->amounts.total)},
              {"credit_note", flag(is_credit)},
              {"due_on", is_due ? day(invoice->due_on) : std::string()},
              {std::string(kDocumentField), invoice->id.str()}};
    return fields;
}

MailFields restriction_fields(const MailView& view) {
    const auto& past_due = view.scene.subscription.past_due;
    MailFields fields{{"read_only", flag(past_due && past_due->access == Access::kReadOnly)},
                      {"closed", flag(past_due && past_due->access == Access::kNone)},
                      {"ends_on", past_due ? day(past_due->ends_on) : std::string()}};
    add_invoice(fields, view, "amount");
    return fields;
}

MailFields commitment_fields(const MailView& view) {
    const Subscription& now = view.scene.subscription;
    const Plan* plan = view.scene.catalog.find_plan(now.plan);
    const bool renews = plan != nullptr && plan->commitment_renews && !now.ends_on;
    return {
        {"commitment_end", announced_day(view)}, {"renews", flag(renews)}, {"goes_on", flag(!renews && !now.ends_on)}};
}

MailFields cancellation_fields(const MailView& view) {
    return {{"ends_on", day(view.scene.subscription.ends_on)}, {"reason", reason(view)}};
}

MailFields renewal_on_fields(const MailView& view) {
    return {{"plan", present_plan(view)}, {"renews_on", renewal_day(view)}, {"reason", reason(view)}};
}

MailFields end_fields(const MailView& view) {
    return {{"unpaid", flag(view.what.datum("because") == "unpaid")}, {"reason", reason(view)}};
}

MailFields pause_plan_fields(const MailView& view) {
    return {{"from", std::string(view.what.datum("from"))},
            {"to", std::string(view.what.datum("to"))},
            {"reason", reason(view)}};
}

MailFields pause_fields(const MailView& view) {
    const auto& pause = view.scene.subscription.pause;
    return {{"to", pause ? day(pause->to) : std::string()}, {"reason", reason(view)}};
}

MailFields pause_end_fields(const MailView& view) {
    return {{"resumes_on", announced_day(view)},
            {"plan", present_plan(view)},
            {"quantities", counted(view, view.scene.subscription.quantities)}};
}

MailFields resumption_fields(const MailView& view) {
    return {{"plan", present_plan(view)}, {"renews_on", renewal_day(view)}};
}

MailFields request_fields(const MailView& view) {
    return {{"message", view.scene.request ? view.scene.request->message : std::string()}};
}

MailFields decision_fields(const MailView& view) {
    const bool is_declined = view.what.datum("state") == name_of(RequestState::kDeclined);
    return {{"accepted", flag(!is_declined)}, {"declined", flag(is_declined)}, {"reason", reason(view)}};
}

MailFields proposal_fields(const MailView& view) {
    return {{"text", reason(view)}, {"until", std::string(view.what.datum("until"))}};
}

MailFields seat_fields(const MailView& view) {
    const auto item = Code::parse(view.what.datum("item"));
    return {{"company", company(view)}, {"seat", item ? unit(view, *item, 1) : std::string()}};
}

MailFields who_fields(const MailView& view) {
    return {{"who", name_or_address(view.scene.find_member(view.what.datum("member")))}};
}

MailFields code_use_fields(const MailView& view) {
    MailFields fields = who_fields(view);
    const auto item = Code::parse(view.what.datum("item"));
    if (!item) return fields;
    fields.emplace_back("taken", fmt::to_string(view.scene.assigned.of(*item)));
    fields.emplace_back("paid", fmt::to_string(view.scene.subscription.quantities.of(*item)));
    return fields;
}

MailFields owner_fields(const MailView& view) {
    return {{"becomes", flag(view.to.id.str() == view.what.datum("member.after"))},
            {"company", company(view)},
            {"who", name_or_address(view.scene.find_member(view.what.datum("member.after")))}};
}

}  // namespace settle
