#include "adapters/people_file/workbook_writer.h"

#include "adapters/people_file/rich_text.h"

namespace settle {
namespace {

constexpr std::string_view kDeclaration = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
                                          "\n";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006";
constexpr std::string_view kTypes = "application/vnd.openxmlformats-officedocument.spreadsheetml";

// Plain text, so that nobody's program makes a number of a code with zeros in front; and the same in bold.
constexpr int kText = 1, kHeading = 2;
constexpr std::string_view kStyles =
    R"(<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>)"
    R"(<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>)"
    R"(<fills count="2"><fill><patternFill patternType="none"/></fill>)"
    R"(<fill><patternFill patternType="gray125"/></fill></fills>)"
    R"(<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>)"
    R"(<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>)"
    R"(<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>)"
    R"(<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>)"
    R"(<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>)"
    R"(<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>)";

std::string xml_text(std::string_view text) {
    std::string xml;
    for (const char c : with_escapes(text)) {
        switch (c) {
            case '&': xml += "&amp;"; break;
            case '<': xml += "&lt;"; break;
            case '>': xml += "&gt;"; break;
            case '"': xml += "&quot;"; break;
            default: xml += c;
        }
    }
    return xml;
}

}  // namespace

void WorkbookWriter::begin_sheet(std::string name, const std::vector<int>& widths) {
    sheets_.push_back(std::move(name));
    row_ = 0;
    archive_.begin(fmt::format("xl/worksheets/sheet{}.xml", sheets_.size()));
    archive_.write(fmt::format(
        R"({}<worksheet xmlns="{}"><sheetViews><sheetView workbookViewId="0"{}>)"
        R"(<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>)",
        kDeclaration, kMain, sheets_.size() == 1 ? R"( tabSelected="1")" : ""));
    for (std::size_t i = 0; i < widths.size(); ++i)
        archive_.write(fmt::format(R"(<col min="{0}" max="{0}" width="{1}" style="{2}" customWidth="1"/>)", i + 1,
                                   widths[i], kText));
    archive_.write("</cols><sheetData>");
}

void WorkbookWriter::add_heading(const std::vector<std::string>& cells) {
    add_cells({cells.begin(), cells.end()}, kHeading);
}

void WorkbookWriter::add_row(const std::vector<Cell>& cells) { add_cells(cells, kText); }

void WorkbookWriter::add_cells(const std::vector<Cell>& cells, int style) {
    ++row_;
    std::string xml = fmt::format(R"(<row r="{}">)", row_);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto column = static_cast<char>('A' + i);  // A person and a reason need six.
        if (const int* number = std::get_if<int>(&cells[i])) {
            xml += fmt::format(R"(<c r="{}{}"><v>{}</v></c>)", column, row_, *number);
        } else if (const std::string& text = std::get<std::string>(cells[i]); !text.empty()) {
            xml += fmt::format(R"(<c r="{}{}" s="{}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>)",
                               column, row_, style, xml_text(text));
        }
    }
    archive_.write(xml + "</row>");
}

void WorkbookWriter::end_sheet() {
    archive_.write("</sheetData></worksheet>");
    archive_.end();
}

std::string WorkbookWriter::finish() && {
    std::string sheets, relations, types;
    for (std::size_t i = 1; i <= sheets_.size(); ++i) {
        sheets += fmt::format(R"(<sheet name="{0}" sheetId="{1}" r:id="rId{1}"/>)", xml_text(sheets_[i - 1]), i);
        relations += fmt::format(R"(<Relationship Id="rId{0}" Type="{1}/worksheet" Target="worksheets/sheet{0}.xml"/>)",
                                 i, kRelations);
        types += fmt::format(R"(<Override PartName="/xl/worksheets/sheet{}.xml" ContentType="{}.worksheet+xml"/>)", i,
                             kTypes);
    }
    archive_.add(
        "[Content_Types].xml",
        fmt::format(
            R"({}<Types xmlns="{}/content-types">)"
            R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
            R"(<Default Extension="xml" ContentType="application/xml"/>)"
            R"(<Override PartName="/xl/workbook.xml" ContentType="{}.sheet.main+xml"/>{})"
            R"(<Override PartName="/xl/styles.xml" ContentType="{}.styles+xml"/></Types>)",
            kDeclaration, kPackage, kTypes, types, kTypes));
    archive_.add("_rels/.rels",
                 fmt::format(R"({}<Relationships xmlns="{}/relationships">)"
                             R"(<Relationship Id="rId1" Type="{}/officeDocument" Target="xl/workbook.xml"/>)"
                             "</Relationships>",
                             kDeclaration, kPackage, kRelations));
    archive_.add("xl/workbook.xml", fmt::format(R"({}<workbook xmlns="{}" xmlns:r="{}"><sheets>{}</sheets></workbook>)",
                                                kDeclaration, kMain, kRelations, sheets));
    archive_.add("xl/_rels/workbook.xml.rels",
                 fmt::format(R"({}<Relationships xmlns="{}/relationships">{})"
                             R"(<Relationship Id="rId{}" Type="{}/styles" Target="styles.xml"/></Relationships>)",
                             kDeclaration, kPackage, relations, sheets_.size() + 1, kRelations));
    archive_.add("xl/styles.xml",
                 fmt::format(R"({}<styleSheet xmlns="{}">{}</styleSheet>)", kDeclaration, kMain, kStyles));
    return std::move(archive_).finish();
}

}  // namespace settle
