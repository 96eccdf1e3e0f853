// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/runs.h"

#include <QString>

namespace studio {

// What a step does, by its name: the tool, `llm_call` with its model, or "first step" of a run's entry.
QString stepName(const runlog::Runs& runs, std::size_t step);

// The number of a step that people know it by: an argument called amount, total or alike, else the only number among the arguments with its
// name; of a model call its cost. Empty where there is none.
QString mainAmount(const runlog::Runs& runs, std::size_t step);

} // namespace studio
