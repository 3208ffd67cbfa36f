#include "domain/catalog/transfer_account.h"

#include <algorithm>

namespace settle {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_either(char c) { return is_digit(c) || is_upper(c); }

}  // namespace

bool is_iban(std::string_view text) {
    constexpr std::size_t kMin = 15, kMax = 34, kHead = 4;
    if (text.size() < kMin || text.size() > kMax || !std::ranges::all_of(text, is_either)) return false;
    if (!is_upper(text[0]) || !is_upper(text[1]) || !is_digit(text[2]) || !is_digit(text[3])) return false;
    // The country and the check digits come last, letters count from 10, and of the whole number 1 remains.
    constexpr int kModulus = 97;
    int rest = 0;
    const auto take = [&](char c) {
        rest = is_digit(c) ? (rest * 10 + (c - '0')) % kModulus : (rest * 100 + (c - 'A' + 10)) % kModulus;
    };
    std::ranges::for_each(text.substr(kHead), take);
    std::ranges::for_each(text.substr(0, kHead), take);
    return rest == 1;
}

bool is_bic(std::string_view text) {
    constexpr std::size_t kBank = 6;
    return (text.size() == 8 || text.size() == 11) && std::ranges::all_of(text.substr(0, kBank), is_upper) &&
           std::ranges::all_of(text, is_either);
}

}  // namespace settle
