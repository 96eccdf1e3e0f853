// SPDX-License-Identifier: Apache-2.0
#include "core/engine/draft.h"

#include "core/engine/intervals.h"
#include "core/language/edit.h"

#include <algorithm>

namespace runlog {

std::shared_ptr<const Program> withDraft(const Program& program, std::string_view conditionId, std::size_t literal,
                                         const Decimal& value)
{
    const auto isMeant = [&](const Leaf& leaf) { return leaf.condition->id == conditionId; };
    const auto found = std::find_if(program.leaves.begin(), program.leaves.end(), isMeant);
    if (found == program.leaves.end() || literal >= found->literals.size())
        return nullptr;
    auto moved = withValue(found->literals[literal], value);
    if (!moved)
        return nullptr;
    auto draft = std::make_shared<Program>(program);
    auto& leaf = draft->leaves[static_cast<std::size_t>(found - program.leaves.begin())];
    const auto tools = std::make_shared<TestTools>(*leaf.tools);
    tools->moved.assign(leaf.literals.begin(), leaf.literals.end());
    tools->moved[literal] = std::move(*moved);
    leaf.tools = tools;
    leaf.literals = tools->moved;
    prepareNumbers(leaf);
    indexPolicies(*draft);
    return draft;
}

} // namespace runlog
