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
                                   const PaymentWish& wish) {
    for (const PaymentMethod& method : TRY(tx.list_payment_methods(context.vendor(), wish.customer)))
        if (method.id.str() == wish.pay_with) return PaymentChoice{method.details.kind, method.id, wish.return_url};
    return fail(Error(ErrorCode::kPaymentMethodUnknown, "pay_with")
                    .with("value", wish.pay_with)
                    .with("methods", offered(catalog)));
}

}  // namespace

Result<PaymentChoice> choose_payment(const Context& context, Transaction& tx, const Catalog& catalog,
                                     const PaymentWish& wish) {
    if (wish.pay_with.empty()) return fail(ErrorCode::kPaymentMethodRequired, "pay_with");
    if (wish.pay_with == name_of(MethodKind::kTransfer)) {
        if (context.caller.actor.is_member()) return fail(ErrorCode::kStaffRequired);
        return PaymentChoice{MethodKind::kTransfer, {}, {}};
    }
    TRY_VOID(
        check_return_url(context.with.settings, wish.return_url.empty() ? "/" : std::string_view(wish.return_url)));
    if (wish.pay_with == name_of(MethodKind::kCard) && catalog.payment.card)
        return PaymentChoice{MethodKind::kCard, {}, wish.return_url};
    if (wish.pay_with == name_of(MethodKind::kWallet) && catalog.payment.wallet)
        return PaymentChoice{MethodKind::kWallet, {}, wish.return_url};
    return saved_method(context, tx, catalog, wish);
}

std::string return_address(const Settings& settings, std::string_view return_url, std::string_view page,
                           std::string_view what) {
    std::string address(return_url.empty() ? page : return_url);
    if (address.starts_with('/')) address = settings.public_url + address;
    address += address.find('?') == std::string::npos ? '?' : '&';
    return address.append(what);
}

}  // namespace settle
