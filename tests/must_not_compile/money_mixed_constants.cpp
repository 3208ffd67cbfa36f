// Two currencies in one constant sum are found by the compiler.
#include "base/money.h"

constexpr settle::Money kSum = settle::Money(1, settle::kEuro) + settle::Money(1, settle::kCanadianDollar);
