// Amounts are compared with amounts; whether one is zero is asked with is_zero().
#include "base/money.h"

bool is_free(settle::Money amount) { return amount == 0; }
