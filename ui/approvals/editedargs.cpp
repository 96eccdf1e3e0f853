// SPDX-License-Identifier: Apache-2.0
#include "ui/approvals/editedargs.h"

#include "core/language/diagnostic.h"
#include "core/language/fields.h"
#include "core/traces/json.h"

#include <algorithm>
#include <memory_resource>

namespace studio {

using runlog::Value;

namespace {

bool isPrefix(const runlog::Path& outer, const runlog::Path& inner)
{
    return outer.size() <= inner.size() && std::equal(outer.begin(), outer.end(), inner.begin());
}

// Compares two values all the way down; stops at the first difference that is not allowed.
class Comparison {
public:
    explicit Comparison(const std::vector<std::string>& editable)
    {
        for (const std::string& field : editable)
            if (field == "args")
                m_editable.emplace_back();
            else if (const auto path = runlog::parsePath(field.substr(field.find('.') + 1)))
                m_editable.push_back(*path);
    }

    // Empty where everything is allowed.
    std::string problem(Value before, Value after)
    {
        if (runlog::equal(before, after))
            return {};
        if (before.kind() != after.kind())
            return quotedPath() + " must keep its type";
        if (before.kind() == Value::Kind::Map)
            return members(before, after);
        return isEditable() ? std::string() : quotedPath() + " may not be changed";
    }

private:
    std::string members(Value before, Value after)
    {
        for (const runlog::Member& member : after.members())
            if (before.find(member.key).isAbsent())
                return "`" + runlog::printable(member.key, 60) + "` is not among the arguments";
        for (const runlog::Member& member : before.members()) {
            m_path.push_back({std::string(member.key), 0, false});
            const Value other = after.find(member.key);
            std::string found = other.isAbsent() ? quotedPath() + " is missing" : problem(member.value, other);
            if (!found.empty())
                return found;
            m_path.pop_back();
        }
        return {};
    }

    bool isEditable() const
    {
        return std::any_of(m_editable.begin(), m_editable.end(), [this](const auto& path) { return isPrefix(path, m_path); });
    }

    std::string quotedPath() const { return "`" + runlog::printable("args" + std::string(m_path.empty() ? "" : ".") + runlog::print(m_path), 80) + "`"; }

    std::vector<runlog::Path> m_editable;
    runlog::Path m_path;
};

} // namespace

EditedArgs checkEdit(Value original, const std::string& json, const std::vector<std::string>& editable)
{
    std::pmr::monotonic_buffer_resource arena;
    const auto edited = runlog::parseJson(json, arena);
    if (!edited)
        return {{}, "this is not JSON"};
    if (std::string problem = Comparison(editable).problem(original, *edited); !problem.empty())
        return {{}, problem};
    EditedArgs accepted;
    runlog::appendCompactJson(accepted.json, *edited);
    return accepted;
}

std::string editableText(Value args)
{
    std::string text = "{";
    const char* separator = "\n  ";
    for (const runlog::Member& member : args.members()) {
        text += separator;
        runlog::appendJsonText(text, member.key);
        text += ": ";
        runlog::appendCompactJson(text, member.value);
        separator = ",\n  ";
    }
    return text + "\n}";
}

} // namespace studio
