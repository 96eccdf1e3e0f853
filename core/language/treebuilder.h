// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/report.h"
#include "core/language/yaml.h"

#include <optional>
#include <vector>

namespace runlog {

// Anchor and tag of a node: both are refused.
struct Properties {
    bool anchor = false;
    bool tag = false;
};

// Makes the tree of a YAML text from events that say where each node begins, and checks what the YAML library lets through.
//
// Offsets that come in count from the start of the text. Errors are collected; Stop is thrown where going on makes no sense.
class TreeBuilder {
public:
    struct Stop {};

    // A collection that is not closed yet.
    struct Open {
        Node node;
        std::size_t begin = 0;      // in the text
        std::size_t firstChild = 0; // index into the pending nodes
        int indent = -1;            // column of a block collection; of a flow collection that of the block around it
    };

    TreeBuilder(std::string_view text, std::size_t base);

    void startDocument(std::size_t at);
    void endDocument();
    void addNull(std::size_t at, bool anchor);
    void addAlias(std::size_t at);
    void addScalar(std::size_t at, const std::string& value, Properties properties);
    void open(Node::Kind kind, std::size_t at, Node::Style style, Properties properties);
    void close();

    void checkRest();
    void refuseRest();
    void refuseSecondDocument(std::size_t at);
    YamlTree take(bool whole);

    std::string_view text() const { return m_text; }
    std::size_t cursor() const { return m_cursor; } // after the last node that was read
    const std::vector<Open>& openCollections() const { return m_open; }
    Diagnostic& report(Code code, std::size_t begin, std::size_t end, std::string message, std::string help = {});

private:
    std::size_t skipProperties(std::size_t at, Properties properties);
    void skipGap(std::size_t to);
    std::size_t checkedGapByte(std::size_t at, std::size_t to);
    void add(const Node& node);
    bool isKeyNext() const;
    std::optional<std::size_t> writtenNull(std::size_t at) const;
    std::size_t emptyPlace(std::size_t at) const;
    std::size_t flowEnd(const Node& node);
    int indentAround() const { return m_open.empty() ? -1 : m_open.back().indent; }
    bool inFlow() const { return !m_open.empty() && m_open.back().node.style == Node::Style::Flow; }
    void checkScalar(const Node& node, std::size_t begin, std::size_t end);
    void checkLines(std::size_t begin, std::size_t end);
    void checkKeys(const Node& map);
    void checkKey(const Node& key, const Node& value);
    void checkItems(const Node& list);
    std::string_view keep(std::string_view value, std::size_t begin, std::size_t end);
    Node& placed(Node& node, std::size_t begin, std::size_t end) const;

    std::string_view m_text;
    std::size_t m_base;
    std::shared_ptr<std::pmr::monotonic_buffer_resource> m_arena;
    std::vector<Node> m_pending;
    std::vector<Open> m_open;
    std::size_t m_cursor = 0;
    Report m_report;
};

} // namespace runlog
