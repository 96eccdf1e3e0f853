// SPDX-License-Identifier: Apache-2.0
#include "core/engine/leafmaker.h"

#include "core/engine/intervals.h"

#include <algorithm>

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

void addPatterns(TestTools& tools, Operator op, const Condition& test)
{
    for (const auto& literal : test.literals) {
        if (op == Operator::Matches)
            tools.patterns.push_back(regex(test.ignoreCase ? "(?i)" + literal.text : literal.text));
        else if (test.ignoreCase && isFolded(op, literal))
            tools.patterns.push_back(regex(foldedPattern(op, literal)));
    }
}

void addStructured(TestTools& tools, Operator op, const Condition& test)
{
    for (const auto& literal : test.literals) {
        if (op == Operator::IpIn) {
            if (const auto block = parseAddressBlock(literal.text))
                tools.blocks.push_back(*block);
        } else if (op == Operator::PathUnder) {
            if (auto path = normalPath(literal.text))
                tools.texts.push_back(std::move(*path));
        }
    }
}

void addExactTexts(TestTools& tools, const Condition& test)
{
    for (const auto& literal : test.literals)
        if (literal.type == Literal::Type::Text && !literal.isGlob)
            tools.exactTexts.push_back(literal.text);
    std::ranges::sort(tools.exactTexts);
}

void addEntities(TestTools& tools, Operator op, const EntityTest& test)
{
    tools.minCount = std::max<std::size_t>(test.minCount, 1);
    tools.minLikelihood = pii::likelihoodNamed(test.minLikelihood).value_or(pii::Likelihood::Likely);
    auto& wanted = tools.scan.wanted;
    wanted = op == Operator::ContainsSecret ? pii::EntitySet::secrets() : pii::EntitySet::defaults();
    if (!test.entities.empty())
        wanted = {};
    for (const auto& name : test.entities)
        if (const auto entity = pii::entityNamed(name))
            wanted.insert(*entity);
    for (const auto& name : test.except)
        if (const auto entity = pii::entityNamed(name))
            wanted.erase(*entity);
}

bool scans(Operator op) { return op == Operator::ContainsPii || op == Operator::ContainsSecret; }

// Of an equality with so many texts that looking one up is faster than comparing all.
bool hasManyTexts(Operator op, const Condition& test)
{
    constexpr std::size_t Many = 8;
    return (op == Operator::Eq || op == Operator::In || op == Operator::InGroup) && test.literals.size() > Many;
}

std::shared_ptr<const TestTools> toolsFor(Operator op, const Condition& test)
{
    const bool structured = op == Operator::IpIn || op == Operator::PathUnder;
    if (op != Operator::Matches && !test.ignoreCase && !structured && !scans(op) && !hasManyTexts(op, test))
        return TestTools::none();
    auto tools = std::make_shared<TestTools>();
    addPatterns(*tools, op, test);
    addStructured(*tools, op, test);
    if (hasManyTexts(op, test))
        addExactTexts(*tools, test);
    if (scans(op))
        addEntities(*tools, op, test.entities());
    return tools;
}

} // namespace

const std::shared_ptr<const TestTools>& TestTools::none()
{
    static const auto tools = std::make_shared<const TestTools>();
    return tools;
}

std::string_view Leaf::fieldName() const { return lastKey(condition->field.path); }

Leaf makeLeaf(const Condition& test, std::uint32_t zone)
{
    Leaf leaf;
    leaf.condition = &test;
    leaf.field = test.field.field;
    leaf.negative = !isPositiveOf(test.op, leaf.op) || (scans(test.op) && !test.entities().wanted);
    leaf.zone = zone;
    leaf.literals = test.literals;
    leaf.everyText = (leaf.field == Field::Args || leaf.field == Field::Input) && test.field.path.empty();
    leaf.tools = toolsFor(leaf.op, test);
    prepareNumbers(leaf);
    return leaf;
}

} // namespace runlog
