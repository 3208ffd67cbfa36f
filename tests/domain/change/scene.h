// A customer of one of the example vendors on a given day, and what happens when something is wanted.
#pragma once

#include <doctest/doctest.h>

#include <sstream>

#include "adapters/catalog_yaml/catalog_reader.h"
#include "domain/change/change.h"
#include "domain/change/rules.h"
#include "domain/renewal/renewal.h"

namespace settle::change_test {

inline const Catalog& catalog_of(const std::string& vendor) {
    static std::map<std::string, Catalog> known;
    auto found = known.find(vendor);
    if (found == known.end())
        found = known.emplace(vendor, read_catalog_file("examples/" + vendor + "/catalog.yaml").value()).first;
    return found->second;
}

inline ChangeKind act_named(const std::string& name) {
    if (name == "cancel") return ChangeKind::kCancel;
    if (name == "renewal_on") return ChangeKind::kRenewalOn;
    if (name == "pause") return ChangeKind::kPause;
    REQUIRE(name == "resume");
    return ChangeKind::kResume;
}

/// "plan max cycle year worker 60 day 15": words in pairs; any other word is an item of the catalog. With
/// "agreed 131.25" the items are had at that price, in euros.
inline Wanted wish(const std::string& text) {
    Wanted wanted;
    std::optional<UnitPrice> agreed;
    std::istringstream words(text);
    for (std::string word, value; words >> word >> value;) {
        if (word == "act") wanted.act = act_named(value);
        else if (word == "on") wanted.on = Date::parse(value).value();
        else if (word == "from") wanted.from = Date::parse(value).value();
        else if (word == "to") wanted.to = Date::parse(value).value();
        else if (word == "plan") wanted.plan = Code::parse(value).value();
        else if (word == "cycle") wanted.cycle = parse_cycle(value).value();
        else if (word == "agreed") agreed = UnitPrice::parse(value, kEuro).value();
        else if (word == "day") wanted.billing_day = std::stoi(value);
        else wanted.quantities.set(Code::parse(word).value(), std::stoll(value));
    }
    if (!agreed) return wanted;
    for (const auto& [item, count] : wanted.quantities) wanted.lines.push_back({item, count, *agreed});
    wanted.quantities = {};
    return wanted;
}

struct Scene {
    const Catalog& catalog;
    Customer customer;
    Subscription subscription;
    TaxDecision tax;
    Quantities assigned;
    Actor actor{Actor::Kind::kMember, "owner", "mem_1"};
    Date today;
    int invoices = 0;

    Scene(const std::string& vendor, Date day) : Scene(catalog_of(vendor), day) {}
    /// Of a vendor that a test made up; the catalog must outlive the scene.
    Scene(const Catalog& sold, Date day) : catalog(sold), today(day) {
        customer.id = CustomerId("cus_1");
        customer.language = "en";
        customer.billing = BillingInformation{.country = catalog.seller->country, .region = catalog.seller->region};
        tax = decide_tax(catalog.seller, customer.billing, day, RateTable::built_in()).value();
        subscription.id = SubscriptionId("sub_1");
        subscription.customer = customer.id;
        subscription.currency = catalog.currencies.front();
        subscription.cycle = catalog.layout.default_cycle;
        if (!catalog.free_plan.empty()) {
            subscription.state = SubscriptionState::kActive;
            subscription.plan = catalog.free_plan;
        }
    }

    void act_as(const std::string& who) {
        if (who == "staff") actor = {Actor::Kind::kStaff, {}, "staff"};
        else if (who == "server") actor = {Actor::Kind::kServer, {}, "key_1"};
        else actor = {Actor::Kind::kMember, Code::parse(who).value(), "mem_1"};
    }
    Situation view() const { return {catalog, customer, subscription, tax, assigned, actor, today}; }
    Result<Preview> preview(const std::string& wanted) const { return preview_change(view(), wish(wanted)); }

    /// Carries the preview out, as the use case does: charges learn the number of their invoice.
    void take(const Preview& preview) {
        subscription = preview.after;
        subscription.version += 1;
        ++invoices;
        for (ChargedLine& charged : subscription.charged)
            if (charged.invoice.empty()) charged.invoice = InvoiceId(fmt::format("inv_{}", invoices));
    }
    Preview change(const std::string& wanted) {
        Preview result = preview(wanted).value();
        REQUIRE_FALSE(result.ruling.refusal.has_value());
        take(result);
        return result;
    }
    /// The next step that is due by `day`; reminders before it are taken.
    std::optional<DueStep> due(Date day) {
        while (true) {
            const Situation at{catalog, customer, subscription, tax, assigned, actor, day};
            auto step = next_due_step(at);
            if (!step || step->kind != DueStep::Kind::kReminder) return step;
            subscription = step->after;
        }
    }
    /// Takes every step that is due by `day`.
    std::vector<DueStep> live_until(Date day) {
        std::vector<DueStep> steps;
        while (auto step = due(day)) {
            subscription = step->after;
            subscription.version += 1;
            for (const Departure& left : step->departures) assigned.set(left.item, assigned.of(left.item) - 1);
            if (!step->due.lines.empty()) ++invoices;
            for (ChargedLine& charged : subscription.charged)
                if (charged.invoice.empty()) charged.invoice = InvoiceId(fmt::format("inv_{}", invoices));
            steps.push_back(*std::move(step));
        }
        today = day;
        return steps;
    }
    /// A first order by staff, who may sell everywhere.
    Preview sell(const std::string& wanted) {
        const Actor before = actor;
        act_as("staff");
        Preview result = change(wanted);
        actor = before;
        return result;
    }
};

inline std::string taxes(const Amounts& amounts) {
    std::string text;
    for (const TaxAmount& tax : amounts.taxes) text += (text.empty() ? "" : " ") + tax.amount.str();
    return text;
}
inline std::string lines(const Amounts& amounts) {
    std::string text;
    for (const Line& line : amounts.lines) text += (text.empty() ? "" : " ") + line.amount.str();
    return text;
}

}  // namespace settle::change_test
