#include <doctest/doctest.h>
#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "tests/adapters/people_file/reading.h"
#include "tests/adapters/people_file/workbooks.h"

namespace {

// What is allocated now, and the most since it was asked for.
std::atomic<std::int64_t> live_bytes = 0, peak_bytes = 0;

void* counted(std::size_t size, std::size_t alignment) {
    void* memory = alignment == 0 ? std::malloc(size == 0 ? 1 : size)
                                  : std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
    if (memory == nullptr) throw std::bad_alloc();
    const std::int64_t live = live_bytes += static_cast<std::int64_t>(malloc_usable_size(memory));
    std::int64_t peak = peak_bytes;
    while (live > peak && !peak_bytes.compare_exchange_weak(peak, live)) {
    }
    return memory;
}
void uncounted(void* memory) noexcept {
    if (memory == nullptr) return;
    live_bytes -= static_cast<std::int64_t>(malloc_usable_size(memory));
    std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) { return counted(size, 0); }
void* operator new[](std::size_t size) { return counted(size, 0); }
void* operator new(std::size_t size, std::align_val_t alignment) {
    return counted(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
    return counted(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { uncounted(memory); }
void operator delete[](void* memory) noexcept { uncounted(memory); }
void operator delete(void* memory, std::size_t) noexcept { uncounted(memory); }
void operator delete[](void* memory, std::size_t) noexcept { uncounted(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { uncounted(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { uncounted(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { uncounted(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { uncounted(memory); }

namespace settle {
namespace {

constexpr std::int64_t kMiB = 1024 * 1024;

/// What reading `bytes` comes to, and how much memory it took on top.
struct Weighed {
    std::string verdict;
    std::int64_t bytes = 0;
    int people = 0;
};
Weighed weigh(std::string_view bytes, const PeopleFileLimits& limits = {}) {
    Weighed weighed;
    const std::int64_t before = live_bytes;
    peak_bytes = before;
    const auto facts = make_people_file()->read(bytes, limits, [&](PersonRow) -> Result<void> {
        ++weighed.people;
        return {};
    });
    weighed.bytes = peak_bytes - before;
    weighed.verdict = facts ? "read" : std::string(name_of(facts.error().code));
    return weighed;
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}
std::string number32(std::uint32_t number) {
    std::string bytes;
    for (int i = 0; i < 4; ++i, number >>= 8U) bytes += static_cast<char>(static_cast<unsigned char>(number & 0xFFU));
    return bytes;
}
/// Text that does not pack well enough to be a bomb.
std::string noise(std::size_t size, std::uint64_t seed = 1) {
    std::string text(size, ' ');
    std::uint64_t state = seed;
    for (char& c : text) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        c = static_cast<char>('a' + static_cast<char>(state >> 60U));
    }
    return text;
}

Parts good_parts() { return parts_with(kHeaderRow + kAnnaRow); }
TEST_CASE("hostile archives are refused before anything is unpacked") {
    const std::string good = packed(good_parts());
    const std::string many = [] {
        Parts parts = good_parts();
        for (int i = 0; i < 1'000; ++i) parts.emplace_back(fmt::format("xl/media/{}.png", i), "");
        return packed(parts);
    }();
    const struct {
        std::string what, file, verdict;
    } cases[] = {
        {"a bomb: 60 MB of spaces", packed(with_part(good_parts(), "xl/media/x", std::string(60'000'000, ' '))),
         "import_workbook_oversized"},
        {"a bomb: 1,000 times as long", packed(with_part(good_parts(), "xl/media/x", std::string(1'000'000, ' '))),
         "import_workbook_oversized"},
        {"an entry that claims 4 GB", patched(good, kSheet, kBytesAt, number32(0xFFFFFFFE)),
         "import_workbook_oversized"},
        {"an entry that claims less than it holds", patched(good, kSheet, kBytesAt, number32(10)),
         "import_workbook_damaged"},
        {"more than 1,000 entries", many, "import_workbook_oversized"},
        {"a name that leads out", packed(with_part(good_parts(), "xl/../../etc/passwd", "x")),
         "import_workbook_unsafe"},
        {"a name with backslashes that leads out", packed(with_part(good_parts(), "..\\x", "x")),
         "import_workbook_unsafe"},
        {"an absolute name", packed(with_part(good_parts(), "/etc/passwd", "x")), "import_workbook_unsafe"},
        {"a name with a drive", packed(with_part(good_parts(), "c:/x", "x")), "import_workbook_unsafe"},
        {"the same name twice", packed([] {
             Parts parts = good_parts();
             parts.emplace_back("XL/worksheets/sheet1.xml", "<worksheet/>");
             return parts;
         }()),
         "import_workbook_unsafe"},
        {"a symbolic link", patched(good, kSheet, kAttributesAt, number32(0xA1FF0000)), "import_workbook_unsafe"},
        {"an entry behind a password", patched(good, kSheet, kFlagsAt, std::string("\x01\x00", 2)),
         "import_workbook_locked"},
        {"a method nobody uses", patched(good, kSheet, kMethodAt, std::string("\x0C\x00", 2)),
         "import_workbook_damaged"},
    };
    for (const auto& [what, file, verdict] : cases) {
        CAPTURE(what);
        const Weighed weighed = weigh(file);
        CHECK(weighed.verdict == verdict);
        CHECK(weighed.people == 0);
        CHECK(weighed.bytes < kMiB);
    }
}

TEST_CASE("an entry that holds less than it claims is noticed at its end") {
    const std::string longer = patched(packed(good_parts()), kSheet, kBytesAt, number32(10'000));
    const Weighed weighed = weigh(longer);
    CHECK(weighed.verdict == "import_workbook_damaged");
    CHECK(weighed.bytes < kMiB);
}

TEST_CASE("XML that would grow or reach out is refused") {
    const std::string lol = [] {
        std::string text = "<!DOCTYPE lolz [<!ENTITY lol \"lol\">";
        for (int i = 1; i < 10; ++i) text += fmt::format("<!ENTITY lol{0} \"&lol{1};&lol{1};&lol{1};\">", i, i - 1);
        return text + "]><worksheet><sheetData><row><c t=\"str\"><v>&lol9;</v></c></row></sheetData></worksheet>";
    }();
    const std::string outside = "<!DOCTYPE x [<!ENTITY file SYSTEM \"file:///etc/passwd\">]><worksheet/>";
    const std::pair<std::string, std::string> cases[] = {
        {lol, "import_workbook_unsafe"},
        {"<?xml version=\"1.0\"?>\n" + outside, "import_workbook_unsafe"},
        {"<worksheet><!DOCTYPE x></worksheet>", "import_workbook_unsafe"},
        {"<worksheet><![IGNORE[x]]></worksheet>", "import_workbook_unsafe"},
        {"<worksheet>&file;</worksheet>", "import_workbook_damaged"},
        {"<worksheet>&#0;</worksheet>", "import_workbook_damaged"},
        {"<worksheet>&#xD800;</worksheet>", "import_workbook_damaged"},
        {"<worksheet>&" + std::string(100'000, 'x') + "</worksheet>", "import_workbook_damaged"},
        {repeated("<a>", 20'000), "import_workbook_damaged"},
        {"<worksheet " + noise(100'000) + "/>", "import_workbook_damaged"},
        {"<worksheet x=\"" + noise(100'000), "import_workbook_damaged"},
        {"<![CDATA[" + noise(100'000), "import_workbook_damaged"},
        {"<worksheet><![CDATA[" + noise(1'000'000) + "]]></worksheet>", "import_workbook_damaged"},
    };
    for (const auto& [sheet, verdict] : cases) {
        CAPTURE(sheet.substr(0, 100));
        for (const std::string_view part : {kSheet, kBook, std::string_view("_rels/.rels")}) {
            CAPTURE(part);
            const Weighed weighed = weigh(packed(with_part(good_parts(), part, sheet)));
            CHECK(weighed.verdict == verdict);
            CHECK(weighed.bytes < kMiB);
        }
    }
}

TEST_CASE("sheets beyond any spreadsheet's size are refused") {
    const std::string columns = kHeaderRow + "<row>" + repeated("<c/>", 16'385) + "</row>";
    const std::string column_sixteen_million = kHeaderRow + "<row><c r=\"ZZZZZ2\"/></row>";
    const std::string last_row = kHeaderRow + "<row r=\"4294967297\"/>";
    const std::string row_too_far = kHeaderRow + "<row r=\"1048577\"/>";
    const std::string backwards = kHeaderRow + "<row r=\"-1\"/>";
    for (const std::string& rows : {columns, column_sixteen_million, last_row, row_too_far, backwards}) {
        const Weighed weighed = weigh(packed(parts_with(rows)));
        CHECK(weighed.verdict == "import_workbook_damaged");
        CHECK(weighed.bytes < kMiB);
    }
    const std::string ranges =
        kHeaderRow + "<row>" + repeated("<c><f t=\"array\" ref=\"A2:A3\"/></c>", 1'000) + "</row>";
    CHECK(weigh(packed(parts_with(ranges))).verdict == "import_workbook_oversized");
}

TEST_CASE("a long text that every cell shares is held once") {
    std::string rows = kHeaderRow;
    for (int row = 2; row <= 50'001; ++row)
        rows += fmt::format(R"(<row r="{0}"><c r="A{0}" t="s"><v>0</v></c><c r="B{0}" t="s"><v>0</v></c></row>)", row);
    // One that is cut, and one that is just not.
    for (const std::size_t size : {std::size_t{1'000'000}, std::size_t{1'000}}) {
        const Weighed weighed = weigh(packed(parts_with_shared(rows, "<si><t>" + noise(size) + "</t></si>")));
        CHECK(weighed.verdict == "read");
        CHECK(weighed.people == 50'000);
        CHECK(weighed.bytes < kMiB);
    }
    const Weighed many = weigh(packed(parts_with_shared(rows, repeated("<si/>", 2'000'001))));
    CHECK(many.verdict == "import_workbook_oversized");
}

TEST_CASE("the most that a workbook may share fits into memory") {
    PeopleFileLimits wide;
    wide.max_bytes = 100'000'000;
    std::string texts;
    for (int i = 0; texts.size() < 49'000'000; ++i)
        texts += "<si><t>" + noise(1'000, static_cast<std::uint64_t>(i)) + "</t></si>";
    const Weighed weighed = weigh(packed(parts_with_shared(kHeaderRow + kAnnaRow, texts)), wide);
    CHECK(weighed.verdict == "read");
    CHECK(weighed.bytes < 128 * kMiB);
}

TEST_CASE("one sheet under many names is read once") {
    std::string sheets;
    for (int i = 0; i < 1'000; ++i) sheets += R"(<sheet name="x" r:id="rId1"/>)";
    const Weighed weighed =
        weigh(packed(with_part(parts_with(repeated("<row><c/></row>", 100)), kBook, book_of(sheets))));
    CHECK(weighed.verdict == "import_empty");
}

TEST_CASE("more sheets, relations and formats than any workbook has are refused") {
    const Parts good = good_parts();
    std::string sheets, others, formats;
    for (int i = 0; i < 1'001; ++i) {
        sheets += fmt::format(R"(<sheet name="x" r:id="r{}"/>)", i);
        others += relation(fmt::format("r{}", i), "worksheet", fmt::format("sheet{}.xml", i));
    }
    for (int i = 0; i < 100'001; ++i) formats += fmt::format(R"(<numFmt numFmtId="{}" formatCode="0"/>)", i);
    const std::string to_styles = relation("rId2", "styles", "styles.xml");
    const Parts cases[] = {
        with_part(good, kBook, book_of(sheets)),
        with_part(good, kRelations, relations({others})),
        with_part(with_part(good, kRelations, relations({kToSheet, to_styles})), "xl/styles.xml",
                  "<x>" + formats + "</x>"),
    };
    for (const Parts& parts : cases) CHECK(weigh(packed(parts)).verdict == "import_workbook_oversized");
}

TEST_CASE("memory does not grow with the people") {
    std::string csv = "email,nom,prenom,poste\n", rows = kHeaderRow;
    for (int i = 0; i < 100'000; ++i) {
        csv += fmt::format("person{0}@acme.example,Durand{0},Anna,Engineer\n", i);
        rows += inline_row({fmt::format("person{}@acme.example", i), "Anna", "Durand", "Engineer"});
    }
    const std::string workbook = packed(parts_with(rows));
    for (const std::string& file : {csv, workbook}) {
        const Weighed weighed = weigh(file);
        CHECK(weighed.verdict == "read");
        CHECK(weighed.people == 100'000);
        CHECK(weighed.bytes < kMiB);
    }
    CHECK(weigh(csv + "one@more.example,x,y,z\n").verdict == "import_too_many_rows");
}

TEST_CASE("a line of 100 MB takes no more memory than others") {
    PeopleFileLimits wide;
    wide.max_bytes = 200'000'000;
    const std::string head = "email,nom,prenom\n";
    const struct {
        std::string before;
        char filling;
        std::string_view after, verdict;
    } cases[] = {
        {head, 'x', "\n", "read"},  {head + "\"", 'x', "\"\n", "read"},     {head + "\"", 'x', "", "import_quote_open"},
        {head, ',', "x\n", "read"}, {"", 'x', "", "import_header_missing"},
    };
    for (const auto& [before, filling, after, verdict] : cases) {
        std::string file = before;
        file.append(100'000'000, filling).append(after);
        const Weighed weighed = weigh(file, wide);
        CHECK(weighed.verdict == verdict);
        CHECK(weighed.bytes < kMiB);
        CHECK(weigh(file).verdict == "import_too_large");
    }
}

}  // namespace
}  // namespace settle
