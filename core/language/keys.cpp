// SPDX-License-Identifier: Apache-2.0
#include "core/language/keys.h"

#include "core/language/fields.h"

#include <algorithm>
#include <array>

namespace runlog {

namespace {

constexpr std::array rows{
    KeyRow{Level::File, "version", "version of the language; 1"},
    KeyRow{Level::File, "service", "glob, or list of globs, of the services that this file governs; without it all"},
    KeyRow{Level::File, "timezone", "IANA name of the zone of `today`, `time_of_day` and `weekday`; UTC without it"},
    KeyRow{Level::File, "default", "what happens to a tool call that nothing matches: allow or deny"},
    KeyRow{Level::File, "mode", "enforce, or observe: evaluate and report only"},
    KeyRow{Level::File, "max_cost_per_run", "policy type: deny when `cost` is greater"},
    KeyRow{Level::File, "max_cost_per_day", "policy type: deny when `cost_today` is greater"},
    KeyRow{Level::File, "max_tool_calls_per_run", "policy type: terminate when `tool_calls_in_run` is greater"},
    KeyRow{Level::File, "block_pii", "policy type: deny when the input or an argument contains personal data"},
    KeyRow{Level::File, "require_approval", "policy type: ask a person when the tool is in this group"},
    KeyRow{Level::File, "groups", "names of groups of tools, each a list of globs or `{ add: [..] }`"},
    KeyRow{Level::File, "policies", "the list of policies"},
    KeyRow{Level::File, "tests", "examples that must hold"},

    KeyRow{Level::Group, "add", "globs that extend a built-in group"},

    KeyRow{Level::Policy, "id", "unique name, one line of at most 128 characters"},
    KeyRow{Level::Policy, "name", "title for people"},
    KeyRow{Level::Policy, "description", "free text"},
    KeyRow{Level::Policy, "owner", "free text"},
    KeyRow{Level::Policy, "tags", "free text"},
    KeyRow{Level::Policy, "links", "free text"},
    KeyRow{Level::Policy, "when", "the condition"},
    KeyRow{Level::Policy, "unless", "the exception, written like `when`"},
    KeyRow{Level::Policy, "action", "allow, log, modify, require_approval, deny or terminate"},
    KeyRow{Level::Policy, "mode", "enforce or observe; without it the file's"},
    KeyRow{Level::Policy, "enabled", "false: kept, shown as off, takes no part"},
    KeyRow{Level::Policy, "on_error", "skip: a condition in error does not count as matched"},
    KeyRow{Level::Policy, "message", "text for the person and the agent; `{field}` inserts a value"},
    KeyRow{Level::Policy, "approvers", "names of people or groups who may answer"},
    KeyRow{Level::Policy, "approval", "how the answer is given"},
    KeyRow{Level::Policy, "modify", "list of changes"},

    KeyRow{Level::Condition, "all", "list of conditions that must all hold"},
    KeyRow{Level::Condition, "any", "list of conditions of which one must hold"},
    KeyRow{Level::Condition, "none", "list of conditions of which none may hold"},
    KeyRow{Level::Condition, "not", "condition that must not hold"},
    KeyRow{Level::Condition, "after", "an earlier executed step of this run matches"},
    KeyRow{Level::Condition, "not_after", "no earlier executed step of this run matches"},
    KeyRow{Level::Condition, "count", "number of executed steps in a window"},
    KeyRow{Level::Condition, "sum", "sum of an argument over executed steps in a window"},
    KeyRow{Level::Condition, "distinct", "number of different values over executed steps in a window"},

    KeyRow{Level::Approval, "required", "how many must approve, or how many of each group"},
    KeyRow{Level::Approval, "timeout", "how long the request waits, such as 15m"},
    KeyRow{Level::Approval, "on_timeout", "deny or terminate"},
    KeyRow{Level::Approval, "editable", "arguments that an approver may change"},

    KeyRow{Level::Change, "clamp", "path of a number that is kept between `min` and `max`"},
    KeyRow{Level::Change, "min", "least value of `clamp`"},
    KeyRow{Level::Change, "max", "greatest value of `clamp`"},
    KeyRow{Level::Change, "redact", "path in which personal data and secrets are masked"},
    KeyRow{Level::Change, "set", "path that gets the value of `to`"},
    KeyRow{Level::Change, "to", "value of `set`"},
    KeyRow{Level::Change, "remove", "path that is taken away"},

    KeyRow{Level::Count, "of", "condition on the steps that are counted"},
    KeyRow{Level::Count, "within", "a duration, run or today"},
    KeyRow{Level::Count, "per", "run, user or service; run without it"},

    KeyRow{Level::Sum, "of", "the argument, `args.PATH`, that is summed"},
    KeyRow{Level::Sum, "where", "condition on the steps that are looked at"},
    KeyRow{Level::Sum, "within", "a duration, run or today"},
    KeyRow{Level::Sum, "per", "run, user or service; run without it"},

    KeyRow{Level::Distinct, "of", "the field whose values are told apart"},
    KeyRow{Level::Distinct, "where", "condition on the steps that are looked at"},
    KeyRow{Level::Distinct, "within", "a duration, run or today"},
    KeyRow{Level::Distinct, "per", "run, user or service; run without it"},

    KeyRow{Level::Entities, "entities", "list of kinds that are looked for"},
    KeyRow{Level::Entities, "except", "list of kinds that are left out"},
    KeyRow{Level::Entities, "min_count", "least number of findings"},
    KeyRow{Level::Entities, "min_likelihood", "least likelihood of a finding"},

    KeyRow{Level::Example, "name", "what the example shows"},
    KeyRow{Level::Example, "now", "time of the first step"},
    KeyRow{Level::Example, "user", "who the run works for"},
    KeyRow{Level::Example, "service", "service of the run"},
    KeyRow{Level::Example, "step", "the one step"},
    KeyRow{Level::Example, "steps", "the steps in order"},
    KeyRow{Level::Example, "expect", "what must come out of the one step"},
    KeyRow{Level::Example, "then", "what becomes of the approval: approve, deny, expire or hold"},

    KeyRow{Level::Step, "run", "name of the run; without it all steps are one run"},
    KeyRow{Level::Step, "seq", "number of the step in its run"},
    KeyRow{Level::Step, "at", "a time, or a duration after the step before such as +5m"},
    KeyRow{Level::Step, "started_at", "time of the step"},
    KeyRow{Level::Step, "duration_ms", "how long the step took"},
    KeyRow{Level::Step, "cost_usd", "price of the step"},
    KeyRow{Level::Step, "cost_estimate_usd", "estimated price of the step"},
    KeyRow{Level::Step, "tokens_in", "tokens that the model read"},
    KeyRow{Level::Step, "tokens_out", "tokens that the model wrote"},
    KeyRow{Level::Step, "error", "error that the step ended with"},
    KeyRow{Level::Step, "batch", "number of the model message that asked for the step"},
    KeyRow{Level::Step, "parent", "seq of the step that this one belongs to"},
    KeyRow{Level::Step, "expect", "what must come out of the step"},
    KeyRow{Level::Step, "then", "what becomes of the approval: approve, deny, expire or hold"},

    KeyRow{Level::Expect, "decision", "allow, log, modify, require_approval, deny or terminate"},
    KeyRow{Level::Expect, "policy", "id of the deciding policy; null: none"},
    KeyRow{Level::Expect, "message", "the rendered message"},
};

constexpr std::array<std::string_view, 5> types{
    "max_cost_per_run", "max_cost_per_day", "max_tool_calls_per_run", "block_pii", "require_approval"};

struct Word {
    std::string_view written;
    std::string_view meant;
};

constexpr std::array words{
    Word{"greater", "gt"}, Word{"greater_than", "gt"}, Word{"more_than", "gt"}, Word{"above", "gt"}, Word{"over", "gt"},
    Word{">", "gt"}, Word{"exceeds", "gt"}, Word{"at_least", "gte"}, Word{">=", "gte"}, Word{"ge", "gte"}, Word{"min", "gte"},
    Word{"less", "lt"}, Word{"less_than", "lt"}, Word{"below", "lt"}, Word{"<", "lt"}, Word{"at_most", "lte"},
    Word{"<=", "lte"}, Word{"le", "lte"}, Word{"max", "lte"}, Word{"equals", "eq"}, Word{"equal", "eq"}, Word{"equal_to", "eq"},
    Word{"is", "eq"}, Word{"==", "eq"}, Word{"=", "eq"}, Word{"not_equals", "ne"}, Word{"not_equal", "ne"}, Word{"neq", "ne"},
    Word{"!=", "ne"}, Word{"is_not", "ne"}, Word{"one_of", "in"}, Word{"any_of", "in"}, Word{"none_of", "not_in"},
    Word{"nin", "not_in"}, Word{"range", "between"}, Word{"regex", "matches"}, Word{"regexp", "matches"},
    Word{"pattern", "matches"}, Word{"match", "matches"}, Word{"like", "glob"}, Word{"wildcard", "glob"},
    Word{"has", "contains"}, Word{"includes", "contains"}, Word{"prefix", "starts_with"}, Word{"begins_with", "starts_with"},
    Word{"suffix", "ends_with"}, Word{"present", "exists"}, Word{"size", "length"}, Word{"len", "length"},
    Word{"pii", "contains_pii"}, Word{"has_pii", "contains_pii"}, Word{"secret", "contains_secret"}, Word{"host", "url_host"},
    Word{"domain", "url_host"}, Word{"cidr", "ip_in"}, Word{"group", "in_group"}, Word{"under", "path_under"},
    Word{"block", "deny"}, Word{"forbid", "deny"}, Word{"reject", "deny"}, Word{"refuse", "deny"}, Word{"stop", "terminate"},
    Word{"kill", "terminate"}, Word{"abort", "terminate"}, Word{"halt", "terminate"}, Word{"approve", "require_approval"},
    Word{"approval", "require_approval"}, Word{"ask", "require_approval"}, Word{"review", "require_approval"},
    Word{"escalate", "require_approval"}, Word{"warn", "log"}, Word{"audit", "log"}, Word{"alert", "log"},
    Word{"permit", "allow"}, Word{"accept", "allow"}, Word{"pass", "allow"}, Word{"redact", "modify"}, Word{"mask", "modify"},
    Word{"tool_name", "tool"}, Word{"function", "tool"}, Word{"arguments", "args"}, Word{"params", "args"},
    Word{"parameters", "args"}, Word{"prompt", "input"}, Word{"result", "output"}, Word{"response", "output"},
    Word{"daily_cost", "cost_today"}, Word{"cost_per_day", "cost_today"}, Word{"budget", "cost_today"},
    Word{"cost_per_run", "cost"}, Word{"total_cost", "cost"}, Word{"spend", "cost"}, Word{"tool_calls", "tool_calls_in_run"},
    Word{"calls", "tool_calls_in_run"}, Word{"steps", "steps_in_run"}, Word{"tokens", "tokens_in_run"},
    Word{"errors", "errors_in_run"}, Word{"duration", "elapsed"}, Word{"time", "time_of_day"}, Word{"day", "weekday"},
    Word{"env", "environment"}, Word{"and", "all"}, Word{"or", "any"}, Word{"nor", "none"}, Word{"if", "when"},
    Word{"condition", "when"}, Word{"conditions", "when"}, Word{"then", "action"}, Word{"effect", "action"},
    Word{"except", "unless"}, Word{"rules", "policies"}, Word{"policy", "policies"}, Word{"reviewers", "approvers"},
    Word{"monday", "mon"}, Word{"tuesday", "tue"}, Word{"wednesday", "wed"}, Word{"thursday", "thu"}, Word{"friday", "fri"},
    Word{"saturday", "sat"}, Word{"sunday", "sun"}, Word{"string", "text"}, Word{"str", "text"}, Word{"int", "number"},
    Word{"integer", "number"}, Word{"float", "number"}, Word{"bool", "boolean"}, Word{"array", "list"},
    Word{"object", "map"}, Word{"dict", "map"}, Word{"monitor", "observe"}, Word{"shadow", "observe"}, Word{"dry_run", "observe"},
    Word{"message_call", "llm_call"}, Word{"model_call", "llm_call"}, Word{"quorum", "required"}, Word{"expires", "timeout"},
};

} // namespace

std::span<const KeyRow> keyRows() { return rows; }

std::vector<std::string_view> keysOf(Level level)
{
    std::vector<std::string_view> names;
    for (const KeyRow& row : rows)
        if (row.level == level)
            names.push_back(row.name);
    return names;
}

bool hasKey(Level level, std::string_view name)
{
    return std::ranges::any_of(rows, [&](const KeyRow& row) { return row.level == level && row.name == name; });
}

std::string_view placeName(Level level)
{
    switch (level) {
    case Level::File:
        return "the top of the file";
    case Level::Group:
        return "a group";
    case Level::Policy:
        return "a policy";
    case Level::Condition:
        return "`when`";
    case Level::Approval:
        return "`approval`";
    case Level::Change:
        return "an item of `modify`";
    case Level::Count:
        return "`count`";
    case Level::Sum:
        return "`sum`";
    case Level::Distinct:
        return "`distinct`";
    case Level::Entities:
        return "`contains_pii`";
    case Level::Example:
        return "an item of `tests`";
    case Level::Step:
        return "a step of a test";
    case Level::Expect:
        return "`expect`";
    }
    return {};
}

std::span<const std::string_view> policyTypes() { return types; }
bool isPolicyType(std::string_view name) { return std::ranges::find(types, name) != types.end(); }

std::string_view wordFor(std::string_view written)
{
    const auto* found = std::ranges::find(words, written, &Word::written);
    return found == words.end() ? std::string_view() : found->meant;
}

} // namespace runlog
