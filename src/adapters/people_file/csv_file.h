// People in CSV files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ports/people_file.h"

namespace settle {

/// As the port's read(), for text.
Result<PeopleFileFacts> read_csv(std::string_view bytes, const PeopleFileLimits& limits,
                                 const PeopleFile::OnPerson& on_person);

/// Writes the rows of a file that Excel opens by a double click: with a byte order mark, and separated as the
/// language's Excel expects it.
class CsvWriter {
public:
    explicit CsvWriter(std::string_view language);
    void add_row(const std::vector<std::string>& cells);
    std::string finish() && { return std::move(text_); }

private:
    char separator_;
    std::string text_;
};

}  // namespace settle
