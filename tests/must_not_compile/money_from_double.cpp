// 0.1 + 0.2 is not 0.3: no amount is made from a floating-point number.
#include "base/money.h"

settle::Money price() { return settle::Money{9.90, settle::kEuro}; }
