// One cell of a table that a spreadsheet opens.
#pragma once

#include <string>

namespace settle::wire {

/// Quoted where it must be, and no formula (OWASP, “CSV injection”).
std::string csv_cell(std::string text);

}  // namespace settle::wire
