// A wrong code in our own source does not compile.
#include "base/code.h"

constexpr settle::Code kPro("Pro");
