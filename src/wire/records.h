// Customers, people and everything else that is kept about them, as JSON.
#pragma once

#include "app/access/sign_in.h"
#include "app/customer/customers.h"
#include "wire/json.h"

namespace settle::wire {

JsonObject json_of(const Customer& customer);
JsonObject json_of(const Member& member);
/// With what becomes of the tax, in words.
JsonObject json_of(const TaxNumberVerdict& verdict, const Audience& audience, std::string_view country);
JsonObject json_of(const TaxEvidence& evidence);
JsonObject json_of(const PaymentMethod& method);
/// Without personal data, which the event's hash leaves out too.
JsonObject json_of(const Event& event);
/// A draft, or the empty one when there is none.
JsonObject json_of(const std::optional<Draft>& draft);
/// `csrf_token` is empty for servers.
JsonObject json_of(const SessionView& session, const Caller& caller, std::string_view csrf_token,
                   const Audience& audience);

}  // namespace settle::wire
