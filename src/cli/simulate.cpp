#include "cli/simulate.h"

#include <ostream>

#include "cli/story_run.h"
#include "cli/story_text.h"

namespace settle::cli {
namespace {

namespace json = boost::json;

constexpr std::string_view kUsage =
    R"(Usage: settle simulate SCENARIO.yaml… [--format text|json]

Runs each story through the real engine on a simulated clock, in memory, and prints what would happen.

  --format text   an account to read (the default)
  --format json   one JSON document; for several stories a list of them
  --help          this text

Exit status: 0, 1 when an expectation of a story fails, 2 when a file or the command line is wrong.

Examples:
  settle simulate upgrade.yaml
  settle simulate --format json upgrade.yaml
  settle simulate stories/*.yaml

A story:
  catalog: ../my-shop/catalog.yaml
  customer: {name: Acme SARL, country: FR}
  start: 2026-03-01
  steps:
    - {do: subscribe, plan: standard, cycle: month, quantities: {user: 3}, pay_with: card_ok}
    - {at: 2026-03-11, do: change, set: {plan: professional}, expect: {due_now: {total: 121.94}}}

docs/guides/simulate.md explains every step and key.
)";

struct Options {
    std::vector<std::string> files;
    bool as_json = false;
    bool help = false;
};

// Answers what is wrong with the command line, or nothing.
std::optional<std::string> read_options(const std::vector<std::string>& args, Options& options) {
    for (std::size_t i = 0; i < args.size(); ++i) {
        std::string arg = args[i];
        if (arg == "--help" || arg == "-h") {
            options.help = true;
        } else if (arg == "--format" || arg.starts_with("--format=")) {
            if (arg == "--format" && i + 1 == args.size()) return "--format needs a value: text or json";
            const std::string format = arg == "--format" ? args[++i] : arg.substr(9);
            if (format != "text" && format != "json")
                return fmt::format("there is no format \"{}\"; there is: text, json", format);
            options.as_json = format == "json";
        } else if (arg.starts_with('-') && arg.size() > 1) {
            return fmt::format("unknown option {}", arg);
        } else {
            options.files.push_back(std::move(arg));
        }
    }
    if (options.files.empty() && !options.help) return "name at least one story";
    return std::nullopt;
}

struct Played {
    int status = kExitOk;
    std::optional<json::object> document;
};

int status_of(const Error& error) {
    return error.code == ErrorCode::kFileMalformed ? kExitFileWrong : kExitExpectationFailed;
}

Played play(const std::string& file, const Options& options, Workshop& workshop, std::ostream& out, std::ostream& err) {
    const auto story = read_story(workshop, file);
    if (!story) {
        err << text_of(story.error(), "en") << '\n';
        return {status_of(story.error()), std::nullopt};
    }
    auto world = workshop.make_world(story->catalog);
    auto result = world ? run_story(*story, **world) : Result<StoryResult>(fail(world.error()));
    if (!result) {
        const bool about_file = result.error().code == ErrorCode::kFileMalformed;
        err << (about_file ? "" : file + ": ") << text_of(result.error(), "en")
            << (about_file ? "" : " " + result.error().detail) << '\n';
        return {status_of(result.error()), std::nullopt};
    }
    if (!options.as_json) out << to_text(*story, result->document);
    for (const std::string& failure : result->failures) err << failure << '\n';
    return {result->failures.empty() ? kExitOk : kExitExpectationFailed, std::move(result->document)};
}

}  // namespace

int run_simulate(const std::vector<std::string>& args, Workshop& workshop, std::ostream& out, std::ostream& err) {
    Options options;
    if (const auto wrong = read_options(args, options)) {
        err << "settle simulate: " << *wrong << "\n\n" << kUsage;
        return kExitFileWrong;
    }
    if (options.help) {
        out << kUsage;
        return kExitOk;
    }
    int status = kExitOk;
    json::array documents;
    for (const std::string& file : options.files) {
        if (!options.as_json && file != options.files.front()) out << '\n';
        Played played = play(file, options, workshop, out, err);
        status = std::max(status, played.status);
        if (!played.document || !options.as_json) continue;
        if (options.files.size() == 1) {
            out << json::serialize(*played.document) << '\n';
            return status;
        }
        json::object named{{"file", file}};
        for (auto& member : *played.document) named[member.key()] = std::move(member.value());
        documents.push_back(std::move(named));
    }
    if (options.as_json && options.files.size() > 1) out << json::serialize(documents) << '\n';
    return status;
}

}  // namespace settle::cli
