// A number has no currency, so it cannot be added to an amount.
#include "base/money.h"

settle::Money raised(settle::Money amount) { return amount + 1; }
