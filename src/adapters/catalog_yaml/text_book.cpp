#include "adapters/catalog_yaml/text_book.h"

#include "adapters/catalog_yaml/nearest.h"
#include "adapters/catalog_yaml/node_reader.h"
#include "adapters/catalog_yaml/yaml_document.h"

namespace settle::catalog_yaml {

void TextBook::add_file(std::string language, std::string file, std::string_view yaml,
                        std::vector<CatalogProblem>& problems) {
    const auto document = load_document(yaml, file);
    if (!document) return problems.push_back(document.error());
    File& added = files_.emplace_back(File{std::move(language), file, {}});
    if (document->is_null()) return;
    Problems found(std::move(file));
    for (const auto& entry : MapReader(*document, "texts", {}, found).entries())
        if (auto text = read_scalar(entry.value, entry.key, found)) {
            added.entries[entry.key] = Entry{*std::move(text), entry.key_node.line(), entry.key_node.column()};
        }
    std::ranges::move(found.take(), std::back_inserter(problems));
}

const TextBook::File* TextBook::file_with(const std::string& key) const {
    for (const File& file : files_)
        if (file.entries.contains(key)) return &file;
    return nullptr;
}

Text TextBook::take(const std::string& key, Need need, std::vector<CatalogProblem>& problems) {
    asked_for_[key] = true;
    Text text;
    const File* translated = file_with(key);
    if (translated == nullptr && need == Need::kOptional) return text;
    for (const File& file : files_) {
        const auto entry = file.entries.find(key);
        if (entry != file.entries.end()) {
            text.set(file.language, entry->second.text);
            continue;
        }
        std::string message = fmt::format("the text \"{}\" is missing", key);
        if (translated != nullptr)
            message += fmt::format(" in {}; {}:{} has it", file.language,
                                   std::filesystem::path(translated->name).filename().string(),
                                   translated->entries.at(key).line);
        problems.push_back({file.name, 0, 0, std::move(message)});
    }
    return text;
}

std::map<std::string, Text> TextBook::take_all(std::string_view prefix, std::vector<CatalogProblem>& problems) {
    std::map<std::string, Text> taken;
    for (const File& file : files_)
        for (const auto& [key, entry] : file.entries)
            if (key.starts_with(prefix) && key.size() > prefix.size() && !taken.contains(key.substr(prefix.size())))
                taken[key.substr(prefix.size())] = take(key, Need::kOptional, problems);
    return taken;
}

void TextBook::report_unused(std::vector<CatalogProblem>& problems) const {
    std::vector<std::string_view> known;
    for (const auto& [key, used] : asked_for_) known.push_back(key);
    for (const File& file : files_)
        for (const auto& [key, entry] : file.entries)
            if (!asked_for_.contains(key)) {
                const std::string_view near = nearest(key, known);
                problems.push_back(
                    {file.name, entry.line, entry.column,
                     near.empty() ? fmt::format("nothing uses the text \"{}\"", key)
                                  : fmt::format("nothing uses the text \"{}\"; did you mean \"{}\"?", key, near)});
            }
}

CatalogProblem TextBook::problem_with(const std::string& key, const std::string& language, std::string message) const {
    for (const File& file : files_)
        if (const auto entry = file.entries.find(key); file.language == language && entry != file.entries.end())
            return {file.name, entry->second.line, entry->second.column, std::move(message)};
    return {{}, 0, 0, std::move(message)};
}

}  // namespace settle::catalog_yaml
