#include "adapters/catalog_yaml/yaml_document.h"

#include <yaml.h>

#include <fstream>

#include "adapters/catalog_yaml/catalog_node.h"
#include "base/ensure.h"

namespace settle::catalog_yaml {
namespace {

YamlNode::Place place_of(const yaml_mark_t& mark) {
    return {static_cast<int>(mark.line) + 1, static_cast<int>(mark.column) + 1};
}

std::string text_of(const yaml_char_t* text, std::size_t length) {
    return std::string(reinterpret_cast<const char*>(text), length);
}

bool is_null_word(std::string_view text) {
    return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL";
}

// Builds the tree while the events come, so that what is refused never grows into one.
class Builder {
public:
    /// False when the document must not be read further; `reason` and `place` then say why.
    bool take(const yaml_event_t& event) {
        place = place_of(event.start_mark);
        switch (event.type) {
            case YAML_DOCUMENT_START_EVENT: return ++documents_ == 1 || refuse("only one YAML document fits in a file");
            case YAML_ALIAS_EVENT: return refuse(kNoAnchors);
            case YAML_SCALAR_EVENT: return take_scalar(event);
            case YAML_SEQUENCE_START_EVENT:
                return enter(YamlNode::Kind::kList, event.data.sequence_start.anchor != nullptr);
            case YAML_MAPPING_START_EVENT:
                return enter(YamlNode::Kind::kMap, event.data.mapping_start.anchor != nullptr);
            case YAML_SEQUENCE_END_EVENT:
            case YAML_MAPPING_END_EVENT: leave(); return true;
            default: return true;
        }
    }

    std::string reason;
    YamlNode::Place place;
    YamlNode root = YamlNode::null({});

private:
    static constexpr const char* kNoAnchors = "anchors and aliases are not allowed; write the value again";

    struct Open {
        YamlNode::Kind kind;
        YamlNode::Place place;
        std::vector<YamlNode> elements;
        std::vector<YamlNode::Pair> pairs;
        std::optional<YamlNode> key;  // Of a mapping, while its value has not come.
    };

    bool refuse(std::string why) {
        reason = std::move(why);
        return false;
    }

    bool take_scalar(const yaml_event_t& event) {
        const auto& scalar = event.data.scalar;
        if (scalar.anchor != nullptr) return refuse(kNoAnchors);
        const bool is_plain = scalar.style == YAML_PLAIN_SCALAR_STYLE;
        std::string text = text_of(scalar.value, scalar.length);
        if (is_plain && scalar.tag == nullptr && is_null_word(text)) add(YamlNode::null(place));
        else add(YamlNode::text(std::move(text), is_plain ? YamlNode::Quoted::kNo : YamlNode::Quoted::kYes, place));
        return true;
    }

    bool enter(YamlNode::Kind kind, bool has_anchor) {
        if (has_anchor) return refuse(kNoAnchors);
        open_.push_back({kind, place, {}, {}, {}});
        return open_.size() <= kDepthMax || refuse(fmt::format("nested deeper than {} levels", kDepthMax));
    }

    void leave() {
        Open done = std::move(open_.back());
        open_.pop_back();
        add(done.kind == YamlNode::Kind::kList ? YamlNode::list(std::move(done.elements), done.place)
                                               : YamlNode::map(std::move(done.pairs), done.place));
    }

    void add(YamlNode node) {
        if (open_.empty()) {
            root = std::move(node);
            return;
        }
        Open& open = open_.back();
        if (open.kind == YamlNode::Kind::kList) open.elements.push_back(std::move(node));
        else if (!open.key) open.key = std::move(node);
        else {
            open.pairs.emplace_back(*std::move(open.key), std::move(node));
            open.key.reset();
        }
    }

