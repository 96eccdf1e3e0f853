// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

// Where the scalars of a YAML text end. The YAML library says where they begin and what they mean.
namespace runlog {

// The offset after the closing quote of the scalar that opens at `begin`; npos where it is not closed.
std::size_t quotedEnd(std::string_view text, std::size_t begin);

// The offset after a plain scalar: its value folds line breaks and blanks, so only its other bytes are matched.
std::size_t plainEnd(std::string_view text, std::size_t begin, std::string_view value);

// The offset after the last line with content of a block scalar that begins with `|` or `>`, without the line end.
// `parentIndent` is the column of the collection it stands in, -1 at the top.
std::size_t blockEnd(std::string_view text, std::size_t begin, int parentIndent);

} // namespace runlog
