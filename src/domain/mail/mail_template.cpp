#include "domain/mail/mail_template.h"

namespace settle {
namespace {

using enum MailFieldKind;

// Fields that several mails share.
constexpr MailField kPlan{"plan", kText, "Business"};
constexpr MailField kQuantities{"quantities", kText, "12 users, 3 profiles"};
constexpr MailField kRenewsOn{"renews_on", kDay, "2027-03-01"};
constexpr MailField kTrialEnd{"trial_end", kDay, "2026-03-15"};
constexpr MailField kReason{"reason", kText, "As agreed on the telephone."};
constexpr MailField kChanges{"changes", kText, "Business\u00A0→\u00A0Enterprise; users 8\u00A0→\u00A012"};
constexpr MailField kOn{"on", kDay, "2026-04-01"};
constexpr MailField kMonthly{"monthly", kText, ""};
constexpr MailField kQuarterly{"quarterly", kText, ""};
constexpr MailField kYearly{"yearly", kText, "yes"};
constexpr MailField kNumber{"number", kText, "2026-0042"};
constexpr MailField kDocument{kDocumentField, kText, ""};
constexpr MailField kTotal{"total", kMoney, "EUR 1188.00"};
constexpr MailField kAmount{"amount", kMoney, "EUR 1188.00"};
constexpr MailField kEndsOn{"ends_on", kDay, "2026-05-01"};
constexpr MailField kFrom{"from", kDay, "2026-07-01"};
constexpr MailField kTo{"to", kDay, "2026-09-01"};
constexpr MailField kCompany{"company", kText, "Acme SARL"};
constexpr MailField kSeat{"seat", kText, "user"};
constexpr MailField kWho{"who", kText, "Ana Ruiz"};
constexpr MailField kLinkField{"link", kLink, "https://billing.example/example"};
constexpr MailField kMinutes{"minutes", kText, "15"};

constexpr MailField kOfTrial[] = {kPlan, kTrialEnd};
constexpr MailField kOfTrialEnd[] = {kTrialEnd};
constexpr MailField kOfTrialExtended[] = {kTrialEnd, kReason};
constexpr MailField kOfReason[] = {kReason};
constexpr MailField kOfStart[] = {kPlan, kQuantities, kNumber, kTotal, kRenewsOn, kDocument};
constexpr MailField kOfChange[] = {kChanges, kMonthly, kQuarterly, kYearly, kNumber, kTotal, kReason, kDocument};
constexpr MailField kOfScheduled[] = {kOn, kChanges, kMonthly, kQuarterly, kYearly, kReason};
constexpr MailField kOfHeld[] = {kOn, kChanges};
constexpr MailField kOfClamped[] = {kOn, {"changes", kText, "users 6\u00A0→\u00A08"}};
constexpr MailField kOfFailure[] = {
    kNumber, kAmount, {"retry_on", kDay, "2026-03-04"}, {"restrict_on", kDay, "2026-03-11"}, kEndsOn, kDocument};
constexpr MailField kOfReceipt[] = {kNumber, kTotal, kDocument};
constexpr MailField kOfInvoice[] = {
    kNumber, kTotal, {"credit_note", kText, ""}, {"due_on", kDay, "2026-03-31"}, kDocument};
constexpr MailField kOfRestriction[] = {
    {"read_only", kText, "yes"}, {"closed", kText, ""}, kNumber, kAmount, kEndsOn, kDocument};
constexpr MailField kOfCommitment[] = {
    {"commitment_end", kDay, "2026-12-01"}, {"renews", kText, "yes"}, {"goes_on", kText, ""}};
constexpr MailField kOfSubscription[] = {kPlan, kQuantities, kRenewsOn};
constexpr MailField kOfCancellation[] = {kEndsOn, kReason};
constexpr MailField kOfRenewalOn[] = {kPlan, kRenewsOn, kReason};
constexpr MailField kOfEnd[] = {{"unpaid", kText, ""}, kReason};
constexpr MailField kOfPausePlan[] = {kFrom, kTo, kReason};
constexpr MailField kOfPause[] = {kTo, kReason};
constexpr MailField kOfPauseEnd[] = {{"resumes_on", kDay, "2026-09-01"}, kPlan, kQuantities};
constexpr MailField kOfResumption[] = {kPlan, kRenewsOn};
constexpr MailField kOfRequest[] = {{"message", kText, "We would like to pause during the summer."}};
constexpr MailField kOfDecision[] = {{"accepted", kText, "yes"}, {"declined", kText, ""}, kReason};
constexpr MailField kOfProposal[] = {{"text", kText, "Two months from July, at no charge."},
                                     {"until", kDay, "2026-06-15"}};
constexpr MailField kOfInvitation[] = {
    {"inviter", kText, "Anna Durand"}, kCompany, kSeat, kLinkField, {"expires_on", kDay, "2026-05-01"}};
constexpr MailField kOfCodeUse[] = {kWho, {"taken", kText, "10"}, {"paid", kText, "12"}};
constexpr MailField kOfWho[] = {kWho};
constexpr MailField kOfSeat[] = {kCompany, kSeat};
constexpr MailField kOfOwner[] = {{"becomes", kText, "yes"}, kCompany, kWho};
constexpr MailField kOfAddress[] = {{"address", kText, "ana.ruiz@acme.example"}, kCompany, kWho};
constexpr MailField kOfSignIn[] = {kLinkField, kMinutes};

constexpr MailField kOnDay{"day", kDay, "2026-02-20"};
constexpr MailField kTime{"time", kText, "14:00"};
constexpr MailField kZone{"zone", kText, "America/Toronto"};
constexpr MailField kOfDemo[] = {kCompany, kOnDay, kTime, kZone};
constexpr MailField kOfSlot[] = {kOnDay,
                                 kTime,
                                 kZone,
                                 {"our_day", kDay, "2026-02-20"},
                                 {"our_time", kText, "20:00"},
                                 {"our_zone", kText, "Europe/Paris"},
                                 {"again", kText, ""},
                                 {"text", kText, "You will get the address of the meeting that morning."}};
constexpr MailField kOfWords[] = {{"text", kText, "Shall we find another time?"}};

constexpr std::string_view kSubscribers = "who may subscribe";
constexpr std::string_view kChangers = "who may change the plan";
constexpr std::string_view kPayers = "who looks after billing, and the invoices' address";

constexpr MailTemplate kTemplates[] = {
    {"trial-started", kSubscribers, kOfTrial},
    {"trial-ending", kSubscribers, kOfTrialEnd},
    {"trial-ended", kSubscribers, {}},
    {"trial-extended", kSubscribers, kOfTrialExtended},
    {"trial-cancelled", kSubscribers, kOfReason},
    {"subscription-started", kSubscribers, kOfStart},
    {"change-applied", kChangers, kOfChange},
    {"change-scheduled", kChangers, kOfScheduled},
    {"change-held", kChangers, kOfHeld},
    {"change-clamped", kChangers, kOfClamped},
    {"payment-failed", kPayers, kOfFailure},
    {"payment-received", kPayers, kOfReceipt},
    {kInvoiceMail, "the invoices' address, or who looks after billing", kOfInvoice},
    {"payment-recovered", kPayers, kOfReceipt},
    {"access-restricted", kPayers, kOfRestriction},
    {"commitment-ending", kChangers, kOfCommitment},
    {"renewal-ahead", kChangers, kOfSubscription},
    {"renewal-off", kChangers, kOfCancellation},
    {"renewal-on", kChangers, kOfRenewalOn},
    {"subscription-ended", kChangers, kOfEnd},
    {"pause-planned", kChangers, kOfPausePlan},
    {"paused", kChangers, kOfPause},
    {"pause-ending", kChangers, kOfPauseEnd},
    {"resumed", kChangers, kOfResumption},
    {"request-received", "who asked", kOfRequest},
    {"request-decided", "who asked", kOfDecision},
    {"request-message", "who asked", {}},
    {"request-acknowledged", "who asked", {}},
    {"request-proposal", "who asked", kOfProposal},
    {"request-proposal-over", "who asked", {}},
    {"request-duplicate", "who asked", {}},
    {"demo-received", "who asked for a demo", kOfDemo},
    {"demo-scheduled", "who asked for a demo", kOfSlot},
    {"demo-missed", "who asked for a demo", kOfWords},
    {"demo-closed", "who asked for a demo", kOfWords},
    {"invitation", "who is invited", kOfInvitation, true},
    {"code-used", "the owner", kOfCodeUse},
    {"code-without-seat", "the owner", kOfWho},
    {"seat-given", "who has the seat", kOfSeat},
    {"seat-taken", "who had the seat", kOfSeat},
    {"owner-changed", "the owner before, and the owner now", kOfOwner},
    {"address-changed", "the address before", kOfAddress},
    {"sign-in-link", "who asked for it", kOfSignIn, true},
    {"password-reset", "who asked for it", kOfSignIn, true},
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
