#include "adapters/people_file/people_file.h"

#include "adapters/people_file/csv_file.h"
#include "adapters/people_file/file_kind.h"
#include "adapters/people_file/sheet_reader.h"
#include "adapters/people_file/template_words.h"
#include "adapters/people_file/workbook_writer.h"

namespace settle {
namespace {

// The first visible sheet with something in it.
Result<PeopleFileFacts> read_xlsx(std::string_view bytes, const PeopleFileLimits& limits,
                                  const PeopleFile::OnPerson& on_person) {
    const ZipReader archive = TRY(ZipReader::open(bytes));
    Table table(PeopleFileKind::kXlsx, limits, on_person);
    const Workbook book = TRY(read_workbook(archive, table.max_cell_bytes()));
    for (const SheetPart& sheet : book.sheets) {
        TRY_VOID(read_sheet(archive, book, sheet, table));
        if (!table.has_header()) continue;
        PeopleFileFacts facts = TRY(table.finish());
        facts.sheet = sheet.name;
        return facts;
    }
    return table.finish();
}

class Files final : public PeopleFile {
public:
    Result<PeopleFileFacts> read(std::string_view bytes, const PeopleFileLimits& limits,
                                 const OnPerson& on_person) const override {
        if (bytes.size() > limits.max_bytes)
            return fail(Error(ErrorCode::kImportTooLarge).with("max", std::to_string(limits.max_bytes)));
        switch (TRY(kind_of(bytes))) {
            case PeopleFileKind::kCsv: return read_csv(bytes, limits, on_person);
            case PeopleFileKind::kXlsx: break;
        }
        return read_xlsx(bytes, limits, on_person);
    }

    std::string write_template(PeopleFileKind kind, std::string_view language) const override {
        const TemplateWords& words = words_in(language);
        if (kind == PeopleFileKind::kCsv) {
            CsvWriter file(language);
            file.add_row({words.columns.begin(), words.columns.end()});
            return std::move(file).finish();
        }
        WorkbookWriter file;
        file.begin_sheet(words.sheet, kPersonWidths);
        file.add_heading({words.columns.begin(), words.columns.end()});
        file.end_sheet();
        file.begin_sheet(words.notes_sheet, {kNoteWidth});
        file.add_heading({words.notes.front()});
        for (std::size_t i = 1; i < words.notes.size(); ++i) file.add_row({words.notes[i]});
        file.end_sheet();
        return std::move(file).finish();
    }

    std::string write_rejected(PeopleFileKind kind, std::string_view language,
                               std::span<const RejectedPerson> people) const override {
        const TemplateWords& words = words_in(language);
        std::vector<std::string> heading(words.columns.begin(), words.columns.end());
        heading.insert(heading.end(), {words.line, words.reason});
        if (kind == PeopleFileKind::kCsv) {
            CsvWriter file(language);
            file.add_row(heading);
            for (const auto& [person, reason] : people)
                file.add_row({person.email, person.first_name, person.last_name, person.position,
                              std::to_string(person.line), text_of(reason, language)});
            return std::move(file).finish();
        }
        WorkbookWriter file;
        file.begin_sheet(words.sheet, kRejectedWidths);
        file.add_heading(heading);
        for (const auto& [person, reason] : people)
            file.add_row({person.email, person.first_name, person.last_name, person.position, person.line,
                          text_of(reason, language)});
        file.end_sheet();
        return std::move(file).finish();
    }

private:
    static constexpr int kNoteWidth = 100;
    inline static const std::vector<int> kPersonWidths = {36, 20, 20, 24};
    inline static const std::vector<int> kRejectedWidths = {36, 20, 20, 24, 8, 80};
};

}  // namespace

std::unique_ptr<PeopleFile> make_people_file() { return std::make_unique<Files>(); }

}  // namespace settle
