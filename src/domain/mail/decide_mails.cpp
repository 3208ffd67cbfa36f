#include "domain/mail/decide_mails.h"

#include <set>

namespace settle {
namespace {

/// Who is told: whoever may do something about it.
std::vector<const Member*> with_right(const MailScene& scene, Right right) {
    std::vector<const Member*> found;
    for (const Member& member : scene.members) {
        const Role* role = scene.catalog.find_role(member.role);
        if (role != nullptr && role_may(*role, right)) found.push_back(&member);
    }
    return found;
}

/// "12 users, 3 profiles"
std::string counted(const Catalog& catalog, const Quantities& quantities, std::string_view language) {
    std::string text;
    for (const auto& [code, count] : quantities) {
        const Item* item = catalog.find_item(code);
        if (item == nullptr || count == 0) continue;
        const Text& name = count == 1 || item->name_plural.empty() ? item->name : item->name_plural;
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, name.in(language));
    }
    return text;
}

std::string plan_name(const Catalog& catalog, const Code& code, std::string_view language) {
    const Plan* plan = catalog.find_plan(code);
    return plan == nullptr || plan->name.empty() ? code.str() : plan->name.in(language);
}

MailFields subscription_fields(const MailScene& scene, std::string_view language) {
    const Subscription& now = scene.subscription;
    return {{"plan", plan_name(scene.catalog, now.plan, language)},
            {"quantities", counted(scene.catalog, now.quantities, language)},
            {"renews_on", now.ends_on ? "" : now.period.end_day.str()}};
}

/// How one type of event is told.
struct Telling {
    std::string_view event;
    std::string_view mail;
    Right to;
    MailFields (*fields)(const MailScene&, std::string_view language);
};

constexpr Telling kTellings[] = {
    {"subscription.activated", "subscription-started", Right::kSubscribe, subscription_fields},
};

}  // namespace

std::string_view Occurrence::datum(std::string_view name) const {
    const auto found = std::ranges::find(data, name, [](const auto& pair) { return std::string_view(pair.first); });
    return found == data.end() ? std::string_view() : std::string_view(found->second);
}

bool makes_mails(std::string_view event_type) {
    return std::ranges::find(kTellings, event_type, &Telling::event) != std::end(kTellings);
}

std::vector<Mail> decide_mails(const MailScene& scene, std::span<const Occurrence> act) {
    std::vector<Mail> mails;
    for (const Occurrence& what : act) {
        const auto* telling = std::ranges::find(kTellings, what.type, &Telling::event);
        if (telling == std::end(kTellings)) continue;
        std::set<std::string> written;
        for (const Member* member : with_right(scene, telling->to)) {
            // Two members with one mailbox are one reader.
            const std::string key = email_key(member->email);
            if (key.empty() || !written.insert(key).second) continue;
            const std::string& language = member->language.empty() ? scene.customer.language : member->language;
            mails.push_back({.id = {},
                             .vendor = scene.catalog.vendor,
                             .customer = scene.customer.id,
                             .about = fmt::format("{}/{}/{}", what.id, telling->mail, key),
                             .template_name = std::string(telling->mail),
                             .language = language,
                             .email = member->email,
                             .name = member->full_name(),
                             .fields = telling->fields(scene, language),
                             .created_at = what.at,
                             .expires_at = what.at.plus_seconds(kMailLifetimeSeconds)});
        }
    }
    return mails;
}

}  // namespace settle
