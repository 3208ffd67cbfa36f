// What a vendor sells, to whom, under which rules: read from one YAML file, immutable once read.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/code.h"
#include "base/money.h"
#include "base/shared.h"
#include "base/text.h"
#include "domain/catalog/cycle.h"
#include "domain/catalog/help.h"
#include "domain/catalog/quantities.h"
#include "domain/catalog/rule.h"
#include "domain/catalog/tax_regime.h"
#include "domain/catalog/transfer_account.h"

namespace settle {

/// What one unit is. A named seat is held by a person, a counted one by something the vendor's
/// application counts; an add-on is a quantity of anything else.
enum class ItemKind : std::uint8_t { kNamedSeat, kCountedSeat, kAddOn };

struct Item {
    Code code;
    ItemKind kind = ItemKind::kNamedSeat;
    Text name;         ///< "utilisateur"
    Text name_plural;  ///< "utilisateurs"
    Text description;
    Text help_link;    ///< Address of a help page per language, or empty.
    std::vector<Code> features;     ///< Features that at least one unit of this add-on gives.
    bool activated_by_staff = false;
};

/// One amount per currency and cycle.
struct Price {
    Currency currency;
    Cycle cycle;
    UnitPrice unit;
};
struct Prices {
    std::vector<Price> rows;
    std::optional<UnitPrice> find(Currency currency, Cycle cycle) const {
        for (const Price& row : rows)
            if (row.currency == currency && row.cycle == cycle) return row.unit;
        return std::nullopt;
    }
};

/// How a part of a period is charged: by the day, by the second (a day counts 86 400 on every clock), or
/// always in full.
enum class Proration : std::uint8_t { kDay, kSecond, kNone };

/// A seat kind or add-on as one plan sells it. Quantities are totals: what the plan includes counts.
struct PlanItem {
    Code item;
    std::int64_t included = 0;
    std::int64_t min = 0;
    std::int64_t max = 1'000'000;
    std::int64_t step = 1;
    Prices prices;  ///< Per unit above `included`; empty means units above are not sold.
};

/// The first number on the item's steps that is worth having: what the plan includes is never given back.
constexpr std::int64_t smallest_quantity(const PlanItem& item) {
    const std::int64_t steps = item.included <= item.min ? 0 : (item.included - item.min + item.step - 1) / item.step;
    return std::min(item.min + steps * item.step, std::max(item.max, item.min));
}

struct Plan {
    Code code;
    Text name;
    Text description;
    int rank = 0;               ///< Higher is a bigger plan; decides what is up and what is down.
    bool self_managed = true;   ///< false: every change goes to staff.
    bool contact_only = false;  ///< true: no price; buying it opens a request.
    bool listed = true;         ///< Shown among the plans on offer.
    bool free = false;          ///< Costs nothing and is never invoiced.
    Prices base;                ///< The plan's own price per cycle; empty when only units are priced.
    Proration proration = Proration::kDay;
    std::vector<Cycle> cycles;  ///< Those it is sold by.
    std::map<Cycle, int> commitment_months;  ///< By cycle; none when absent.
    bool commitment_renews = true;  ///< Whether a renewal after the commitment's end begins the next one.
    std::vector<PlanItem> items;
    std::vector<Code> features;  ///< Own and inherited.
    Text included_text;          ///< A few words on what is inside, for the plan's box.

