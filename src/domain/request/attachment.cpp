#include "domain/request/attachment.h"

#include "base/text.h"

namespace settle {
namespace {

using namespace std::string_view_literals;

// Texts are read in full: one byte of something else makes it something else.
bool is_plain_text(std::string_view content) {
    for (std::size_t i = 0; i < content.size();) {
        const auto byte = static_cast<unsigned char>(content[i]);
        if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f') return false;
        if (byte == 0x7f) return false;
        const std::size_t length = byte < 0x80                   ? 1
                                   : byte >= 0xc2 && byte < 0xe0 ? 2
                                   : byte >= 0xe0 && byte < 0xf0 ? 3
                                   : byte >= 0xf0 && byte < 0xf5 ? 4
                                                                 : 0;
        if (length == 0 || i + length > content.size()) return false;
        for (std::size_t next = i + 1; next < i + length; ++next)
            if ((static_cast<unsigned char>(content[next]) & 0xc0) != 0x80) return false;
        i += length;
    }
    return true;
}

std::string ending_of(std::string_view name) {
    const auto dot = name.rfind('.');
    return dot == std::string_view::npos || dot == 0 ? std::string() : lower_case(name.substr(dot + 1));
}

std::optional<AttachmentType> type_of(std::string_view ending, std::string_view content) {
    using enum AttachmentType;
    if (content.starts_with("%PDF-"sv)) return ending == "pdf" ? std::optional(kPdf) : std::nullopt;
    if (content.starts_with("\x89PNG\r\n\x1a\n"sv)) return ending == "png" ? std::optional(kPng) : std::nullopt;
    if (content.starts_with("\xff\xd8\xff"sv))
        return ending == "jpg" || ending == "jpeg" ? std::optional(kJpeg) : std::nullopt;
    if ((ending != "txt" && ending != "csv") || !is_plain_text(content)) return std::nullopt;
    return ending == "csv" ? kCsv : kText;
}

bool is_file_name(std::string_view name) {
    return std::ranges::none_of(name, [](char letter) {
        return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f || letter == '/' || letter == '\\';
    });
}

}  // namespace

std::string_view name_of(AttachmentType type) {
    constexpr std::string_view kNames[] = {"application/pdf", "image/png", "image/jpeg", "text/plain; charset=utf-8",
                                           "text/csv; charset=utf-8"};
    return kNames[static_cast<std::size_t>(type)];
}

Result<AttachmentType> check_attachment(std::string_view name, std::string_view content) {
    if (name.empty()) return fail(ErrorCode::kFieldRequired, "name");
    if (count_characters(name) > kAttachmentNameMax)
        return fail(Error(ErrorCode::kFieldTooLong, "name").with("max", fmt::to_string(kAttachmentNameMax)));
    if (!is_file_name(name)) return fail(Error(ErrorCode::kFieldInvalid, "name").with("expected", "\"offer.pdf\""));
    if (content.empty()) return fail(ErrorCode::kFieldRequired, "file");
    if (content.size() > kAttachmentBytesMax)
        return fail(Error(ErrorCode::kBodyTooLarge).with("max", fmt::to_string(kAttachmentBytesMax)));
    const auto type = type_of(ending_of(name), content);
    if (!type) return fail(ErrorCode::kAttachmentTypeRefused, "file");
    return *type;
}

}  // namespace settle
