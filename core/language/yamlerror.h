// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/treebuilder.h"

#include <string_view>

namespace runlog {

// Turns an error of the YAML library into one of ours. Its words are poor and its place is where it noticed, often a line later:
// an open quote or bracket is looked for from the last node that was read.
void reportYamlError(TreeBuilder& builder, std::string_view libraryMessage, std::size_t at);

} // namespace runlog
