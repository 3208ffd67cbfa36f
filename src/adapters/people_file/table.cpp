#include "adapters/people_file/table.h"

#include <algorithm>

#include "adapters/people_file/cell_text.h"
#include "base/text.h"

namespace settle {
namespace {

constexpr std::size_t kMaxColumns = 1'000;
constexpr std::size_t kMaxFoundCharacters = 200;  // Of a header that is repeated in an error.

// By what an error names a field, in both languages: which one its reader has is not known here.
constexpr std::array<std::string_view, 4> kFieldNames = {"e-mail", "first name / prénom", "last name / nom",
                                                         "position / poste"};
constexpr std::array<std::string_view, 4> kFieldPaths = {"email", "first_name", "last_name", "position"};

// As folded() leaves them.
constexpr std::pair<std::string_view, std::size_t> kColumnNames[] = {
    {"email", 0},
    {"mail", 0},
    {"emailaddress", 0},
    {"adresseemail", 0},
    {"adressemail", 0},
    {"courriel", 0},
    {"adressecourriel", 0},
    {"adressedecourriel", 0},
    {"adresseelectronique", 0},
    {"mel", 0},
    {"firstname", 1},
    {"givenname", 1},
    {"forename", 1},
    {"prenom", 1},
    {"prenoms", 1},
    {"lastname", 2},
    {"surname", 2},
    {"familyname", 2},
    {"nom", 2},
    {"nomdefamille", 2},
    {"position", 3},
    {"poste", 3},
    {"fonction", 3},
    {"jobtitle", 3},
    {"job", 3},
    {"intituleduposte", 3},
    {"intituledeposte", 3},
};

void lower_domain(std::string& email) {
    const std::size_t at = email.rfind('@');
    if (at != std::string::npos) email.replace(at, std::string::npos, lower_case(std::string_view(email).substr(at)));
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::string first_characters(std::string text, std::size_t count) {
    std::size_t end = 0;
    for (std::size_t i = 0; i < count && end < text.size(); ++i)
        end += std::max<std::size_t>(character_at(std::string_view(text).substr(end)), 1);
    if (end < text.size()) text.replace(end, std::string::npos, "…");
    return text;
}

}  // namespace

Table::Table(PeopleFileKind kind, const PeopleFileLimits& limits, const PeopleFile::OnPerson& on_person)
    : limits_(limits), on_person_(on_person) {
    facts_.kind = kind;
}

void Table::add_cell(std::size_t column, std::string_view text, CellFault fault) {
    text = trim(text);
    if (text.empty() && fault == CellFault::kNone) return;
    width_ = std::max(width_, column + 1);
    if (!has_header()) {
        if (column >= kMaxColumns) return;
        if (header_.size() <= column) header_.resize(column + 1);
        header_[column] = text;
        return;
    }
    const std::size_t field = field_of(column);
    if (field == kNoField) return;
    cells_[field].text = text;
    cells_[field].fault = fault;
}

Result<void> Table::end_row(int line) {
    if (width_ == 0) {
        if (has_header()) ++empty_lines_;
        return {};
    }
    auto done = has_header() ? read_person(line) : read_header(line);
    width_ = 0;
    return done;
}

Result<void> Table::read_header(int line) {
    if (width_ > kMaxColumns)
        return fail(Error(ErrorCode::kImportTooManyColumns)
                        .with("line", std::to_string(line))
                        .with("max", std::to_string(kMaxColumns)));
    for (std::string& name : header_) {
        if (!is_text(name)) return fail(Error(ErrorCode::kImportUnreadable).with("line", std::to_string(line)));
        if (facts_.kind == PeopleFileKind::kCsv) name = undefused(name);
        const std::string key = folded(name);
        const auto* known = std::ranges::find(kColumnNames, key, &std::pair<std::string_view, std::size_t>::first);
        const std::size_t field = known == std::end(kColumnNames) ? kNoField : known->second;
        fields_.push_back(field);
        if (field == kNoField) {
            if (!name.empty()) facts_.ignored_columns.push_back(name);
            continue;
        }
        if (!names_[field].empty())
            return fail(Error(ErrorCode::kImportColumnTwice, std::string(kFieldPaths[field]))
                            .with("line", std::to_string(line))
                            .with("columns", names_[field] + ", " + name));
        names_[field] = name;
    }
    facts_.columns = std::move(header_);
    TRY_VOID(check_columns(line));
    facts_.header_line = line;
    last_line_ = line;
    return {};
}

Result<void> Table::check_columns(int line) const {
    constexpr std::size_t kRequired = 3;
    std::vector<std::string> missing;
    for (std::size_t field = 0; field < kRequired; ++field)
        if (names_[field].empty()) missing.emplace_back(kFieldNames[field]);
    if (missing.empty()) return {};
    return fail(Error(ErrorCode::kImportHeaderMissing)
                    .with("line", std::to_string(line))
                    .with("missing", joined(missing))
                    .with("found", columns_text()));
}

std::string Table::columns_text() const { return first_characters(joined(facts_.columns), kMaxFoundCharacters); }

Result<void> Table::read_person(int line) {
    if (facts_.rows == limits_.max_rows)
        return fail(Error(ErrorCode::kImportTooManyRows).with("max", std::to_string(limits_.max_rows)));
    PersonRow person;
    person.line = line;
    if (width_ > fields_.size())
        person.error = Error(ErrorCode::kImportRowTooWide)
                           .with("count", std::to_string(width_))
                           .with("max", std::to_string(fields_.size()));
    for (std::size_t field = 0; field < kFields; ++field) take_field(person, field);
    lower_domain(person.email);
    ++facts_.rows;
    if (person.error) ++facts_.faulty_rows;
    // Sheets leave empty rows out; lines of a text are counted, because one person may take several.
    facts_.empty_lines += facts_.kind == PeopleFileKind::kXlsx ? std::max(line - last_line_ - 1, 0) : empty_lines_;
    empty_lines_ = 0;
    last_line_ = line;
    return on_person_(std::move(person));
}

void Table::take_field(PersonRow& person, std::size_t field) {
    Cell& cell = cells_[field];
    if (cell.text.empty() && cell.fault == CellFault::kNone) return;
    std::string* const targets[kFields] = {&person.email, &person.first_name, &person.last_name, &person.position};
    std::string& target = *targets[field];
    const auto object = [&](ErrorCode code) -> void {
        if (person.error) return;
        person.error = Error(code, std::string(kFieldPaths[field])).with("column", names_[field]);
        if (code == ErrorCode::kImportCellTooLong)
            person.error->params.emplace_back("max", std::to_string(limits_.max_cell_characters));
    };
    if (is_text(cell.text)) {
        target = facts_.kind == PeopleFileKind::kCsv ? undefused(cell.text) : cell.text;
    } else {
        // A cut may fall into a character; then the length is what is wrong.
        if (cell.fault != CellFault::kTooLong) object(ErrorCode::kImportCellNotText);
        target = made_text(cell.text);
    }
    switch (cell.fault) {
        case CellFault::kNone: break;
        case CellFault::kTooLong: object(ErrorCode::kImportCellTooLong); break;
        case CellFault::kQuotes: object(ErrorCode::kImportCellQuotes); break;
        case CellFault::kFormula: object(ErrorCode::kImportCellFormula); break;
    }
    if (target.size() > limits_.max_cell_characters && count_characters(target) > limits_.max_cell_characters) {
        object(ErrorCode::kImportCellTooLong);
        target = first_characters(std::move(target), limits_.max_cell_characters);
    }
    cell.text.clear();
    cell.fault = CellFault::kNone;
}

Result<PeopleFileFacts> Table::finish() {
    if (!has_header()) return fail(ErrorCode::kImportEmpty);
    if (facts_.rows == 0) return fail(Error(ErrorCode::kImportNoPeople).with("columns", columns_text()));
    return std::move(facts_);
}

}  // namespace settle
