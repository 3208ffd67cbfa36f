#include "adapters/store/postgres_query.h"

#include <algorithm>

namespace settle::store {
namespace {

bool is_name(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_';
}

}  // namespace

NumberedQuery number_arguments(std::string_view named) {
    NumberedQuery query;
    char quote = 0;
    for (std::size_t i = 0; i < named.size(); ++i) {
        const char letter = named[i];
        if (quote == 0 && letter == '-' && named.substr(i).starts_with("--")) {
            i = std::min(named.find('\n', i), named.size()) - 1;
            continue;
        }
        if (quote == 0 && named.substr(i).starts_with("::")) {
            query.text += "::";
            ++i;
            continue;
        }
        if (quote == 0 && letter == ':' && i + 1 < named.size() && is_name(named[i + 1])) {
            std::size_t end = i + 1;
            while (end < named.size() && is_name(named[end])) ++end;
            const std::string name(named.substr(i + 1, end - i - 1));
            auto known = std::ranges::find(query.arguments, name);
            if (known == query.arguments.end()) known = query.arguments.insert(known, name);
            query.text += "$" + std::to_string(known - query.arguments.begin() + 1);
            i = end - 1;
            continue;
        }
        if (quote == letter) quote = 0;
        else if (quote == 0 && (letter == '\'' || letter == '"')) quote = letter;
        query.text += letter;
    }
    for (const std::string_view word : {"INSERT INTO ", "UPDATE", "DELETE FROM ", "FOR SHARE"})
        query.writes = query.writes || query.text.find(word) != std::string::npos;
    return query;
}

bool locks_nothing(std::string_view named) { return named.find("\n-- locks: nothing\n") != std::string_view::npos; }

}  // namespace settle::store
