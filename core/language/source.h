// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace runlog {

// A half-open range of bytes in a Source. Offsets take 32 bits, as there are many spans and no file has more than 16 MiB.
struct Span {
    constexpr Span() = default;
    constexpr Span(std::size_t from, std::size_t to)
        : begin(static_cast<std::uint32_t>(from))
        , end(static_cast<std::uint32_t>(to))
    {
    }

    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    std::size_t length() const { return end - begin; }
    bool contains(std::size_t offset) const { return begin <= offset && offset < end; }
    bool operator==(const Span&) const = default;
};

// A place as people and editors say it. Lines and columns count from 1.
struct Place {
    std::size_t line = 1;
    std::size_t byteColumn = 1;  // UTF-8 bytes since the start of the line
    std::size_t utf16Column = 1; // UTF-16 units since the start of the line, as text editors count
};

// The bytes of one file and where its lines start. Immutable, so threads may share it.
//
// Lines end at LF, CRLF or a lone CR. A byte order mark belongs to line 1 but to no column.
// Bytes need not be valid UTF-8; a column inside a broken sequence counts each bad byte as one unit.
class Source {
public:
    Source(std::string name, std::string bytes);

    const std::string& name() const { return m_name; }
    std::string_view bytes() const { return m_bytes; }
    std::string_view text(Span span) const;
    std::size_t lineCount() const { return m_lineStarts.size(); }

    // The text of a line (from 1) without its line end; empty past the end.
    std::string_view line(std::size_t number) const;
    Place place(std::size_t offset) const;

    // The offset of a line and byte column (from 1), clamped to the line.
    std::size_t offset(std::size_t line, std::size_t byteColumn) const;

private:
    std::string m_name;
    std::string m_bytes;
    std::vector<std::size_t> m_lineStarts;
};

using SourcePtr = std::shared_ptr<const Source>;

} // namespace runlog
