// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

// What the scanner for personal data is timed on.
namespace runlog::bench {

// Texts as tools get them, of `size` bytes each; every tenth holds something about a person. The same bytes on any machine.
std::vector<std::string> someTexts(std::size_t count, std::size_t size);

// Regular expressions for the forms of the same entities, without checksums and context: what a scanner of patterns would run.
std::span<const char* const> formPatterns();

} // namespace runlog::bench
