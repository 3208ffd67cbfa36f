// 20 could mean twenty percent or twenty ten-thousandths: the unit has to be chosen in words.
#include "base/money.h"

settle::Percent rate() { return 20; }
