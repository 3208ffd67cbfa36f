#include "base/yaml_node.h"

namespace settle {

YamlNode YamlNode::null(Place place) {
    Content content;
    content.place = place;
    return YamlNode(std::move(content));
}

YamlNode YamlNode::text(std::string text, Quoted quoted, Place place) {
    Content content;
    content.kind = Kind::kText;
    content.is_quoted = quoted == Quoted::kYes;
    content.place = place;
    content.text = std::move(text);
    return YamlNode(std::move(content));
}

YamlNode YamlNode::list(std::vector<YamlNode> elements, Place place) {
    Content content;
    content.kind = Kind::kList;
    content.place = place;
    content.elements = std::move(elements);
    return YamlNode(std::move(content));
}

YamlNode YamlNode::map(std::vector<Pair> pairs, Place place) {
    Content content;
    content.kind = Kind::kMap;
    content.place = place;
    content.pairs = std::move(pairs);
    return YamlNode(std::move(content));
}

YamlNode YamlNode::operator[](std::string_view key) const {
    for (const auto& [name, value] : pairs())
        if (name.is_text() && name.text() == key) return value;
    return {};
}

const YamlNode::Content& YamlNode::content() const {
    static const Content kNothing;
    return content_ == nullptr ? kNothing : *content_;
}

}  // namespace settle
