// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/keys.h"
#include "core/language/policy.h"

#include <functional>
#include <map>
#include <optional>

namespace runlog {

using Groups = std::map<std::string, std::vector<std::string>, std::less<>>;

// What the readers of one file share: where problems go, and what was read before.
struct Reading {
    const Source& source;
    Report& report;
    PolicyFile& file;
    std::pmr::memory_resource& arena;
};

// One entry of a map.
struct Entry {
    const Node& key;
    const Node& value;
    Span span() const { return {key.begin, value.end > key.end ? value.end : key.end}; }
};

// Calls `visit(Entry)` for each entry whose key is a text.
template <typename Visit>
void forEachEntry(const Node& map, Visit visit)
{
    for (std::size_t i = 0; i + 1 < map.children().size(); i += 2)
        if (map.children()[i].kind == Node::Kind::Scalar && !map.children()[i].refused)
            visit(Entry{map.children()[i], map.children()[i + 1]});
}

// The entry of a key; its nodes are nullptr where there is none.
struct FoundEntry {
    const Node* key = nullptr;
    const Node* value = nullptr;
    explicit operator bool() const { return key != nullptr; }
};
FoundEntry findEntry(const Node& map, std::string_view key);

// Checks of kind. Each reports what it finds wrong, blames the node itself, and is silent where that was reported before.
bool expectMap(Reading& reading, const Node& key, const Node& value);
bool expectList(Reading& reading, const Node& key, const Node& value);
bool expectThere(Reading& reading, const Node& key, const Node& value);
void reportWrongType(Reading& reading, const Node& value, std::string wanted, std::string help = {});

// Free text, quoted or not.
std::optional<std::string> readText(Reading& reading, const Node& key, const Node& value);
std::optional<bool> readFlag(Reading& reading, const Node& key, const Node& value);
std::optional<std::size_t> readCount(Reading& reading, const Node& key, const Node& value, std::size_t least);

// One word of a list of words.
std::optional<std::string> readWord(Reading& reading, const Node& key, const Node& value,
                                    std::span<const std::string_view> words);

// A list of texts; `wanted` names them: "names of people or groups".
std::vector<std::string> readTexts(Reading& reading, const Node& key, const Node& value, std::string_view wanted);

// A value as JSON would hold it, for `set` and `tests`.
Value readValue(Reading& reading, const Node& node);

// The same for text that is kept and never evaluated: numbers, words and nulls are the text that was written, so nothing in it is
// wrong.
Value readAsWritten(Reading& reading, const Node& node);

// Duplicates in a list get a warning.
void warnOfRepeats(Reading& reading, const Node& list);

} // namespace runlog
