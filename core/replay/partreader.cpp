// SPDX-License-Identifier: Apache-2.0
#include "core/replay/part.h"
#include "core/traces/json.h"

#include <algorithm>
#include <charconv>

namespace runlog {

namespace {

// Reads the members of one object in the order in which they must stand; the first thing that is wrong is kept.
class ObjectReader {
public:
    ObjectReader(Value object, std::string& wrong) : m_wrong(wrong)
    {
        if (object.kind() != Value::Kind::Map)
            complain("an object is expected");
        else
            m_members = object.members();
    }

    Value take(std::string_view key)
    {
        if (m_next >= m_members.size() || m_members[m_next].key != key) {
            complain("`" + std::string(key) + "` is expected");
            return {};
        }
        return m_members[m_next++].value;
    }

    template <typename Number> void number(std::string_view key, Number& number)
    {
        const auto value = take(key);
        const auto text = value.text();
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (value.kind() != Value::Kind::Number || error != std::errc() || end != text.data() + text.size())
            complain("`" + std::string(key) + "` must be a whole number in range");
    }

    void text(std::string_view key, std::string& text)
    {
        const auto value = take(key);
        if (value.kind() != Value::Kind::Text)
            complain("`" + std::string(key) + "` must be text");
        text = value.text();
    }

    void boolean(std::string_view key, bool& boolean)
    {
        const auto value = take(key);
        if (value.kind() != Value::Kind::Boolean)
            complain("`" + std::string(key) + "` must be true or false");
        boolean = value.boolean();
    }

    void digest(std::string_view key, std::string& digest)
    {
        text(key, digest);
        if (digest.size() != 64 || digest.find_first_not_of("0123456789abcdef") != std::string::npos)
            complain("`" + std::string(key) + "` must be 64 hex digits");
    }

    void end()
    {
        if (m_next < m_members.size())
            complain("nothing but the keys of a part may stand in it");
    }

    void complain(std::string what)
    {
        if (m_wrong.empty())
            m_wrong = std::move(what);
    }

private:
    std::span<const Member> m_members;
    std::size_t m_next = 0;
    std::string& m_wrong;
};

Sha256::Bytes bytesOf(std::string_view hex)
{
    Sha256::Bytes bytes{};
    for (std::size_t index = 0; index < bytes.size() && 2 * index + 1 < hex.size(); ++index)
        std::from_chars(hex.data() + 2 * index, hex.data() + 2 * index + 2, bytes[index], 16);
    return bytes;
}

class PartReader {
public:
    std::variant<Part, std::string> run(Value json)
    {
        ObjectReader object(json, m_wrong);
        int version = 0;
        object.number("replay_part_version", version);
        if (version != 1)
            object.complain("it is no part of a replay that this version can read");
        object.number("part", m_part.number);
        object.number("of", m_part.of);
        readOrigin(object);
        readCoupling(object);
        object.number("groups", m_part.groups);
        object.number("runs", m_part.summary.runs);
        object.number("damaged_lines", m_part.summary.damagedLines);
        readTotals(object);
        readPolicies(object.take("policies"));
        readDigests(object.take("run_sha256"));
        object.end();
        checkSums();
        return m_wrong.empty() ? std::variant<Part, std::string>(std::move(m_part)) : m_wrong;
    }

private:
    void readOrigin(ObjectReader& object)
    {
        object.text("program", m_part.origin.program);
        object.text("time_zone_rules", m_part.origin.zoneRules);
        object.digest("policies_sha256", m_part.origin.policies);
        object.digest("corpus_sha256", m_part.origin.corpus);
        object.digest("answers_sha256", m_part.origin.answers);
    }

    void readCoupling(ObjectReader& object)
    {
        ObjectReader coupling(object.take("coupling"), m_wrong);
        coupling.boolean("service_day", m_part.coupling.day);
        coupling.boolean("service", m_part.coupling.service);
        coupling.boolean("user", m_part.coupling.user);
        coupling.end();
    }

    void readTotals(ObjectReader& object)
    {
        auto& totals = m_part.summary.totals;
        ObjectReader outcomes(object.take("outcomes"), m_wrong);
        for (std::size_t outcome = 0; outcome < OutcomeCount; ++outcome)
            outcomes.number(name(static_cast<Outcome>(outcome)), totals.outcomes[outcome]);
        outcomes.end();
        object.number("steps", totals.steps);
        object.number("exact_steps", totals.exact);
        object.number("after_divergence_steps", totals.afterDivergence);
        object.number("not_evaluable_steps", totals.notEvaluable);
        object.number("tool_calls", totals.toolCalls);
        object.number("llm_calls", totals.llmCalls);
        object.number("saved_at_least_nanos", totals.stoppedCost.nanos);
        object.number("saved_at_most_nanos", totals.laterCost.nanos);
        object.number("unknown_costs", totals.unknownCosts);
    }

    void readPolicies(Value list)
    {
        if (list.kind() != Value::Kind::List && m_wrong.empty())
            m_wrong = "`policies` must be a list";
        for (const auto item : list.items()) {
            ObjectReader object(item, m_wrong);
            auto& info = m_part.summary.policies.emplace_back();
            auto& totals = m_part.summary.totals.policies.emplace_back();
            std::string mode;
            std::string action;
            object.text("id", info.id);
            object.text("mode", mode);
            object.text("action", action);
            object.number("matched_steps", totals.matchedSteps);
            object.number("matched_runs", totals.matchedRuns);
            object.number("decided_steps", totals.decidedSteps);
            object.end();
            info.mode = mode == name(Mode::Observe) ? Mode::Observe : Mode::Enforce;
            info.action = actionNamed(action).value_or(Action::Allow);
            if (mode != name(info.mode) || action != name(info.action))
                object.complain("a policy has no such mode or action");
        }
    }

    void readDigests(Value map)
    {
        ObjectReader object(map, m_wrong);
        for (const auto& member : map.members()) {
            std::string digest;
            object.digest(member.key, digest);
            Part::RunDigest run;
            const auto key = member.key;
            const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), run.run);
            const bool isNext = m_part.digests.empty() || run.run > m_part.digests.back().run;
            if (error != std::errc() || end != key.data() + key.size() || !isNext || run.run >= m_part.summary.runs)
                object.complain("`run_sha256` must name runs of the corpus in their order");
            run.outcomes = bytesOf(digest);
            m_part.digests.push_back(run);
        }
    }

    void checkSums()
    {
        const auto& totals = m_part.summary.totals;
        std::size_t outcomes = 0;
        for (const auto count : totals.outcomes)
            outcomes += count;
        const bool holds = outcomes == totals.steps
                           && totals.exact + totals.afterDivergence + totals.notEvaluable == totals.steps
                           && m_part.number >= 1 && m_part.number <= m_part.of;
        if (m_wrong.empty() && !holds)
            m_wrong = "its counts do not add up";
    }

    Part m_part;
    std::string m_wrong;
};

} // namespace

std::variant<Part, std::string> readPart(std::string_view json)
{
    std::pmr::monotonic_buffer_resource arena;
    JsonReader reader;
    auto padded = std::string(json);
    padded.append(JsonPadding, ' ');
    const auto value = reader.read(std::string_view(padded).substr(0, json.size()), arena);
    if (!value)
        return "it is not JSON: " + reader.remarks().error;
    if (!reader.remarks().repeatedKeys.empty())
        return "a key stands in it twice";
    return PartReader().run(*value);
}

} // namespace runlog
