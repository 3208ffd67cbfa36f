// An invoice's id does not pass where a payment method's is expected.
#include "base/id.h"

void charge(const settle::PaymentMethodId& method);
void pay(const settle::InvoiceId& invoice) { charge(invoice); }
