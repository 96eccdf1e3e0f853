// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/value.h"

#include <string>
#include <vector>

// What an approver may make of the arguments. Knows no Qt.
namespace studio {

struct EditedArgs {
    std::string json;    // compact, of the arguments as changed; empty where they are not accepted
    std::string reason;  // why not, as a sentence for the approver
};

// Accepts JSON with the same keys in which only the editable paths ("args.amount") differ, each with the type it had.
EditedArgs checkEdit(runlog::Value original, const std::string& json, const std::vector<std::string>& editable);

// The arguments to start from: one key a line.
std::string editableText(runlog::Value args);

} // namespace studio
