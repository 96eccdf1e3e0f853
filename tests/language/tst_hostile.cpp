// SPDX-License-Identifier: Apache-2.0
#include "core/language/parse.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include "tests/language/shown.h"

#include <QtTest>

#include <ctime>

using namespace runlog;

namespace {

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString classOf(const Diagnostics& diagnostics)
{
    if (hasError(diagnostics))
        return "error";
    for (const Diagnostic& diagnostic : diagnostics)
        if (diagnostic.severity == Severity::Warning)
            return "warn";
    return "ok";
}

bool hasErrorAt(const Diagnostics& diagnostics, const Source& source, int line, int tolerance)
{
    for (const Diagnostic& diagnostic : diagnostics) {
        const int found = static_cast<int>(source.place(diagnostic.span.begin).line);
        if (diagnostic.severity == Severity::Error && std::abs(found - line) <= tolerance)
            return true;
    }
    return false;
}

} // namespace

class TestHostile : public QObject {
    Q_OBJECT
private slots:
    void everyHostilePolicyFileIsJudged_data()
    {
        QTest::addColumn<QJsonObject>("item");
        const QString folder = QStringLiteral(RUNLOG_SHARED_DIR) + "/hostile/";
        const auto items = QJsonDocument::fromJson(bytesOf(folder + "manifest.json")).object().value("items").toArray();
        for (const auto& item : items)
            if (item.toObject().value("kind").toString() == "policy")
                QTest::newRow(qPrintable(item.toObject().value("file").toString())) << item.toObject();
    }
    void everyHostilePolicyFileIsJudged()
    {
        QFETCH(QJsonObject, item);
        const QByteArray bytes = bytesOf(QStringLiteral(RUNLOG_SHARED_DIR) + "/hostile/" + item.value("file").toString());
        QCOMPARE(bytes.size(), static_cast<qsizetype>(item.value("bytes").toInt()));
        const auto source = std::make_shared<const Source>("p.yaml", bytes.toStdString());
        const auto start = std::clock(); // the processor's time, however busy the machine is
        const Parsed parsed = parse(source);
        QVERIFY((std::clock() - start) / CLOCKS_PER_SEC < 5);
        QStringList allowed{item.value("expect").toString()};
        for (const auto& other : item.value("also_acceptable").toArray())
            allowed << other.toString();
        QVERIFY2(allowed.contains(classOf(parsed.diagnostics)), print(parsed.diagnostics, *source).c_str());
        if (item.contains("policies_if_loaded") && !hasError(parsed.diagnostics))
            QCOMPARE(static_cast<int>(parsed.file->policies.size()), item.value("policies_if_loaded").toInt());
        const QString category = item.value("category").toString();
        const int tolerance = category == "syntax" || category == "truncated" || category == "encoding" ? 1 : 0;
        if (item.contains("line") && classOf(parsed.diagnostics) == "error" && item.value("expect") == "error")
            QVERIFY2(hasErrorAt(parsed.diagnostics, *source, item.value("line").toInt(), tolerance), print(parsed.diagnostics, *source).c_str());
    }
};

QTEST_APPLESS_MAIN(TestHostile)
#include "tst_hostile.moc"
