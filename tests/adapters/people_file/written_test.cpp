#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "adapters/people_file/cell_text.h"
#include "adapters/people_file/rich_text.h"
#include "tests/adapters/people_file/reading.h"

namespace settle {
namespace {

constexpr PeopleFileKind kKinds[] = {PeopleFileKind::kCsv, PeopleFileKind::kXlsx};
constexpr std::string_view kLanguages[] = {"en", "fr"};

Error reason() { return Error(ErrorCode::kEmailMalformed).with("value", "x"); }

/// What people look like after they were written as rejected and read again.
Reading read_again(PeopleFileKind kind, std::string_view language, const std::vector<RejectedPerson>& people) {
    return read_people(make_people_file()->write_rejected(kind, language, people));
}

TEST_CASE("a template names the columns and holds nobody") {
    for (const PeopleFileKind kind : kKinds)
        for (const std::string_view language : kLanguages) {
            const Reading reading = read_people(make_people_file()->write_template(kind, language));
            CHECK(reading.people.empty());
            REQUIRE(reading.str() == "import_no_people");
            CHECK(param(reading.facts.error(), "columns") ==
                  (language == "fr" ? "E-mail, Prénom, Nom, Poste" : "E-mail, First name, Last name, Position"));
            CHECK(make_people_file()->write_template(kind, language) ==
                  make_people_file()->write_template(kind, language));
        }
    CHECK(make_people_file()->write_template(PeopleFileKind::kCsv, "fr") ==
          "\xEF\xBB\xBF"
          "E-mail;Prénom;Nom;Poste\r\n");
    CHECK(make_people_file()->write_template(PeopleFileKind::kCsv, "de") ==
          "\xEF\xBB\xBF"
          "E-mail,First name,Last name,Position\r\n");
}

TEST_CASE("a template that was filled in is read") {
    for (const std::string_view language : kLanguages) {
        const char separator = language == "fr" ? ';' : ',';
        const std::string filled = make_people_file()->write_template(PeopleFileKind::kCsv, language) +
                                   fmt::format("a@b.example{0}A{0}B{0}C\r\n", separator);
        CHECK(read_people(filled).str() == "2 a@b.example/A/B/C");
    }
}

TEST_CASE("rejected people come with their line and the reason") {
    const std::vector<RejectedPerson> people = {
        {{.line = 7, .email = "x", .first_name = "Anna", .last_name = "Durand; Martin", .position = {}, .error = {}},
         reason()}};
    CHECK(make_people_file()->write_rejected(PeopleFileKind::kCsv, "en", people) ==
          "\xEF\xBB\xBF"
          "E-mail,First name,Last name,Position,Line,Reason\r\n"
          "x,Anna,\"Durand; Martin\",,7,“x” is not an e-mail address.\r\n");
    CHECK(make_people_file()->write_rejected(PeopleFileKind::kCsv, "fr", people) ==
          "\xEF\xBB\xBF"
          "E-mail;Prénom;Nom;Poste;Ligne;Motif\r\n"
          "x;Anna;\"Durand; Martin\";;7;« x » n’est pas une adresse e-mail.\r\n");
    for (const PeopleFileKind kind : kKinds) {
        const Reading reading = read_again(kind, "fr", people);
        CHECK(reading.str() == "2 x/Anna/Durand; Martin/");
        CHECK(reading.facts->ignored_columns == std::vector<std::string>{"Ligne", "Motif"});
        CHECK(reading.facts->kind == kind);
    }
}

TEST_CASE("cells that a spreadsheet would compute are defused in CSV only") {
    for (const std::string_view sign : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}) {
        CAPTURE(sign);
        const std::string payload = std::string(sign) + "cmd|' /C calc'!A0";
        for (const std::string& cell : {payload, "'" + payload, "''" + payload, " " + payload}) {
            CHECK(looks_computed(cell));
            CHECK(defused(cell) == "'" + cell);
            CHECK(undefused(defused(cell)) == cell);
        }
    }
    for (const std::string_view cell : {"", "'", "O'Brien", "'t Hooft", "a=1", "1+1"}) {
        CHECK_FALSE(looks_computed(cell));
        CHECK(defused(cell) == cell);
        CHECK(undefused(cell) == cell);
    }
    const std::vector<RejectedPerson> people = {
        {{.line = 2, .email = "+33@x", .first_name = "=1+1", .last_name = "@SUM(A1)", .position = "-2", .error = {}},
         reason()}};
    CHECK(
        make_people_file()->write_rejected(PeopleFileKind::kCsv, "en", people).contains("'+33@x,'=1+1,'@SUM(A1),'-2,"));
    for (const PeopleFileKind kind : kKinds) CHECK(read_again(kind, "en", people).str() == "2 +33@x/=1+1/@SUM(A1)/-2");
}

TEST_CASE("odd texts come back from both kinds of file") {
    const std::vector<std::string> texts = {
        "undefined",
        "NULL",
        "true",
        "1e5",
        "0001",
        "1/2/2026",
        "#REF!",
        "{{7*7}}",
        "'; DROP TABLE members; --",
        "<script>alert(1)</script>",
        "a & b < c > d \"e\" 'f'",
        "]]>",
        "<![CDATA[x]]>",
        "&amp;&#65;",
        "_x0041_",
        "_x005F_x0041_",
        "_x",
        "__x000D__",
        "a\nb",
        "a\r\nb",
        "a\rb",
        "a\tb",
        "\"",
        "\"\"",
        "a\"b\"c",
        "'",
        "''=1",
        "'=1",
        "=1",
        "sep=;",
        "a,b;c\td",
        "Zoë Æsir Œuvre ß",
        "Ελληνικά",
        "Русский",
        "עברית",
        "العربية",
        "हिन्दी",
        "ไทย",
        "中文",
        "日本語",
        "한국어",
        "𠜎𠜱",
        "😀👨‍👩‍👧🏳️‍🌈",
        "e\xCC\x81",
        "Z\xCC\xA1\xCC\x9B\xCC\x97\xCD\x8C"
        "algo",
        "a\xE2\x80\x8B"
        "b",
        "a\xE2\x80\xAE"
        "b",
        "a\xC2\xA0"
        "b",
        "a\xC2\xAD"
        "b",
        "\xEF\xBF\xBD",
        "\xEF\xBF\xBF",
        "a\xEF\xBB\xBF"
        "b",
        "a\xE2\x80\xA8"
        "b",
        "\xF4\x8F\xBF\xBF",
        "ﬁ",
        "＝1",
        "İıſK",
        "¹²³",
        "٠١٢",
    };
    std::vector<RejectedPerson> people;
    for (const std::string& text : texts)
        people.push_back({{.line = 1,
                           .email = text + "@b",
                           .first_name = text,
                           .last_name = "x" + text + "y",
                           .position = text,
                           .error = {}},
                          reason()});
    for (const PeopleFileKind kind : kKinds)
        for (const std::string_view language : kLanguages) {
            const Reading reading = read_again(kind, language, people);
            REQUIRE(reading.people.size() == texts.size());
            for (std::size_t i = 0; i < texts.size(); ++i) {
                CAPTURE(texts[i]);
                CHECK_FALSE(reading.people[i].error);
                CHECK(reading.people[i].email == texts[i] + "@b");
                CHECK(reading.people[i].first_name == texts[i]);
                CHECK(reading.people[i].last_name == "x" + texts[i] + "y");
                CHECK(reading.people[i].position == texts[i]);
            }
        }
}

TEST_CASE("any text comes back from both kinds of file") {
    rc::check("what is text is read as it was written", [] {
        const auto letters = *rc::gen::container<std::vector<char32_t>>(
            rc::gen::oneOf(rc::gen::inRange<char32_t>(0x20, 0x7F),
                           rc::gen::element<char32_t>('\n', '\r', '\t', '\'', '"', '=', '_', 'x', ';'),
                           rc::gen::inRange<char32_t>(0x80, 0xD800), rc::gen::inRange<char32_t>(0xE000, 0x110000)));
        std::string text = "x";
        for (const char32_t letter : letters) append_utf8(text, letter);
        for (const std::string& cell : {text + "x", std::string(trim(text.substr(1)))}) {
            if (cell.empty()) continue;
            RC_ASSERT(without_escapes(with_escapes(cell)) == cell);
            RC_ASSERT(undefused(defused(cell)) == cell);
            for (const PeopleFileKind kind : kKinds) {
                const Reading reading = read_again(
                    kind, "en",
                    {{{.line = 1, .email = "a", .first_name = cell, .last_name = "b", .position = {}, .error = {}},
                      reason()}});
                RC_ASSERT(reading.people.size() == 1U);
                RC_ASSERT(reading.people[0].first_name == cell);
            }
        }
    });
}

TEST_CASE("rows with bytes that are no text can be written and read") {
    const Reading first = read_people(
        "\xEF\xBB\xBF"
        "email,nom,prenom\na@b.example,B\x01,\xFF"
        "A\xC3\xA9\n");
    REQUIRE(first.people.size() == 1);
    REQUIRE(first.people[0].error);
    for (const PeopleFileKind kind : kKinds)
        CHECK(read_again(kind, "en", {{first.people[0], *first.people[0].error}}).str() ==
              "2 a@b.example/\uFFFDAé/B\uFFFD/");
}

TEST_CASE("columns are known by folded names") {
    CHECK(folded("  Prénom(s) ") == "prenoms");
    CHECK(folded("ÀÉÎÕÜÝ àéîõüÿ Œœ Łł") == "aeiouyaeiouyooll");
    CHECK(folded("E_Mail-2") == "email2");
    CHECK(folded("电子邮件") == "");
}

}  // namespace
}  // namespace settle
