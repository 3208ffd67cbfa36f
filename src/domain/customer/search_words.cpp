#include "domain/customer/search_words.h"

#include <algorithm>

#include "base/text.h"

namespace settle {
namespace {

/// The letters from U+00C0 on without their accents; '*' is no letter.
constexpr std::string_view kLatin1 = "aaaaaa\1ceeeeiiiidnooooo*ouuuuy\2\3aaaaaa\1ceeeeiiiidnooooo*ouuuuy\2y";

bool is_word_ascii(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

class Words {
public:
    /// Takes what `rest` begins with; answers how many bytes that were.
    std::size_t take(std::string_view rest) {
        const auto byte = static_cast<unsigned char>(rest.front());
        if (byte < 0x80) {
            if (is_word_ascii(rest.front())) word_ += lower_case(rest.substr(0, 1));
            else end_word();
            return 1;
        }
        const bool is_pair = rest.size() > 1 && (static_cast<unsigned char>(rest[1]) & 0xC0U) == 0x80U;
        if (is_pair && (byte == 0xC2 || byte == 0xC3 || byte == 0xC5)) {
            take_pair(rest.substr(0, 2));
            return 2;
        }
        if (rest.starts_with("\xE2\x80\x99")) {  // The apostrophe of printers.
            end_word();
            return 3;
        }
        word_ += rest.front();
        return 1;
    }
    void end_word() {
        if (!word_.empty() && std::ranges::find(found_, word_) == found_.end()) found_.push_back(word_);
        word_.clear();
    }
    void add_whole(std::string word) {
        end_word();
        word_ = std::move(word);
        end_word();
    }
    std::vector<std::string> all() && {
        end_word();
        return std::move(found_);
    }

private:
    void take_pair(std::string_view letter) {
        if (letter.front() == '\xC2') end_word();  // U+0080 to U+00BF: quotes, signs, blanks.
        else if (letter.front() == '\xC3') take_latin1(letter);
        else if (letter == "\xC5\x92" || letter == "\xC5\x93") word_ += "oe";
        else if (letter == "\xC5\xB8") word_ += 'y';
        else word_ += letter;
    }
    void take_latin1(std::string_view letter) {
        const char plain = kLatin1[static_cast<unsigned char>(letter[1]) - 0x80U];
        switch (plain) {
            case '*': end_word(); break;
            case '\1': word_ += "ae"; break;
            case '\2': word_ += "th"; break;
            case '\3': word_ += "ss"; break;
            default: word_ += plain;
        }
    }

    std::string word_;
    std::vector<std::string> found_;
};

void take_text(Words& words, std::string_view text) {
    words.end_word();
    while (!text.empty()) text.remove_prefix(words.take(text));
    words.end_word();
}

void take_address(Words& words, const std::string& email) {
    if (email.empty()) return;
    words.add_whole(email_key(email));
    take_text(words, std::string_view(email).substr(0, email.rfind('@')));
}

}  // namespace

std::vector<std::string> search_words(std::string_view text) {
    Words words;
    take_text(words, text);
    return std::move(words).all();
}

std::vector<std::string> searched_words(std::string_view wish) {
    Words words;
    while (!wish.empty()) {
        const std::size_t end = std::min(wish.find(' '), wish.size());
        const std::string_view part = wish.substr(0, end);
        if (part.find('@') == std::string_view::npos) take_text(words, part);
        else words.add_whole(email_key(part));
        wish.remove_prefix(std::min(end + 1, wish.size()));
    }
    return std::move(words).all();
}

std::vector<std::string> words_of(const Customer& customer) {
    Words words;
    take_text(words, customer.name);
    take_text(words, customer.billing->company);
    take_address(words, customer.billing->email);
    if (customer.billing->tax_number) take_text(words, customer.billing->tax_number->number);
    return std::move(words).all();
}

std::vector<std::string> words_of(const Member& member) {
    Words words;
    if (member.left_at) return {};
    take_text(words, member.first_name);
    take_text(words, member.last_name);
    take_address(words, member.email);
    return std::move(words).all();
}

}  // namespace settle
