// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

// The pages of the language reference and the examples in them.
namespace runlog {

// A fenced block of a page: "```yaml repeat=5" has the language "yaml" and the option "repeat=5".
struct Block {
    std::string language;
    std::string option;
    std::string text;
};

std::string readFile(const std::string& path); // empty where there is none
std::string helpPath(const std::string& name); // of resources/help/NAME.md
std::vector<Block> blocksOf(const std::string& page);

// The bytes that a YAML block stands for. `escaped`: `\xE9` is that byte. `repeat=N`: the last line N times, `#` in it counts up
// unless it begins a comment.
std::string bytesOf(const Block& block);

// The YAML blocks of every page, in order of name.
std::vector<std::string> exampleFiles();

} // namespace runlog
