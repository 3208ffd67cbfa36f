// Shares of an amount are ratios of whole numbers, rounded once; a factor of 0.1 is not exact.
#include "base/money.h"

settle::Money reduced(settle::Money amount) { return amount * 0.9; }
