// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/engine/pii/labelled.h"

#include <vector>

// Made-up labelled texts for every entity of the table, and near misses of each: those that madeup.py wrote, and
// secrets that are made when this runs. `kind` of a row is the entity that it is about.
namespace labelled {

std::vector<Row> ownRows();

// How the scanner does on the rows about an entity, where all entities compete for the text and likely findings count.
Count scoreOfOwn(const std::vector<Row>& rows, runlog::pii::Entity entity, std::vector<Miss>& misses);

} // namespace labelled
