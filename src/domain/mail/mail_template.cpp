#include "domain/mail/mail_template.h"

namespace settle {
namespace {

using enum MailFieldKind;

constexpr MailField kStarted[] = {
    {"plan", kText, "Business"}, {"quantities", kText, "12"}, {"renews_on", kDay, "2027-03-01"}};
constexpr MailField kSignIn[] = {{"link", kLink, "https://billing.example/sign-in#example"}, {"minutes", kText, "15"}};

constexpr MailTemplate kTemplates[] = {
    {.name = "subscription-started", .to = "who may subscribe", .fields = kStarted},
    {.name = "sign-in-link", .to = "who asked for it", .fields = kSignIn, .has_secret = true},
    {.name = "password-reset", .to = "who asked for it", .fields = kSignIn, .has_secret = true},
};

}  // namespace

std::string_view name_of(MailState state) {
    switch (state) {
        case MailState::kWaiting: return "waiting";
        case MailState::kSent: return "sent";
        case MailState::kRefused: return "refused";
        case MailState::kExpired: return "expired";
    }
    return {};
}

const MailField* MailTemplate::find_field(std::string_view field) const {
    const auto found = std::ranges::find(fields, field, &MailField::name);
    return found == fields.end() ? nullptr : &*found;
}

std::span<const MailTemplate> mail_templates() { return kTemplates; }

Result<const MailTemplate*> find_mail_template(std::string_view name) {
    std::string known;
    for (const MailTemplate& one : kTemplates) {
        if (one.name == name) return &one;
        known += (known.empty() ? "" : ", ") + std::string(one.name);
    }
    return fail(Error(ErrorCode::kMailTemplateUnknown).with("value", std::string(name)).with("templates", known));
}

}  // namespace settle
