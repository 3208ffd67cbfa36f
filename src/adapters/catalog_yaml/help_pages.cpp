#include "adapters/catalog_yaml/help_pages.h"

#include "adapters/catalog_yaml/markdown.h"
#include "adapters/catalog_yaml/node_reader.h"
#include "adapters/catalog_yaml/yaml_document.h"

namespace settle::catalog_yaml {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kTitleMax = 120;
constexpr std::size_t kSummaryMax = 300;

/// "02-pause-or-cancel.md"
struct ArticleFile {
    fs::path path;
    std::string name;
    Code slug;
};

std::optional<Code> slug_of(std::string_view name) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (name.size() < 7 || !is_digit(name[0]) || !is_digit(name[1]) || name[2] != '-' || !name.ends_with(".md"))
        return std::nullopt;
    const auto slug = Code::parse(name.substr(3, name.size() - 6));
    return slug ? std::optional(*slug) : std::nullopt;
}

std::vector<fs::path> sorted_entries(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code failure;
    for (const auto& entry : fs::directory_iterator(folder, failure)) found.push_back(entry.path());
    std::ranges::sort(found);
    return found;
}

std::vector<ArticleFile> find_articles(const fs::path& folder, std::vector<CatalogProblem>& problems) {
    std::vector<ArticleFile> files;
    for (const fs::path& path : sorted_entries(folder)) {
        const std::string name = path.filename().string();
        const auto slug = slug_of(name);
        if (!slug) {
            problems.push_back({path.string(), 0, 0,
                                "an article is called NN-slug.md, such as 01-manage-your-plan.md; NN is its place"});
        } else if (std::ranges::find(files, *slug, &ArticleFile::slug) != files.end()) {
            problems.push_back({path.string(), 0, 0, fmt::format("there are two articles \"{}\"", slug->view())});
        } else {
            files.push_back({path, name, *slug});
        }
    }
    return files;
}

/// The YAML at the top, with its lines where they were, and what follows it.
struct Parts {
    std::string front;
    std::string_view body;
    int lines_before_body = 0;
};

std::optional<Parts> split(std::string_view text) {
    constexpr std::string_view kFence = "---";
    Parts parts;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, end - at);
        if (line.ends_with('\r')) line.remove_suffix(1);
        at = std::min(end + 1, text.size());
        const bool is_first = parts.lines_before_body++ == 0;
        if (is_first && line != kFence) return std::nullopt;
        if (!is_first && line == kFence) {
            parts.body = text.substr(at);
            return parts;
        }
        // The fence becomes an empty line, so that the parser counts the file's lines.
        if (!is_first) parts.front += line;
        parts.front += '\n';
    }
    return std::nullopt;
}

class ArticleReader {
public:
    ArticleReader(const ArticleFile& file, const std::vector<ArticleFile>& all)
        : file_(file), all_(all), problems_(file.path.string()) {}

