// How many rows of people a second are read, and by how much the process grows meanwhile. The files are such as a
// company sends: 100,000 people of whom each has an address and a last name of its own. Prints "name value unit".
#include <malloc.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <unordered_map>

#include "adapters/people_file/people_file.h"
#include "adapters/people_file/zip_writer.h"
#include "measuring.h"

namespace settle {
namespace {

constexpr int kRows = 100'000;
constexpr int kReadings = 5;

std::vector<std::string> person(int number) {
    constexpr std::string_view kFirst[] = {"Anna", "Paul", "Zoé", "Jean-François", "Łukasz", "Inès", "Omar"};
    constexpr std::string_view kPositions[] = {"Engineer", "Chef de projet", "", "Head of sales"};
    return {fmt::format("person.number{}@acme.example", number), std::string(kFirst[number % 7]),
            fmt::format("Durand-Martin{}", number), std::string(kPositions[number % 4])};
}
const std::vector<std::string> kHeader = {"E-mail", "Prénom", "Nom", "Poste"};

std::string csv_file() {
    std::string text;
    const auto add = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) text += (i == 0 ? "" : ";") + cells[i];
        text += "\r\n";
    };
    add(kHeader);
    for (int i = 0; i < kRows; ++i) add(person(i));
    return text;
}

// With the texts apart from their cells, as Excel writes them.
std::string xlsx_file() {
    std::unordered_map<std::string, std::size_t> numbers;
    std::string texts = "<sst>", sheet = "<worksheet><sheetData>";
    int row = 0;
    const auto add = [&](const std::vector<std::string>& cells) {
        sheet += fmt::format(R"(<row r="{}" spans="1:4">)", ++row);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (cells[i].empty()) continue;
            const auto [number, is_new] = numbers.try_emplace(cells[i], numbers.size());
            if (is_new) texts += "<si><t>" + cells[i] + "</t></si>";
            sheet += fmt::format(R"(<c r="{}{}" t="s"><v>{}</v></c>)", static_cast<char>('A' + i), row, number->second);
        }
        sheet += "</row>";
    };
    add(kHeader);
    for (int i = 0; i < kRows; ++i) add(person(i));
    ZipWriter archive;
    archive.add("xl/workbook.xml", R"(<workbook><sheets><sheet name="People" r:id="1"/></sheets></workbook>)");
    archive.add("xl/_rels/workbook.xml.rels",
                R"(<Relationships><Relationship Id="1" Type="x/worksheet" Target="sheet.xml"/>)"
                R"(<Relationship Id="2" Type="x/sharedStrings" Target="texts.xml"/></Relationships>)");
    archive.add("xl/texts.xml", texts + "</sst>");
    archive.add("xl/sheet.xml", sheet + "</sheetData></worksheet>");
    return std::move(archive).finish();
}

/// A line of /proc/self/status, in kB.
std::int64_t status_kb(std::string_view name) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(name)) return std::stoll(line.substr(name.size() + 1));
    return 0;
}

void read_once(const std::string& file) {
    const auto facts = bench::must(make_people_file()->read(file, {},
                                                            [](PersonRow row) -> Result<void> {
                                                                bench::keep(row);
                                                                return {};
                                                            }),
                                   "reading");
    if (facts.rows == kRows && facts.faulty_rows == 0) return;
    fmt::print(stderr, "bench: the file is not the one that is to be measured\n");
    std::exit(2);
}

void print_figures(std::string_view kind, const std::string& file) {
    // From here on the highest mark is of the reading alone, in memory that is not there yet.
    malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << '5';
    const std::int64_t before = status_kb("VmRSS:");
    read_once(file);
    const std::int64_t growth = status_kb("VmHWM:") - before;
    std::vector<double> rates;
    for (int i = 0; i < kReadings; ++i) {
        const double start = bench::cpu_seconds();
        read_once(file);
        rates.push_back(kRows / (bench::cpu_seconds() - start));
    }
    fmt::print("people_{}_rows_per_second {:.0f} rows/s\n", kind, bench::median(rates));
    fmt::print("people_{}_rss_growth_kb {} kB\n", kind, growth);
    fmt::print("people_{}_file_bytes {} bytes\n", kind, file.size());
}

}  // namespace
}  // namespace settle

int main() {
    settle::print_figures("csv", settle::csv_file());
    settle::print_figures("xlsx", settle::xlsx_file());
}
