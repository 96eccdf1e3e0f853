// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/value.h"

#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace runlog {

// Lists and maps inside each other, at most; deeper JSON is refused.
constexpr int MaxJsonDepth = 128;

// Bytes that must be readable after a text that a JsonReader reads.
constexpr std::size_t JsonPadding = 64;

// Reads JSON into Values: strictly (RFC 8259, valid UTF-8, no lone surrogate), everything validated, numbers kept as written.
// One reader per thread; it keeps its buffers from text to text.
class JsonReader {
public:
    // What was odd or wrong with the last text.
    struct Remarks {
        std::string error;                     // empty: it was valid
        std::size_t offset = 0;                // of the error, in bytes; the start of the text where it is not known
        std::vector<std::string> repeatedKeys; // keys that stood twice in one object; the last is kept
    };

    JsonReader();
    ~JsonReader();
    JsonReader(JsonReader&&) noexcept;
    JsonReader& operator=(JsonReader&&) noexcept;

    // The value of a whole text, nullopt where it is not JSON. Texts and numbers without escapes view `text` itself, the rest is
    // in `arena`. JsonPadding bytes after the text must be readable.
    std::optional<Value> read(std::string_view text, std::pmr::memory_resource& arena);

    const Remarks& remarks() const;

private:
    struct Body;
    std::unique_ptr<Body> m_body;
};

// Reads a text of any origin; the value is entirely in `arena`. nullopt where the text is not JSON.
std::optional<Value> parseJson(std::string_view text, std::pmr::memory_resource& arena);

// Whether a text is a number in the grammar of JSON.
bool isJsonNumber(std::string_view text);

} // namespace runlog