    const PlanItem* find_item(const Code& item) const {
        for (const PlanItem& known : items)
            if (known.item == item) return &known;
        return nullptr;
    }
};

struct Feature {
    Code code;
    Text name;
};

/// What a role may do; a vendor gives each of its roles a list of these.
enum class Right : std::uint8_t {
    kViewSubscription,
    kSubscribe,
    kChangePlan,
    kChangeQuantities,
    kCancel,
    kStartTrial,
    kEditBilling,
    kViewInvoices,
    kManageMembers,
    kFileRequest,
    kTransfer,
    kCount
};
std::string_view name_of(Right right);
Result<Right> parse_right(std::string_view text);

struct Role {
    Code code;
    Text name;
    bool only_one = false;  ///< The owner: exactly one per customer.
    AnyOf<Right> rights;    ///< Ask role_may(), which treats an empty set as no right.
    bool has_no_right = true;
};
inline bool role_may(const Role& role, Right right) { return !role.has_no_right && role.rights.matches(right); }

struct TrialOffer {
    int days = 0;
    Code plan;
    Quantities quantities;  ///< Totals during the trial, which may differ from the plan's limits.
    std::vector<int> reminder_days_left;
};

/// Who sells: what an invoice must say, and the tax regime.
struct Seller {
    std::string legal_name;
    std::vector<std::string> address_lines;
    std::string country;     ///< ISO 3166-1 alpha-2.
    std::string region;
    Text legal_mentions;     ///< Printed at the foot of invoices.
    std::vector<std::pair<std::string, std::string>> tax_numbers;  ///< ("VAT", "FR…"), ("GST", "…").
    std::string tax_name;    ///< How the seller's language calls value added tax: "TVA".
    std::string email;       ///< The billing service.
    TaxRegime regime = {};   ///< Decides, and is not printed: documents keep what was decided.
};

/// Where the portal puts things and what it calls them.
struct Layout {
    std::string preset;      ///< "table", "counts" or "configurator"
    std::string accent;      ///< Colour of primary buttons, "#f57c00".
    std::string logo;        ///< Path of an image file beside the catalog, or empty.
    std::string summary;     ///< "right" or "bottom-left"
    Cycle default_cycle = Cycle::kMonth;
    std::map<std::string, Text> labels;  ///< Label key ("subscribe_now") -> text; overrides the product's own.
    std::map<std::string, Text> links;   ///< "pricing", "demo", "refund_policy", "terms", "help_add_ons", …
};

/// full: the plan's features. read_only: data can be seen, nothing new done. none: nothing but billing.
enum class Access : std::uint8_t { kFull, kReadOnly, kNone };
/// "full", "read_only", "none"
std::string_view name_of(Access access);
/// Fails with field_invalid.
Result<Access> parse_access(std::string_view text);

/// What happens when a renewal is not paid: two calendars, counted in days from the first failure.
struct Dunning {
    struct AccessStep {
        int after_days = 0;
        Access access = Access::kFull;
    };
    std::vector<int> retry_days{1, 3, 7};  ///< The charge is tried again; rising, from 1.
    std::vector<AccessStep> access;        ///< What the customer may still use; rising.
    int end_after_days = 30;               ///< The subscription ends; 0: never by itself.
};

struct PaymentOptions {
    std::vector<std::string> card_brands;  ///< "visa", "mastercard", "amex"
    bool card = true;
    bool wallet = false;
    int transfer_due_days = 30;            ///< For subscriptions that staff provision.
    std::optional<TransferAccount> transfer_account;  ///< Printed on what is to be paid by transfer.
    Dunning dunning;
};

/// A pause stops billing; these two say what it does to access and to the term.
struct PauseOptions {
    Access access = Access::kNone;
    bool extends_commitment = true;  ///< The commitment's end moves by the days paused.
};

/// Days before a date on which the customer is told of it.
struct ReminderOptions {
    std::vector<int> commitment_days;  ///< Before a commitment's end.
    std::vector<int> renewal_days;     ///< Before the renewal of a period of a year.
    std::vector<int> resume_days;      ///< Before the end of a pause.
};

/// People who are invited by mail.
struct InvitationOptions {
    int expire_days = 60;
    bool hold_seat = true;  ///< The seat is theirs from the invitation on; otherwise from when they come.
};

/// By when staff mean to have decided a request, in seconds from its filing.
struct RequestTargets {
    std::int64_t otherwise = 3 * 86'400;  ///< Of the types that are not named.
    std::map<std::string, std::int64_t, std::less<>> by_type;

    std::int64_t seconds_of(std::string_view type) const {
        const auto named = by_type.find(type);
        return named == by_type.end() ? otherwise : named->second;
    }
};

struct StaffRules;

class Catalog {
public:
    std::string vendor;       ///< The folder's and the host's name.
    Text vendor_name;
    std::int64_t version = 1;
    std::vector<std::string> languages;  ///< The first is the default.
    std::string time_zone;
    std::vector<Currency> currencies;    ///< The first is the default.
    Shared<Seller> seller;               ///< Every document says it: a million of them share one.
    Layout layout;
    PaymentOptions payment;
    PauseOptions pause;
    ReminderOptions reminders;
    InvitationOptions invitations;
    RequestTargets request_targets;
    std::map<std::string, Text> decline_reasons;  ///< What staff may begin a refusal with, by code.
    std::string refund_policy_version;   ///< Empty: no policy to accept.
    std::vector<Item> items;
    std::vector<Feature> features;
    std::vector<Plan> plans;             ///< In the order they are shown.
    std::optional<TrialOffer> trial;
    Code free_plan;                      ///< The plan of customers that never bought, or empty.
    std::vector<Role> roles;
    Shared<StaffRules> staff;            ///< Of the vendor's own people: staff_role.h.
    std::vector<Rule> rules;
    std::vector<HelpArticle> help;       ///< In reading order.

    const Plan* find_plan(const Code& code) const;
    const Item* find_item(const Code& code) const;
    const Role* find_role(const Code& code) const;
    const HelpArticle* find_help(std::string_view slug) const;
    /// The names of the roles that hold `right`, for "… can"; a role without a name goes by its code.
    std::string names_of_roles_with(Right right, std::string_view language) const;
    /// The role that exists once per customer: the owner.
    const Role* owner_role() const;
};

/// The largest whole percentage that paying by `longer` saves over `shorter` on any listed plan's
/// price, from the prices themselves; nothing when no plan is sold by both.
std::optional<int> saving_percent_max(const Catalog& catalog, Cycle shorter, Cycle longer);

}  // namespace settle