    std::vector<Open> open_;
    int documents_ = 0;
};

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {
        ENSURE(yaml_parser_initialize(&parser_) != 0);
        yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    }
    ~Parser() { yaml_parser_delete(&parser_); }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    /// False when the text cannot be read further, or `builder` will not; builder.reason then says why.
    bool run(Builder& builder) {
        for (;;) {
            yaml_event_t event;
            if (yaml_parser_parse(&parser_, &event) == 0) return say_problem(builder);
            const bool is_end = event.type == YAML_STREAM_END_EVENT;
            const bool goes_on = builder.take(event);
            yaml_event_delete(&event);
            if (is_end || !goes_on) return goes_on;
        }
    }

private:
    bool say_problem(Builder& builder) const {
        const char* problem = parser_.problem == nullptr ? "no memory" : parser_.problem;
        builder.reason = fmt::format("not valid YAML: {}", problem);
        builder.place = place_of(parser_.problem_mark);
        // What is never closed is missed behind the last line; where it was opened is where to look.
        std::string_view lines = text_;
        if (lines.ends_with('\n')) lines.remove_suffix(1);
        const bool is_behind = builder.place.line > 1 + std::ranges::count(lines, '\n');
        if (is_behind && parser_.context != nullptr) builder.place = place_of(parser_.context_mark);
        if (parser_.error == YAML_READER_ERROR) {
            // Bytes that are no text have an offset only.
            const std::string_view before = text_.substr(0, std::min(parser_.problem_offset, text_.size()));
            builder.place = {static_cast<int>(std::ranges::count(before, '\n')) + 1, 0};
        }
        return false;
    }

    std::string_view text_;
    yaml_parser_t parser_{};
};

}  // namespace

std::expected<YamlNode, CatalogProblem> load_document(std::string_view text, const std::string& name) {
    if (text.size() > kBytesMax)
        return std::unexpected(CatalogProblem{name, 0, 0, fmt::format("larger than {} bytes", kBytesMax)});
    if (const auto zero = text.find('\0'); zero != std::string_view::npos) {
        const auto line = 1 + std::ranges::count(text.substr(0, zero), '\n');
        return std::unexpected(
            CatalogProblem{name, static_cast<int>(line), 0, "not a text file: it holds a zero byte"});
    }
    Builder builder;
    if (!Parser(text).run(builder))
        return std::unexpected(CatalogProblem{name, builder.place.line, builder.place.column, builder.reason});
    return builder.root;
}

std::expected<std::string, CatalogProblem> load_bytes(const std::filesystem::path& path) {
    const auto refuse = [&](std::string why) {
        return std::unexpected(CatalogProblem{path.string(), 0, 0, std::move(why)});
    };
    std::error_code failure;
    if (!std::filesystem::is_regular_file(path, failure)) return refuse("there is no such file");
    std::ifstream file(path, std::ios::binary);
    if (!file) return refuse("the file cannot be opened");
    // What its folder says is a guess: the file may grow meanwhile, or have no size at all.
    const auto size = std::filesystem::file_size(path, failure);
    std::string bytes;
    std::size_t room = failure ? kBytesMax : std::min<std::uintmax_t>(size, kBytesMax);
    while (file && bytes.size() <= kBytesMax) {
        const std::size_t known = bytes.size();
        bytes.resize(std::min(known + room + 1, kBytesMax + 1));
        file.read(bytes.data() + known, static_cast<std::streamsize>(bytes.size() - known));
        bytes.resize(known + static_cast<std::size_t>(file.gcount()));
        room = kBytesMax;
    }
    if (file.bad()) return refuse("the file cannot be read");
    return bytes;
}

}  // namespace settle::catalog_yaml

namespace settle {

Result<YamlNode> parse_yaml_text(std::string_view text, const std::string& name) {
    auto document = catalog_yaml::load_document(text, name);
    if (document) return *std::move(document);
    const CatalogProblem& problem = document.error();
    return fail(Error(ErrorCode::kFileMalformed).with("where", problem.where()).with("reason", problem.message));
}

}  // namespace settle
