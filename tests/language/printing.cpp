// SPDX-License-Identifier: Apache-2.0
#include "tests/language/printing.h"

#include <algorithm>

namespace runlog {

namespace {

std::string literalText(const Literal& literal)
{
    switch (literal.type) {
    case Literal::Type::Null:
        return "null";
    case Literal::Type::Boolean:
        return literal.boolean ? "true" : "false";
    case Literal::Type::Number:
        return literal.number.text();
    case Literal::Type::Money:
        return '$' + text(Money{literal.nanos});
    case Literal::Type::Duration:
        return text(Duration{literal.nanos});
    case Literal::Type::TimeOfDay:
        return "day+" + text(Duration{literal.nanos});
    case Literal::Type::Text:
        return (literal.isGlob ? "glob '" : "'") + literal.text + '\'';
    }
    return {};
}

std::string entitiesText(const EntityTest& test)
{
    std::string out = test.wanted ? " wanted" : " unwanted";
    for (const std::string& name : test.entities)
        out += ' ' + name;
    for (const std::string& name : test.except)
        out += " -" + name;
    if (test.minCount != 1)
        out += " count " + std::to_string(test.minCount);
    return out + (test.minLikelihood.empty() ? "" : ' ' + test.minLikelihood);
}

class ConditionPrinter {
public:
    explicit ConditionPrinter(const Source& source)
        : m_source(source)
    {
    }

    void print(const Condition& condition, std::size_t depth)
    {
        line(depth, head(condition), condition.span);
        for (const Condition& child : condition.children)
            print(child, depth + 1);
        for (const Condition& item : condition.itemTests())
            print(item, depth + 1);
        if (condition.window() != nullptr)
            printWindow(*condition.window(), depth + 1);
    }

    std::string take() { return std::move(m_out); }

private:
    void line(std::size_t depth, const std::string& text, Span span)
    {
        const std::string_view written = m_source.text(span);
        m_out += std::string(2 * depth, ' ') + text + " <" + std::string(written.substr(0, written.find('\n'))) + ">\n";
    }

    static std::string head(const Condition& condition)
    {
        static constexpr std::string_view names[] = {"all", "any", "none", "not", "test", "after", "not_after", "window"};
        if (condition.kind != Condition::Kind::Test)
            return std::string(names[static_cast<std::size_t>(condition.kind)]);
        std::string out = runlog::print(condition.field) + ' ' + std::string(row(condition.op).name);
        for (const Literal& literal : condition.literals)
            out += ' ' + literalText(literal);
        if (condition.op == Operator::ContainsPii || condition.op == Operator::ContainsSecret)
            out += entitiesText(condition.entities());
        return out + (condition.ignoreCase ? " ignoring case" : "");
    }

    void printWindow(const Window& window, std::size_t depth)
    {
        static constexpr std::string_view functions[] = {"count", "sum", "distinct"};
        static constexpr std::string_view scopes[] = {"run", "user", "service"};
        std::string text(functions[static_cast<std::size_t>(window.function)]);
        if (window.function != Window::Function::Count)
            text += " of " + runlog::print(window.of);
        text += window.reach == Window::Reach::Run ? " in run" : window.reach == Window::Reach::Today ? " today" : " in " + runlog::text(window.length);
        m_out += std::string(2 * depth, ' ') + text + " per " + std::string(scopes[static_cast<std::size_t>(window.per)]) + '\n';
        if (window.where != nullptr)
            print(*window.where, depth + 1);
        for (const Condition& test : window.tests)
            print(test, depth + 1);
    }

    const Source& m_source;
    std::string m_out;
};

std::string conditionText(const Condition& condition, const Source& source, std::size_t depth)
{
    ConditionPrinter printer(source);
    printer.print(condition, depth);
    return printer.take();
}

std::string policyText(const Policy& policy, const Source& source)
{
    std::string out = policy.id + ' ' + std::string(name(policy.action));
    if (policy.mode)
        out += ' ' + std::string(name(*policy.mode));
    out += policy.enabled ? "" : " off";
    out += policy.skipOnError ? " skip" : "";
    out += policy.shorthand ? " type" : "";
    out += '\n' + conditionText(policy.when, source, 1);
    if (policy.unless)
        out += " unless\n" + conditionText(*policy.unless, source, 1);
    return out;
}

std::string escapedText(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        static constexpr std::string_view named = "\n\t\\\r\b";
        static constexpr std::string_view letters = "nt\\rb";
        const std::size_t at = named.find(c);
        out += at == std::string_view::npos ? std::string(1, c) : std::string{'\\', letters[at]};
    }
    return out;
}

char mark(Node::Style style)
{
    switch (style) {
    case Node::Style::SingleQuoted:
        return '\'';
    case Node::Style::DoubleQuoted:
        return '"';
    case Node::Style::Literal:
        return '|';
    case Node::Style::Folded:
        return '>';
    case Node::Style::Plain:
    case Node::Style::Block:
    case Node::Style::Flow:
        break;
    }
    return ':';
}

} // namespace

SourcePtr sourceOf(std::string bytes) { return std::make_shared<const Source>("policies.yaml", std::move(bytes)); }

std::string problems(std::string bytes)
{
    const SourcePtr source = sourceOf(std::move(bytes));
    std::string out;
    for (const Diagnostic& diagnostic : parse(source).diagnostics) {
        const Place place = source->place(diagnostic.span.begin);
        out += std::to_string(place.line) + ':' + std::to_string(place.byteColumn) + ' ' + diagnostic.code + '\n';
    }
    return out;
}

std::string printPolicies(std::string bytes)
{
    const SourcePtr source = sourceOf(std::move(bytes));
    const Parsed parsed = parse(source);
    std::string out = print(parsed.diagnostics, *source);
    for (const Policy& policy : parsed.file->policies)
        out += policyText(policy, *source);
    return out;
}

std::string printConditions(std::string when)
{
    const SourcePtr source = sourceOf("policies:\n  - id: p\n    action: deny\n    when: " + std::move(when) + '\n');
    const Parsed parsed = parse(source);
    std::string out = print(parsed.diagnostics, *source);
    for (const Policy& policy : parsed.file->policies)
        for (const Condition& condition : policy.when.children)
            out += conditionText(condition, *source, 0);
    return out;
}

std::string printEvents(const Node& node)
{
    const bool flow = node.style == Node::Style::Flow;
    std::string inner;
    for (const Node& child : node.children())
        inner += printEvents(child);
    switch (node.kind) {
    case Node::Kind::Empty:
        return "=VAL :\n";
    case Node::Kind::Scalar:
        return std::string("=VAL ") + mark(node.style) + escapedText(node.text()) + '\n';
    case Node::Kind::List:
        return (flow ? "+SEQ []\n" : "+SEQ\n") + inner + "-SEQ\n";
    case Node::Kind::Map:
        return (flow ? "+MAP {}\n" : "+MAP\n") + inner + "-MAP\n";
    }
    return {};
}

} // namespace runlog
