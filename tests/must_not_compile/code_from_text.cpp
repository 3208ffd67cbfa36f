// Text that is known only at run time becomes a code only by Code::parse.
#include "base/code.h"

settle::Code read(const char* text) { return settle::Code(text); }
