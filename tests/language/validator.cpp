// SPDX-License-Identifier: Apache-2.0
#include "tests/language/validator.h"

#include "core/language/scalar.h"

#include <QRegularExpression>

#include <algorithm>

namespace runlog {

namespace {

bool hasMatch(std::string_view pattern, std::string_view text)
{
    const auto utf16 = [](std::string_view utf8) { return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())); };
    return QRegularExpression(utf16(pattern)).match(utf16(text)).hasMatch();
}

std::string typeOf(const Node& node)
{
    if (node.kind == Node::Kind::Map)
        return "object";
    if (node.kind == Node::Kind::List)
        return "array";
    if (isNull(node))
        return "null";
    if (node.isQuoted())
        return "string";
    const ScalarKind kind = scalarKind(node.text());
    return kind == ScalarKind::Boolean ? "boolean" : kind == ScalarKind::Number ? "number" : "string";
}

bool sameScalar(const Node& a, const Node& b) { return typeOf(a) == typeOf(b) && a.text() == b.text(); }

class Validator {
public:
    explicit Validator(const Node& root)
        : m_root(root)
    {
    }

    std::string check(const Node& schema, const Node& node, const std::string& path) const
    {
        for (std::size_t i = 0; i + 1 < schema.children().size(); i += 2) {
            const std::string problem = keyword(std::string(schema.children()[i].text()), schema.children()[i + 1], schema, node, path);
            if (!problem.empty())
                return problem;
        }
        return {};
    }

private:
    std::string keyword(const std::string& name, const Node& value, const Node& schema, const Node& node, const std::string& path) const
    {
        if (name == "description" || name == "title" || name == "$schema" || name == "definitions")
            return {};
        if (name == "$ref")
            return check(*m_root.find("definitions")->find(value.text().substr(14)), node, path);
        if (name == "type")
            return hasType(value, node) ? "" : path + ": not of type " + std::string(value.text());
        if (name == "const")
            return sameScalar(value, node) ? "" : path + ": not the constant";
        if (name == "enum")
            return std::ranges::any_of(value.children(), [&](const Node& item) { return item.text() == node.text(); }) ? "" : path + ": not in the enum";
        if (name == "anyOf" || name == "allOf")
            return combined(name, value, node, path);
        if (name == "pattern")
            return typeOf(node) != "string" || hasMatch(value.text(), node.text()) ? "" : path + ": pattern";
        return sized(name, value, schema, node, path);
    }

    static bool hasType(const Node& value, const Node& node)
    {
        const std::string type = typeOf(node);
        const auto fits = [&](const Node& wanted) {
            const bool whole = type == "number" && node.text().find_first_of(".eE") == std::string_view::npos;
            return wanted.text() == type || (wanted.text() == "integer" && whole);
        };
        return value.kind == Node::Kind::List ? std::ranges::any_of(value.children(), fits) : fits(value);
    }

    std::string combined(const std::string& name, const Node& value, const Node& node, const std::string& path) const
    {
        std::string first;
        for (const Node& option : value.children()) {
            const std::string problem = check(option, node, path);
            if (problem.empty() && name == "anyOf")
                return {};
            if (!problem.empty() && (first.empty() || problem.size() > first.size()))
                first = problem;
        }
        return first;
    }

    std::string sized(const std::string& name, const Node& value, const Node& schema, const Node& node, const std::string& path) const
    {
        const bool isList = node.kind == Node::Kind::List;
        const bool isMap = node.kind == Node::Kind::Map;
        if (name == "items")
            return items(value, node, path);
        if (name == "properties" || name == "patternProperties" || name == "additionalProperties")
            return isMap && name == lastOfThem(schema) ? properties(schema, node, path) : "";
        if (name == "required")
            return isMap ? required(value, node, path) : "";
        const std::size_t limit = std::stoul(std::string(value.text()));
        if (name == "minItems")
            return isList && node.children().size() < limit ? path + ": too few items" : "";
        if (name == "maxItems")
            return isList && node.children().size() > limit ? path + ": too many items" : "";
        if (name == "minProperties")
            return isMap && node.children().size() / 2 < limit ? path + ": too few keys" : "";
        if (name == "minLength")
            return node.kind == Node::Kind::Scalar && node.text().size() < limit ? path + ": too short" : "";
        if (name == "maxLength")
            return node.kind == Node::Kind::Scalar && node.text().size() > limit ? path + ": too long" : "";
        if (name == "minimum")
            return typeOf(node) == "number" && (node.text().starts_with('-') || std::stoul(std::string(node.text())) < limit) ? path + ": too small" : "";
        return "the validator does not know `" + name + '`';
    }

    // The three keywords belong together and are looked at once.
    static std::string lastOfThem(const Node& schema)
    {
        std::string last;
        for (const char* name : {"properties", "patternProperties", "additionalProperties"})
            if (schema.find(name) != nullptr)
                last = name;
        return last;
    }

    std::string items(const Node& value, const Node& node, const std::string& path) const
    {
        std::size_t index = 0;
        for (const Node& item : node.kind == Node::Kind::List ? node.children() : std::span<const Node>()) {
            const std::string problem = check(value, item, path + '[' + std::to_string(index++) + ']');
            if (!problem.empty())
                return problem;
        }
        return {};
    }

    std::string required(const Node& value, const Node& node, const std::string& path) const
    {
        for (const Node& key : value.children())
            if (node.find(key.text()) == nullptr)
                return path + ": lacks " + std::string(key.text());
        return {};
    }

    std::string properties(const Node& schema, const Node& node, const std::string& path) const
    {
        for (std::size_t i = 0; i + 1 < node.children().size(); i += 2) {
            const std::string key(node.children()[i].text());
            const std::string problem = property(schema, key, node.children()[i + 1], path + '/' + key);
            if (!problem.empty())
                return problem;
        }
        return {};
    }

    std::string property(const Node& schema, const std::string& key, const Node& value, const std::string& path) const
    {
        const Node* known = schema.find("properties");
        if (const Node* own = known != nullptr ? known->find(key) : nullptr)
            return check(*own, value, path);
        if (const Node* patterns = schema.find("patternProperties"))
            for (std::size_t i = 0; i + 1 < patterns->children().size(); i += 2)
                if (hasMatch(patterns->children()[i].text(), key))
                    return check(patterns->children()[i + 1], value, path);
        const Node* others = schema.find("additionalProperties");
        if (others != nullptr && others->kind == Node::Kind::Scalar)
            return others->text() == "false" ? path + ": unknown key" : "";
        return others != nullptr ? check(*others, value, path) : "";
    }

    const Node& m_root;
};

} // namespace

std::string validate(const Node& schema, const Node& document) { return Validator(schema).check(schema, document, ""); }

} // namespace runlog
