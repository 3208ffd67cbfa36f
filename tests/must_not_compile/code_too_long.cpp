// A code of more than 31 characters does not fit.
#include "base/code.h"

constexpr settle::Code kLong("abcdefghijklmnopqrstuvwxyz012345");
