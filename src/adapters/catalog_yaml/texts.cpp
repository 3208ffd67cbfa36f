#include "adapters/catalog_yaml/texts.h"

#include "adapters/catalog_yaml/text_book.h"
#include "adapters/catalog_yaml/yaml_document.h"
#include "domain/catalog/staff_role.h"

namespace settle::catalog_yaml {
namespace {

struct TextFile {
    std::string language;
    std::filesystem::path path;
};

// Adds the languages that texts were written in to the declared ones.
void declare(const std::vector<std::string>& languages, Catalog& catalog) {
    for (const std::string& language : languages)
        if (std::ranges::find(catalog.languages, language) == catalog.languages.end())
            catalog.languages.push_back(language);
}

// The texts.<language>.yaml files of the folder: the declared languages first, then the others by name.
std::vector<TextFile> find_files(const std::filesystem::path& folder, Catalog& catalog,
                                 std::vector<CatalogProblem>& problems) {
    std::vector<std::string> languages;
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failure)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with("texts.") || !name.ends_with(".yaml")) continue;
        const std::string language = language_of_texts(name);
        if (!language.empty()) languages.push_back(language);
        else
            problems.push_back({entry.path().string(), 0, 0,
                                "a file of texts is called texts.<language>.yaml, such as texts.fr.yaml"});
    }
    if (languages.empty()) return {};
    std::ranges::sort(languages);
    declare(languages, catalog);
    std::vector<TextFile> files;
    for (const std::string& language : catalog.languages)
        files.push_back({language, folder / ("texts." + language + ".yaml")});
    return files;
}

bool is_address(std::string_view text) {
    return text.starts_with("https://") || text.starts_with("mailto:") ||
           (text.starts_with('/') && !text.starts_with("//"));
}

// A link may lead to a web page or a mailbox, never run anything.
void check_link(const std::string& key, const Text& link, const TextBook& book, std::vector<CatalogProblem>& problems) {
    for (const auto& [language, address] : link.all())
        if (!is_address(address))
            problems.push_back(book.problem_with(
                key, language, fmt::format("\"{}\": a link starts with https://, mailto: or /", key)));
}

// `names` says whether a name that no file has is a problem.
void take_offer(TextBook& book, Need names, Catalog& catalog, std::vector<CatalogProblem>& problems) {
    for (Item& item : catalog.items) {
        const std::string key = "items." + item.code.str();
        item.name = book.take(key + ".name", names, problems);
        item.name_plural = book.take(key + ".name_plural", names, problems);
        item.description = book.take(key + ".description", Need::kOptional, problems);
        item.help_link = book.take(key + ".help_link", Need::kOptional, problems);
        check_link(key + ".help_link", item.help_link, book, problems);
    }
    for (Feature& feature : catalog.features)
        feature.name = book.take("features." + feature.code.str(), names, problems);
    for (Plan& plan : catalog.plans) {
        const std::string key = "plans." + plan.code.str();
        plan.name = book.take(key + ".name", names, problems);
        plan.description = book.take(key + ".description", Need::kOptional, problems);
        plan.included_text = book.take(key + ".included", Need::kOptional, problems);
    }
}

void take_all(TextBook& book, Need names, Catalog& catalog, std::vector<CatalogProblem>& problems) {
    catalog.vendor_name = book.take("vendor.name", names, problems);
    catalog.seller.own().legal_mentions = book.take("seller.legal_mentions", Need::kOptional, problems);
    take_offer(book, names, catalog, problems);
    for (Role& role : catalog.roles) role.name = book.take("roles." + role.code.str(), names, problems);
    for (StaffRole& role : catalog.staff.own().roles) {
        Text name = book.take("staff_roles." + role.code.str(), role.name.empty() ? names : Need::kOptional, problems);
        if (!name.empty()) role.name = std::move(name);
    }
    for (Rule& rule : catalog.rules) rule.reason = book.take("rules." + rule.id.str(), Need::kOptional, problems);
    catalog.layout.labels = book.take_all("labels.", problems);
    catalog.decline_reasons = book.take_all("decline_reasons.", problems);
    catalog.layout.links = book.take_all("links.", problems);
    for (const auto& [key, link] : catalog.layout.links) check_link("links." + key, link, book, problems);
}

