#include "wire/document_words.h"

#include "wire/amounts.h"
#include "wire/format.h"
#include "wire/texts.h"

namespace settle::wire {
namespace {

std::string tax_name(std::string_view name, std::string_view language) {
    return std::string(word_for("tax", name, language));
}

std::string line_name(const Line& line, const Catalog& catalog, std::string_view language) {
    return name_of_line(line, {catalog, std::string(language)});
}

std::string arithmetic(const Line& line, const Catalog& catalog, const DocumentNumbers& numbers,
                       std::string_view language) {
    return explain(line, {catalog, std::string(language), numbers});
}

}  // namespace

DocumentWords document_words() {
    return {.money = format_money,
            .price = format_price,
            .count = format_count,
            .percent = format_percent,
            .day = format_day,
            .period = format_period,
            .tax_name = tax_name,
            .tax_text = tax_text,
            .line_name = line_name,
            .arithmetic = arithmetic};
}

}  // namespace settle::wire
