#include "adapters/mail_templates/mail_templates.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "adapters/mail_templates/markdown_forms.h"
#include "adapters/mail_templates/product_files.h"
#include "adapters/mail_templates/template_file.h"
#include "base/ensure.h"
#include "domain/mail/mail_template.h"

namespace settle {
namespace {

using mail::TemplateFile;
using mail::Values;

constexpr std::string_view kFooter = "footer";
constexpr std::string_view kFrame = "frame.html";
constexpr std::string_view kEnding = ".md";
constexpr std::size_t kFileBytesMax = 64 * 1024;

/// What every mail may name beside its own fields.
constexpr std::string_view kCommon[] = {"vendor", "name", "support", "portal"};

/// Texts by mail, then by language.
using Files = std::map<std::string, std::map<std::string, TemplateFile, std::less<>>, std::less<>>;

Result<void> take(Files& files, const std::string& where, std::string_view name, std::string_view text) {
    const auto refused = [&](std::string_view why) {
        return fail(Error(ErrorCode::kFileMalformed).with("where", where).with("reason", std::string(why)));
    };
    const std::string_view stem = name.substr(0, name.size() - kEnding.size());
    const std::size_t dot = stem.rfind('.');
    if (!name.ends_with(kEnding) || dot == std::string_view::npos || dot == 0)
        return refused("a mail's file is called <mail>.<language>.md");
    const std::string_view of = stem.substr(0, dot);
    const MailTemplate* known = nullptr;
    if (of != kFooter) {
        const auto found = find_mail_template(of);
        if (!found) return refused(text_of(found.error(), "en"));
        known = *found;
    }
    auto file = TRY(mail::read_template(where, text, known == nullptr ? mail::HasSubject::kNo : mail::HasSubject::kYes,
                                        [&](std::string_view field) {
                                            return std::ranges::find(kCommon, field) != std::end(kCommon) ||
                                                   (known != nullptr && known->find_field(field) != nullptr);
                                        }));
    files[std::string(of)].insert_or_assign(std::string(stem.substr(dot + 1)), std::move(file));
    return {};
}

Result<Files> read_folder(const std::string& folder) {
    Files files;
    std::error_code error;
    std::vector<std::filesystem::path> paths;
    if (!std::filesystem::is_directory(folder, error)) return files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) paths.push_back(entry.path());
    std::ranges::sort(paths);
    for (const auto& path : paths) {
        std::ifstream input(path, std::ios::binary);
        const std::string text((std::istreambuf_iterator<char>(input)), std::istreambuf_iterator<char>());
        if (!input || text.size() > kFileBytesMax)
            return fail(Error(ErrorCode::kFileMalformed)
                            .with("where", path.string())
                            .with("reason", fmt::format("cannot be read, or is larger than {} bytes", kFileBytesMax)));
        TRY_VOID(take(files, path.string(), path.filename().string(), text));
    }
    return files;
}

class MailTemplates final : public MailRenderer {
public:
    explicit MailTemplates(MailWords words) : words_(std::move(words)) {}

    Result<void> read(const std::map<std::string, std::string>& folders) {
        for (const mail::ProductFile& file : mail::product_files()) {
            if (file.name == kFrame) frame_ = file.text;
            else TRY_VOID(take(ours_, std::string(file.name), file.name, file.text));
        }
        for (const auto& [vendor, folder] : folders) theirs_[vendor] = TRY(read_folder(folder));
        return {};
    }

    Result<MailText> render(const Catalog& catalog, const Mail& mail) const override {
        const MailTemplate& known = *TRY(find_mail_template(mail.template_name));
        const TemplateFile* file = find(catalog, mail.template_name, mail.language);
        const TemplateFile* footer = find(catalog, kFooter, mail.language);
        ENSURE(file != nullptr && footer != nullptr);
        const Values values = TRY(values_of(catalog, known, mail));
        const std::string accent = catalog.layout.accent.empty() ? "#333333" : catalog.layout.accent;
        const mail::Look look{accent, words_.text_on(accent)};
        const std::string body = mail::fill_markdown(file->body, values);
        const std::string below = mail::fill_markdown(footer->body, values);
        MailText text;
        text.subject = mail::fill_plain(file->subject, values);
        text.text = fmt::format("{}\n-- \n{}", mail::text_form(body), mail::text_form(below));
        text.html = mail::fill_html(frame_, {{"language", mail.language},
                                             {"subject", text.subject},
                                             {"vendor", catalog.vendor_name.in(mail.language)},
                                             {"accent", accent},
                                             {"content", mail::html_form(body, look)},
                                             {"footer", mail::html_form(below, look)}});
        return text;
    }

private:
    const TemplateFile* find(const Catalog& catalog, std::string_view of, std::string_view language) const {
        const auto theirs = theirs_.find(catalog.vendor);
        std::vector<std::string_view> languages{language};
        if (!catalog.languages.empty()) languages.emplace_back(catalog.languages.front());
        languages.emplace_back("en");
        for (const std::string_view wanted : languages)
            for (const Files* files : {theirs == theirs_.end() ? nullptr : &theirs->second, &ours_}) {
                if (files == nullptr) continue;
                const auto texts = files->find(of);
                if (texts == files->end()) continue;
                if (const auto text = texts->second.find(wanted); text != texts->second.end()) return &text->second;
            }
        return nullptr;
    }

    Result<Values> values_of(const Catalog& catalog, const MailTemplate& known, const Mail& mail) const {
        Values values{{"vendor", catalog.vendor_name.in(mail.language)},
                      {"name", mail.name},
                      {"support", catalog.seller->email},
                      {"portal", words_.portal}};
        for (const auto& [name, value] : mail.fields) {
            const MailField* field = known.find_field(name);
            // Queued by another version of the program: the template does not say it any more.
            if (field == nullptr) continue;
            values.emplace_back(name, value.empty() ? value : TRY(written(*field, value, mail.language)));
        }
        return values;
    }

    Result<std::string> written(const MailField& field, const std::string& value, std::string_view language) const {
        switch (field.kind) {
            case MailFieldKind::kDay: return words_.day(TRY(Date::parse(value)), language);
            case MailFieldKind::kMoney: {
                const std::size_t blank = value.find(' ');
                const Currency currency = TRY(Currency::parse(value.substr(0, blank)));
                const std::string amount = blank == std::string::npos ? std::string() : value.substr(blank + 1);
                return words_.money(TRY(Money::parse(amount, currency)), language);
            }
            case MailFieldKind::kText:
            case MailFieldKind::kLink: break;
        }
        return value;
    }

    const MailWords words_;
    std::string frame_;
    Files ours_;
    std::map<std::string, Files, std::less<>> theirs_;
};

}  // namespace

Result<std::unique_ptr<MailRenderer>> make_mail_templates(MailWords words,
                                                          const std::map<std::string, std::string>& folders) {
    auto templates = std::make_unique<MailTemplates>(std::move(words));
    TRY_VOID(templates->read(folders));
    return templates;
}

}  // namespace settle
