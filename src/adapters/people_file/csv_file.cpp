#include "adapters/people_file/csv_file.h"

#include <algorithm>

#include "adapters/people_file/cell_text.h"
#include "adapters/people_file/csv_scanner.h"
#include "adapters/people_file/table.h"
#include "adapters/people_file/text_decoder.h"

namespace settle {
namespace {

constexpr std::size_t kHeaderBytes = 64 * 1024;  // Enough of the beginning to see how cells are separated.
constexpr std::string_view kSeparators = ",;\t";

struct Separation {
    char separator = ',';
    std::size_t skip = 0;  ///< Bytes of a first line that only says which separator it is.
};

// Excel's own "sep=;" line, with or without quotation marks.
std::optional<Separation> told_separator(std::string_view text) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    std::string_view line = text.substr(0, end);
    if (line.starts_with('"') && line.ends_with('"') && line.size() > 1) line = line.substr(1, line.size() - 2);
    if (line.size() < 5 || folded(line.substr(0, 3)) != "sep" || line[3] != '=') return std::nullopt;
    // Spreadsheet programs that saved the line again filled it up with separators.
    const char separator = line[4];
    if (line.find_first_not_of(separator, 5) != std::string_view::npos || separator == '"') return std::nullopt;
    const std::size_t line_end = text.substr(end).starts_with("\r\n") ? 2 : std::min<std::size_t>(1, text.size() - end);
    return Separation{separator, end + line_end};
}

// The separator that makes most cells of the first line with something in it.
char likely_separator(std::string_view text) {
    std::array<std::size_t, kSeparators.size()> counts{};
    bool quoted = false, begun = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if ((c == '\n' || c == '\r') && begun) break;
        const std::size_t kind = kSeparators.find(c);
        if (kind != std::string_view::npos) ++counts[kind];
        else if (c != '\n' && c != '\r' && c != ' ') begun = true;
    }
    return kSeparators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

Separation find_separation(std::string_view beginning) {
    if (const auto told = told_separator(beginning)) return *told;
    return {likely_separator(beginning), 0};
}

}  // namespace

Result<PeopleFileFacts> read_csv(std::string_view bytes, const PeopleFileLimits& limits,
                                 const PeopleFile::OnPerson& on_person) {
    const EncodedText text = find_encoding(bytes);
    TextDecoder decoder(text);
    std::string_view piece = decoder.next();
    const Separation separation = find_separation(piece.substr(0, kHeaderBytes));
    piece.remove_prefix(separation.skip);

    Table table(PeopleFileKind::kCsv, limits, on_person);
    CsvScanner scanner(separation.separator, separation.skip == 0 ? 1 : 2, table);
    for (; !piece.empty(); piece = decoder.next()) TRY_VOID(scanner.feed(piece));
    TRY_VOID(scanner.finish());

    PeopleFileFacts facts = TRY(table.finish());
    facts.encoding = text.encoding;
    facts.separator = separation.separator;
    return facts;
}

CsvWriter::CsvWriter(std::string_view language) : separator_(language == "fr" ? ';' : ','), text_("\xEF\xBB\xBF") {}

void CsvWriter::add_row(const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) text_ += separator_;
        const std::string cell = defused(cells[i]);
        if (cell.find_first_of(",;\t\"\r\n") == std::string::npos) {
            text_ += cell;
            continue;
        }
        text_ += '"';
        for (const char c : cell) text_ += c == '"' ? std::string_view("\"\"") : std::string_view(&c, 1);
        text_ += '"';
    }
    text_ += "\r\n";
}

}  // namespace settle
