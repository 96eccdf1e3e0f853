// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/jsonscan.h"

#include <functional>
#include <optional>

namespace runlog {

// A file of JSON cut into pieces without reading all of it at once: its lines, or the items of one list of a document. Only the shape is
// looked at: a piece is JSON where a JsonReader says so, and a document is where its frame and all of its items are.
class Pieces {
public:
    using Open = std::function<std::unique_ptr<ByteSource>()>; // the unpacked bytes from the first on; null: they cannot be opened

    // Other: it cannot be cut, or is damaged; then it is to be read as a whole.
    enum class Shape : std::uint8_t { Other, Lines, Items };

    // A document around its items: `before` ends with `[`, `after` begins with `]`.
    struct Frame {
        std::string list;   // the key of the list; empty: the document is the list
        std::string before;
        std::string after;
        std::string first;  // the first item; empty: there is none
        std::size_t items = 0;
        std::size_t depth() const { return list.empty() ? 1 : 2; } // of an item
    };

    explicit Pieces(Open open) : m_open(std::move(open)) {}

    // Reads the first line, or all of a document.
    Shape look();
    const Frame& frame() const { return m_frame; }
    const std::string& firstLine() const { return m_frame.first; }

    // Back to the first piece.
    void startLines();
    void startItems();
    // The next line that is not blank, or the next item, into `piece`; false at the end.
    bool nextLine(std::string& piece);
    bool nextItem(std::string& piece);

    std::uint32_t line() const { return m_line; }            // the number of the line that nextLine() gave
    std::uint64_t bytesRead() const { return m_scan ? m_scan->bytesRead() : 0; }
    std::string error() const { return m_scan ? m_scan->error() : "reading failed"; } // why reading ended early

private:
    bool start();
    bool readFrame();
    bool readMember(std::size_t& lists);
    bool readItems();

    Open m_open;
    std::unique_ptr<ByteSource> m_source;
    std::optional<JsonScan> m_scan;
    Frame m_frame;
    std::uint32_t m_line = 0;
    bool m_hasItems = false; // nextItem() stands before an item
};

} // namespace runlog
