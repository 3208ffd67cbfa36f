// Currencies have three letters.
#include "base/currency.h"

constexpr settle::Currency kWrong{"EU", 2};
