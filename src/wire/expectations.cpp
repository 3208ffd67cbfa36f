// What a value should have been: errors carry it in signs that every language shares, people read words.
#include "wire/format.h"
#include "wire/texts.h"

namespace settle::wire {
namespace {

/// "{0}" and "{1}" are what stands around the sign.
struct Sentence {
    std::string_view en, fr;
    std::string in(std::string_view language, std::string_view first, std::string_view second = {}) const {
        return fmt::format(fmt::runtime(language == "fr" ? fr : en), first, second);
    }
};

struct Known {
    std::string_view sign;
    Sentence words;
};
constexpr Known kKnown[] = {
    {"object", {"a JSON object", "un objet JSON"}},
    {"string", {"a text", "un texte"}},
    {"≥ U+0020", {"a text without control characters", "un texte sans caractère de contrôle"}},
    {"true, false", {"true or false", "true ou false"}},
};
constexpr Sentence kRange = {"a number from {0} to {1}", "un nombre de {0} à {1}"};
constexpr Sentence kList = {"a list of at most {1} entries", "une liste de {1} éléments au plus"};
constexpr Sentence kMore = {"more than {0}", "plus de {0}"};
constexpr Sentence kAfter = {"a day after {0}", "un jour après le {0}"};
constexpr Sentence kUntil = {"a day no later than {0}", "un jour au plus tard le {0}"};
constexpr Sentence kOnlyOne = {"only one of {0}", "un seul parmi {0}"};
constexpr Sentence kOneOf = {"one of {0}", "l’une de ces valeurs : {0}"};

constexpr std::string_view kDots = " … ";

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "[0 … 50]" is a list, "0 … 50" a number.
std::optional<std::string> range_in_words(std::string_view expected, std::string_view language) {
    const bool is_list = expected.starts_with('[') && expected.ends_with(']');
    if (is_list) expected = expected.substr(1, expected.size() - 2);
    const auto dots = expected.find(kDots);
    if (dots == std::string_view::npos) return std::nullopt;
    const std::string_view from = expected.substr(0, dots);
    const std::string_view to = expected.substr(dots + kDots.size());
    if (!is_number(from) || !is_number(to)) return std::nullopt;
    return (is_list ? kList : kRange).in(language, from, to);
}

std::optional<std::string> bound_in_words(std::string_view expected, std::string_view language) {
    const auto after = [&](std::string_view sign, const Sentence& of_days) -> std::optional<std::string> {
        if (!expected.starts_with(sign)) return std::nullopt;
        const std::string_view bound = expected.substr(sign.size());
        if (const auto day = Date::parse(bound)) return of_days.in(language, format_day(*day, language));
        return is_number(bound) && &of_days == &kAfter ? std::optional(kMore.in(language, bound)) : std::nullopt;
    };
    if (auto words = after("> ", kAfter)) return words;
    return after("≤ ", kUntil);
}

std::string joined(std::string_view choices, std::string_view separator) {
    std::string text;
    while (true) {
        const auto end = choices.find(separator);
        text.append(choices.substr(0, end));
        if (end == std::string_view::npos) return text;
        text += ", ";
        choices.remove_prefix(end + separator.size());
    }
}

}  // namespace

std::string expectation_in_words(std::string_view expected, std::string_view language) {
    const auto* known = std::ranges::find(kKnown, expected, &Known::sign);
    if (known != std::end(kKnown)) return known->words.in(language, {});
    if (auto words = range_in_words(expected, language)) return *std::move(words);
    if (auto words = bound_in_words(expected, language)) return *std::move(words);
    if (expected.find(" | ") != std::string_view::npos) return kOnlyOne.in(language, joined(expected, " | "));
    if (expected.find(", ") != std::string_view::npos) return kOneOf.in(language, expected);
    return std::string(expected);
}

}  // namespace settle::wire
