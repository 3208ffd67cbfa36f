// An amount without a currency means nothing.
#include "base/money.h"

settle::Money nothing() { return settle::Money{0}; }
