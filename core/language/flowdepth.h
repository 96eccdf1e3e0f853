// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace runlog {

// Where brackets that open a list or a map are nested so deep that the YAML library, which looks ahead over the whole line, would
// spend quadratic time on them. A first, coarse look: texts in quotes are skipped, block scalars are not known. The exact limit of
// depth is checked while the tree is built.
std::optional<std::size_t> tooDeepFlow(std::string_view text);

} // namespace runlog
