#include "adapters/people_file/workbook.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "adapters/people_file/rich_text.h"
#include "adapters/people_file/xml_reader.h"

namespace settle {
namespace {

using Token = XmlReader::Token;

constexpr std::string_view kDefaultWorkbook = "xl/workbook.xml";
constexpr std::size_t kMaxSharedTexts = 2'000'000;
constexpr std::size_t kMaxFormats = 100'000;   // Excel itself stops at 65,490.
constexpr std::size_t kMaxRelations = 1'000;  // As many as an archive may have entries.
constexpr std::size_t kMaxSheets = 1'000;

struct Relation {
    std::string id;
    std::string type;  ///< The last word of its address; the strict variant of the format has other addresses.
    std::string part;
};

Error damaged(std::string_view part, std::string detail) {
    return Error(ErrorCode::kImportWorkbookDamaged, {}, std::move(detail)).with("part", std::string(part));
}

Error oversized(std::string_view part, std::string detail) {
    return Error(ErrorCode::kImportWorkbookOversized, {}, std::move(detail)).with("part", std::string(part));
}

Result<XmlReader> open_part(const ZipReader& archive, std::string_view part) {
    const ZipEntry* entry = archive.find(part);
    if (entry == nullptr) return fail(damaged(part, "missing"));
    return XmlReader(TRY(ZipStream::open(archive, *entry)));
}

// Where `part` points to; a part without relations points nowhere.
Result<std::vector<Relation>> read_relations(const ZipReader& archive, std::string_view part) {
    const std::size_t folder = part.rfind('/') + 1;
    const std::string name = fmt::format("{}_rels/{}.rels", part.substr(0, folder), part.substr(folder));
    std::vector<Relation> relations;
    if (archive.find(name) == nullptr) return relations;
    XmlReader xml = TRY(open_part(archive, name));
    for (Token token = TRY(xml.next()); token != Token::kDone; token = TRY(xml.next())) {
        if (token != Token::kStart || xml.name() != "Relationship" || xml.attribute("TargetMode") == "External")
            continue;
        if (relations.size() == kMaxRelations) return fail(oversized(name, "too many relations"));
        const std::string type = xml.attribute("Type");
        relations.push_back(
            {xml.attribute("Id"), type.substr(type.rfind('/') + 1), resolved_part(part, xml.attribute("Target"))});
    }
    return relations;
}

const Relation* find_type(const std::vector<Relation>& relations, std::string_view type) {
    const auto found = std::ranges::find(relations, type, &Relation::type);
    return found == relations.end() ? nullptr : &*found;
}

// The name of what else people send in a ZIP archive.
std::string_view other_kind(const ZipReader& archive) {
    constexpr std::pair<std::string_view, std::string_view> kSigns[] = {{"xl/workbook.bin", "Excel (.xlsb)"},
                                                                        {"word/document.xml", "Word (.docx)"},
                                                                        {"ppt/presentation.xml", "PowerPoint (.pptx)"},
                                                                        {"Index/Document.iwa", "Numbers (.numbers)"},
                                                                        {"content.xml", "OpenDocument (.ods)"}};
    for (const auto& [part, kind] : kSigns)
        if (archive.find(part) != nullptr) return kind;
    return "ZIP";
}

Result<std::string> find_workbook_part(const ZipReader& archive) {
    std::string part(kDefaultWorkbook);
    if (archive.find("[Content_Types].xml") != nullptr) {
        const auto relations = TRY(read_relations(archive, ""));
        if (const Relation* main = find_type(relations, "officeDocument")) part = main->part;
    }
    if (archive.find(part) == nullptr || part.ends_with(".bin") || !part.starts_with("xl/")) {
        const std::string_view kind = other_kind(archive);
        const bool is_other = kind != "ZIP" || archive.find("[Content_Types].xml") == nullptr;
        if (is_other) return fail(Error(ErrorCode::kImportWrongKind).with("found", std::string(kind)));
    }
    return part;
}

Result<void> read_sheets(const ZipReader& archive, std::string_view part, const std::vector<Relation>& relations,
                         Workbook& book) {
    std::set<std::string> seen;
    std::size_t sheets = 0;
    XmlReader xml = TRY(open_part(archive, part));
    for (Token token = TRY(xml.next()); token != Token::kDone; token = TRY(xml.next())) {
        if (token != Token::kStart) continue;
        if (xml.name() == "workbookPr") {
            const std::string from_1904 = xml.attribute("date1904");
            book.from_1904 = from_1904 == "1" || from_1904 == "true";
        }
        if (xml.name() != "sheet") continue;
        if (++sheets > kMaxSheets) return fail(oversized(part, "too many sheets"));
        const std::string state = xml.attribute("state");
        if (state == "hidden" || state == "veryHidden") continue;
        const auto relation = std::ranges::find(relations, xml.attribute("id"), &Relation::id);
        // Charts and dialogues are sheets too.
        if (relation == relations.end() || relation->type != "worksheet") continue;
        // One part under many names would be read as often.
        if (seen.insert(relation->part).second) book.sheets.push_back({xml.attribute("name"), relation->part});
    }
    return {};
}

Result<void> read_shared_texts(const ZipReader& archive, std::string_view part, std::size_t max_bytes,
                               SharedTexts& texts) {
    XmlReader xml = TRY(open_part(archive, part));
    std::string text;
    for (Token token = TRY(xml.next()); token != Token::kDone; token = TRY(xml.next())) {
        if (token != Token::kStart || xml.name() != "si") continue;
        TRY_VOID(read_rich_text(xml, max_bytes, text));
        if (texts.size() == kMaxSharedTexts) return fail(oversized(part, "too many texts"));
        texts.add(text, max_bytes);
    }
    return {};
}

int number_or(std::string_view text, int otherwise) {
    int number = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// The formats that a workbook may use without saying what they are (ECMA-376 part 1, 18.8.30).
bool is_built_in_date(int format) {
    return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 45 && format <= 47) ||
           (format >= 50 && format <= 58);
}

Result<void> read_styles(const ZipReader& archive, std::string_view part, Workbook& book) {
    std::set<int> date_formats, other_formats;
    bool in_cell_formats = false;
    XmlReader xml = TRY(open_part(archive, part));
    for (Token token = TRY(xml.next()); token != Token::kDone; token = TRY(xml.next())) {
        if (token == Token::kText) continue;
        if (xml.name() == "cellXfs") in_cell_formats = token == Token::kStart;
        if (token != Token::kStart) continue;
        if (std::max(date_formats.size() + other_formats.size(), book.is_date_style.size()) >= kMaxFormats)
            return fail(oversized(part, "too many formats"));
        if (xml.name() == "numFmt") {
            const int id = number_or(xml.attribute("numFmtId"), -1);
            (is_date_format(xml.attribute("formatCode")) ? date_formats : other_formats).insert(id);
        }
        if (xml.name() == "xf" && in_cell_formats) {
            const int id = number_or(xml.attribute("numFmtId"), 0);
            book.is_date_style.push_back(date_formats.contains(id) ||
                                         (is_built_in_date(id) && !other_formats.contains(id)));
        }
    }
    return {};
}

}  // namespace

void SharedTexts::add(std::string_view text, std::size_t max_bytes) {
    all_ += text.substr(0, max_bytes);
    ends_.push_back(static_cast<std::uint32_t>(all_.size()));
    cut_.push_back(text.size() > max_bytes);
}

std::string_view SharedTexts::text(std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(all_).substr(begin, ends_[index] - begin);
}

Result<Workbook> read_workbook(const ZipReader& archive, std::size_t max_text_bytes) {
    const std::string part = TRY(find_workbook_part(archive));
    const auto relations = TRY(read_relations(archive, part));
    Workbook book;
    TRY_VOID(read_sheets(archive, part, relations, book));
    if (const Relation* texts = find_type(relations, "sharedStrings"))
        TRY_VOID(read_shared_texts(archive, texts->part, max_text_bytes, book.texts));
    if (const Relation* styles = find_type(relations, "styles")) TRY_VOID(read_styles(archive, styles->part, book));
    return book;
}

bool is_date_format(std::string_view format) {
    for (std::size_t i = 0; i < format.size(); ++i) {
        const char c = format[i];
        if (c == ';') return false;  // What follows is for negative numbers and texts.
        if (c == '\\' || c == '_' || c == '*') ++i;
        else if (c == '"' || c == '[') {
            const std::size_t end = format.find(c == '"' ? '"' : ']', i + 1);
            if (end == std::string_view::npos) return false;
            // [h] counts hours beyond a day; [Red] and [$-40C] are no time.
            const std::string_view inside = format.substr(i + 1, end - i - 1);
            if (c == '[' && !inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos)
                return true;
            i = end;
        } else if (std::string_view("dDmMyYhHsS").contains(c)) return true;
        else if (c == 'G' || c == 'g') return false;  // "General"
    }
    return false;
}

std::string resolved_part(std::string_view base, std::string_view target) {
    std::string path;
    if (target.starts_with('/')) target.remove_prefix(1);
    else path = base.substr(0, base.rfind('/') + 1);
    while (!target.empty()) {
        const std::size_t end = std::min(target.find_first_of("/\\"), target.size());
        const std::string_view step = target.substr(0, end);
        target.remove_prefix(std::min(end + 1, target.size()));
        if (step == "..") {
            if (!path.empty()) path.pop_back();
            path.resize(path.rfind('/') + 1);
        } else if (!step.empty() && step != ".") {
            path += step;
            if (!target.empty()) path += '/';
        }
    }
    return path;
}

}  // namespace settle
