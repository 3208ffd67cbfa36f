// How customers are found by what people remember of them: words that do not care about case and accents.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/customer/customer.h"

namespace settle {

/// The words of a text, each once, in their order, in lower case and without the accents of Western Europe:
/// "Société d'Études" says "societe", "d", "etudes". Whatever is neither letter nor digit separates.
std::vector<std::string> search_words(std::string_view text);

/// What is looked for: as above, but an address is one word: "ana@acme" stays whole.
std::vector<std::string> searched_words(std::string_view wish);

/// What a customer is found by: its name, the company on its invoices, where these go, and its tax number.
std::vector<std::string> words_of(const Customer& customer);
/// What a customer is found by because of a member: their names and address; nothing once they left.
std::vector<std::string> words_of(const Member& member);

}  // namespace settle
