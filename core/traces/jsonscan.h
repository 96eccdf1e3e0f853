// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/bytes.h"

#include <string>
#include <vector>

namespace runlog {

// Walks over JSON text that need not be in memory as a whole, and finds where values end. It pairs brackets and quotes and checks
// nothing else. A byte order mark at the start is left out.
class JsonScan {
public:
    explicit JsonScan(ByteSource& source);

    // The next byte; -1 at the end.
    int peek() { return m_at < m_end || fill() ? static_cast<unsigned char>(m_buffer[m_at]) : -1; }
    void skip() { ++m_at; }
    bool skipIf(char c);
    void skipBlanks();         // of all kinds
    void skipBlanksOfLine();   // no line ends

    // A value or a text from here on, added to `to` where that is given; false where it does not end.
    bool value(std::string* to);
    bool text(std::string* to);
    // Up to the end of the line, which is left out; false where nothing is left.
    bool line(std::string& to);

    bool sawLineEnd() const { return m_sawLineEnd; } // in a value or among blanks
    void forgetLineEnds() { m_sawLineEnd = false; }
    std::uint64_t bytesRead() const { return m_bytesRead; }
    const std::string& error() const { return m_source.error(); }

private:
    bool fill();
    void take(std::size_t begin, std::string* to);
    bool container(std::string* to);
    bool scalar(std::string* to);

    ByteSource& m_source;
    std::vector<char> m_buffer;
    std::size_t m_at = 0;
    std::size_t m_end = 0;
    std::uint64_t m_bytesRead = 0;
    bool m_sawLineEnd = false;
};

} // namespace runlog
