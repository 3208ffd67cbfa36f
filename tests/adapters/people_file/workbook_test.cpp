#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "adapters/people_file/cell_number.h"
#include "adapters/people_file/workbook.h"
#include "tests/adapters/people_file/reading.h"
#include "tests/adapters/people_file/workbooks.h"

namespace settle {
namespace {

const std::string kAnna = "2 anna@acme.example/Anna/Durand/Engineer";
Parts with_styles(std::string_view rows, std::string_view styles, std::string_view properties = "") {
    Parts parts = with_part(parts_with(rows), kBook, book_of(kOneSheet, properties));
    parts = with_part(parts, kRelations, relations({kToSheet, relation("rId2", "styles", "styles.xml")}));
    return with_part(parts, "xl/styles.xml", "<styleSheet>" + std::string(styles) + "</styleSheet>");
}
/// Anna, with `cell` as her position.
std::string with_position(std::string_view cell) {
    return kHeaderRow +
           "<row r=\"2\"><c t=\"inlineStr\"><is><t>a@b.example</t></is></c><c t=\"inlineStr\"><is><t>A</t></is></c>"
           "<c t=\"inlineStr\"><is><t>B</t></is></c>" +
           std::string(cell) + "</row>";
}
/// Two sheets in this order, the first with `first` in it.
Parts two_sheets(std::string_view first, std::string_view state) {
    const std::string sheets =
        fmt::format(R"(<sheet name="One" {} r:id="rId1"/><sheet name="Two" r:id="rId2"/>)", state);
    Parts parts = with_part(parts_with(first), kBook, book_of(sheets));
    parts = with_part(parts, kRelations, relations({relation("rId2", "worksheet", "worksheets/sheet2.xml"), kToSheet}));
    return with_part(parts, "xl/worksheets/sheet2.xml", sheet_of(kHeaderRow + kAnnaRow));
}

struct Case {
    std::string what;
    Parts parts;
    std::string verdict;
};

std::vector<Case> odd_workbooks() {
    const Parts good = parts_with(kHeaderRow + kAnnaRow);
    const std::string shared_row =
        "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c><c r=\"C2\" "
        "t=\"s\"><v>2</v></c></row>";
    return {
        {"cells without numbers", good, kAnna},
        {"shared texts, in runs, with pronunciation",
         parts_with_shared(
             kHeaderRow + shared_row,
             "<si><t>a@b.example</t></si><si><r><t>Ha</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">na "
             "</t></r></si><si><t>花</t><rPh sb=\"0\" eb=\"1\"><t>はな</t></rPh></si>"),
         "2 a@b.example/Hana/花/"},
        {"a shared text that is not there",
         parts_with_shared(kHeaderRow + "<row><c t=\"s\"><v>7</v></c></row>", "<si><t>x</t></si>"),
         "import_workbook_damaged"},
        {"prefixes everywhere",
         with_part(
             with_part(good, kSheet,
                       "<x:worksheet xmlns:x=\"y\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" "
                       "t=\"inlineStr\"><x:is><x:t>email</x:t></x:is></x:c><x:c t=\"str\"><x:v>nom</x:v></x:c><x:c "
                       "t=\"str\"><x:v>prenom</x:v></x:c></x:row><x:row><x:c "
                       "t=\"str\"><x:v>a@b.example</x:v></x:c></x:row></x:sheetData></x:worksheet>"),
             kBook,
             R"(<x:workbook xmlns:rel="z"><x:sheets><x:sheet name="One" rel:id="rId1"/></x:sheets></x:workbook>)"),
         "2 a@b.example///"},
        {"absolute targets",
         with_part(good, kRelations, relations({relation("rId1", "worksheet", "/xl/worksheets/sheet1.xml")})), kAnna},
        {"targets with dots",
         with_part(good, kRelations, relations({relation("rId1", "worksheet", "./../xl/worksheets/sheet1.xml")})),
         kAnna},
        {"no content types and no relations of the package",
         without_part(without_part(good, "[Content_Types].xml"), "_rels/.rels"), kAnna},
        {"gaps between rows and cells",
         parts_with("<row r=\"3\"><c r=\"B3\" t=\"str\"><v>nom</v></c><c r=\"D3\" t=\"str\"><v>prenom</v></c><c "
                    "r=\"E3\" t=\"str\"><v>email</v></c></row>"
                    "<row r=\"7\"><c r=\"E7\" t=\"str\"><v>a@b.example</v></c></row><row><c r=\"D8\" "
                    "t=\"str\"><v>A</v></c></row>"),
         "7 a@b.example///; 8 /A//"},
        {"an empty sheet first", two_sheets("", ""), kAnna},
        {"a sheet with blanks first", two_sheets("<row><c t=\"str\"><v> </v></c><c/></row>", ""), kAnna},
        {"a hidden sheet first",
         two_sheets(kHeaderRow + "<row><c t=\"str\"><v>x</v></c></row>", "state=\"veryHidden\""), kAnna},
        {"only empty sheets", parts_with(""), "import_empty"},
        {"a sheet without data", with_part(good, kSheet, "<worksheet/>"), "import_empty"},
        {"only the header", parts_with(kHeaderRow), "import_no_people"},
        {"another table", parts_with(inline_row({"Product", "Price"})), "import_header_missing"},
        {"a number", parts_with(with_position("<c><v>33.100000000000001</v></c>")), "2 a@b.example/A/B/33.1"},
        {"a long number", parts_with(with_position("<c><v>3.3612345678E10</v></c>")), "2 a@b.example/A/B/33612345678"},
        {"a truth", parts_with(with_position("<c t=\"b\"><v>1</v></c>")), "2 a@b.example/A/B/TRUE"},
        {"a day",
         with_styles(with_position("<c s=\"1\"><v>46082</v></c>"),
                     "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf "
                     "numFmtId=\"14\"/></cellXfs>"),
         "2 a@b.example/A/B/2026-03-01"},
        {"a day in a format of its own",
         with_styles(with_position("<c s=\"0\"><v>46082.604166666664</v></c>"),
                     "<numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-40C]d&quot; &quot;mmmm\\ "
                     "yyyy\"/></numFmts><cellXfs><xf numFmtId=\"164\"/></cellXfs>"),
         "2 a@b.example/A/B/2026-03-01 14:30"},
        {"a day counted from 1904",
         with_styles(with_position("<c s=\"0\"><v>44620</v></c>"), "<cellXfs><xf numFmtId=\"14\"/></cellXfs>",
                     "<workbookPr date1904=\"1\"/>"),
         "2 a@b.example/A/B/2026-03-01"},
        {"a day as text of the strict format", parts_with(with_position("<c t=\"d\"><v>2026-03-01</v></c>")),
         "2 a@b.example/A/B/2026-03-01"},
        {"a formula", parts_with(with_position("<c><f>HYPERLINK(\"http://x\")</f><v>Engineer</v></c>")),
         "2 a@b.example/A/B/!import_cell_formula:position"},
        {"a formula without a value", parts_with(with_position("<c><f>1+1</f></c>")),
         "2 a@b.example/A/B/!import_cell_formula:position"},
        {"a formula over several cells",
         parts_with(
             with_position("<c r=\"D2\"><f t=\"array\" ref=\"D2:E9\">x</f><v>1</v></c>") +
             "<row r=\"9\"><c r=\"A9\" t=\"str\"><v>c@d.example</v></c><c r=\"D9\" t=\"str\"><v>cached</v></c></row>"),
         "2 a@b.example/A/B/!import_cell_formula:position; 9 c@d.example///!import_cell_formula:position"},
        {"an error value", parts_with(with_position("<c t=\"e\"><v>#REF!</v></c>")),
         "2 a@b.example/A/B/!import_cell_formula:position"},
        {"a formula in a column of others",
         parts_with(inline_row({"email", "nom", "prenom", "sum"}) +
                    "<row><c t=\"str\"><v>a@b.example</v></c><c/><c/><c><f>1</f></c></row>"),
         "2 a@b.example///"},
        {"more cells than columns", parts_with(with_position("<c/><c t=\"str\"><v>x</v></c>")),
         "2 a@b.example/A/B/!import_row_too_wide:"},
        {"a text too long", parts_with(with_position("<c t=\"str\"><v>" + std::string(5'000, 'x') + "</v></c>")),
         "2 a@b.example/A/B/" + std::string(1'000, 'x') + "…!import_cell_too_long:position"},
        {"a shared text too long",
         parts_with_shared(kHeaderRow + "<row><c t=\"s\"><v>0</v></c></row>",
                           "<si><t>" + std::string(5'000, ' ') + "x</t></si>"),
         "2 ///!import_cell_too_long:email"},
        {"characters that XML cannot hold",
         parts_with(with_position("<c t=\"str\"><v>x_x000D_y_x005F_x000D_&#10;z</v></c>")),
         "2 a@b.example/A/B/x\ry_x000D_\nz"},
        {"a control character", parts_with(with_position("<c t=\"str\"><v>x_x0007_</v></c>")),
         "2 a@b.example/A/B/x\uFFFD!import_cell_not_text:position"},
        {"character data, comments, instructions",
         with_part(good, kSheet,
                   "<?xml version='1.0' encoding='utf-8'?><!-- > --><worksheet>\n" +
                       sheet_of(kHeaderRow).substr(11, sheet_of(kHeaderRow).size() - 11 - 24) +
                       "<row><c "
                       "t=\"str\"><v><![CDATA[a@b]].example]]></v></c><!--<c/>--></row></sheetData></worksheet>\n<!-- "
                       "end -->"),
         "2 a@b]].example///"},
        {"macros beside it", with_part(good, "xl/vbaProject.bin", "\xD0\xCF\x11\xE0"), kAnna},
        {"backslashes in names",
         [&] {
             Parts parts = good;
             for (auto& [name, content] : parts) std::ranges::replace(name, '/', '\\');
             return parts;
         }(),
         kAnna},
        {"names in capitals",
         [&] {
             Parts parts = good;
             parts[2].first = "XL/Workbook.XML";
             return parts;
         }(),
         kAnna},
        {"XML in another encoding",
         with_part(good, kSheet, "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + sheet_of("")),
         "import_workbook_damaged"},
        {"XML in UTF-16", with_part(good, kSheet, std::string("\xFF\xFE<\0w\0", 6)), "import_workbook_damaged"},
        {"XML that stops", with_part(good, kSheet, "<worksheet><sheetData><row>"), "import_workbook_damaged"},
        {"XML that closes another element", with_part(good, kSheet, "<worksheet><sheetData></worksheet></sheetData>"),
         "import_workbook_damaged"},
        {"no sheet where there should be one", without_part(good, kSheet), "import_workbook_damaged"},
        {"a part that is empty", with_part(good, kSheet, ""), "import_workbook_damaged"},
        {"a document", Parts{{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<x/>"}}, "import_wrong_kind"},
        {"an OpenDocument sheet",
         Parts{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", "<x/>"}},
         "import_wrong_kind"},
        {"a binary workbook", Parts{{"[Content_Types].xml", "<Types/>"}, {"xl/workbook.bin", "x"}},
         "import_wrong_kind"},
        {"an archive of other files", Parts{{"people.csv", "email"}}, "import_wrong_kind"},
        {"an archive of nothing", Parts{}, "import_wrong_kind"},
    };
}

std::string file(const std::string& name) {
    std::ifstream input("tests/data/people_files/" + name, std::ios::binary);
    REQUIRE(input);
    return {std::istreambuf_iterator<char>(input), std::istreambuf_iterator<char>()};
}

TEST_CASE("an odd workbook gets its verdict") {
    for (const Case& odd : odd_workbooks()) {
        CAPTURE(odd.what);
        CHECK(read_people(packed(odd.parts)).str() == odd.verdict);
    }
}

TEST_CASE("workbooks of other programs are read") {
    // They are named after the programs that wrote them.
    for (const std::string name : {"openpyxl.xlsx", "libxlsxwriter.xlsx", "libreoffice.xlsx"}) {
        CAPTURE(name);
        const Reading reading = read_people(file(name));
        CHECK(reading.str() ==
              "2 anna@acme.example/Anna/Dürand <&> \"x\"/Engineer; "
              "4 paul@acme.example/Paul/Martin/2026-03-01; "
              "5 zoe@acme.example/Zoé/O'Brien 😀/42; "
              "6 sum@acme.example/Sum/Formula/!import_cell_formula:position");
        REQUIRE(reading.facts);
        CHECK(reading.facts->sheet == "Équipe");
        CHECK(reading.facts->empty_lines == 1);
    }
}

TEST_CASE("the same list in other kinds of file is refused by its kind") {
    for (const auto& [name, kind] :
         {std::pair("libreoffice.ods", "OpenDocument (.ods)"), {"libreoffice.xls", "Excel 97-2003 (.xls)"}}) {
        const Reading reading = read_people(file(name));
        REQUIRE(reading.str() == "import_wrong_kind");
        CHECK(param(reading.facts.error(), "found") == kind);
    }
}

TEST_CASE("a workbook that was cut off or changed anywhere does no harm") {
    const std::string good = packed(with_part(parts_with(kHeaderRow + kAnnaRow), "xl/vbaProject.bin", "macros"));
    REQUIRE(read_people(good).str() == kAnna);
    for (std::size_t size = 4; size < good.size(); ++size) CHECK_FALSE(read_people(good.substr(0, size)).facts);
    for (std::size_t at = 4; at < good.size(); ++at)
        for (const int change : {0x01, 0x80, 0xFF}) {
            std::string changed = good;
            changed[at] = static_cast<char>(changed[at] ^ change);
            const Reading reading = read_people(changed);
            if (reading.facts) REQUIRE(reading.facts->kind == PeopleFileKind::kXlsx);
        }
}

TEST_CASE("numbers and days are shown as a spreadsheet shows them") {
    CHECK(number_text("0.30000000000000004") == "0.3");
    CHECK(number_text("12345678901234567") == "12345678901234568");
    CHECK(number_text("-1E-3") == "-0.001");
    CHECK(number_text("1e999") == "1e999");
    CHECK(number_text("abc") == "abc");
    CHECK(date_text("1", false) == "1900-01-01");
    CHECK(date_text("59", false) == "1900-02-28");
    CHECK(date_text("61", false) == "1900-03-01");
    CHECK(date_text("0.5", false) == "12:00");
    CHECK(date_text("2958464", false) == "9999-12-30");
    CHECK(date_text("2958466", false) == "2958466");
    CHECK(date_text("2958464", true) == "2958464");
    CHECK(date_text("-1", false) == "-1");
    for (const std::string_view date : {"yyyy-mm-dd", "d/m/yy", "[h]:mm", "[$-409]mmmm", "\"on\" d", "@d"})
        CHECK(is_date_format(date));
    for (const std::string_view number : {"General", "0.00", "#,##0 \"days\"", "[Red]0", "@", "\\d0", "0;d", "0_d"})
        CHECK_FALSE(is_date_format(number));
}

TEST_CASE("targets of relations lead to parts") {
    CHECK(resolved_part("xl/workbook.xml", "worksheets/sheet1.xml") == "xl/worksheets/sheet1.xml");
    CHECK(resolved_part("xl/workbook.xml", "/xl/a.xml") == "xl/a.xml");
    CHECK(resolved_part("xl/workbook.xml", "../a.xml") == "a.xml");
    CHECK(resolved_part("xl/workbook.xml", "../../../a.xml") == "a.xml");
    CHECK(resolved_part("", "xl/workbook.xml") == "xl/workbook.xml");
    CHECK(resolved_part("xl/workbook.xml", "").starts_with("xl"));
}

}  // namespace
}  // namespace settle
