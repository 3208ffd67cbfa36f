#include "cli/story_text.h"

namespace settle::cli {
namespace {

namespace json = boost::json;

using Out = std::back_insert_iterator<std::string>;

std::string_view text(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string_view(value->as_string()) : std::string_view();
}

const json::object* part(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value == nullptr ? nullptr : value->if_object();
}

std::string joined(const json::object& quantities) {
    std::string result;
    for (const auto& [item, count] : quantities)
        result += fmt::format("{}{} {}", result.empty() ? "" : ", ", json::serialize(count), std::string_view(item));
    return result;
}

void write_row(Out out, std::string_view what, std::string_view how, std::string_view amount) {
    fmt::format_to(out, "              {:<18}{:<30}{:>12}\n", what, how, amount);
}

void write_line(Out out, const json::object& line) {
    const json::array& ratio = line.at("ratio").as_array();
    std::string how = fmt::format("{} x {}", text(line, "quantity"), text(line, "unit_price"));
    if (ratio[0] != ratio[1]) how += fmt::format(" x {}/{} days", json::serialize(ratio[0]), json::serialize(ratio[1]));
    const std::string what = fmt::format("{}{}", text(line, "kind") == "credit" ? "credit " : "",
                                         text(line, "item") == "plan" ? text(line, "plan") : text(line, "item"));
    write_row(out, what, how, text(line, "amount"));
}

void write_amounts(Out out, const json::object& amounts) {
    for (const json::value& line : amounts.at("lines").as_array()) write_line(out, line.as_object());
    write_row(out, "net", "", text(amounts, "net"));
    for (const json::value& tax : amounts.at("taxes").as_array())
        write_row(out, fmt::format("{} {} %", text(tax.as_object(), "name"), text(tax.as_object(), "rate")), "",
                  text(tax.as_object(), "amount"));
    write_row(out, "total", text(amounts, "currency"), text(amounts, "total"));
}

// What a pause, a request and a seat are about.
std::string details(const Step& step) {
    std::string result;
    const auto add = [&](std::string_view word, const std::string& value) {
        if (!value.empty()) result += fmt::format("{}{}", word, value);
    };
    const auto day = [](const std::optional<Date>& on) { return on ? on->str() : std::string(); };
    if (step.verb == Verb::kRequest) add(" ", std::string(name_of(step.asking.type)));
    if (step.verb == Verb::kDecide) result += step.asking.decision == Decision::kAccept ? " yes" : " no";
    if (step.verb == Verb::kPreview || step.verb == Verb::kChange) {
        if (step.set.act == ChangeKind::kCancel) result += " cancel";
        if (step.set.act == ChangeKind::kRenewalOn) result += " renewal on";
        if (step.set.act == ChangeKind::kPause) result += " pause";
        if (step.set.act == ChangeKind::kResume) result += " resume";
    }
    add(" from ", day(step.set.from ? step.set.from : step.asking.from));
    add(" to ", day(step.set.to ? step.set.to : step.asking.to));
    add(" on ", day(step.set.on ? step.set.on : step.asking.on));
    if (step.days > 0) result += fmt::format(" by {} days", step.days);
    add(" ", step.seating.email);
    add(" ", step.seating.code);
    if (!step.seating.seat.empty()) add(", ", step.seating.seat.str());
    add(" of invoice ", step.invoice);
    add(" ", step.amount);
    return result;
}

std::string headline(const Step& step) {
    const bool by_itself = step.verb == Verb::kAdvance || step.verb == Verb::kRegister;
    std::string result =
        by_itself ? std::string(name_of(step.verb)) : fmt::format("{} {}", step.as, name_of(step.verb));
    if (step.set.plan) result += fmt::format(" {}", step.set.plan->view());
    if (step.set.cycle) result += fmt::format(" by {}", name_of(*step.set.cycle));
    for (const auto& [item, count] : step.set.quantities) result += fmt::format(", {} {}", count, item.view());
    result += details(step);
    if (!step.tax_number.empty()) result += " " + step.tax_number;
    if (step.address.country) result += " " + *step.address.country;
    if (step.address.region) result += " " + *step.address.region;
    if (!step.pay_with.empty()) result += fmt::format(", paying with {}", step.pay_with);
    return result;
}

void write_step(Out out, const Step& step, const json::object& report) {
    fmt::format_to(out, "\n{:<12}  {}\n              {}", text(report, "at"), headline(step), text(report, "outcome"));
    if (!text(report, "code").empty()) fmt::format_to(out, ", {}", text(report, "code"));
    if (!text(report, "rule").empty()) fmt::format_to(out, " (rule {})", text(report, "rule"));
    fmt::format_to(out, "\n");
    if (!text(report, "reason").empty()) fmt::format_to(out, "              {}\n", text(report, "reason"));
    if (!text(report, "possible_from").empty())
        fmt::format_to(out, "              possible from {}\n", text(report, "possible_from"));
    if (const json::object* due = part(report, "due_now"); due != nullptr && !due->at("lines").as_array().empty())
        write_amounts(out, *due);
    if (const json::object* next = part(report, "next_invoice"))
        fmt::format_to(out, "              next invoice on {}: {} {}\n", text(*next, "on"), text(*next, "total"),
                       text(*next, "currency"));
    const json::value* conflicts = report.if_contains("conflicts");
    if (conflicts == nullptr) return;
    for (const json::value& value : conflicts->as_array()) {
        const json::object& conflict = value.as_object();
        const bool held = conflict.at("applied").as_object().empty();
        fmt::format_to(out, "              planned for {}: {} {}\n", text(conflict, "on"),
                       held ? "would be held," : "would become",
                       held ? std::string(text(conflict, "code")) : json::serialize(conflict.at("applied")));
    }
}

void write_invoices(Out out, const json::array& invoices) {
    if (!invoices.empty()) fmt::format_to(out, "\nInvoices\n");
    for (const json::value& value : invoices) {
        const json::object& invoice = value.as_object();
        const json::array& period = invoice.at("period").as_array();
        fmt::format_to(out, "  {:<14}{:<12}{:<10}{} to {} {:>12} {}  {}\n", text(invoice, "number"),
                       text(invoice, "issued_on"), text(invoice, "reason"), std::string_view(period[0].as_string()),
                       std::string_view(period[1].as_string()), text(invoice, "total"), text(invoice, "currency"),
                       text(invoice, "status"));
    }
}

void write_subscription(Out out, const json::object& subscription) {
    fmt::format_to(out, "\nSubscription: {}", text(subscription, "state"));
    if (!text(subscription, "plan").empty())
        fmt::format_to(out, ", {} by {}", text(subscription, "plan"), text(subscription, "cycle"));
    const std::string quantities = joined(subscription.at("quantities").as_object());
    if (!quantities.empty()) fmt::format_to(out, ", {}", quantities);
    if (const json::array* period = subscription.at("period").if_array())
        fmt::format_to(out, ", {} to {}", std::string_view((*period)[0].as_string()),
                       std::string_view((*period)[1].as_string()));
    fmt::format_to(out, "\n");
    if (!text(subscription, "ends_on").empty()) fmt::format_to(out, "Ends on {}\n", text(subscription, "ends_on"));
    if (const json::object* pause = part(subscription, "pause"))
        fmt::format_to(out, "Pause from {}{}{}\n", text(*pause, "from"), text(*pause, "to").empty() ? "" : " to ",
                       text(*pause, "to"));
    if (const json::object* past_due = part(subscription, "past_due"))
        fmt::format_to(out, "Past due since {} with invoice {}: {}\n", text(*past_due, "since"),
                       text(*past_due, "invoice"), text(*past_due, "amount"));
    for (const json::value& value : subscription.at("scheduled").as_array())
        fmt::format_to(out, "Scheduled on {}: {}\n", text(value.as_object(), "on"), json::serialize(value.at("set")));
}

}  // namespace

std::string to_text(const Story& story, const json::object& document) {
    std::string result;
    Out out = std::back_inserter(result);
    fmt::format_to(out, "{}\n{}, {}, with {} from {}\n", story.file, story.customer.name, story.customer.country,
                   story.catalog.vendor, story.start.str());
    const json::array& reports = document.at("steps").as_array();
    for (std::size_t i = 0; i < reports.size(); ++i) write_step(out, story.steps[i], reports[i].as_object());
    write_invoices(out, document.at("invoices").as_array());
    write_subscription(out, document.at("subscription").as_object());
    for (const json::value& request : document.at("requests").as_array())
        fmt::format_to(out, "Request: {}, {}\n", text(request.as_object(), "type"), text(request.as_object(), "state"));
    if (text(document, "balance") != "0.00" && text(document, "balance") != "0")
        fmt::format_to(out, "Balance: {}\n", text(document, "balance"));
    return result;
}

}  // namespace settle::cli
