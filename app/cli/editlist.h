// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/jsonwriter.h"
#include "core/replay/attribution.h"

namespace runlog::cli {

// Which edits the changes come from: for people, as a list in Markdown, and as the member `edits` of an open object.
std::string editText(const Attribution& attribution);
std::string editMarkdown(const Attribution& attribution);
void writeEdits(JsonWriter& json, const Attribution& attribution);

// The edits of one change, as the member `edits` of an open object: places in the list of all.
void writeCauses(JsonWriter& json, const Attribution& attribution, std::size_t change);

} // namespace runlog::cli
