#include "domain/change/change.h"

namespace settle {
namespace {

void add(std::string& text, const Wanted& wanted) {
    fmt::format_to(std::back_inserter(text), "set {} {} {}", wanted.plan ? wanted.plan->view() : "-",
                   wanted.cycle ? name_of(*wanted.cycle) : "-", wanted.billing_day.value_or(0));
    for (const auto& [item, count] : wanted.quantities) fmt::format_to(std::back_inserter(text), " {}={}", item.view(), count);
    text += '\n';
}

void add(std::string& text, const Amounts& amounts) {
    auto out = std::back_inserter(text);
    for (const Line& line : amounts.lines)
        fmt::format_to(out, "line {} {} {} {} {} {} {} {}/{} {}\n", line.item.view(), line.plan.view(), name_of(line.kind), line.quantity,
                       line.unit_price.scaled_minor(), line.covers.first_day.days().time_since_epoch().count(),
                       line.covers.end_day.days().time_since_epoch().count(), line.ratio.part, line.ratio.whole, line.amount.minor());
    for (const TaxAmount& tax : amounts.taxes)
        fmt::format_to(out, "tax {} {} {}\n", tax.name, tax.rate.ten_thousandths(), tax.amount.minor());
    fmt::format_to(out, "total {} {} {}\n", amounts.net.minor(), amounts.total.minor(), amounts.total.currency().code());
}

}  // namespace

std::string canonical_text(const Preview& preview, const Situation& situation, const Wanted& wanted) {
    std::string text;
    text.reserve(1024);
    fmt::format_to(std::back_inserter(text), "subscription {} {} catalog {} {} day {} rule {} tax {} {}\n", situation.subscription.id.str(),
                   situation.subscription.version, situation.catalog.vendor, situation.catalog.version, situation.today.str(),
                   preview.ruling.rule.view(), name_of(situation.tax.reason), situation.tax.country);
    add(text, wanted);
    add(text, preview.due_now);
    fmt::format_to(std::back_inserter(text), "next {}\n", preview.next_invoice_on.str());
    add(text, preview.next_invoice);
    if (preview.scheduled) {
        fmt::format_to(std::back_inserter(text), "scheduled {} ", preview.scheduled->on.str());
        add(text, preview.scheduled->set);
    }
    return text;
}

}  // namespace settle
