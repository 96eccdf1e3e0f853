// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/thresholdplane.h"
#include "ui/threshold/axis.h"

#include <map>
#include <optional>
#include <vector>

namespace studio {

// The values of two numbers at which their plane is replayed, and the points that are known. Each point is exact, and stands for the
// cell around it in the picture alone.
class PlaneGrid {
public:
    // Forgets all points where the values are others than before.
    void setValues(std::vector<runlog::Decimal> columns, std::vector<runlog::Decimal> rows);
    void clear() { m_known.clear(); }

    const std::vector<runlog::Decimal>& columns() const { return m_columns; }
    const std::vector<runlog::Decimal>& rows() const { return m_rows; }

    // The next row to ask for: the whole height coarsely first, then the rows between. nullopt: all are known.
    std::optional<runlog::Decimal> nextRow() const;
    void add(const runlog::Decimal& row, std::vector<runlog::PlanePoint> points);
    std::size_t knownRows() const { return m_known.size(); }
    bool isWhole() const { return m_known.size() == m_rows.size(); }

    const runlog::PlanePoint* at(std::size_t column, std::size_t row) const; // null: not known

private:
    std::vector<runlog::Decimal> m_columns;
    std::vector<runlog::Decimal> m_rows;
    std::map<runlog::Decimal, std::vector<runlog::PlanePoint>> m_known; // by row
};

// The middles of at most `most` equal strips of an axis in whole grains, ascending, each once.
std::vector<runlog::Decimal> middles(const Axis& axis, std::size_t most, const runlog::Decimal& grain);

// Pixels where the cells of neighbouring values meet, with the ends of the axis: one more than values.
std::vector<double> cellEdges(const Axis& axis, const std::vector<runlog::Decimal>& values);

} // namespace studio
