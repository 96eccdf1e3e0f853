// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/source.h"
#include "core/replay/session/sessionfile.h"

#include <initializer_list>

namespace runlog {

// Where a session file is wrong. Places are found from what values view of the text: only a key with an escape has none, and
// then the object around it stands for it.
class SessionProblems {
public:
    explicit SessionProblems(const Source& source) : m_source(source) {}

    void add(std::size_t offset, std::string message);
    std::size_t offsetOf(std::string_view part, std::size_t otherwise) const; // of a part of the text
    std::vector<SessionProblem> take();

private:
    const Source& m_source;
    std::vector<SessionProblem> m_problems;
};

// One object of a session file: gives its members by key and type, and tells what is missing, wrong or unknown. What it cannot
// give is empty; isGood() says whether the whole may be used.
class EntryReader {
public:
    // `keys` are all that the object may have. `otherwise` is the place of an object without keys.
    EntryReader(SessionProblems& problems, Value entry, std::initializer_list<std::string_view> keys, std::size_t otherwise);

    std::string text(std::string_view key);         // must be there, and not empty
    std::string textOrNone(std::string_view key);
    std::int64_t whole(std::string_view key);
    std::string digest(std::string_view key);       // 64 hexadecimal digits
    Time timeOrNone(std::string_view key);
    Value value(std::string_view key) const { return m_entry.find(key); }

    // Says that the value of a key, or the entry where there is no such key, cannot be used.
    void refuse(std::string_view key, const std::string& message);
    std::size_t offsetOf(std::string_view key) const; // of a key, or of the entry
    bool isGood() const { return m_good; }

private:
    bool has(std::string_view key);

    SessionProblems& m_problems;
    Value m_entry;
    std::size_t m_offset;
    bool m_good = true;
};

} // namespace runlog
