#include <fstream>
#include <sstream>

#include "cli/fields.h"
#include "cli/step_reader.h"

namespace settle::cli {
namespace {

constexpr std::string_view kStoryKeys[] = {"catalog", "customer", "start", "tax_register", "steps"};
constexpr std::string_view kCustomerKeys[] = {"name",         "country",   "region",  "tax_number",
                                              "tax_register", "time_zone", "language"};
// Longer stories would only renew and renew.
constexpr std::int64_t kYearsMax = 100;

Result<std::string> load(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::error_code failure;
    if (!std::filesystem::is_regular_file(path, failure) || !file)
        return file_error(path, 0, "there is no such file, or it cannot be read");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

Result<Catalog> read_catalog(Workshop& workshop, const Fields& story) {
    const YamlNode node = TRY(story.require("catalog"));
    if (!node.is_text() && !node.is_map())
        return story.error_at(node, "catalog: the path of a catalog, or the catalog itself, is expected here");
    CatalogCheck check;
    if (node.is_map()) {
        check = workshop.check_catalog_node(node, story.file());
    } else {
        const auto path = std::filesystem::path(story.file()).parent_path() / node.text();
        std::error_code failure;
        if (!std::filesystem::is_regular_file(path, failure))
            return story.error_at(node, fmt::format("catalog: there is no file {}", path.lexically_normal().string()));
        check = workshop.check_catalog_file(path.lexically_normal());
    }
    if (check.problems.empty()) return std::move(check.catalog);
    // A problem brings its own file and line along.
    const std::string& first = check.problems.front();
    const auto split = first.find(": ");
    return fail(Error(ErrorCode::kFileMalformed)
                    .with("where", split == std::string::npos ? story.file() : first.substr(0, split))
                    .with("reason", split == std::string::npos ? first : first.substr(split + 2)));
}

Result<void> read_customer(const Fields& story, Story& result) {
    CustomerWish& customer = result.customer;
    const Fields fields = TRY(Fields::of(story.file(), TRY(story.require("customer")), "customer", kCustomerKeys));
    customer.line = fields.line();
    TRY_VOID(fields.require("country"));
    customer.name = TRY(fields.text_or("name", "Example customer"));
    customer.country = TRY(fields.text_or("country", ""));
    customer.region = TRY(fields.text_or("region", ""));
    customer.tax_number = TRY(fields.text_or("tax_number", ""));
    customer.time_zone = TRY(fields.text_or("time_zone", result.catalog.time_zone));
    customer.language = TRY(fields.text_or("language", ""));
    customer.country_line = fields.line_of_key("country");
    customer.tax_number_line = fields.line_of_key("tax_number");
    customer.time_zone_line = fields.line_of_key("time_zone");
    if (const auto word = TRY(fields.word("tax_register", kRegisterWords))) result.register_mode = register_mode(*word);
    return {};
}

}  // namespace

std::string LocalTime::str() const {
    if (second_of_day == 0) return day.str();
    return fmt::format("{}T{:02}:{:02}", day.str(), second_of_day / 3600, second_of_day / 60 % 60);
}

Result<Story> read_story(Workshop& workshop, const std::string& path) {
    Story story;
    story.file = path;
    const std::string text = TRY(load(path));
    const YamlNode root = TRY(workshop.parse_yaml(text, path));
    const Fields fields = TRY(Fields::of(story.file, root, "story", kStoryKeys));
    story.catalog = TRY(read_catalog(workshop, fields));
    if (const auto word = TRY(fields.word("tax_register", kRegisterWords))) story.register_mode = register_mode(*word);
    TRY_VOID(read_customer(fields, story));
    TRY_VOID(fields.require("start"));
    story.start = *TRY(fields.time("start"));
    const YamlNode steps = TRY(fields.require("steps"));
    if (!steps.is_list()) return fields.error_at(steps, "steps: a list is expected here");
    LocalTime present = story.start;
    for (const YamlNode& node : steps.elements()) {
        Step step = TRY(read_step(story.file, node, story.catalog));
        if (step.at && *step.at < present)
            return file_error(
                story.file, line_of(node["at"]),
                fmt::format("at: {} lies before {}; time only goes forward", step.at->str(), present.str()));
        if (step.at && *step.at > LocalTime{add_months(story.start.day, kYearsMax * 12), 0})
            return file_error(story.file, line_of(node["at"]),
                              fmt::format("at: more than {} years after the start", kYearsMax));
        if (step.at) present = *step.at;
        story.steps.push_back(std::move(step));
    }
    return story;
}

}  // namespace settle::cli
