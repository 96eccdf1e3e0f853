// SPDX-License-Identifier: Apache-2.0
#include "core/language/filereader.h"

#include "core/language/examplereader.h"
#include "core/language/groups.h"
#include "core/language/ids.h"
#include "core/language/judge.h"
#include "core/language/literal.h"
#include "core/language/policyreader.h"
#include "core/language/scalar.h"
#include "core/language/timezone.h"

#include <algorithm>
#include <array>

namespace runlog {

namespace {

constexpr std::size_t maxPolicies = 100'000;
constexpr std::array<std::string_view, 2> modes{"enforce", "observe"};
constexpr std::array<std::string_view, 2> defaults{"allow", "deny"};

std::vector<std::size_t> errorPlaces(const Diagnostics& diagnostics)
{
    std::vector<std::size_t> places;
    for (const Diagnostic& diagnostic : diagnostics)
        if (diagnostic.severity == Severity::Error)
            places.push_back(diagnostic.span.begin);
    std::ranges::sort(places);
    return places;
}

class FileReader {
public:
    FileReader(Reading& reading, const Node& root, const std::vector<Span>& broken, std::vector<BrokenPolicy>& lost)
        : m_reading(reading)
        , m_root(root)
        , m_broken(broken)
        , m_lost(lost)
        , m_earlierErrors(errorPlaces(reading.report.all()))
        , m_ids(reading.arena)
    {
    }

    void read()
    {
        if (!expectFileMap())
            return;
        readHead();
        forEachEntry(m_root, [&](const Entry& entry) { readEntry(entry); });
        reportBroken();
        if (const auto tests = findEntry(m_root, "tests"))
            checkExpectedPolicies(m_reading, *tests.value, idViews());
        warnOfNothing();
    }

private:
    Report& report() { return m_reading.report; }
    PolicyFile& file() { return m_reading.file; }

    bool expectFileMap()
    {
        if (m_root.refused)
            return false;
        if (m_root.kind == Node::Kind::Map)
            return true;
        if (isNull(m_root)) {
            if (report().errors() == 0)
                report().add(Code::EmptyFile, {0, 0}, "the file is empty and enforces nothing", "write `policies:` and a list of policies");
            return false;
        }
        const std::string help = m_root.kind == Node::Kind::List ? "write `policies:` above the list" : "write `policies:` and a list of policies";
        report().add(Code::WrongType, m_root.span(), "a policy file is a map, and this is " + describe(m_root), help);
        return false;
    }

    // What the policies depend on, wherever it stands.
    void readHead()
    {
        const auto groups = findEntry(m_root, "groups");
        file().groups = readGroups(m_reading, groups.key, groups.value);
        if (const auto entry = findEntry(m_root, "default"))
            readDefault({*entry.key, *entry.value});
        if (const auto entry = findEntry(m_root, "mode"))
            if (const auto word = readWord(m_reading, *entry.key, *entry.value, modes))
                file().mode = *word == "observe" ? Mode::Observe : Mode::Enforce;
    }

    void readDefault(const Entry& entry)
    {
        const auto word = readWord(m_reading, entry.key, entry.value, defaults);
        if (!word)
            return;
        file().defaultDecision = *word == "deny" ? DefaultDecision::Deny : DefaultDecision::Allow;
        file().defaultSpan = entry.value.span();
    }

    void readEntry(const Entry& entry)
    {
        const std::string_view key = entry.key.text();
        if (isPolicyType(key))
            return addPolicyType(entry);
        if (key == "policies")
            return readPolicies(entry);
        if (key == "version")
            return readVersion(entry);
        if (key == "service")
            return readService(entry);
        if (key == "timezone")
            return readTimezone(entry);
        if (key == "tests")
            return readTests(entry);
        if (!hasKey(Level::File, key))
            reportUnknownKey(report(), entry.key, Level::File);
    }

    void readVersion(const Entry& entry)
    {
        if (!expectThere(m_reading, entry.key, entry.value))
            return;
        const bool one = entry.value.isPlain() && entry.value.text() == "1";
        if (!one)
            report().add(Code::UnsupportedVersion, entry.value.span(), "this is version 1 of the language, and the file asks for another",
                         "write `version: 1`, or leave it out");
    }

    void readService(const Entry& entry)
    {
        if (!expectThere(m_reading, entry.key, entry.value))
            return;
        if (entry.value.kind != Node::Kind::List)
            return addService(entry.value);
        if (entry.value.children().empty())
            report().add(Code::EmptyValue, entry.value.span(), "an empty list of services governs nothing", "name a service, or leave it out");
        for (const Node& item : entry.value.children())
            addService(item);
        warnOfRepeats(m_reading, entry.value);
    }

    void addService(const Node& node)
    {
        LiteralWish wish;
        wish.type = FieldType::Text;
        wish.field = Field::Service;
        if (auto literal = readLiteral(m_reading, node, wish))
            file().services.push_back(std::move(*literal));
    }

    void readTimezone(const Entry& entry)
    {
        const auto name = readText(m_reading, entry.key, entry.value);
        if (!name)
            return;
        if (isTimeZone(*name))
            file().timezone = *name;
        else
            reportUnknownWord(report(), entry.value, Code::UnknownTimezone, "time zone", commonTimeZones());
    }

