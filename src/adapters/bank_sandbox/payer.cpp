#include "adapters/bank_sandbox/payer.h"

#include "adapters/bank_sandbox/forms.h"

namespace settle {
namespace {

// Far enough ahead that a story of several years does not end in an expired card.
constexpr int kCardGoodForYears = 15;

struct SandboxMethod {
    std::string_view name;
    MethodKind kind;
    std::string_view card_number;  ///< Of a card; empty for the others.
    std::string_view action;       ///< The button pressed on the page.
};
constexpr std::array<SandboxMethod, 12> kMethods = {{
    {"card_ok", MethodKind::kCard, "4242424242424242", "pay"},
    {"card_declined", MethodKind::kCard, "4000000000000002", "pay"},
    {"card_insufficient", MethodKind::kCard, "4000000000009995", "pay"},
    {"card_3ds", MethodKind::kCard, "4000000000003220", "pay"},
    {"card_expired", MethodKind::kCard, "4000000000000069", "pay"},
    {"card_declined_later", MethodKind::kCard, "4000000000000341", "pay"},
    {"card_unsupported", MethodKind::kCard, "30569309025904", "pay"},
    {"wallet_ok", MethodKind::kWallet, "", "approve"},
    {"wallet_cancelled", MethodKind::kWallet, "", "cancel"},
    {"transfer", MethodKind::kTransfer, "", "sent"},
    {"paypal_ok", MethodKind::kWallet, "", "approve"},
    {"paypal_cancelled", MethodKind::kWallet, "", "cancel"},
}};

Result<SandboxMethod> method_named(std::string_view name) {
    std::string names;
    for (const SandboxMethod& method : kMethods) {
        if (method.name == name) return method;
        names += fmt::format("{}{}", names.empty() ? "" : ", ", method.name);
    }
    return fail(
        Error(ErrorCode::kPaymentMethodUnknown, "pay_with").with("value", std::string(name)).with("methods", names));
}

void submit(Bank& bank, const bank::PageTicket& page, std::string_view action, std::string_view fields) {
    HttpRequest form;
    form.method = "POST";
    form.path = page.path;
    form.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    form.body = fmt::format("nonce={}&action={}{}", bank::encode_url(page.nonce), action, fields);
    bank.handle(form);
}

std::string card_fields(std::string_view number, Instant now) {
    const std::chrono::sys_time<std::chrono::microseconds> time{std::chrono::microseconds{now.micros}};
    const auto today = Date(std::chrono::floor<std::chrono::days>(time)).ymd();
    return fmt::format("&number={}&expiry=12%2F{}&cvc=123&name=Sandbox+Payer", number,
                       static_cast<int>(today.year()) + kCardGoodForYears);
}

}  // namespace

Result<MethodKind> sandbox_method_kind(std::string_view sandbox_method) {
    const SandboxMethod method = TRY(method_named(sandbox_method));
    return method.kind;
}

Result<void> act_as_payer(Bank& bank, const PaymentAttemptId& key, std::string_view sandbox_method) {
    const SandboxMethod method = TRY(method_named(sandbox_method));
    const bank::PageTicket page = TRY(bank.page_of(key));
    if (page.state != bank::State::kWaitingForCustomer || page.page != bank::Page::kEntry) return {};
    const std::string fields = method.card_number.empty() ? "" : card_fields(method.card_number, bank.now());
    submit(bank, page, method.action, fields);
    if (method.name == "card_unsupported") submit(bank, page, "cancel", "");
    return {};
}

Result<void> complete_challenge(Bank& bank, const PaymentAttemptId& key, ChallengeAnswer answer) {
    const bank::PageTicket page = TRY(bank.page_of(key));
    const bool is_challenge = page.page == bank::Page::kChallenge;
    if (page.state != bank::State::kWaitingForCustomer || (page.method == "card" && !is_challenge)) return {};
    const std::string_view yes = page.method == "transfer" ? "sent" : "approve";
    const std::string_view no = is_challenge ? "refuse" : "cancel";
    submit(bank, page, answer == ChallengeAnswer::kOk ? yes : no, "");
    return {};
}

}  // namespace settle
