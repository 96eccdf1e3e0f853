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

std::string_view lastKey(const Path& path)
{
    for (auto step = path.rbegin(); step != path.rend(); ++step)
        if (!step->isIndex)
            return step->key;
    return {};
}

std::string globToPattern(std::string_view glob)
{
    std::string pattern;
    for (std::size_t at = 0; at < glob.size(); ++at) {
        const bool escaped = isGlobEscape(glob, at);
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

// A number or boolean equals no text, whatever its case.
bool isFolded(Operator op, const Literal& literal)
{
    return (op != Operator::Eq && op != Operator::In) || literal.type == Literal::Type::Text;
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
        indexPolicies(*m_program);
        return m_program;
    }

private:
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
        const auto field = condition.field.field;
        leaf.field = field;
        leaf.fieldName = lastKey(condition.field.path);
        leaf.negative = !isPositiveOf(condition.op, leaf.op);
        leaf.zone = m_zone;
        leaf.literals = condition.literals;
        read(field);
        leaf.everyText = (field == Field::Args || field == Field::Input) && condition.field.path.empty();
        prepareNumbers(leaf);
        addExactTexts(leaf);
        addPatterns(leaf);
        addStructured(leaf);
        addEntities(leaf);
        leaf.scanMemo = scanMemoOf(leaf);
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
                if (isFolded(leaf.op, literal))
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

    static void addExactTexts(Leaf& leaf)
    {
        constexpr std::size_t Many = 8;
        const bool compares = leaf.op == Operator::Eq || leaf.op == Operator::In || leaf.op == Operator::InGroup;
        if (!compares || leaf.literals.size() <= Many)
            return;
        for (const auto& literal : leaf.condition->literals)
            if (literal.type == Literal::Type::Text && !literal.isGlob)
                leaf.exactTexts.push_back(literal.text);
        std::ranges::sort(leaf.exactTexts);
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
        return a.field == b.field && a.condition->field.path == b.condition->field.path && a.scan.wanted == b.scan.wanted
            && a.minCount == b.minCount && a.minLikelihood == b.minLikelihood;
    }

    std::shared_ptr<Program> m_program;
    std::vector<std::string> m_zoneNames;
    std::uint32_t m_zone = 0;
    std::vector<std::uint32_t> m_scans; // by memo: the first leaf that asks
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
