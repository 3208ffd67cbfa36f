// A number added to a date could be days or months: plus_days or add_months says which.
#include "base/date.h"

settle::Date later(settle::Date day) { return day + 1; }
