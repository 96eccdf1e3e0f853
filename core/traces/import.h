// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/json.h"
#include "core/traces/runspart.h"

#include <functional>
#include <set>

namespace runlog {

// What an importer works on: one file in memory, or one piece of a file, and the part that its runs go to. Values that read() and
// eachLine() give live as long as the Import; what add() and the texts of a Run take is copied.
class Import {
public:
    // What the Imports of the pieces of one file share.
    struct Shared {
        JsonReader json;
        std::set<std::pair<std::string, std::string>> runs; // services and ids that are taken
        std::size_t unnamed = 0;                            // numbers that were given
    };

    // `bytes` has JsonPadding readable bytes after it.
    Import(std::string_view name, std::string_view bytes, RunsPart& part);
    // A piece of a file that stands for a document of its own: a line, or a document with one of its items. `line` is 0 for the latter.
    Import(std::string_view name, Value piece, std::uint32_t line, RunsPart& part, Shared& shared);
    // Lines of a file that belong together.
    Import(std::string_view name, std::string_view lines, RunsPart& part, Shared& shared);

    std::string_view name() const { return m_name; }       // as the caller named it
    std::string_view stem() const;                         // the file's name without folder and ending
    std::string_view bytes() const { return m_bytes; }
    RunsPart& part() { return *m_part; }
    Import(const Import&) = delete;
    Import& operator=(const Import&) = delete;
    Problems& problems() { return m_part->problems; }

    // Whether the file is lines of JSON, else it is one document.
    bool isLines();
    // The document, or the first line that can be read; nullopt where there is none.
    std::optional<Value> first();

    const std::string& broken() const { return m_broken; } // why first() has nothing

    // The whole file as one value; nullopt where it is none, which is then reported.
    std::optional<Value> document();
    // The document, or each line.
    void eachValue(const std::function<void(Value, std::uint32_t)>& use);
    // Each line as a value; damaged ones are reported and left out.
    void eachLine(const std::function<void(Value, std::uint32_t)>& use);
    // JSON inside a text; nullopt where the text is none.
    std::optional<Value> parse(std::string_view text);
    // A text that lives as long as the Import.
    std::string_view hold(std::string text) { return copyText(text, m_arena); }
    std::pmr::memory_resource& arena() { return m_arena; }

    // A run that is in this file as a whole; the texts of `run` are copied. Its steps follow with add().
    RunsPart::RunRef addRun(std::string_view service, const Run& run);
    void add(RunsPart::RunRef run, Step step);
    // The number of the next run of the file that has no name of its own, from 0.
    std::size_t nextNumber() { return m_shared->unnamed++; }
    std::uint32_t name(std::string_view text) { return text.empty() ? Names::Absent : m_part->intern(text); }

    // A recorded cost of a step with these tokens; 0 beside tokens is unknown.
    std::optional<Money> cost(Value value, std::int64_t tokensIn, std::int64_t tokensOut);
    // An ISO time; warned about once where it has no zone, NoTime where it is none.
    Time time(Value value);

private:
    enum class Shape : std::uint8_t { Unknown, Document, Lines, Broken };

    JsonReader& json() { return m_shared->json; }
    void warnRepeated(std::size_t line, std::string_view key);
    bool isTaken(std::string_view service, std::string_view id) const;
    std::string_view freeId(std::string_view service, std::string_view id);
    void findShape();
    bool readFirstOf(int mostLines);

    Shared m_own;                        // of a file that is in memory as a whole
    Shared* m_shared = &m_own;
    Shape m_shape = Shape::Unknown;
    std::uint32_t m_line = 0;            // of a piece
    std::optional<Value> m_first;
    std::vector<std::string> m_repeated; // keys of the document
    std::string m_broken;                // why the document is none
    std::size_t m_brokenLine = 0;
    std::string_view m_name;
    std::string_view m_bytes;
    RunsPart* m_part;
    std::pmr::monotonic_buffer_resource m_arena;
};

// Reads one file of one format.
using Importer = void (*)(Import&);

// A count of tokens, -1 where it is none or past 10¹⁵.
std::int64_t tokens(Value value);

// The first value of a map that is there.
Value firstOf(Value map, std::initializer_list<std::string_view> keys);

} // namespace runlog
