// SPDX-License-Identifier: Apache-2.0
#include "core/checks/mutate.h"

#include "core/checks/testrun.h"
#include "core/language/edit.h"
#include "core/language/parse.h"
#include "core/language/report.h"
#include "core/replay/sweep.h"

#include <algorithm>
#include <array>
#include <utility>

namespace runlog {

namespace {

using Swap = std::pair<std::string_view, std::string_view>;

constexpr std::array operatorSwaps{
    Swap{"gt", "gte"}, Swap{"lt", "lte"}, Swap{"eq", "ne"}, Swap{"in", "not_in"}, Swap{"contains", "not_contains"},
    Swap{"starts_with", "ends_with"}, Swap{"any_item", "all_items"}, Swap{"any", "all"}, Swap{"after", "not_after"}};
constexpr std::array oneWaySwaps{Swap{"none", "any"}, Swap{"no_item", "any_item"}};

std::vector<std::string_view> neighbours(std::string_view word)
{
    std::vector<std::string_view> found;
    for (const auto& [a, b] : operatorSwaps) {
        if (word == a)
            found.push_back(b);
        if (word == b)
            found.push_back(a);
    }
    for (const auto& [from, to] : oneWaySwaps)
        if (word == from)
            found.push_back(to);
    return found;
}

std::vector<std::string_view> otherActions(Action action)
{
    switch (action) {
    case Action::Allow: case Action::Modify: return {};
    case Action::Log: return {"deny"};
    case Action::RequireApproval: return {"log", "deny"};
    case Action::Deny: return {"log", "terminate"};
    case Action::Terminate: return {"log", "deny"};
    }
    return {};
}

class MutantMaker {
public:
    explicit MutantMaker(const PolicyFile& file) : m_file(file), m_source(*file.source) {}

    std::vector<Mutant> make()
    {
        for (const auto& place : thresholds(m_file))
            addThreshold(place);
        for (const auto& policy : m_file.policies) {
            if (!policy.enabled)
                continue;
            m_policy = &policy;
            addOperators(policy.when);
            if (policy.unless)
                addOperators(*policy.unless);
            addActions();
        }
        std::stable_sort(m_mutants.begin(), m_mutants.end(),
                         [](const Mutant& a, const Mutant& b) { return a.span.begin < b.span.begin; });
        // A map that begins with `all` is itself an all of its entries, at the same place.
        const auto repeats = std::unique(m_mutants.begin(), m_mutants.end(),
                                         [](const Mutant& a, const Mutant& b) { return a.edit == b.edit; });
        m_mutants.erase(repeats, m_mutants.end());
        return std::move(m_mutants);
    }

private:
    void add(Mutant::Kind kind, const std::string& policy, Span span, Edit edit, std::string change)
    {
        m_mutants.push_back({kind, policy, span, std::move(edit), std::move(change), false});
    }

    void addReplacement(Mutant::Kind kind, const std::string& policy, Span span, std::string_view text)
    {
        add(kind, policy, span, {span, std::string(text)},
            inTicks(m_source.text(span)) + " to " + inTicks(text));
    }

    void addThreshold(const ThresholdPlace& place)
    {
        const auto step = grain(*place.value);
        for (const auto& value : {valueOf(*place.value).minus(step), valueOf(*place.value).plus(step)}) {
            const auto result = value ? replaceLiteral(m_source, *place.value, *value) : LiteralEdit{};
            if (result.edit)
                addReplacement(Mutant::Kind::Threshold, place.policy, result.edit->span, result.edit->text);
        }
    }

    // The key as the file writes it: an implied operator, or one in quotes, has no word of its own.
    void addWord(Span span, std::string_view word)
    {
        if (!m_source.bytes().substr(span.begin).starts_with(std::string(word) + ':'))
            return;
        for (const auto other : neighbours(word))
            addReplacement(Mutant::Kind::Operator, m_policy->id, {span.begin, span.begin + word.size()}, other);
    }

    void addOperators(const Condition& condition)
    {
        switch (condition.kind) {
        case Condition::Kind::Test: addWord(condition.opSpan, row(condition.op).name); break;
        case Condition::Kind::Any: addWord(condition.span, "any"); break;
        case Condition::Kind::All: addWord(condition.span, "all"); break;
        case Condition::Kind::None: addWord(condition.span, "none"); break;
        case Condition::Kind::After: addWord(condition.span, "after"); break;
        case Condition::Kind::NotAfter: addWord(condition.span, "not_after"); break;
        case Condition::Kind::Not: case Condition::Kind::Window: break;
        }
        for (const auto& child : condition.children)
            addOperators(child);
        for (const auto& test : condition.itemTests())
            addOperators(test);
        if (condition.window() == nullptr)
            return;
        if (condition.window()->where != nullptr)
            addOperators(*condition.window()->where);
        for (const auto& test : condition.window()->tests)
            addOperators(test);
    }

    void addActions()
    {
        const auto span = m_policy->actionSpan;
        if (m_source.text(span) != name(m_policy->action))
            return;
        for (const auto action : otherActions(m_policy->action))
            addReplacement(Mutant::Kind::Action, m_policy->id, span, action);
        const auto off = isFlow() ? ", enabled: false" : "\n" + indent(span.begin) + "enabled: false";
        add(Mutant::Kind::Action, m_policy->id, span, {{span.end, span.end}, off}, "the policy off");
    }

    bool isFlow() const { return m_source.text(m_policy->span).starts_with('{'); }

    // Blanks up to the key `action`, which may follow the dash of the entry.
    std::string indent(std::size_t offset) const
    {
        const auto line = m_source.line(m_source.place(offset).line);
        const auto key = line.find("action");
        return std::string(key == std::string_view::npos ? 0 : key, ' ');
    }

    const PolicyFile& m_file;
    const Source& m_source;
    const Policy* m_policy = nullptr;
    std::vector<Mutant> m_mutants;
};

std::shared_ptr<const PolicyFile> mutated(const PolicyFile& file, const Mutant& mutant)
{
    const auto text = applyEdits(file.source->bytes(), {mutant.edit});
    auto parsed = parse(std::make_shared<const Source>(file.source->name(), text));
    return hasError(parsed.diagnostics) ? nullptr : parsed.file;
}

} // namespace

std::string_view name(Mutant::Kind kind)
{
    switch (kind) {
    case Mutant::Kind::Threshold: return "threshold";
    case Mutant::Kind::Operator: return "operator";
    case Mutant::Kind::Action: return "action";
    }
    return {};
}

std::vector<Mutant> mutantsOf(const PolicyFile& file)
{
    auto mutants = MutantMaker(file).make();
    std::erase_if(mutants, [&](const Mutant& mutant) { return mutated(file, mutant) == nullptr; });
    return mutants;
}

std::size_t Mutation::killed() const
{
    const auto died = [](const Mutant& mutant) { return !mutant.survived; };
    return static_cast<std::size_t>(std::count_if(mutants.begin(), mutants.end(), died));
}

Mutation mutate(const std::shared_ptr<const PolicyFile>& file, std::stop_token stop)
{
    Mutation mutation;
    mutation.baseFails = !allTestsPass(file);
    if (mutation.baseFails)
        return mutation;
    for (auto& mutant : MutantMaker(*file).make()) {
        if (stop.stop_requested()) {
            mutation.stopped = true;
            break;
        }
        const auto changed = mutated(*file, mutant);
        if (changed == nullptr)
            continue;
        mutant.survived = allTestsPass(changed);
        mutation.mutants.push_back(std::move(mutant));
    }
    return mutation;
}

} // namespace runlog