// Every file of texts in `folder`; nothing when there is none, or one could not be read.
std::unique_ptr<TextBook> read_book(const std::filesystem::path& folder, Catalog& catalog,
                                    std::vector<CatalogProblem>& problems) {
    const std::vector<TextFile> files = find_files(folder, catalog, problems);
    const auto problems_before = problems.size();
    auto book = std::make_unique<TextBook>();
    for (const TextFile& file : files) {
        const auto bytes = load_bytes(file.path);
        if (!bytes) problems.push_back(bytes.error());
        else book->add_file(file.language, file.path.string(), *bytes, problems);
    }
    // A file that could not be read would make every one of its texts a missing one.
    if (problems.size() != problems_before || files.empty()) return nullptr;
    return book;
}

}  // namespace

bool has_texts(const std::filesystem::path& folder) {
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failure)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("texts.") && name.ends_with(".yaml")) return true;
    }
    return false;
}

std::string language_of_texts(std::string_view name) {
    constexpr std::string_view kBefore = "texts.";
    constexpr std::string_view kBehind = ".yaml";
    if (!name.starts_with(kBefore) || !name.ends_with(kBehind)) return {};
    if (name.size() != kBefore.size() + 2 + kBehind.size()) return {};
    const std::string_view language = name.substr(kBefore.size(), 2);
    const bool is_language = std::ranges::all_of(language, [](char c) { return c >= 'a' && c <= 'z'; });
    return is_language ? std::string(language) : std::string();
}

void read_texts(const std::filesystem::path& folder, Catalog& catalog, std::vector<CatalogProblem>& problems) {
    const bool is_complete = problems.empty();
    const auto book = read_book(folder, catalog, problems);
    if (!book) return;
    take_all(*book, Need::kRequired, catalog, problems);
    // The texts of a part that could not be read would look unused.
    if (is_complete) book->report_unused(problems);
}

void read_given_texts(const std::vector<GivenTexts>& given, Catalog& catalog, std::vector<CatalogProblem>& problems) {
    const bool is_complete = problems.empty();
    std::vector<std::string> languages;
    for (const GivenTexts& texts : given) languages.push_back(texts.language);
    std::ranges::sort(languages);
    declare(languages, catalog);
    const auto problems_before = problems.size();
    TextBook book;
    for (const std::string& language : catalog.languages) {
        const auto texts = std::ranges::find(given, language, &GivenTexts::language);
        if (texts == given.end()) problems.push_back({"texts." + language + ".yaml", 0, 0, "there is no such file"});
        else book.add_file(texts->language, texts->name, texts->yaml, problems);
    }
    // A file that could not be read would make every one of its texts a missing one.
    if (problems.size() != problems_before) return;
    take_all(book, Need::kRequired, catalog, problems);
    if (is_complete) book.report_unused(problems);
}

void read_inherited_texts(const std::filesystem::path& folder, Catalog& catalog,
                          std::vector<CatalogProblem>& problems) {
    if (const auto book = read_book(folder, catalog, problems)) take_all(*book, Need::kOptional, catalog, problems);
    name_after_codes(catalog);
}

void name_after_codes(Catalog& catalog) {
    const std::string language = catalog.languages.empty() ? "en" : catalog.languages.front();
    const auto name = [&language](Text& text, std::string_view code) {
        if (text.empty()) text.set(language, std::string(code));
    };
    name(catalog.vendor_name, catalog.vendor);
    for (Item& item : catalog.items) {
        name(item.name, item.code.view());
        name(item.name_plural, item.code.view());
    }
    for (Feature& feature : catalog.features) name(feature.name, feature.code.view());
    for (Plan& plan : catalog.plans) name(plan.name, plan.code.view());
    for (Role& role : catalog.roles) name(role.name, role.code.view());
    for (StaffRole& role : catalog.staff.own().roles) name(role.name, role.code.view());
}

}  // namespace settle::catalog_yaml
