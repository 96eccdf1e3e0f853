// SPDX-License-Identifier: Apache-2.0
#include "core/engine/intervals.h"
#include "core/engine/program.h"

#include <algorithm>
#include <cassert>

namespace runlog {

namespace {

bool isPositiveOf(Operator op, Operator& positive)
{
    switch (op) {
    case Operator::Ne: positive = Operator::Eq; return false;
    case Operator::NotIn: positive = Operator::In; return false;
    case Operator::NotContains: positive = Operator::Contains; return false;
    case Operator::NoItem: positive = Operator::AnyItem; return false;
    case Operator::Eq: case Operator::Gt: case Operator::Gte: case Operator::Lt: case Operator::Lte:
    case Operator::Between: case Operator::In: case Operator::Contains: case Operator::StartsWith:
    case Operator::EndsWith: case Operator::Glob: case Operator::Matches: case Operator::Exists:
    case Operator::Type: case Operator::Length: case Operator::AnyItem: case Operator::AllItems:
    case Operator::ContainsPii: case Operator::ContainsSecret: case Operator::UrlHost:
    case Operator::PathUnder: case Operator::IpIn: case Operator::InGroup:
        positive = op;
        return true;
    }
    return true;
}

bool isNumeric(FieldType type)
{
    return type == FieldType::Money || type == FieldType::Count || type == FieldType::Duration
        || type == FieldType::TimeOfDay;
}

std::string globToPattern(std::string_view glob)
{
    std::string pattern;
    for (std::size_t at = 0; at < glob.size(); ++at) {
        const bool escaped = glob[at] == '\\' && at + 1 < glob.size();
        if (!escaped && glob[at] == '*')
            pattern += ".*";
        else if (!escaped && glob[at] == '?')
            pattern += ".";
        else
            pattern += RE2::QuoteMeta(std::string(glob.substr(escaped ? ++at : at, 1)));
    }
    return pattern;
}

std::shared_ptr<const RE2> regex(const std::string& pattern)
{
    RE2::Options options;
    options.set_log_errors(false);
    return std::make_shared<const RE2>(pattern, options);
}

// A text test that ignores case, as one regular expression: RE2 folds case by Unicode's simple folding.
std::string foldedPattern(Operator op, const Literal& literal)
{
    const bool glob = op == Operator::Glob || ((op == Operator::Eq || op == Operator::In) && literal.isGlob);
    const auto body = glob ? globToPattern(literal.text) : RE2::QuoteMeta(literal.text);
    const bool fromStart = op != Operator::Contains && op != Operator::EndsWith;
    const bool toEnd = op != Operator::Contains && op != Operator::StartsWith;
    return std::string("(?is)") + (fromStart ? "\\A" : "") + "(?:" + body + ")" + (toEnd ? "\\z" : "");
}

class Compiler {
public:
    explicit Compiler(PolicySet set) : m_program(std::make_shared<Program>()) { m_program->set = std::move(set); }

    std::shared_ptr<Program> run()
    {
        for (std::size_t file = 0; file < m_program->set.files.size(); ++file)
            addFile(static_cast<std::uint32_t>(file));
        for (const auto& policy : m_program->policies)
            m_program->infos.push_back(policy.info);
        indexPolicies();
        return m_program;
    }

private:
    void addFile(std::uint32_t index)
    {
        const auto& file = *m_program->set.files[index];
        m_zone = zoneNamed(file.timezone);
        m_program->fileZone.push_back(m_zone);
        m_program->hasDefaultDeny |= file.defaultDecision == DefaultDecision::Deny;
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
        case Condition::Kind::Window: return addWindow(*condition.window);
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
        Leaf leaf;
        leaf.condition = &condition;
        leaf.negative = !isPositiveOf(condition.op, leaf.op);
        leaf.zone = m_zone;
        leaf.literals = condition.literals;
        const auto field = condition.field.field;
        read(field);
        leaf.everyText = (field == Field::Args || field == Field::Input) && condition.field.path.empty();
        if (isNumeric(row(field).type) && field != Field::Item)
            leaf.intervals = intervalsOf(leaf.op, leaf.literals, row(field).type);
        addPatterns(leaf);
        addStructured(leaf);
        addEntities(leaf);
        if (!condition.itemTests.empty())
            leaf.itemRoot = addTests(condition.itemTests);
        m_program->leaves.push_back(std::move(leaf));
        return static_cast<std::uint32_t>(m_program->leaves.size() - 1);
    }

    static void addPatterns(Leaf& leaf)
    {
        if (leaf.op == Operator::Matches)
            for (const auto& literal : leaf.literals)
                leaf.patterns.push_back(regex(leaf.condition->ignoreCase ? "(?i)" + literal.text : literal.text));
        else if (leaf.condition->ignoreCase)
            for (const auto& literal : leaf.literals)
                leaf.patterns.push_back(regex(foldedPattern(leaf.op, literal)));
    }

