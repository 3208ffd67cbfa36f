// What stands around the sheets of an Excel workbook (ECMA-376): which sheets there are, texts they share, formats.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/people_file/zip_reader.h"

namespace settle {

struct SheetPart {
    std::string name;
    std::string part;  ///< The archive's entry.
};

/// All shared texts one after the other: a vector of strings would cost more than the texts.
class SharedTexts {
public:
    /// What is longer than `max_bytes` is cut and remembered as such.
    void add(std::string_view text, std::size_t max_bytes);
    std::size_t size() const { return ends_.size(); }
    std::string_view text(std::size_t index) const;
    bool is_cut(std::size_t index) const { return cut_[index]; }

private:
    std::string all_;
    std::vector<std::uint32_t> ends_;
    std::vector<bool> cut_;
};

struct Workbook {
    std::vector<SheetPart> sheets;  ///< Visible ones, in their order, each part once.
    SharedTexts texts;
    std::vector<bool> is_date_style;  ///< By the number of a cell's style.
    bool from_1904 = false;           ///< Days are counted from 1904, as Excel on the Macintosh did.
};

/// Fails with import_wrong_kind, import_workbook_damaged, import_workbook_oversized, import_workbook_unsafe.
Result<Workbook> read_workbook(const ZipReader& archive, std::size_t max_text_bytes);

/// Whether numbers in this format are days or times.
bool is_date_format(std::string_view format);

/// `target` as a part's relations write it, seen from `base`, the part itself: "xl/workbook.xml" and "/xl/a.xml" or
/// "a.xml" give "xl/a.xml".
std::string resolved_part(std::string_view base, std::string_view target);

}  // namespace settle
