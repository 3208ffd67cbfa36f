// What a YAML document holds: texts, lists and mappings, and where each of them stands. Parsing is for an adapter.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace settle {

/// A part of a document that has been read; copies share it, and nobody changes it.
class YamlNode {
public:
    enum class Kind : std::uint8_t { kNull, kText, kList, kMap };
    enum class Quoted : std::uint8_t { kNo, kYes };
    /// Line and column count from 1; 0 is not known.
    struct Place {
        int line = 0;
        int column = 0;
    };
    /// A key, which may be of any kind, and its value.
    using Pair = std::pair<YamlNode, YamlNode>;

    /// The node that is not there. It reads as null, as an empty text and as an empty list.
    YamlNode() = default;
    static YamlNode null(Place place);
    static YamlNode text(std::string text, Quoted quoted, Place place);
    static YamlNode list(std::vector<YamlNode> elements, Place place);
    /// In the order of the document; a key may stand there twice.
    static YamlNode map(std::vector<Pair> pairs, Place place);

    bool is_defined() const { return content_ != nullptr; }
    bool is_null() const { return kind() == Kind::kNull; }
    bool is_text() const { return kind() == Kind::kText; }
    bool is_list() const { return kind() == Kind::kList; }
    bool is_map() const { return kind() == Kind::kMap; }

    /// The scalar exactly as written, without quotes; empty for any other kind.
    const std::string& text() const { return content().text; }
    /// Whether it stood between quotes, or was a block of text.
    bool is_quoted() const { return content().is_quoted; }
    /// Of a list; none for any other kind.
    const std::vector<YamlNode>& elements() const { return content().elements; }
    /// Of a mapping; none for any other kind.
    const std::vector<Pair>& pairs() const { return content().pairs; }
    /// The value of the first such key; a node that is not there when there is none.
    YamlNode operator[](std::string_view key) const;
    int line() const { return content().place.line; }
    int column() const { return content().place.column; }

private:
    struct Content {
        Kind kind = Kind::kNull;
        bool is_quoted = false;
        Place place;
        std::string text;
        std::vector<YamlNode> elements;
        std::vector<Pair> pairs;
    };
    explicit YamlNode(Content content) : content_(std::make_shared<const Content>(std::move(content))) {}
    Kind kind() const { return content().kind; }
    const Content& content() const;

    std::shared_ptr<const Content> content_;
};

}  // namespace settle
