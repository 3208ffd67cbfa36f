#include "domain/change/change.h"

namespace settle {
namespace {

// The buffer lives on the stack for all but the longest texts.
using Buffer = fmt::basic_memory_buffer<char, 2048>;

void add(Buffer& text, const Wanted& wanted) {
    const auto out = fmt::appender(text);
    fmt::format_to(out, "set {} {} {}", wanted.plan ? wanted.plan->view() : "-",
                   wanted.cycle ? name_of(*wanted.cycle) : "-", wanted.billing_day.value_or(0));
    for (const auto& [item, count] : wanted.quantities) fmt::format_to(out, " {}={}", item.view(), count);
    if (wanted.act)
        fmt::format_to(out, " act {} {} {}", static_cast<int>(*wanted.act), wanted.from ? wanted.from->str() : "-",
                       wanted.to ? wanted.to->str() : "-");
    if (wanted.on) fmt::format_to(out, " on {}", wanted.on->str());
    for (const AgreedLine& line : wanted.lines)
        fmt::format_to(out, " {}={}x{}", line.item.view(), line.quantity, line.unit_price.scaled_minor());
    text.push_back('\n');
}

void add(Buffer& text, const Amounts& amounts) {
    const auto out = fmt::appender(text);
    for (const Line& line : amounts.lines)
        fmt::format_to(out, "line {} {} {} {} {} {} {} {}/{} {}\n", line.item.view(), line.plan.view(),
                       name_of(line.kind), line.quantity, line.unit_price.scaled_minor(),
                       line.covers.first_day.days().time_since_epoch().count(),
                       line.covers.end_day.days().time_since_epoch().count(), line.ratio.part, line.ratio.whole,
                       line.amount.minor());
    for (const TaxAmount& tax : amounts.taxes)
        fmt::format_to(out, "tax {} {} {}\n", tax.name, tax.rate.ten_thousandths(), tax.amount.minor());
    fmt::format_to(out, "total {} {} {}\n", amounts.net.minor(), amounts.total.minor(),
                   amounts.total.currency().code());
}

}  // namespace

std::string canonical_text(const Preview& preview, const Situation& situation, const Wanted& wanted) {
    Buffer text;
    const auto out = fmt::appender(text);
    fmt::format_to(out, "subscription {} {} catalog {} {} day {} rule {} tax {} {}\n", situation.subscription.id.str(),
                   situation.subscription.version, situation.catalog.vendor, situation.catalog.version,
                   situation.today.str(), preview.ruling.rule.view(), name_of(situation.tax.reason),
                   situation.tax.country);
    add(text, wanted);
    add(text, preview.due_now);
    fmt::format_to(out, "next {}\n", preview.next_invoice_on.str());
    add(text, preview.next_invoice);
    fmt::format_to(out, "balance {} pay {} later {} {} ends {}\n", preview.from_balance.minor(), preview.to_pay.minor(),
                   preview.later.total.minor(), preview.ruling.on.days().time_since_epoch().count(),
                   preview.after.ends_on ? preview.after.ends_on->str() : "-");
    if (preview.scheduled) {
        fmt::format_to(out, "scheduled {} ", preview.scheduled->on.str());
        add(text, preview.scheduled->set);
    }
    for (const ScheduleNotice& conflict : preview.conflicts) {
        fmt::format_to(out, "conflict {} {} ", conflict.change.on.str(), conflict.change.held);
        add(text, conflict.applied);
    }
    return fmt::to_string(text);
}

}  // namespace settle
