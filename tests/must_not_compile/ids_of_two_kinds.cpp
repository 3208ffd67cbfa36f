// A customer is never a subscription.
#include "base/id.h"

bool is_same(const settle::CustomerId& customer, const settle::SubscriptionId& subscription) {
    return customer == subscription;
}
