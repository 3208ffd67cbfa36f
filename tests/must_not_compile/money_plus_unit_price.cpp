// A price per unit becomes an amount only by multiply_half_up, which rounds it.
#include "base/money.h"

settle::Money total(settle::Money amount, settle::UnitPrice price) { return amount + price; }
