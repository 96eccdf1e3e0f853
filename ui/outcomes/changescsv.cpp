// SPDX-License-Identifier: Apache-2.0
#include "ui/outcomes/changescsv.h"

#include "ui/outcomes/steptext.h"

namespace studio {

namespace {

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QByteArray line(const QList<QString>& fields)
{
    QByteArray bytes;
    for (const QString& field : fields)
        bytes += (bytes.isEmpty() ? "" : ",") + csvField(field);
    return bytes + "\r\n";
}

QList<QString> fieldsOf(const ChangesModel& model, const runlog::ChangedStep& change)
{
    const ChangeSource source = model.source();
    const runlog::Runs& runs = *source.after->runs;
    const runlog::Run& run = runs.run(runs.runOf(change.step));
    const ShownLabel* label = labelOf(source, change.step);
    return {fromView(runlog::name(change.direction)),
            fromView(runs.names().name(run.service)),
            fromView(run.id),
            QString::number(runs.seq()[change.step]),
            stepName(runs, change.step),
            mainAmount(runs, change.step),
            fromView(runlog::name(change.before.outcome)),
            policyName(*source.before, change.before),
            fromView(runlog::name(change.before.stepClass)),
            fromView(runlog::name(change.after.outcome)),
            policyName(*source.after, change.after),
            fromView(runlog::name(change.after.stepClass)),
            model.valueOf(change.step),
            change.cause == change.step ? QString() : QString::number(runs.seq()[change.cause]),
            label ? fromView(runlog::name(label->wanted)) : QString(),
            label ? label->reason : QString()};
}

} // namespace

QByteArray csvField(const QString& text)
{
    static const QString Dangerous = QStringLiteral("=+-@\t\r");
    QByteArray bytes = text.toUtf8();
    if (!text.isEmpty() && Dangerous.contains(text.front()))
        bytes.prepend('\'');
    bytes.replace("\"", "\"\"");
    return '"' + bytes + '"';
}

QByteArray changesCsv(const ChangesModel& model)
{
    QByteArray bytes = line({QStringLiteral("direction"), QStringLiteral("service"), QStringLiteral("run"), QStringLiteral("seq"),
                             QStringLiteral("step"), QStringLiteral("amount"), QStringLiteral("before"),
                             QStringLiteral("before_policy"), QStringLiteral("before_class"), QStringLiteral("after"),
                             QStringLiteral("after_policy"), QStringLiteral("after_class"), QStringLiteral("value"),
                             QStringLiteral("cause_seq"), QStringLiteral("label"), QStringLiteral("reason")});
    const ChangeSource source = model.source();
    for (int row = model.nextChange(-1, 1); row >= 0; row = model.nextChange(row, 1)) {
        const runlog::ChangedStep& change = *model.change(row);
        bytes += line(fieldsOf(model, change));
        const ConsequenceRange range = consequencesOf(*source.impact, change.step);
        for (std::size_t n = range.begin; n < range.end; ++n)
            bytes += line(fieldsOf(model, source.impact->consequences[n]));
    }
    return bytes;
}

} // namespace studio
