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
};

std::span<const Format> formats();
const Format* formatNamed(std::string_view name); // null: there is none
const Format* formatOf(Value first);              // null: no importer knows it

// Whether the first lines of a file look like native JSON Lines, damaged ones included.
bool looksNative(std::string_view start);

} // namespace runlog
