// An amount does not turn into a number by itself: cents would be taken for euros.
#include "base/money.h"

long long cents(settle::Money amount) { return amount; }
