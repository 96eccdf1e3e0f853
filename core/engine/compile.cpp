// SPDX-License-Identifier: Apache-2.0
#include "core/engine/leafmaker.h"

#include <algorithm>
#include <cassert>

namespace runlog {

namespace {

// How much of everything the program of a policy takes.
struct Counts {
    std::size_t policies = 0;
    std::size_t nodes = 0;
    std::size_t leaves = 0;

    void add(const Policy& policy)
    {
        ++policies;
        add(policy.when);
        if (policy.unless)
            add(*policy.unless);
    }

private:
    void add(const Condition& condition)
    {
        ++nodes;
        leaves += condition.kind == Condition::Kind::Test ? 1 : 0;
        addAll(condition.children);
        addTogether(condition.itemTests());
        const auto* window = condition.window();
        if (window == nullptr)
            return;
        if (window->where)
            add(*window->where);
        addTogether(window->tests);
    }

    void addAll(const std::vector<Condition>& conditions)
    {
        for (const auto& condition : conditions)
            add(condition);
    }

    // Under a node of their own.
    void addTogether(const std::vector<Condition>& tests)
    {
        nodes += tests.empty() ? 0 : 1;
        addAll(tests);
    }
};

class Compiler {
public:
    explicit Compiler(PolicySet set) : m_program(std::make_shared<Program>()) { m_program->set = std::move(set); }

    std::shared_ptr<Program> run()
    {
        reserve();
        for (std::size_t file = 0; file < m_program->set.files.size(); ++file)
            addFile(static_cast<std::uint32_t>(file));
        for (const auto& policy : m_program->policies)
            m_program->infos.push_back(policy.info);
        indexPolicies(*m_program);
        return m_program;
    }

private:
    // Counted before, as growing would hold everything twice.
    void reserve()
    {
        Counts counts;
        for (const auto& file : m_program->set.files)
            for (const auto& policy : file->policies)
                if (policy.enabled)
                    counts.add(policy);
        m_program->policies.reserve(counts.policies);
        m_program->infos.reserve(counts.policies);
        m_program->nodes.reserve(counts.nodes);
        m_program->leaves.reserve(counts.leaves);
    }

    void addFile(std::uint32_t index)
    {
        const auto& file = *m_program->set.files[index];
        m_zone = zoneNamed(file.timezone);
        m_program->fileZone.push_back(m_zone);
        m_program->hasDefaultDeny |= file.defaultDecision == DefaultDecision::Deny;
        m_program->hasServices |= !file.services.empty();
        for (const auto& policy : file.policies)
            if (policy.enabled)
                addPolicy(policy, file, index);
    }

    void addPolicy(const Policy& policy, const PolicyFile& file, std::uint32_t fileIndex)
    {
        ProgramPolicy compiled;
        compiled.info = {&policy, &file, policy.mode.value_or(file.mode), concerns(policy.when)};
        compiled.file = fileIndex;
        compiled.when = addCondition(policy.when);
        if (policy.unless)
            compiled.unless = addCondition(*policy.unless);
        compiled.action = policy.action;
        compiled.skipOnError = policy.skipOnError;
        compiled.observes = compiled.info.mode == Mode::Observe;
        m_program->policies.push_back(compiled);
    }

    std::uint32_t zoneNamed(const std::string& name)
    {
        const auto known = std::find(m_zoneNames.begin(), m_zoneNames.end(), name);
        if (known != m_zoneNames.end())
            return static_cast<std::uint32_t>(known - m_zoneNames.begin());
        m_zoneNames.push_back(name);
        m_program->zones.push_back(std::make_shared<const Zone>(name));
        return static_cast<std::uint32_t>(m_zoneNames.size() - 1);
    }

    std::uint32_t addCondition(const Condition& condition)
    {
        const auto at = static_cast<std::uint32_t>(m_program->nodes.size());
        m_program->nodes.push_back({condition.kind, 0, 0, &condition});
        const auto index = addContent(condition);
        m_program->nodes[at].index = index;
        m_program->nodes[at].end = static_cast<std::uint32_t>(m_program->nodes.size());
        return at;
    }

    std::uint32_t addContent(const Condition& condition)
    {
        switch (condition.kind) {
        case Condition::Kind::Test: return addLeaf(condition);
        case Condition::Kind::After:
        case Condition::Kind::NotAfter: return addHistory(condition);
        case Condition::Kind::Window: return addWindow(*condition.window());
        case Condition::Kind::All: case Condition::Kind::Any: case Condition::Kind::None: case Condition::Kind::Not:
            for (const auto& child : condition.children)
                addCondition(child);
            return 0;
        }
        return 0;
    }

