// Money: what is paid, by what, and what is given back.
#include "wire/input_fields.h"

namespace settle::wire {

Result<InvoicePayment> invoice_payment_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"pay_with", "return_url", "reason"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    InvoicePayment payment;
    payment.pay_with = TRY(reader.text("pay_with", kIdLength));
    payment.return_url = TRY(reader.text("return_url", 500));
    payment.reason = TRY(reader.text("reason", kReasonLength, TextKind::kParagraphs));
    return payment;
}

Result<NewMethod> new_method_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"kind", "return_url"};
    constexpr std::string_view kKinds[] = {"card", "wallet"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    TRY(reader.required("kind"));
    NewMethod method;
    method.kind = TRY(choice_in(reader, "kind", kKinds)) == "wallet" ? MethodKind::kWallet : MethodKind::kCard;
    method.return_url = TRY(reader.text("return_url", 500));
    return method;
}

Result<MoneyGiven> money_given_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"amount", "reason"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    MoneyGiven given;
    given.amount = TRY(reader.required_text("amount", 24));
    given.reason = TRY(reader.text("reason", kReasonLength, TextKind::kParagraphs));
    return given;
}

}  // namespace settle::wire
