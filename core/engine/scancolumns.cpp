// SPDX-License-Identifier: Apache-2.0
#include "core/engine/scancolumns.h"

namespace runlog {

std::vector<ScanColumn*> ScanColumns::columnsOf(const Program& program)
{
    std::vector<ScanColumn*> columns;
    const std::scoped_lock lock(m_mutex);
    for (const auto& leaf : program.leaves) {
        if (leaf.scanMemo == Leaf::NoMemo || leaf.scanMemo < columns.size())
            continue;
        const auto& tools = *leaf.tools;
        m_texts.expect(tools.scan.wanted);
        columns.push_back(columnOf({leaf.field, leaf.condition->field.path, tools.scan.wanted, tools.minLikelihood, tools.minCount}));
    }
    return columns;
}

ScanColumn* ScanColumns::columnOf(const Question& question)
{
    for (const auto& [asked, column] : m_columns)
        if (asked == question)
            return column.get();
    if (m_columns.size() == MostQuestions)
        return nullptr;
    m_columns.emplace_back(question, std::make_unique<ScanColumn>(m_steps, m_texts));
    return m_columns.back().second.get();
}

} // namespace runlog
