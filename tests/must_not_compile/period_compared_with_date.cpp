// Whether a day lies in a period is asked with contains().
#include "base/date.h"

bool is_in(settle::Period period, settle::Date day) { return period == day; }
