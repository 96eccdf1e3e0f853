// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/jsonwriter.h"
#include "core/replay/labelreport.h"

namespace runlog::cli {

// The members `labels`, where there are some, and `attacks`, where the recording tells of some, into an open object.
void writeLabels(JsonWriter& json, const LabelReport& report, const Replay& after);

} // namespace runlog::cli
