// What may have failed is not a value until somebody has looked.
#include "base/money.h"

settle::Money read() { return settle::Money::parse("9.90", settle::kEuro); }
