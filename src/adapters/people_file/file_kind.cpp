#include "adapters/people_file/file_kind.h"

#include <algorithm>

#include "base/text.h"

namespace settle {
namespace {

// UTF-16, as directories of the old compound files write names.
constexpr std::string_view kLockedStream("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);

struct Mark {
    std::string_view begins_with;
    std::string_view kind;
};
constexpr Mark kBinaryMarks[] = {
    {"%PDF-", "PDF"},
    {"\x89PNG", "PNG"},
    {"\xFF\xD8\xFF", "JPEG"},
    {"GIF8", "GIF"},
    {"RIFF", "WebP, WAV, AVI"},
    {"II*", "TIFF"},
    {"{\\rtf", "RTF"},
    {"\x1F\x8B", "gzip"},
    {"7z\xBC\xAF", "7-Zip"},
    {"Rar!", "RAR"},
    {"BZh", "bzip2"},
    {"\xFD"
     "7zXZ",
     "xz"},
    {"SQLite format 3", "SQLite"},
    {"\x7F"
     "ELF",
     "ELF"},
    {"ID;P", "SYLK (.slk)"},
};
// What "export to Excel" of many web sites gives, named .xls or even .xlsx.
constexpr Mark kMarkupMarks[] = {
    {"<!doctype html", "HTML"}, {"<html", "HTML"}, {"<table", "HTML"},   {"<head", "HTML"},
    {"<meta", "HTML"},          {"<?xml", "XML"},  {"<!doctype", "XML"}, {"<workbook", "XML"},
};
constexpr std::size_t kLongestMark = 20;

Result<PeopleFileKind> wrong_kind(std::string_view found) {
    return fail(Error(ErrorCode::kImportWrongKind).with("found", std::string(found)));
}

}  // namespace

Result<PeopleFileKind> kind_of(std::string_view bytes) {
    if (bytes.empty()) return fail(ErrorCode::kImportEmpty);
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return PeopleFileKind::kXlsx;
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
        if (bytes.find(kLockedStream) != std::string_view::npos) return fail(ErrorCode::kImportWorkbookLocked);
        return wrong_kind("Excel 97-2003 (.xls)");
    }
    for (const Mark& mark : kBinaryMarks)
        if (bytes.starts_with(mark.begins_with)) return wrong_kind(mark.kind);
    std::string_view text = bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    const std::string beginning = lower_case(text.substr(0, kLongestMark));
    for (const Mark& mark : kMarkupMarks)
        if (beginning.starts_with(mark.begins_with)) return wrong_kind(mark.kind);
    return PeopleFileKind::kCsv;
}

}  // namespace settle
