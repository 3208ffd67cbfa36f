// A provider tells that a payment changed.
#pragma once

#include "app/context.h"

namespace settle {

/// Checks who sent it, finds the payment among all vendors' and settles what the provider says of it
/// when asked: the message itself is only a hint. Fails with webhook_signature_invalid,
/// payment_not_found, gateway_unavailable (then the provider sends it again).
Result<void> receive_webhook(Services& services, const HttpRequest& request);

}  // namespace settle
