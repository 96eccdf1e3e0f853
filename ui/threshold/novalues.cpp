// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/novalues.h"

#include "core/engine/evaluator.h"
#include "core/engine/program.h"
#include "core/engine/structured.h"
#include "ui/theme/paint.h"
#include "ui/threshold/valuetext.h"
#include "ui/threshold/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <set>

namespace studio {

using runlog::Condition;
using runlog::Field;

namespace {

struct NoValues {
    Q_DECLARE_TR_FUNCTIONS(studio::Threshold)
};

constexpr qsizetype MostNames = 3; // that are said; the rest are counted

QString listed(const QStringList& names)
{
    if (names.size() <= MostNames)
        return names.join(QStringLiteral(", "));
    return NoValues::tr("%1 and %n more", nullptr, static_cast<int>(names.size() - MostNames))
        .arg(names.first(MostNames).join(QStringLiteral(", ")));
}

QString literalsOf(const std::vector<runlog::Literal>& literals)
{
    QStringList texts;
    for (const runlog::Literal& literal : literals)
        texts << plain(literal.text, 40);
    return listed(texts);
}

std::set<std::uint32_t> servicesOf(const runlog::Runs& runs)
{
    std::set<std::uint32_t> services;
    for (const runlog::Run& run : runs.runs())
        services.insert(run.service);
    return services;
}

QString servicesText(const runlog::Runs& runs)
{
    QStringList names;
    for (const std::uint32_t service : servicesOf(runs))
        names << (runs.names().name(service).empty() ? NoValues::tr("none") : plain(runs.names().name(service), 40));
    return listed(names);
}

bool governsAny(const runlog::PolicyFile& file, const runlog::Runs& runs)
{
    const auto governs = [&](std::uint32_t service) {
        return std::any_of(file.services.begin(), file.services.end(), [&](const runlog::Literal& glob) {
            return runlog::globMatches(glob.text, runs.names().name(service));
        });
    };
    const std::set<std::uint32_t> services = servicesOf(runs);
    return file.services.empty() || std::any_of(services.begin(), services.end(), governs);
}

// The names that a field was recorded with; nullopt: it is not one of few names.
std::optional<std::set<std::uint32_t>> namesOf(Field field, const runlog::Runs& runs)
{
    if (field == Field::Service)
        return servicesOf(runs);
    if (field != Field::Tool)
        return std::nullopt;
    return std::set<std::uint32_t>(runs.tool().begin(), runs.tool().end());
}

const runlog::Leaf* leafOf(const runlog::Program& program, const Condition& condition)
{
    const auto found = std::find_if(program.leaves.begin(), program.leaves.end(),
                                    [&](const runlog::Leaf& leaf) { return leaf.condition->id == condition.id; });
    return found == program.leaves.end() ? nullptr : &*found;
}

bool holdsForAny(const runlog::Leaf& leaf, const std::set<std::uint32_t>& names, const runlog::Runs& runs)
{
    return std::any_of(names.begin(), names.end(), [&](std::uint32_t name) {
        const runlog::Value value = runs.names().value(name);
        return runs.names().name(name).empty() || (runlog::valueTest(leaf, value) == runlog::Truth::True) != leaf.negative;
    });
}

// A test that all of `when` needs and that holds for no recorded service or tool.
const Condition* unmetIn(const Condition& when, const runlog::Program& program, const runlog::Runs& runs)
{
    if (when.kind == Condition::Kind::Test) {
        const auto names = namesOf(when.field.field, runs);
        const runlog::Leaf* leaf = names ? leafOf(program, when) : nullptr;
        return leaf != nullptr && !holdsForAny(*leaf, *names, runs) ? &when : nullptr;
    }
    if (when.kind != Condition::Kind::All)
        return nullptr;
    for (const Condition& child : when.children)
        if (const Condition* unmet = unmetIn(child, program, runs))
            return unmet;
    return nullptr;
}

QString unmetText(const Condition& unmet, const QString& policy, const runlog::Runs& runs)
{
    const QString asked = literalsOf(unmet.literals);
    if (unmet.field.field == Field::Service)
        return NoValues::tr("%1 is for service %2; the open runs are of %3").arg(policy, asked, servicesText(runs));
    return NoValues::tr("%1 is for tool %2, which no open run calls").arg(policy, asked);
}

} // namespace

QString whyNoValues(const runlog::Observations& seen, const ThresholdTarget& target, const runlog::Runs& runs,
                    const runlog::EnginePtr& engine)
{
    if (!seen.values.empty())
        return {};
    if (!governsAny(*target.file, runs))
        return NoValues::tr("This file is for service %1; the open runs are of %2")
            .arg(literalsOf(target.file->services), servicesText(runs));
    const QString field = target.place.condition ? plain(runlog::print(target.place.condition->field), 60) : QString();
    const auto number = [](std::size_t count) { return countText(static_cast<qint64>(count)); };
    if (seen.absent > 0)
        return NoValues::tr("%1 is absent at all %2 steps where it was looked for").arg(field, number(seen.absent));
    if (seen.inError > 0)
        return NoValues::tr("%1 is no number at all %2 steps where it was looked for").arg(field, number(seen.inError));
    if (seen.unknown > 0)
        return NoValues::tr("%1 is not recorded at all %2 steps where it was looked for").arg(field, number(seen.unknown));
    const QString policy = plain(target.place.policy, 60);
    if (const runlog::Policy* found = findPolicy(*target.file, target.place.policy); found != nullptr && engine)
        if (const Condition* unmet = unmetIn(found->when, engine->program(), runs))
            return unmetText(*unmet, policy, runs);
    return NoValues::tr("No step came to this condition: the others of %1 do not hold for any").arg(policy);
}

} // namespace studio