    struct Read {
        HelpText text;
        std::vector<std::string> screens;
    };
    Read read(std::vector<CatalogProblem>& problems) {
        Read read;
        const auto bytes = load_bytes(file_.path);
        if (!bytes) {
            problems.push_back(bytes.error());
            return read;
        }
        const auto parts = split(*bytes);
        if (!parts) {
            problems.push_back({file_.path.string(), 1, 1,
                                "an article begins with its front matter between two lines "
                                "of ---: title, summary, updated, screens"});
            return read;
        }
        const auto front = load_document(parts->front, file_.path.string());
        if (front) read_front(*front, read);
        else problems.push_back(front.error());
        read_body(*parts, read.text, problems);
        for (CatalogProblem& problem : problems_.take()) problems.push_back(std::move(problem));
        return read;
    }

private:
    void read_front(const YamlNode& node, Read& read) {
        static constexpr std::string_view kKeys[] = {"title", "summary", "updated", "screens"};
        const MapReader map(node, "front matter", kKeys, problems_);
        for (const std::string_view key : kKeys) map.require(key);
        map.read("title", read.text.title);
        map.read("summary", read.text.summary);
        check_length(map, "title", read.text.title, kTitleMax);
        check_length(map, "summary", read.text.summary, kSummaryMax);
        read_day(map, read.text.updated_on);
        read_screens(map, read.screens);
    }
    void check_length(const MapReader& map, std::string_view key, const std::string& text, std::size_t max) {
        if (count_characters(text) > max)
            problems_.add(*map.find(key), fmt::format("{}: at most {} characters fit", key, max));
    }
    void read_day(const MapReader& map, Date& day) {
        std::string text;
        map.read("updated", text);
        if (text.empty()) return;
        if (const auto parsed = Date::parse(text)) day = *parsed;
        else
            problems_.add(*map.find("updated"),
                          fmt::format("updated: \"{}\" is no day such as 2026-03-01", text.substr(0, 64)));
    }
    void read_screens(const MapReader& map, std::vector<std::string>& screens) {
        const YamlNode* list = map.find("screens");
        if (list == nullptr) return;
        for (const YamlNode& element : read_list(*list, "screens", problems_)) {
            const auto screen = read_scalar(element, "screens", problems_);
            if (!screen) continue;
            if (std::ranges::find(kHelpScreens, *screen) != std::end(kHelpScreens)) screens.push_back(*screen);
            else add_unknown(element, "screen", *screen, kHelpScreens, problems_);
        }
    }
    void read_body(const Parts& parts, HelpText& text, std::vector<CatalogProblem>& problems) {
        RenderedMarkdown rendered =
            render_markdown(parts.body, [this](std::string_view target) { return address_of(target); });
        for (MarkdownProblem& problem : rendered.problems)
            problems.push_back({file_.path.string(), problem.line > 0 ? problem.line + parts.lines_before_body : 0, 0,
                                std::move(problem.message)});
        if (rendered.html.empty() && rendered.problems.empty())
            problems.push_back({file_.path.string(), 0, 0, "the article is empty"});
        text.html = std::move(rendered.html);
    }
    std::optional<std::string> address_of(std::string_view target) const {
        const auto found = std::ranges::find(all_, target, &ArticleFile::name);
        if (found == all_.end()) return std::nullopt;
        return fmt::format("/portal/help/{}", found->slug.view());
    }

    const ArticleFile& file_;
    const std::vector<ArticleFile>& all_;
    Problems problems_;
};

HelpArticle& article_of(std::vector<HelpArticle>& help, const Code& slug) {
    const auto known = std::ranges::find(help, slug, &HelpArticle::slug);
    return known != help.end() ? *known : help.emplace_back(HelpArticle{.slug = slug, .screens = {}, .texts = {}});
}

void read_language(const fs::path& folder, const std::string& language, std::vector<HelpArticle>& help,
                   std::vector<CatalogProblem>& problems) {
    const std::vector<ArticleFile> files = find_articles(folder, problems);
    for (const ArticleFile& file : files) {
        auto [text, screens] = ArticleReader(file, files).read(problems);
        HelpArticle& article = article_of(help, file.slug);
        if (article.texts.empty()) article.screens = std::move(screens);
        else if (article.screens != screens)
            problems.push_back({file.path.string(), 0, 0, "screens: not the same as in the other languages"});
        article.texts[language] = std::move(text);
    }
}

void check_languages(const fs::path& folder, const Catalog& catalog, std::vector<CatalogProblem>& problems) {
    for (const HelpArticle& article : catalog.help)
        for (const std::string& language : catalog.languages)
            if (!article.texts.contains(language))
                problems.push_back({(folder / language).string(), 0, 0,
                                    fmt::format("there is no article \"{}\" in this language", article.slug.view())});
}

}  // namespace

void read_help(const fs::path& folder, Catalog& catalog, std::vector<CatalogProblem>& problems) {
    const fs::path help = folder / "help";
    std::error_code failure;
    if (!fs::is_directory(help, failure)) return;
    const auto before = problems.size();
    for (const fs::path& path : sorted_entries(help))
        if (std::ranges::find(catalog.languages, path.filename().string()) == catalog.languages.end())
            problems.push_back({path.string(), 0, 0,
                                fmt::format("the help folder holds a folder for each language of the catalog: {}",
                                            fmt::join(catalog.languages, ", "))});
    for (const std::string& language : catalog.languages)
        read_language(help / language, language, catalog.help, problems);
    // An article under another number would be in its place in one language only.
    if (problems.size() == before) check_languages(help, catalog, problems);
}

}  // namespace settle::catalog_yaml