    std::uint32_t addHistory(const Condition& condition)
    {
        assert(condition.children.size() == 1);
        HistorySlot slot;
        slot.root = addCondition(condition.children.front());
        slot.concerns = concerns(condition.children.front());
        m_program->histories.push_back(slot);
        return static_cast<std::uint32_t>(m_program->histories.size() - 1);
    }

    std::uint32_t addWindow(const Window& window)
    {
        WindowSlot slot;
        slot.window = &window;
        slot.zone = m_zone;
        if (window.where) {
            slot.where = addCondition(*window.where);
            slot.concerns = concerns(*window.where);
        }
        if (window.function != Window::Function::Count)
            read(window.of.field), slot.concerns = slot.concerns & row(window.of.field).concerns;
        slot.tests = addTests(window.tests);
        m_program->sharesWindows |= window.per != Window::Scope::Run;
        m_program->windows.push_back(slot);
        return static_cast<std::uint32_t>(m_program->windows.size() - 1);
    }

    // Tests of one value that must all hold.
    std::uint32_t addTests(const std::vector<Condition>& tests)
    {
        const auto at = static_cast<std::uint32_t>(m_program->nodes.size());
        m_program->nodes.push_back({Condition::Kind::All, 0, 0, nullptr});
        for (const auto& test : tests)
            addCondition(test);
        m_program->nodes[at].end = static_cast<std::uint32_t>(m_program->nodes.size());
        return at;
    }

    void read(Field field) { m_program->fieldsRead |= 1U << static_cast<unsigned>(field); }

    std::uint32_t addLeaf(const Condition& condition)
    {
        read(condition.field.field);
        auto leaf = makeLeaf(condition, m_zone);
        leaf.scanMemo = scanMemoOf(leaf);
        if (!condition.itemTests().empty())
            leaf.itemRoot = addTests(condition.itemTests());
        m_program->leaves.push_back(std::move(leaf));
        return static_cast<std::uint32_t>(m_program->leaves.size() - 1);
    }

    // The number of the scan that this leaf asks for; leaves before it may ask for the same.
    std::uint32_t scanMemoOf(const Leaf& leaf)
    {
        const bool scans = leaf.op == Operator::ContainsPii || leaf.op == Operator::ContainsSecret;
        if (!scans || leaf.field == Field::Item)
            return Leaf::NoMemo;
        for (std::uint32_t memo = 0; memo < m_scans.size(); ++memo)
            if (scansAlike(m_program->leaves[m_scans[memo]], leaf))
                return memo;
        if (m_scans.size() == Leaf::MostMemos)
            return Leaf::NoMemo;
        m_scans.push_back(static_cast<std::uint32_t>(m_program->leaves.size()));
        return static_cast<std::uint32_t>(m_scans.size() - 1);
    }

    static bool scansAlike(const Leaf& a, const Leaf& b)
    {
        return a.field == b.field && a.condition->field.path == b.condition->field.path
            && a.tools->scan.wanted == b.tools->scan.wanted && a.tools->minCount == b.tools->minCount
            && a.tools->minLikelihood == b.tools->minLikelihood;
    }

    std::shared_ptr<Program> m_program;
    std::vector<std::string> m_zoneNames;
    std::uint32_t m_zone = 0;
    std::vector<std::uint32_t> m_scans; // by memo: the first leaf that asks
};

} // namespace

KindSet concerns(const Condition& condition)
{
    auto kinds = KindSet::All;
    switch (condition.kind) {
    case Condition::Kind::Test: return row(condition.field.field).concerns;
    case Condition::Kind::After: case Condition::Kind::NotAfter: case Condition::Kind::Window: return kinds;
    case Condition::Kind::All: case Condition::Kind::Not:
        for (const auto& child : condition.children)
            kinds = kinds & concerns(child);
        return kinds;
    case Condition::Kind::Any: case Condition::Kind::None:
        kinds = KindSet::None;
        for (const auto& child : condition.children)
            kinds = kinds | concerns(child);
        return kinds;
    }
    return kinds;
}

std::shared_ptr<Program> compile(PolicySet set) { return Compiler(std::move(set)).run(); }

bool Program::governs(std::uint32_t file, Value service) const
{
    const auto& services = set.files[file]->services;
    return services.empty() || std::any_of(services.begin(), services.end(), [&](const Literal& glob) {
        return service.kind() == Value::Kind::Text && globMatches(glob.text, service.text());
    });
}

} // namespace runlog
