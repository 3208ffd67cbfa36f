// Workbooks as bytes: right ones, odd ones, and such as somebody would make to do harm.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/people_file/zip_writer.h"

namespace settle {

using Parts = std::vector<std::pair<std::string, std::string>>;

inline std::string relation(std::string_view id, std::string_view type, std::string_view target) {
    return fmt::format(R"(<Relationship Id="{}" Type="http://x/{}" Target="{}"/>)", id, type, target);
}
inline std::string relations(const std::vector<std::string>& each) {
    std::string all = "<Relationships>";
    for (const std::string& one : each) all += one;
    return all + "</Relationships>";
}
/// The part that lists the sheets; `properties` come first.
inline std::string book_of(std::string_view sheets, std::string_view properties = "") {
    return fmt::format(R"(<workbook xmlns:r="x">{}<sheets>{}</sheets></workbook>)", properties, sheets);
}
inline std::string sheet_of(std::string_view rows) {
    return "<worksheet><sheetData>" + std::string(rows) + "</sheetData></worksheet>";
}
inline constexpr std::string_view kSheet = "xl/worksheets/sheet1.xml";
inline constexpr std::string_view kBook = "xl/workbook.xml";
inline constexpr std::string_view kRelations = "xl/_rels/workbook.xml.rels";
inline constexpr std::string_view kOneSheet = R"(<sheet name="One" sheetId="1" r:id="rId1"/>)";
inline const std::string kToSheet = relation("rId1", "worksheet", "worksheets/sheet1.xml");

/// The parts of a workbook whose only sheet has these rows, as XML.
inline Parts parts_with(std::string_view rows) {
    return {{"[Content_Types].xml", "<Types/>"},
            {"_rels/.rels", relations({relation("rId1", "officeDocument", "xl/workbook.xml")})},
            {std::string(kBook), book_of(kOneSheet)},
            {std::string(kRelations), relations({kToSheet})},
            {std::string(kSheet), sheet_of(rows)}};
}

inline Parts with_part(Parts parts, std::string_view name, std::string_view content) {
    for (auto& [known, text] : parts)
        if (known == name) {
            text = content;
            return parts;
        }
    parts.emplace_back(name, content);
    return parts;
}

/// Such a workbook, whose cells refer to the texts in `shared`.
inline Parts parts_with_shared(std::string_view rows, std::string_view shared) {
    const Parts parts = with_part(parts_with(rows), kRelations,
                                  relations({kToSheet, relation("rId2", "sharedStrings", "sharedStrings.xml")}));
    return with_part(parts, "xl/sharedStrings.xml", "<sst>" + std::string(shared) + "</sst>");
}

inline Parts without_part(Parts parts, std::string_view name) {
    std::erase_if(parts, [&](const auto& part) { return part.first == name; });
    return parts;
}

inline std::string packed(const Parts& parts) {
    ZipWriter archive;
    for (const auto& [name, content] : parts) archive.add(name, content);
    return std::move(archive).finish();
}

/// A row of texts, written into their cells.
inline std::string inline_row(const std::vector<std::string>& cells) {
    std::string row = "<row>";
    for (const std::string& cell : cells) row += "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
    return row + "</row>";
}

inline const std::string kHeaderRow = inline_row({"E-mail", "First name", "Last name", "Position"});
inline const std::string kAnnaRow = inline_row({"anna@acme.example", "Anna", "Durand", "Engineer"});

/// `archive` with other bytes in the directory, `at` behind the start of the entry called `name`.
inline std::string patched(std::string archive, std::string_view name, std::size_t at, std::string_view bytes) {
    constexpr std::size_t kDirectoryEntry = 46;
    for (std::size_t begin = archive.find("PK\x01\x02"); begin != std::string::npos;
         begin = archive.find("PK\x01\x02", begin + 1))
        if (archive.compare(begin + kDirectoryEntry, name.size(), name) == 0)
            archive.replace(begin + at, bytes.size(), bytes);
    return archive;
}
inline constexpr std::size_t kFlagsAt = 8, kMethodAt = 10, kBytesAt = 24, kAttributesAt = 38, kNameAt = 46;

}  // namespace settle
