// SPDX-License-Identifier: Apache-2.0
#include "core/engine/explain.h"

#include "core/language/diagnostic.h"

namespace runlog {

namespace {

template <typename Items, typename Text>
std::string listed(const Items& items, Text text)
{
    std::string list;
    for (const auto& item : items)
        list += (list.empty() ? "" : ", ") + std::string(text(item));
    return "[" + list + "]";
}

std::string entitiesText(const EntityTest& test)
{
    if (!test.wanted)
        return "false";
    if (test.entities.empty())
        return "true";
    return listed(test.entities, [](const std::string& name) { return name; });
}

std::string testsText(const std::vector<Condition>& tests)
{
    std::string text;
    for (const auto& test : tests) {
        const bool named = !test.field.path.empty();
        text += (text.empty() ? "" : ", ") + (named ? print(test.field.path) + " " : std::string())
            + testText(test, test.literals);
    }
    return text;
}

} // namespace

std::string testText(const Condition& test, std::span<const Literal> literals)
{
    std::string text(row(test.op).name);
    const auto literalText = [](const Literal& literal) { return printable(literal.text, 60); };
    if (test.op == Operator::ContainsPii || test.op == Operator::ContainsSecret)
        return text + " " + entitiesText(test.entities());
    if (test.op == Operator::InGroup)
        return text + " " + printable(test.group(), 60);
    if (!test.itemTests().empty())
        return text + " " + testsText(test.itemTests());
    if (test.op == Operator::Eq && literals.size() == 1)
        return literalText(literals.front());
    if (literals.size() == 1)
        return text + " " + literalText(literals.front());
    return text + " " + listed(literals, literalText);
}

std::string windowText(const Window& window)
{
    static constexpr const char* functions[] = {"count", "sum", "distinct"};
    static constexpr const char* scopes[] = {"", " per user", " per service"};
    std::string text = functions[static_cast<std::size_t>(window.function)];
    if (window.function != Window::Function::Count)
        text += " of " + print(window.of);
    if (window.reach == Window::Reach::Today)
        text += " within today";
    if (window.reach == Window::Reach::Length)
        text += " within " + runlog::text(window.length);
    return text + scopes[static_cast<std::size_t>(window.per)];
}

} // namespace runlog
