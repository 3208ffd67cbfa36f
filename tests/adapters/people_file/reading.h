// What became of a file of people, as one text that a table of tests can hold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/people_file/people_file.h"

namespace settle {

struct Reading {
    Result<PeopleFileFacts> facts = fail(ErrorCode::kInternal);
    std::vector<PersonRow> people;

    /// "import_empty", or the people: "2 anna@acme.example/Anna/Durand/Engineer; 3 …", each with its error behind "!".
    std::string str() const {
        if (!facts) return std::string(name_of(facts.error().code));
        std::string text;
        for (const PersonRow& person : people) {
            text += fmt::format("{}{} {}/{}/{}/{}", text.empty() ? "" : "; ", person.line, person.email,
                                person.first_name, person.last_name, person.position);
            if (person.error) text += fmt::format("!{}:{}", name_of(person.error->code), person.error->field);
        }
        return text;
    }
};

inline Reading read_people(std::string_view bytes, const PeopleFileLimits& limits = {}) {
    Reading reading;
    reading.facts = make_people_file()->read(bytes, limits, [&](PersonRow person) -> Result<void> {
        reading.people.push_back(std::move(person));
        return {};
    });
    return reading;
}

inline std::string param(const Error& error, std::string_view name) {
    for (const auto& [known, value] : error.params)
        if (known == name) return value;
    return {};
}

}  // namespace settle
