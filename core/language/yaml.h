// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/diagnostic.h"

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>
#include <string_view>

// Bytes of a YAML file to a tree of nodes that know where they stand. yaml.cpp is the only file that includes yaml-cpp.
namespace runlog {

// A node of the tree; 32 bytes, copied freely. Its memory belongs to the YamlTree.
struct Node {
    enum class Kind : std::uint8_t { Empty, Scalar, List, Map }; // Empty: nothing is written, which means null
    enum class Style : std::uint8_t { Plain, SingleQuoted, DoubleQuoted, Literal, Folded, Block, Flow };

    Kind kind = Kind::Empty;
    Style style = Style::Plain;
    bool refused = false;    // an alias, or something else that was reported already: say no more about it
    std::uint32_t begin = 0; // bytes in the source, quotes and brackets included
    std::uint32_t end = 0;

    // Of a Scalar: its value; else empty.
    std::string_view text() const
    {
        return kind == Kind::Scalar ? std::string_view(static_cast<const char*>(m_memory), m_size) : std::string_view();
    }
    // Of a List: items; of a Map: key, value, key, value …; else empty.
    std::span<const Node> children() const
    {
        return kind >= Kind::List ? std::span(static_cast<const Node*>(m_memory), m_size) : std::span<const Node>();
    }

    void setText(std::string_view value) { setMemory(value.data(), value.size()); }
    void setChildren(const Node* nodes, std::size_t count) { setMemory(nodes, count); }

    Span span() const { return {begin, end}; }
    bool isPlain() const { return kind == Kind::Scalar && style == Style::Plain; }
    bool isQuoted() const { return kind == Kind::Scalar && style != Style::Plain; }

    // The value of a key of a Map; nullptr where there is none.
    const Node* find(std::string_view key) const;

private:
    void setMemory(const void* memory, std::size_t size)
    {
        m_memory = memory;
        m_size = static_cast<std::uint32_t>(size);
    }

    std::uint32_t m_size = 0;
    const void* m_memory = nullptr;
};
static_assert(sizeof(Node) <= 32);

struct YamlTree {
    std::shared_ptr<std::pmr::memory_resource> arena; // owns what is not in the text itself
    Node root;                                        // Empty after an error of syntax
    Diagnostics diagnostics;
    bool whole = false;                               // the text was read to its end
};

constexpr std::size_t maxYamlDepth = 64;

// Reads one document of the YAML subset that policies are written in: no anchors, aliases, tags, complex keys, duplicate
// keys, second documents, directives or text after the value. Everything of that is an error with its place.
//
// `text` is clean UTF-8 (see inspect()) and must outlive the tree; `base` is added to every offset, for a part of a file
// that starts at the start of a line. Does no I/O and does not throw.
YamlTree readYaml(std::string_view text, std::size_t base = 0);

} // namespace runlog
