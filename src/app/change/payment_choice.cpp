#include "app/change/payment_choice.h"

namespace settle {
namespace {

// Only our own pages and the origins the vendor listed: anywhere else would be an open redirect.
Result<void> check_return_url(const Settings& settings, std::string_view url) {
    if (url.starts_with('/') && !url.starts_with("//") && url.find('\\') == std::string_view::npos) return {};
    const auto has_origin = [&](const std::string& origin) {
        return !origin.empty() && url.starts_with(origin) && (url.size() == origin.size() || url[origin.size()] == '/');
    };
    if (has_origin(settings.public_url) || std::ranges::any_of(settings.return_origins, has_origin)) return {};
    std::string allowed = settings.public_url + "/…";
    for (const std::string& origin : settings.return_origins) allowed += ", " + origin + "/…";
    return fail(Error(ErrorCode::kReturnUrlRefused, "return_url").with("allowed", allowed));
}

std::string offered(const Catalog& catalog) {
    std::string methods;
    if (catalog.payment.card) methods += "card, ";
    if (catalog.payment.wallet) methods += "wallet, ";
    return methods + "pm_…";
}

Result<PaymentChoice> saved_method(const Context& context, Transaction& tx, const Catalog& catalog,
                                   const Confirmation& confirmation) {
    for (const PaymentMethod& method : TRY(tx.list_payment_methods(context.vendor(), confirmation.customer)))
        if (method.id.str() == confirmation.pay_with)
            return PaymentChoice{method.details.kind, method.id, confirmation.return_url};
    return fail(Error(ErrorCode::kPaymentMethodUnknown, "pay_with")
                    .with("value", confirmation.pay_with)
                    .with("methods", offered(catalog)));
}

}  // namespace

Result<PaymentChoice> choose_payment(const Context& context, Transaction& tx, const Catalog& catalog,
                                     const Confirmation& confirmation) {
    if (confirmation.pay_with.empty()) return fail(ErrorCode::kPaymentMethodRequired, "pay_with");
    if (confirmation.pay_with == name_of(MethodKind::kTransfer)) {
        TRY_VOID(only_staff(context));
        return PaymentChoice{MethodKind::kTransfer, {}, {}};
    }
    TRY_VOID(check_return_url(context.with.settings,
                              confirmation.return_url.empty() ? "/" : std::string_view(confirmation.return_url)));
    if (confirmation.pay_with == name_of(MethodKind::kCard) && catalog.payment.card)
        return PaymentChoice{MethodKind::kCard, {}, confirmation.return_url};
    if (confirmation.pay_with == name_of(MethodKind::kWallet) && catalog.payment.wallet)
        return PaymentChoice{MethodKind::kWallet, {}, confirmation.return_url};
    return saved_method(context, tx, catalog, confirmation);
}

std::string return_address(const Settings& settings, std::string_view return_url, const ChangeId& change) {
    std::string address = return_url.empty() ? "/portal/checkout/return" : std::string(return_url);
    if (address.starts_with('/')) address = settings.public_url + address;
    address += address.find('?') == std::string::npos ? '?' : '&';
    return address + "change=" + change.str();
}

}  // namespace settle