    void readPolicies(const Entry& entry)
    {
        if (isNull(entry.value) && !m_broken.empty())
            return; // all entries were left out
        if (!expectList(m_reading, entry.key, entry.value))
            return;
        const auto& entries = entry.value.children();
        if (entries.size() > maxPolicies)
            report().add(Code::TooManyPolicies, entry.key.span(), "more than 100,000 policies", "split the file");
        file().policies.reserve(file().policies.size() + std::min(entries.size(), maxPolicies));
        for (std::size_t i = 0; i < entries.size() && i < maxPolicies; ++i)
            readPolicyEntry(entries[i]);
    }

    void readPolicyEntry(const Node& entry)
    {
        if (entry.refused)
            return;
        if (entry.kind != Node::Kind::Map || entry.children().empty()) {
            if (isNull(entry))
                report().add(Code::MissingValue, entry.span(), "this item of `policies` is empty", "remove its `-`, or write a policy");
            else
                reportWrongType(m_reading, entry, "a policy: a map with `id`, `when` and `action`");
            return;
        }
        const bool single = entry.children().size() == 2 && entry.children()[0].kind == Node::Kind::Scalar;
        if (single && isPolicyType(entry.children()[0].text()))
            return addPolicyType({entry.children()[0], entry.children()[1]});
        const std::size_t before = report().errors();
        Policy policy = readPolicy(m_reading, entry);
        const bool unique = policy.id.empty() || addId(policy.id, policy.idSpan);
        if (!unique || report().errors() != before || hasEarlierError(policy.span))
            return lose(policy.id, policy.span);
        judge(policy, report());
        file().policies.push_back(std::move(policy));
    }

    void addPolicyType(const Entry& entry)
    {
        const std::size_t before = report().errors();
        auto policy = readPolicyType(m_reading, entry);
        const std::string id(entry.key.text());
        if (policy && !addId(id, entry.key.span()))
            return lose(id, entry.span());
        if (report().errors() != before || hasEarlierError(entry.span()))
            return lose(id, entry.span());
        if (!policy)
            return;
        judge(*policy, report());
        file().policies.push_back(std::move(*policy));
    }

    bool addId(const std::string& id, Span place)
    {
        return m_ids.add(report(), id, place);
    }

    bool hasEarlierError(Span span) const
    {
        const auto found = std::ranges::lower_bound(m_earlierErrors, span.begin);
        return found != m_earlierErrors.end() && *found < span.end;
    }

    void lose(const std::string& id, Span span) { m_lost.push_back({id, span, file().policies.size()}); }

    void reportBroken()
    {
        for (const Span& part : m_broken) {
            const std::string_view text = m_reading.source.text(part);
            const std::string id = writtenId(text);
            const std::size_t begin = part.begin + std::min(text.find_first_not_of(" \t\r\n"), text.size());
            const std::size_t end = std::min<std::size_t>(part.begin + text.find_first_of("\r\n"), part.end);
            report().add(Code::BrokenPolicy, {begin, std::max(begin, end)},
                         id.empty() ? "this part cannot be read and enforces nothing" : "policy " + inTicks(id) + " cannot be read and enforces nothing",
                         "repair the YAML in it");
            if (!id.empty())
                m_brokenIds.push_back(id);
            m_lost.push_back({id, part, placeAmongPolicies(part)});
        }
    }

    std::size_t placeAmongPolicies(Span part)
    {
        const auto& policies = file().policies;
        return static_cast<std::size_t>(
            std::ranges::count_if(policies, [&](const Policy& policy) { return policy.span.begin < part.begin; }));
    }

    void readTests(const Entry& entry)
    {
        if (!expectList(m_reading, entry.key, entry.value))
            return;
        for (const Node& item : entry.value.children())
            if (auto test = readExample(m_reading, item))
                file().tests.push_back(std::move(*test));
    }

    std::vector<std::string_view> idViews() const
    {
        std::vector<std::string_view> views = m_ids.all();
        views.insert(views.end(), m_brokenIds.begin(), m_brokenIds.end());
        views.emplace_back("default");
        return views;
    }

    void warnOfNothing()
    {
        const bool off = std::ranges::none_of(file().policies, [&](const Policy& policy) {
            return policy.enabled && policy.mode.value_or(file().mode) == Mode::Enforce;
        });
        const bool denies = file().defaultDecision == DefaultDecision::Deny && file().mode == Mode::Enforce;
        if (off && !denies && m_lost.empty())
            report().add(Code::NothingEnforced, m_root.children().empty() ? m_root.span() : m_root.children().front().span(),
                         "this file enforces nothing", "write a policy that is enabled and in mode enforce");
    }

    Reading& m_reading;
    const Node& m_root;
    const std::vector<Span>& m_broken;
    std::vector<BrokenPolicy>& m_lost;
    std::vector<std::size_t> m_earlierErrors;
    KnownIds m_ids;
    std::vector<std::string> m_brokenIds;
};

} // namespace

void readFile(Reading& reading, const Node& root, const std::vector<Span>& broken, std::vector<BrokenPolicy>& lost)
{
    FileReader(reading, root, broken, lost).read();
}

} // namespace runlog
