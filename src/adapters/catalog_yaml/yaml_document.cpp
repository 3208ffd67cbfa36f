#include "adapters/catalog_yaml/yaml_document.h"

#include <fstream>
#include <sstream>

#include <yaml-cpp/eventhandler.h>

#include "adapters/catalog_yaml/catalog_node.h"

namespace settle::catalog_yaml {
namespace {

// What a document must not contain. Thrown through yaml-cpp, which offers no other way to stop early.
struct Refusal {
    YAML::Mark mark;
    std::string reason;
};

// Walks the events before any tree is built, so that a small file can not grow into a large one.
class Gate : public YAML::EventHandler {
public:
    void OnDocumentStart(const YAML::Mark& mark) override {
        if (++documents_ > 1) throw Refusal{mark, "only one YAML document fits in a file"};
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { refuse_anchor(mark, anchor); }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse(mark); }
    void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, const std::string&) override {
        refuse_anchor(mark, anchor);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        enter(mark, anchor);
    }
    void OnSequenceEnd() override { --depth_; }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        enter(mark, anchor);
    }
    void OnMapEnd() override { --depth_; }

private:
    static void refuse(const YAML::Mark& mark) {
        throw Refusal{mark, "anchors and aliases are not allowed; write the value again"};
    }
    static void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
        if (anchor != 0) refuse(mark);
    }
    void enter(const YAML::Mark& mark, YAML::anchor_t anchor) {
        refuse_anchor(mark, anchor);
        if (++depth_ > kDepthMax) throw Refusal{mark, fmt::format("nested deeper than {} levels", kDepthMax)};
    }

    int depth_ = 0;
    int documents_ = 0;
};

CatalogProblem problem_at(const std::string& name, const YAML::Mark& mark, std::string message) {
    return {name, mark.is_null() ? 0 : mark.line + 1, mark.is_null() ? 0 : mark.column + 1, std::move(message)};
}

}  // namespace

std::expected<YAML::Node, CatalogProblem> load_document(std::string_view text, const std::string& name) {
    if (text.size() > kBytesMax)
        return std::unexpected(CatalogProblem{name, 0, 0, fmt::format("larger than {} bytes", kBytesMax)});
    if (const auto zero = text.find('\0'); zero != std::string_view::npos) {
        const auto line = 1 + std::ranges::count(text.substr(0, zero), '\n');
        return std::unexpected(
            CatalogProblem{name, static_cast<int>(line), 0, "not a text file: it holds a zero byte"});
    }
    try {
        const std::string copy(text);
        std::istringstream events(copy);
        YAML::Parser parser(events);
        Gate gate;
        while (parser.HandleNextDocument(gate)) {
        }
        return YAML::Load(copy);
    } catch (const Refusal& refusal) {
        return std::unexpected(problem_at(name, refusal.mark, refusal.reason));
    } catch (const YAML::Exception& error) {
        return std::unexpected(problem_at(name, error.mark, "not valid YAML: " + error.msg));
    }
}

std::expected<std::string, CatalogProblem> load_bytes(const std::filesystem::path& path) {
    const auto refuse = [&](std::string why) {
        return std::unexpected(CatalogProblem{path.string(), 0, 0, std::move(why)});
    };
    std::error_code failure;
    if (!std::filesystem::is_regular_file(path, failure)) return refuse("there is no such file");
    std::ifstream file(path, std::ios::binary);
    if (!file) return refuse("the file cannot be opened");
    std::string bytes(kBytesMax + 1, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    if (file.bad()) return refuse("the file cannot be read");
    return bytes;
}

}  // namespace settle::catalog_yaml

namespace settle {

Result<YAML::Node> parse_yaml_text(std::string_view text, const std::string& name) {
    auto document = catalog_yaml::load_document(text, name);
    if (document) return *std::move(document);
    const CatalogProblem& problem = document.error();
    return fail(Error(ErrorCode::kFileMalformed).with("where", problem.where()).with("reason", problem.message));
}

}  // namespace settle
