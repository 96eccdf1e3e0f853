// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/import.h"

#include <span>

namespace runlog {

// One way of writing runs down. The native one has no importer: it is read in blocks.
struct Format {
    std::string_view name;
    std::string_view description;
    Importer importer = nullptr;
    bool (*fits)(Value first) = nullptr; // whether a document, or the first line of a file of lines, is of it

    // How a file that is too large for the memory may be cut. Of a document the first item is there alone, the importer gets one item after
    // the other in a document of its own; null: only as a whole.
    bool (*byItems)(Value document) = nullptr;
    bool byLines = false;
    // Lines with the same answer belong to one run, nullopt: to none; null: each line stands for itself.
    std::optional<std::string> (*runOfLine)(Value line) = nullptr;
    // What is said of a file with that many lines that belong to no run.
    void (*noteOther)(Problems& problems, std::size_t lines) = nullptr;
};

std::span<const Format> formats();
const Format* formatNamed(std::string_view name); // null: there is none
const Format* formatOf(Value first);              // null: no importer knows it

// Whether the first lines of a file look like native JSON Lines, damaged ones included.
bool looksNative(std::string_view start);

} // namespace runlog
