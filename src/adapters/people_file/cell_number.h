// Numbers of a sheet as the texts that a spreadsheet program shows.
#pragma once

#include <string>

namespace settle {

/// "3.3000000000000003" as "3.3": with the fifteen digits that spreadsheet programs keep. What is no number stays.
std::string number_text(const std::string& value);

/// A day counted from the end of 1899 (or from 1904) as "2026-03-01", with " 14:30" when it is a time of it, and a time
/// alone as "14:30". What is no day before the end of 9999 stays.
std::string date_text(const std::string& value, bool from_1904);

}  // namespace settle
