// Reads the small tables under tests/data.
#pragma once

#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace settle::support {

using CsvRow = std::map<std::string, std::string, std::less<>>;

/// The fields of one line; a field in quotes may hold commas.
inline std::vector<std::string> split_csv(const std::string& line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') quoted = !quoted;
        else if (c == ',' && !quoted) fields.emplace_back();
        else fields.back() += c;
    }
    return fields;
}

/// Every row of a file under tests/data, by column name. Programs of tests run from the project's folder.
inline std::vector<CsvRow> read_csv(const std::string& name) {
    std::ifstream file("tests/data/" + name);
    std::string line;
    std::getline(file, line);
    const auto columns = split_csv(line);
    std::vector<CsvRow> rows;
    while (std::getline(file, line)) {
        const auto fields = split_csv(line);
        CsvRow row;
        for (std::size_t i = 0; i < columns.size() && i < fields.size(); ++i) row[columns[i]] = fields[i];
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace settle::support
