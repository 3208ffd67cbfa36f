#include <doctest/doctest.h>

#include "adapters/people_file/csv_scanner.h"
#include "tests/adapters/people_file/reading.h"

namespace settle {
namespace {

const std::string kHead = "e-mail,first name,last name,position\n";
const std::string kAnna = "2 anna@acme.example/Anna/Durand/Engineer";

std::string utf16(std::u16string_view text, std::size_t low) {
    std::string bytes;
    for (const char16_t unit : text) {
        const char halves[2] = {static_cast<char>(unit & 0xFFU), static_cast<char>(unit >> 8U)};
        bytes += halves[low];
        bytes += halves[1 - low];
    }
    return bytes;
}

struct Case {
    std::string what;
    std::string file;
    std::string verdict;
};

const std::vector<Case>& odd_files() {
    using namespace std::string_literals;
    static const std::vector<Case> kCases = {
        {"commas", kHead + "anna@acme.example,Anna,Durand,Engineer\n", kAnna},
        {"semicolons", "e-mail;first name;last name;position\nanna@acme.example;Anna;Durand;Engineer\n", kAnna},
        {"tabs", "e-mail\tfirst name\tlast name\tposition\nanna@acme.example\tAnna\tDurand\tEngineer\n", kAnna},
        {"commas inside semicolons", "e-mail;first name;last name, or names;nom\na@b.example;A;x;B,C\n",
         "2 a@b.example/A/B,C/"},
        {"sep= line", "sep=;\ne-mail;first name;last name\na@b.example;A;B\n", "3 a@b.example/A/B/"},
        {"sep= line in quotes, saved again", "\"sep=;\"\r\ne-mail;first name;last name\r\na@b.example;A;B\r\n",
         "3 a@b.example/A/B/"},
        {"sep= line filled up", "sep=;;;\r\ne-mail;first name;last name\r\na@b.example;A;B\r\n", "3 a@b.example/A/B/"},
        {"sep= line with another sign", "SEP=|\ne-mail|first name|last name\na@b.example|A|B\n", "3 a@b.example/A/B/"},
        {"only a sep= line", "sep=;", "import_empty"},
        {"byte order mark and CR LF",
         "\xEF\xBB\xBF"
         "e-mail;prénom;nom;poste\r\nanna@acme.example;Anna;Durand;Engineer\r\n",
         kAnna},
        {"byte order mark and quoted header",
         "\xEF\xBB\xBF\"E-mail\",\"Prénom\",\"Nom\"\n\"a@b.example\",\"A\",\"B\"\n", "2 a@b.example/A/B/"},
        {"CR alone", "email,prenom,nom\ra@b.example,A,B\rc@d.example,C,D\r", "2 a@b.example/A/B/; 3 c@d.example/C/D/"},
        {"no end of line at the end", kHead + "a@b.example,A,B,C", "2 a@b.example/A/B/C"},
        {"mixed ends of lines", "email,prenom,nom\r\na@b.example,A,B\nc@d.example,C,D\r\r\ne@f.example,E,F",
         "2 a@b.example/A/B/; 3 c@d.example/C/D/; 5 e@f.example/E/F/"},
        {"UTF-16, low byte first", "\xFF\xFE" + utf16(u"e-mail\tprénom\tnom\r\na@b.example\tZoë\t😀\r\n", 0),
         "2 a@b.example/Zoë/😀/"},
        {"UTF-16, high byte first", "\xFE\xFF" + utf16(u"e-mail;prénom;nom\r\na@b.example;Zoë;😀\r\n", 1),
         "2 a@b.example/Zoë/😀/"},
        {"UTF-16 with half a pair", "\xFF\xFE" + utf16(u"e-mail;nom;prénom\na@b.example;B\xD800;A\n", 0),
         "2 a@b.example/A/B\uFFFD/!import_cell_not_text:last_name"},
        {"UTF-16 with half a character", "\xFF\xFE" + utf16(u"email;nom;prénom\na@b.example;B;A", 0) + "x",
         "2 a@b.example/A\uFFFD/B/!import_cell_not_text:first_name"},
        {"UTF-16 without a mark", utf16(u"e-mail;nom;prénom\na@b.example;B;A\n", 0), "import_unreadable"},
        {"UTF-32", "\xFF\xFE\0\0e\0\0\0;\0\0\0"s, "import_unreadable"},
        {"Windows-1252", "e-mail;pr\xE9nom;nom\na@b.example;Zo\xEB;\x80 \x8C\n", "2 a@b.example/Zoë/€ Œ/"},
        {"Windows-1252 with a byte it has not", "e-mail;pr\xE9nom;nom\na@b.example;Zo\xEB;\x81\n",
         "2 a@b.example/Zoë/\uFFFD/!import_cell_not_text:last_name"},
        {"one torn character in UTF-8", "e-mail;prénom;nom\na@b.example;Zoë;\xC3\nc@d.example;Ü;Ö\n",
         "2 a@b.example/Zoë/\uFFFD/!import_cell_not_text:last_name; 3 c@d.example/Ü/Ö/"},
        {"any order, any writing, other columns",
         "Phone;NOM_DE_FAMILLE;Intitulé du poste;PRENOM;Adresse E-Mail\n1;Durand;Engineer;Anna;anna@acme.example\n",
         kAnna},
        {"accents written as two characters", "e-mail;pre\xCC\x81nom;nom\na@b.example;A;B\n", "2 a@b.example/A/B/"},
        {"blanks around",
         kHead + " anna@acme.example ,\tAnna , \xC2\xA0"
                 "Durand\xE2\x80\xAF, \"Engineer\" \n",
         kAnna},
        {"capitals in the domain", kHead + "Anna@ACME.Example,Anna,Durand,\n", "2 Anna@acme.example/Anna/Durand/"},
        {"comma in quotes", kHead + "a@b.example,A,\"B, C\",\n", "2 a@b.example/A/B, C/"},
        {"quotes in quotes", kHead + "a@b.example,A,\"B \"\"C\"\" D\",\"\"\n", "2 a@b.example/A/B \"C\" D/"},
        {"line break in quotes", kHead + "a@b.example,A,\"B\r\nC\",\nc@d.example,C,D,\n",
         "2 a@b.example/A/B\r\nC/; 4 c@d.example/C/D/"},
        {"a quote inside a cell", kHead + "a@b.example,5\" A,B,\n", "2 a@b.example/5\" A/B/"},
        {"text behind a closing quote", kHead + "a@b.example,\"A\" x,B,\n",
         "2 a@b.example/Ax/B/!import_cell_quotes:first_name"},
        {"a quote that never closes", kHead + "a@b.example,A,B,\nc@d.example,\"C,D\n", "import_quote_open"},
        {"short rows", kHead + "a@b.example\n,A,B\n", "2 a@b.example///; 3 /A/B/"},
        {"more cells than columns", kHead + "a@b.example,A,B,C,D\n", "2 a@b.example/A/B/C!import_row_too_wide:"},
        {"empty cells more than columns", kHead + "anna@acme.example,Anna,Durand,Engineer,, ,\n", kAnna},
        {"empty lines", "\n\r\n" + kHead + "\n,,,\na@b.example,A,B,\n\n\n", "6 a@b.example/A/B/"},
        {"a NUL", kHead + "a@b.example,A\0B,C,\n"s, "2 a@b.example/A\uFFFDB/C/!import_cell_not_text:first_name"},
        {"a NUL in a column of others", "email,nom,prenom,x\na@b.example,B,A,\0\n"s, "2 a@b.example/A/B/"},
        {"NULs instead of a header", std::string(100, '\0'), "import_unreadable"},
        {"a cell too long", kHead + "a@b.example,A," + std::string(1'001, 'x') + ",\n",
         "2 a@b.example/A/" + std::string(1'000, 'x') + "…/!import_cell_too_long:last_name"},
        {"apostrophe before a formula", kHead + "a@b.example,'=1+1,'+33,'@x\n", "2 a@b.example/=1+1/+33/@x"},
        {"apostrophe that belongs to the name", kHead + "a@b.example,'t,O'Brien,'' \n", "2 a@b.example/'t/O'Brien/''"},
        {"formulas stay texts", kHead + "a@b.example,=1+1,-,\n", "2 a@b.example/=1+1/-/"},
        {"empty", "", "import_empty"},
        {"only blanks", " \r\n\t\n;;;\n", "import_empty"},
        {"only a byte order mark", "\xEF\xBB\xBF", "import_empty"},
        {"only the header", kHead, "import_no_people"},
        {"no header", "anna@acme.example,Anna,Durand,Engineer\n", "import_header_missing"},
        {"no last name", "email;prénom\na@b.example;A\n", "import_header_missing"},
        {"the same column twice", "email;courriel;nom;prénom\na@b.example;c@d.example;B;A\n", "import_column_twice"},
        {"too many columns", "email,nom,prenom" + std::string(1'000, ',') + "x\n", "import_too_many_columns"},
        {"an old workbook", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, '\0'), "import_wrong_kind"},
        {"a workbook behind a password", "\xD0\xCF\x11\xE0" + std::string(600, '\0') + utf16(u"EncryptedPackage", 0),
         "import_workbook_locked"},
        {"PDF", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", "import_wrong_kind"},
        {"a picture", "\x89PNG\r\n\x1A\n", "import_wrong_kind"},
        {"a web page", "\r\n <!DOCTYPE HTML><html><table><tr><td>email</td></tr></table></html>", "import_wrong_kind"},
        {"XML of a spreadsheet",
         "\xEF\xBB\xBF<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>",
         "import_wrong_kind"},
        {"random bytes", "\x01\x92\xF3\x1C\x05\xA8\x7F\x00\x13\n\x99"s, "import_unreadable"},
    };
    return kCases;
}

TEST_CASE("an odd CSV file gets its verdict") {
    for (const Case& odd : odd_files()) {
        CAPTURE(odd.what);
        CHECK(read_people(odd.file).str() == odd.verdict);
    }
}

TEST_CASE("a CSV file is read the same wherever it is cut") {
    const std::string text = "email,nom,prenom\r\n\"a@b.example\",\"B \"\"x\"\"\r\ny\" , A\r\r\n\nc@d.example,D\",'C";
    std::vector<std::string> readings;
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        Reading reading;
        const PeopleFile::OnPerson on_person = [&](PersonRow person) -> Result<void> {
            reading.people.push_back(std::move(person));
            return {};
        };
        Table table(PeopleFileKind::kCsv, {}, on_person);
        CsvScanner scanner(',', 1, table);
        REQUIRE(scanner.feed(std::string_view(text).substr(0, cut)));
        REQUIRE(scanner.feed(std::string_view(text).substr(cut)));
        REQUIRE(scanner.finish());
        reading.facts = table.finish();
        readings.push_back(reading.str());
    }
    CHECK(readings.front() == "2 a@b.example/A/B \"x\"\r\ny/; 6 c@d.example/'C/D\"/");
    for (const std::string& reading : readings) CHECK(reading == readings.front());
}

TEST_CASE("long texts are decoded piece by piece") {
    std::u16string text = u"e-mail;nom;prénom\n";
    std::string expected;
    for (int i = 0; i < 20'000; ++i) text += u"a@b.example;Élodie😀;€\n";
    const Reading low = read_people("\xFF\xFE" + utf16(text, 0)), high = read_people("\xFE\xFF" + utf16(text, 1));
    REQUIRE(low.facts);
    CHECK(low.facts->rows == 20'000);
    CHECK(low.facts->faulty_rows == 0);
    for (const PersonRow& person : low.people) REQUIRE(person.last_name == "Élodie😀");
    CHECK(low.str() == high.str());
}

TEST_CASE("what was found in a CSV file is told") {
    const Reading reading = read_people("\n\nsep\nx");
    REQUIRE_FALSE(reading.facts);
    CHECK(param(reading.facts.error(), "line") == "3");
    CHECK(param(reading.facts.error(), "missing") == "e-mail, first name / prénom, last name / nom");
    CHECK(param(reading.facts.error(), "found") == "sep");
    CHECK(text_of(reading.facts.error(), "fr").contains("La ligne 3 doit nommer les colonnes"));

    const Reading good = read_people("T\xE9l;E-mail;Pr\xE9nom;;Nom\n\n1;a@b.example;A;;B\n\n;c@d.example;C;D\n\n;;\n");
    REQUIRE(good.facts);
    CHECK(good.facts->kind == PeopleFileKind::kCsv);
    CHECK(good.facts->encoding == TextEncoding::kWindows1252);
    CHECK(good.facts->separator == ';');
    CHECK(good.facts->header_line == 1);
    CHECK(good.facts->columns == std::vector<std::string>{"Tél", "E-mail", "Prénom", "", "Nom"});
    CHECK(good.facts->ignored_columns == std::vector<std::string>{"Tél"});
    CHECK(good.facts->rows == 2);
    CHECK(good.facts->empty_lines == 2);
}

TEST_CASE("an error of a row names the column as the file does") {
    const Reading reading = read_people("Courriel;Prénom;Nom\na@b.example;\x01;B\n");
    REQUIRE(reading.people.size() == 1);
    CHECK(reading.facts->faulty_rows == 1);
    CHECK(text_of(*reading.people[0].error, "en") == "“Prénom” holds characters that are no text. Type it again.");
    const Reading open = read_people("email;nom;prenom\na;b;c\nd;\"e;f\n");
    CHECK(param(open.facts.error(), "line") == "3");
    const Reading twice = read_people("email;nom;prenom;mail\n");
    CHECK(param(twice.facts.error(), "columns") == "email, mail");
    CHECK(param(read_people("%PDF-1.4").facts.error(), "found") == "PDF");
}

TEST_CASE("limits hold to the last row and byte") {
    const std::string two = "email,nom,prenom\na@b.example,B,A\nc@d.example,D,C\n";
    CHECK(read_people(two, {.max_bytes = two.size(), .max_rows = 2}).facts);
    CHECK(read_people(two, {.max_rows = 1}).str() == "import_too_many_rows");
    CHECK(read_people(two, {.max_bytes = two.size() - 1}).str() == "import_too_large");
    CHECK(read_people("email,nom,prenom\na@b.example,Éé,\"ÀÀ\"\n", {.max_cell_characters = 11}).people[0].error ==
          std::nullopt);
}

TEST_CASE("the taker of people can end the reading") {
    int taken = 0;
    const auto facts = make_people_file()->read("email,nom,prenom\na,b,c\nd,e,f\n", {}, [&](PersonRow) -> Result<void> {
        ++taken;
        return fail(ErrorCode::kStoreBusy);
    });
    REQUIRE_FALSE(facts);
    CHECK(facts.error().code == ErrorCode::kStoreBusy);
    CHECK(taken == 1);
}

TEST_CASE("every usual name of a column is known") {
    const std::string_view names[][3] = {
        {"email", "first name", "last name"},        {"E-MAIL *", "First_Name", "LAST-NAME"},
        {"adresse e-mail", "prénom", "nom"},         {"Courriel", "PRÉNOM", "Nom de famille"},
        {"E-mail address", "Given name", "Surname"}, {"Adresse électronique", "Prénom(s)", "NOM"}};
    for (const auto& [email, first, last] : names)
        for (const std::string_view position : {"position", "Poste", "FONCTION", "Job title"}) {
            const Reading reading =
                read_people(fmt::format("{},{},{},{}\na@b.example,A,B,C\n", position, last, first, email));
            CAPTURE(email);
            CHECK(reading.str() == "2 C/B/A/a@b.example");
        }
}

}  // namespace
}  // namespace settle
