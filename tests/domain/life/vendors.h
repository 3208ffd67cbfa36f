// The vendors whose customers live in these tests: the three examples, and made-up ones with every mix of settings.
#pragma once

#include <doctest/doctest.h>

#include "adapters/catalog_yaml/catalog_reader.h"
#include "tests/domain/life/reference_biller.h"

namespace settle::life_test {

/// A catalog, and its settings as a person reads them there.
struct Vendor {
    std::string name;
    Catalog catalog;
    Settings settings;
};

inline Vendor example(const std::string& name) {
    Vendor vendor{name, read_catalog_file("examples/" + name + "/catalog.yaml").value(), {}};
    Settings& settings = vendor.settings;
    settings.plan_up = settings.cycle_up = {.next_invoice = false, .credited = true};
    if (name == "agorapulse") settings.plan_down = settings.quantity_down = {.next_invoice = true, .credited = true};
    return vendor;
}

// Two plans with a base price and maybe a commitment, one without; seats that are partly included; an add-on by fives;
// cheap units.
inline Vendor made_up(std::size_t number) {
    const std::array prorations{"day", "second", "none"};
    const std::array commitments{"", "commitment_months: {month: 12}", "commitment_months: {year: 12}",
                                 "commitment_months: {month: 24, year: 12}\n    commitment_renews: false"};
    const auto draw = [&number](std::size_t count) {
        const std::size_t drawn = number % count;
        number /= count;
        return drawn;
    };
    std::string name = fmt::format("made up {}", number);
    const std::string proration = prorations[draw(3)];
    const std::string commitment = commitments[draw(4)];
    const Setting up{.next_invoice = draw(2) == 1, .credited = draw(2) == 1};
    const Setting down{.next_invoice = draw(2) == 1, .credited = draw(2) == 1};
    const std::string down_outcome = draw(2) == 1 ? "period_end" : "now";
    const bool extends = draw(2) == 1;
    const auto money = [](const Setting& setting) {
        return fmt::format("billed: {}, unused: {}", setting.next_invoice ? "next_invoice" : "now",
                           setting.credited ? "credit" : "nothing");
    };
    const std::string text = fmt::format(R"(
vendor: life
version: 1
languages: [en]
time_zone: Europe/Paris
currencies: [EUR]
seller:
  {{legal_name: Life, address: [1 Street], country: FR, tax_name: TVA, tax_numbers: {{VAT: FR40303265045}},
    email: a@example.com}}
layout: {{preset: table, accent: "#f57c00", summary: right, default_cycle: month}}
payment:
  card: true
  card_brands: [visa]
  wallet: true
  transfer_due_days: 30
  dunning: {{retry_days: [1, 3, 7], access: [{{after_days: 10, access: read_only}}], end_after_days: 45}}
pause: {{access: read_only, extends_commitment: {0}}}
reminders: {{{1}renewal_days: [30, 7]}}
features: [a]
items:
  - {{code: user, kind: named_seat}}
  - {{code: space, kind: add_on, features: [a]}}
  - {{code: call, kind: counted_seat}}
plans:
  - code: small
    rank: 1
    cycles: [month, quarter, year]
    proration: {2}
    {3}
    price: {{EUR: {{month: 19.99, quarter: 55.55, year: 199.90}}}}
    items:
      user: {{included: 2, min: 1, max: 60, price: {{EUR: {{month: 7.77, quarter: 21.5, year: 80.0125}}}}}}
      space: {{max: 100, step: 5, price: {{EUR: {{month: 0.3333, quarter: 0.99, year: 3.5}}}}}}
      call: {{max: 5000, price: {{EUR: {{month: 0.0123, quarter: 0.0333, year: 0.1111}}}}}}
    features: []
  - code: medium
    rank: 2
    cycles: [month, quarter, year]
    proration: {2}
    items:
      user: {{min: 1, max: 60, price: {{EUR: {{month: 14.90, quarter: 41.01, year: 143.04}}}}}}
      space: {{max: 100, step: 5, price: {{EUR: {{month: 0.25, quarter: 0.7, year: 2.4999}}}}}}
      call: {{max: 5000, price: {{EUR: {{month: 0.01, quarter: 0.03, year: 0.1}}}}}}
    inherits: small
  - code: large
    rank: 3
    cycles: [month, quarter, year]
    proration: {2}
    {3}
    price: {{EUR: {{month: 99, quarter: 280, year: 1000.01}}}}
    items:
      user: {{included: 5, min: 3, max: 60, price: {{EUR: {{month: 19.9, quarter: 55, year: 190.07}}}}}}
      space: {{included: 10, max: 100, step: 5, price: {{EUR: {{month: 0.2, quarter: 0.5, year: 2}}}}}}
      call: {{included: 100, max: 5000, price: {{EUR: {{month: 0.005, quarter: 0.015, year: 0.05}}}}}}
    inherits: medium
trial: {{days: 20, plan: large, quantities: {{user: 2}}, reminder_days_left: [7, 1]}}
roles:
  - {{code: owner, only_one: true, rights: all}}
rules:
  - {{id: trial, when: {{change: start_trial, state: none}}, outcome: now}}
  - {{id: subscribe, when: {{change: subscribe}}, outcome: now}}
  - {{id: plan-up, when: {{change: plan, direction: up}}, outcome: now, {4}}}
  - {{id: plan-down, when: {{change: plan, direction: down}}, outcome: {6}, {5}}}
  - {{id: cycle-up, when: {{change: cycle, direction: up}}, outcome: now, {4}}}
  - {{id: cycle-down, when: {{change: cycle, direction: down}}, outcome: period_end, {5}}}
  - {{id: more, when: {{change: quantity, direction: up}}, outcome: now, {4}}}
  - {{id: fewer, when: {{change: quantity, direction: down}}, outcome: {6}, {5}}}
  - {{id: cancel-trial, when: {{change: cancel, state: [trialing, trial_ended]}}, outcome: now}}
  - {{id: cancel, when: {{change: cancel}}, outcome: period_end}}
  - {{id: renewal-on, when: {{change: renewal_on}}, outcome: now}}
  - {{id: pause, when: {{change: pause}}, outcome: period_end}}
  - {{id: resume, when: {{change: resume}}, outcome: now}}
)",
                                         extends, commitment.empty() ? "" : "commitment_days: [60, 30], ", proration,
                                         commitment, money(up), money(down), down_outcome);
    CatalogReading reading = check_catalog_text(text, name);
    for (const CatalogProblem& problem : reading.problems) FAIL(problem.str());
    return {std::move(name), std::move(reading.catalog), {up, down, up, down, up, down}};
}
inline constexpr std::size_t kMadeUp = 3 * 4 * 2 * 2 * 2 * 2 * 2 * 2;

/// The `number`-th of all the vendors there are; read once.
inline const Vendor& vendor_of(std::size_t number) {
    static const std::array<Vendor, 3> examples{example("workstaff"), example("agorapulse"), example("beesbusy")};
    static std::map<std::size_t, Vendor> others;
    if (number % 2 == 0) return examples[number / 2 % 3];
    const std::size_t which = number / 2 % kMadeUp;
    auto found = others.find(which);
    if (found == others.end()) found = others.emplace(which, made_up(which)).first;
    return found->second;
}

}  // namespace settle::life_test