    static void addStructured(Leaf& leaf)
    {
        for (const auto& literal : leaf.literals) {
            if (leaf.op == Operator::IpIn) {
                if (const auto block = parseAddressBlock(literal.text))
                    leaf.blocks.push_back(*block);
            } else if (leaf.op == Operator::PathUnder) {
                if (auto path = normalPath(literal.text))
                    leaf.texts.push_back(std::move(*path));
            }
        }
    }

    static void addEntities(Leaf& leaf);

    void indexPolicies()
    {
        for (std::uint32_t policy = 0; policy < m_program->policies.size(); ++policy)
            indexPolicy(policy);
        const auto& any = m_program->anyOfKind[static_cast<std::size_t>(StepKind::ToolCall)];
        for (auto& [tool, list] : m_program->byTool) {
            std::vector<std::uint32_t> merged;
            std::merge(list.begin(), list.end(), any.begin(), any.end(), std::back_inserter(merged));
            list = std::move(merged);
        }
    }

    void indexPolicy(std::uint32_t policy);

    std::shared_ptr<Program> m_program;
    std::vector<std::string> m_zoneNames;
    std::uint32_t m_zone = 0;
};

void Compiler::addEntities(Leaf& leaf)
{
    if (leaf.op != Operator::ContainsPii && leaf.op != Operator::ContainsSecret)
        return;
    const auto& test = leaf.condition->entities;
    leaf.negative = !test.wanted;
    leaf.minCount = std::max<std::size_t>(test.minCount, 1);
    leaf.minLikelihood = pii::likelihoodNamed(test.minLikelihood).value_or(pii::Likelihood::Likely);
    auto& wanted = leaf.scan.wanted;
    wanted = leaf.op == Operator::ContainsSecret ? pii::EntitySet::secrets() : pii::EntitySet::defaults();
    if (!test.entities.empty())
        wanted = {};
    for (const auto& name : test.entities)
        if (const auto entity = pii::entityNamed(name))
            wanted.insert(*entity);
    for (const auto& name : test.except)
        if (const auto entity = pii::entityNamed(name))
            wanted.erase(*entity);
}

// The tool names that a policy is limited to, where its `when` says so in so many words.
std::optional<std::vector<std::string>> toolsOf(const Condition& when)
{
    if (when.kind == Condition::Kind::All) {
        for (const auto& child : when.children)
            if (auto tools = toolsOf(child))
                return tools;
        return std::nullopt;
    }
    const bool lists = when.op == Operator::Eq || when.op == Operator::In || when.op == Operator::InGroup;
    if (when.kind != Condition::Kind::Test || when.field.field != Field::Tool || !lists || when.ignoreCase)
        return std::nullopt;
    std::vector<std::string> tools;
    for (const auto& literal : when.literals) {
        if (literal.type != Literal::Type::Text)
            return std::nullopt;
        const auto plain = literal.isGlob ? globLiteral(literal.text) : std::optional(literal.text);
        if (!plain)
            return std::nullopt;
        tools.push_back(*plain);
    }
    return tools;
}

void Compiler::indexPolicy(std::uint32_t policy)
{
    const auto& compiled = m_program->policies[policy];
    for (const auto kind : {StepKind::Call, StepKind::LlmCall})
        if (contains(compiled.info.concerns, kind))
            m_program->anyOfKind[static_cast<std::size_t>(kind)].push_back(policy);
    if (!contains(compiled.info.concerns, StepKind::ToolCall))
        return;
    m_program->forAnyTool.push_back(policy);
    auto& any = m_program->anyOfKind[static_cast<std::size_t>(StepKind::ToolCall)];
    const auto tools = toolsOf(compiled.info.policy->when);
    if (!tools) {
        any.push_back(policy);
        return;
    }
    for (const auto& tool : *tools) {
        auto& list = m_program->byTool[tool];
        if (list.empty() || list.back() != policy)
            list.push_back(policy);
    }
}

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

const std::vector<std::uint32_t>& Program::candidates(StepKind kind, Value tool) const
{
    if (kind == StepKind::ToolCall && tool.kind() == Value::Kind::Unrecorded)
        return forAnyTool;
    if (kind == StepKind::ToolCall)
        if (const auto found = byTool.find(tool.text()); found != byTool.end())
            return found->second;
    return anyOfKind[static_cast<std::size_t>(kind)];
}

bool Program::governs(std::uint32_t file, Value service) const
{
    const auto& services = set.files[file]->services;
    return services.empty() || std::any_of(services.begin(), services.end(), [&](const Literal& glob) {
        return service.kind() == Value::Kind::Text && globMatches(glob.text, service.text());
    });
}

} // namespace runlog
