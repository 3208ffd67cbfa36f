#include "domain/tax/tax_number_checks.h"

namespace settle {
namespace {

int digit(char c) { return c - '0'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
int number_of(std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = value * 10 + digit(c);
    return value;
}
int last_digit(std::string_view body) { return digit(body.back()); }

/// Sum of weight times digit, over as many digits as there are weights.
template <std::size_t N>
int weighted(std::string_view digits, const int (&weights)[N]) {
    int sum = 0;
    for (std::size_t i = 0; i < N; ++i) sum += weights[i] * digit(digits[i]);
    return sum;
}

int remainder(std::string_view digits, int divisor) {
    int rest = 0;
    for (const char c : digits) rest = (rest * 10 + digit(c)) % divisor;
    return rest;
}

/// Luhn's digit for `digits`: doubles every second one, from the right.
int luhn_digit(std::string_view digits) {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const int doubled = digit(digits[digits.size() - 1 - i]) * (i % 2 == 0 ? 2 : 1);
        sum += doubled / 10 + doubled % 10;
    }
    return (10 - sum % 10) % 10;
}

/// ISO 7064 MOD 11,10, as Germany and Croatia use it.
bool mod_11_10_fits(std::string_view digits) {
    int product = 10;
    for (const char c : digits.substr(0, digits.size() - 1)) {
        const int sum = (digit(c) + product) % 10;
        product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (11 - product) % 10 == last_digit(digits);
}

bool austria(std::string_view body) {
    int sum = 4;
    for (std::size_t i = 1; i <= 7; ++i) {
        const int value = digit(body[i]) * (i % 2 == 0 ? 2 : 1);
        sum += value / 10 + value % 10;
    }
    return (10 - sum % 10) % 10 == last_digit(body);
}

bool belgium(std::string_view body) {
    return body[0] <= '1' && 97 - number_of(body.substr(0, 8)) % 97 == number_of(body.substr(8));
}

bool bulgaria(std::string_view body) {
    if (body.size() == 9) {
        int check = weighted(body, {1, 2, 3, 4, 5, 6, 7, 8}) % 11;
        if (check == 10) check = weighted(body, {3, 4, 5, 6, 7, 8, 9, 10}) % 11;
        return check % 10 == last_digit(body);
    }
    // Persons: citizens, foreigners and others have a rule each, and nothing tells which one it is.
    const int check = last_digit(body);
    return weighted(body, {2, 4, 8, 5, 10, 9, 7, 3, 6}) % 11 % 10 == check ||
           weighted(body, {21, 19, 17, 13, 11, 9, 7, 3, 1}) % 10 == check ||
           (11 - weighted(body, {4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 11 == check;
}

bool cyprus(std::string_view body) {
    static constexpr int kOdd[] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
    if (std::string_view("013459").find(body[0]) == std::string_view::npos) return false;
    if (body.starts_with("12")) return false;
    int sum = 0;
    for (std::size_t i = 0; i < 8; ++i) sum += i % 2 == 0 ? kOdd[digit(body[i])] : digit(body[i]);
    return body.back() == 'A' + sum % 26;
}

bool czechia(std::string_view body) {
    if (body.size() == 9) return true;  // Persons born before 1954 have no check digit.
    if (body.size() == 10) return remainder(body.substr(0, 9), 11) % 10 == last_digit(body);
    const int check = (11 - weighted(body, {8, 7, 6, 5, 4, 3, 2}) % 11) % 10;
    return body[0] != '9' && check == last_digit(body);
}

bool denmark(std::string_view body) { return weighted(body, {2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0; }
bool estonia(std::string_view body) { return weighted(body, {3, 7, 1, 3, 7, 1, 3, 7, 1}) % 10 == 0; }
bool finland(std::string_view body) { return weighted(body, {7, 9, 10, 5, 8, 4, 2, 1}) % 11 == 0; }
bool greece(std::string_view body) {
    return weighted(body, {256, 128, 64, 32, 16, 8, 4, 2}) % 11 % 10 == last_digit(body);
}
bool hungary(std::string_view body) { return weighted(body, {9, 7, 3, 1, 9, 7, 3, 1}) % 10 == 0; }

bool spain(std::string_view body) {
    static constexpr std::string_view kPersonLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
    static constexpr std::string_view kCompanyLetters = "JABCDEFGHI";
    const auto person = [&](int number) {
        return kPersonLetters[static_cast<std::size_t>(number % 23)] == body.back();
    };
    if (is_digit(body[0])) return person(number_of(body.substr(0, 8)));
    if (body[0] >= 'X') return person((body[0] - 'X') * 10'000'000 + number_of(body.substr(1, 7)));
    if (body[0] >= 'K' && body[0] <= 'M') return person(number_of(body.substr(1, 7)));
    if (std::string_view("ABCDEFGHJNPQRSUVW").find(body[0]) == std::string_view::npos) return false;
    // Sources differ on which kinds of company end in a digit and which in a letter.
    const int check = luhn_digit(body.substr(1, 7));
    return body.back() == '0' + check || body.back() == kCompanyLetters[static_cast<std::size_t>(check)];
}

bool france(std::string_view body) {
    static constexpr std::string_view kKeys = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    const std::string_view siren = body.substr(2);
    // Numbers of Monaco have 000 where the company number of France stands, and no Luhn digit.
    if (!siren.starts_with("000") && !luhn_fits(siren)) return false;
    if (is_digit(body[0]) && is_digit(body[1]))
        return (12 + 3 * remainder(siren, 97)) % 97 == number_of(body.substr(0, 2));
    const auto first = kKeys.find(body[0]);
    const auto second = kKeys.find(body[1]);
    if (first == std::string_view::npos || second == std::string_view::npos) return false;
    const auto key = is_digit(body[0]) ? first * 24 + second - 10 : first * 34 + second - 100;
    return (static_cast<std::size_t>(number_of(siren)) + 1 + key / 11) % 11 == key % 11;
}

bool ireland(std::string_view body) {
    static constexpr std::string_view kLetters = "WABCDEFGHIJKLMNOPQRSTUV";
    // The old form has a letter, + or * in second place; its first digit then counts as the last.
    std::string digits(body.substr(0, 7));
    if (!is_digit(body[1])) digits = fmt::format("0{}{}", body.substr(2, 5), body[0]);
    int sum = weighted(digits, {8, 7, 6, 5, 4, 3, 2});
    if (body.size() == 9) {
        if (body[8] > 'I') return false;
        sum += 9 * (body[8] - 'A' + 1);
    }
    return kLetters[static_cast<std::size_t>(sum % 23)] == body[7];
}

bool italy(std::string_view body) {
    const int office = number_of(body.substr(7, 3));
    const bool known =
        (office >= 1 && office <= 100) || office == 120 || office == 121 || office == 888 || office == 999;
    return known && luhn_fits(body);
}

bool lithuania(std::string_view body) {
    if (body[body.size() - 2] != '1') return false;
    const auto check_from = [&](std::size_t first_weight) {
        std::size_t sum = 0;
        for (std::size_t i = 0; i + 1 < body.size(); ++i)
            sum += (1 + (i + first_weight - 1) % 9) * static_cast<std::size_t>(digit(body[i]));
        return static_cast<int>(sum % 11);
    };
    const int check = check_from(1);
    return (check == 10 ? check_from(3) % 10 : check) == last_digit(body);
}

bool luxembourg(std::string_view body) { return number_of(body.substr(0, 6)) % 89 == number_of(body.substr(6)); }
bool latvia(std::string_view body) {
    return body[0] <= '3' || weighted(body, {9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1}) % 11 == 3;
}
bool malta(std::string_view body) { return weighted(body, {3, 4, 6, 7, 8, 9, 10, 1}) % 37 == 0; }

bool netherlands(std::string_view body) {
    if (weighted(body, {9, 8, 7, 6, 5, 4, 3, 2}) % 11 == digit(body[8])) return true;
    // Sole traders have had numbers of ISO 7064 MOD 97-10 since 2020; N, L and B count 23, 21 and 11.
    const std::string digits = fmt::format("2321{}11{}", body.substr(0, 9), body.substr(10));
    return remainder(digits, 97) == 1;
}

bool poland(std::string_view body) { return weighted(body, {6, 5, 7, 2, 3, 4, 5, 6, 7}) % 11 == last_digit(body); }
bool portugal(std::string_view body) {
    const int check = 11 - weighted(body, {9, 8, 7, 6, 5, 4, 3, 2}) % 11;
    return (check >= 10 ? 0 : check) == last_digit(body);
}
bool romania(std::string_view body) {
    const std::string digits = std::string(10 - body.size(), '0').append(body);
    return 10 * weighted(digits, {7, 5, 3, 2, 1, 7, 5, 3, 2}) % 11 % 10 == last_digit(body);
}
bool sweden(std::string_view body) { return luhn_fits(body.substr(0, 10)); }
bool slovenia(std::string_view body) {
    const int check = 11 - weighted(body, {8, 7, 6, 5, 4, 3, 2}) % 11;
    return check != 11 && check % 10 == last_digit(body);
}
bool slovakia(std::string_view body) {
    return std::string_view("234789").find(body[2]) != std::string_view::npos && remainder(body, 11) == 0;
}

bool great_britain(std::string_view body) {
    // Government departments (GD) are numbered below 500, health authorities (HA) from there.
    if (body[0] == 'G') return body[2] <= '4';
    if (body[0] == 'H') return body[2] >= '5';
    const int rest = (weighted(body, {8, 7, 6, 5, 4, 3, 2}) + number_of(body.substr(7, 2))) % 97;
    // Newer numbers have a check value that is 55 less.
    return rest == 0 || (rest == 97 - 55 && number_of(body.substr(0, 3)) >= 100);
}

bool switzerland(std::string_view body) {
    return (11 - weighted(body, {5, 4, 3, 2, 7, 6, 5, 4}) % 11) % 11 == digit(body[8]);
}
bool norway(std::string_view body) { return weighted(body, {3, 2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0; }

struct Rule {
    std::string_view prefix;
    bool (*fits)(std::string_view body);
};
constexpr Rule kRules[] = {
    {"AT", austria},       {"BE", belgium},        {"BG", bulgaria},    {"CHE", switzerland},  {"CY", cyprus},
    {"CZ", czechia},       {"DE", mod_11_10_fits}, {"DK", denmark},     {"EE", estonia},       {"EL", greece},
    {"ES", spain},         {"FI", finland},        {"FR", france},      {"GB", great_britain}, {"HR", mod_11_10_fits},
    {"HU", hungary},       {"IE", ireland},        {"IT", italy},       {"LT", lithuania},     {"LU", luxembourg},
    {"LV", latvia},        {"MT", malta},          {"NL", netherlands}, {"NO", norway},        {"PL", poland},
    {"PT", portugal},      {"RO", romania},        {"SE", sweden},      {"SI", slovenia},      {"SK", slovakia},
    {"XI", great_britain},
};

}  // namespace

bool luhn_fits(std::string_view digits) {
    return luhn_digit(digits.substr(0, digits.size() - 1)) == last_digit(digits);
}

bool check_digits_fit(std::string_view prefix, std::string_view body) {
    const auto* rule = std::ranges::find(kRules, prefix, &Rule::prefix);
    return rule == std::end(kRules) || rule->fits(body);
}

}  // namespace settle
