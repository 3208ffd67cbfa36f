// Reads and writes lists of people as CSV files and Excel workbooks.
#pragma once

#include <memory>

#include "ports/people_file.h"

namespace settle {

std::unique_ptr<PeopleFile> make_people_file();

}  // namespace settle
