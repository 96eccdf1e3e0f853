// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/yaml.h"

#include <memory>
#include <string>
#include <vector>

namespace runlog {

// A text whose YAML could be read in parts only.
struct Recovered {
    YamlTree tree;                 // of the text without the broken parts
    std::unique_ptr<std::string> text; // what the tree points into: a short text would move with its owner
    std::vector<Span> broken;      // entries of `policies` (or whole sections) that were left out, in order
    Diagnostics diagnostics;       // of the broken parts
};

// After an error of syntax: reads each top-level section, and each entry of `policies`, on its own; leaves out those that cannot be
// read, and reads the rest. Linear in the text.
Recovered recover(std::string_view text, std::size_t base);

} // namespace runlog
