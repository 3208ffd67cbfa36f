// The texts of all languages by key, and which of them were asked for.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/catalog_yaml/catalog_reader.h"
#include "base/text.h"

namespace settle::catalog_yaml {

enum class Need : std::uint8_t { kRequired, kOptional };

class TextBook {
public:
    /// Adds the texts of one file; what is wrong in it goes to `problems`.
    void add_file(std::string language, std::string file, std::string_view yaml, std::vector<CatalogProblem>& problems);
    /// The text under `key` in all languages. A required key must be in every file; an optional one in all or none.
    Text take(const std::string& key, Need need, std::vector<CatalogProblem>& problems);
    /// As take, for every key that starts with `prefix`, by what follows it.
    std::map<std::string, Text> take_all(std::string_view prefix, std::vector<CatalogProblem>& problems);
    /// Reports the keys that nobody took.
    void report_unused(std::vector<CatalogProblem>& problems) const;
    /// The lines on which `key` stands, for a problem with its value.
    CatalogProblem problem_with(const std::string& key, const std::string& language, std::string message) const;

private:
    struct Entry {
        std::string text;
        int line = 0;
        int column = 0;
    };
    struct File {
        std::string language;
        std::string name;
        std::map<std::string, Entry> entries;
    };
    const File* file_with(const std::string& key) const;

    std::vector<File> files_;
    std::map<std::string, bool> asked_for_;
};

}  // namespace settle::catalog_yaml
