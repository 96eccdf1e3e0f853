// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/planegrid.h"

#include "ui/threshold/sweepcurve.h"

#include <algorithm>

namespace studio {

using runlog::Decimal;

void PlaneGrid::setValues(std::vector<Decimal> columns, std::vector<Decimal> rows)
{
    if (columns == m_columns && rows == m_rows)
        return;
    m_columns = std::move(columns);
    m_rows = std::move(rows);
    m_known.clear();
}

std::optional<Decimal> PlaneGrid::nextRow() const
{
    std::size_t stride = 1;
    while (stride * 2 < m_rows.size())
        stride *= 2;
    for (; stride > 0; stride /= 2)
        for (std::size_t row = 0; row < m_rows.size(); row += stride)
            if (!m_known.contains(m_rows[row]))
                return m_rows[row];
    return std::nullopt;
}

void PlaneGrid::add(const Decimal& row, std::vector<runlog::PlanePoint> points)
{
    if (std::find(m_rows.begin(), m_rows.end(), row) != m_rows.end())
        m_known[row] = std::move(points);
}

const runlog::PlanePoint* PlaneGrid::at(std::size_t column, std::size_t row) const
{
    const auto known = row < m_rows.size() ? m_known.find(m_rows[row]) : m_known.end();
    return known != m_known.end() && column < known->second.size() ? &known->second[column] : nullptr;
}

std::vector<Decimal> middles(const Axis& axis, std::size_t most, const Decimal& grain)
{
    std::vector<Decimal> values;
    for (std::size_t strip = 0; strip < most; ++strip) {
        const double part = (static_cast<double>(strip) + 0.5) / static_cast<double>(most);
        values.push_back(wholeGrains(axis.value(axis.left + axis.width * part), grain));
    }
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

std::vector<double> cellEdges(const Axis& axis, const std::vector<Decimal>& values)
{
    std::vector<double> edges{axis.left};
    for (std::size_t n = 1; n < values.size(); ++n)
        edges.push_back((axis.x(values[n - 1].approximate()) + axis.x(values[n].approximate())) / 2);
    edges.push_back(axis.left + axis.width);
    return edges;
}

} // namespace studio
