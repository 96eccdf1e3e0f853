// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/options.h"
#include "core/language/jsonwriter.h"
#include "core/replay/target.h"

#include <istream>
#include <variant>

namespace runlog::cli {

// What `runlog sweep` takes to look for the values of a number that meet a target.
struct TargetInput {
    std::optional<std::size_t> approvals;
    std::string costOfARun; // dollars as typed; empty: not asked
    std::string labelFile;

    void addTo(CLI::App& app);
    bool isSet() const { return approvals.has_value() || !costOfARun.empty() || !labelFile.empty(); }
};

// The target in terms of these runs; an exit code where the labels cannot be used, which is said on `err`.
std::variant<Target, int> targetOf(const TargetInput& input, const Runs& runs, std::istream& in, std::ostream& err);

// For people, and as the member `target` of an open object.
std::string targetText(const TargetSet& set, const Runs& runs);
void writeTarget(JsonWriter& json, const TargetSet& set, const Runs& runs);

} // namespace runlog::cli
