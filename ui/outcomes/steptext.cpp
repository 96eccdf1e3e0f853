// SPDX-License-Identifier: Apache-2.0
#include "ui/outcomes/steptext.h"

#include "ui/theme/paint.h"

#include <QCoreApplication>

#include <array>

namespace studio {

using runlog::StepKind;
using runlog::Value;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(studio::Outcomes)
};

constexpr std::array<std::string_view, 6> AmountNames{"amount", "total", "price", "sum", "value", "quantity"};

QString numberAmong(Value args)
{
    const runlog::Member* only = nullptr;
    for (const runlog::Member& member : args.members()) {
        if (member.value.kind() != Value::Kind::Number)
            continue;
        if (only)
            return {};
        only = &member;
    }
    return only ? plain(only->key, 24) + u' ' + plain(only->value.text(), 24) : QString();
}

} // namespace

QString stepName(const runlog::Runs& runs, std::size_t step)
{
    const runlog::Step whole = runs.step(step);
    switch (whole.kind) {
    case StepKind::Call: return Words::tr("first step");
    case StepKind::LlmCall:
        return whole.model > runlog::Names::Unrecorded ? QStringLiteral("llm_call ") + plain(runs.names().name(whole.model), 40)
                                                       : QStringLiteral("llm_call");
    case StepKind::ToolCall:
        return whole.tool > runlog::Names::Unrecorded ? plain(runs.names().name(whole.tool), 60) : Words::tr("unnamed tool");
    case StepKind::Message: return Words::tr("message");
    }
    return {};
}

QString mainAmount(const runlog::Runs& runs, std::size_t step)
{
    const runlog::Step whole = runs.step(step);
    if (whole.kind == StepKind::LlmCall)
        return whole.cost && whole.cost->nanos > 0 ? u'$' + QString::fromStdString(runlog::text(*whole.cost)) : QString();
    for (const std::string_view name : AmountNames)
        if (const Value value = whole.args.find(name); value.kind() == Value::Kind::Number)
            return plain(value.text(), 24);
    return numberAmong(whole.args);
}

} // namespace studio
