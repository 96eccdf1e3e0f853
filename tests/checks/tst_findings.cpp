// SPDX-License-Identifier: Apache-2.0
#include "core/checks/findings.h"
#include "core/language/edit.h"
#include "core/language/parse.h"

#include <QDir>
#include <QFile>
#include <QtTest>

#include <algorithm>

using namespace runlog;

namespace {

const QString Golden = RUNLOG_SOURCE_DIR "/tests/golden/checks";

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Diagnostics diagnose(const SourcePtr& source) {
    auto parsed = parse(source);
    const Engine engine(PolicySet{{parsed.file}});
    checks::addFindings(parsed.diagnostics, checks::checkEach(engine), engine, 0);
    checks::addFindings(parsed.diagnostics, checks::checkCovered(engine), engine, 0);
    return parsed.diagnostics;
}

SourcePtr sourceOf(const QByteArray& bytes) {
    return std::make_shared<const Source>("policies.yaml", bytes.toStdString());
}

} // namespace

class TestFindings : public QObject {
    Q_OBJECT
private slots:
    void everyGoldenCaseSaysWhatItShould_data() { listCases(); }
    void everyGoldenCaseSaysWhatItShould() {
        QFETCH(QString, folder);
        const auto source = sourceOf(bytesOf(folder + "/policies.yaml"));
        const auto printed = QByteArray::fromStdString(print(diagnose(source), *source));
        if (qEnvironmentVariableIsSet("RUNLOG_WRITE_GOLDEN")) {
            QFile file(folder + "/expected.txt");
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(printed) == printed.size());
        }
        QVERIFY(QFile::exists(folder + "/expected.txt"));
        QCOMPARE(printed, bytesOf(folder + "/expected.txt"));
    }

    void everyFixTakesItsFindingAway_data() { listCases(); }
    void everyFixTakesItsFindingAway() {
        QFETCH(QString, folder);
        const auto source = sourceOf(bytesOf(folder + "/policies.yaml"));
        for (const Diagnostic& diagnostic : diagnose(source))
            for (const Fix& fix : diagnostic.fixes) {
                const auto fixed =
                    std::make_shared<const Source>("policies.yaml", applyEdits(source->bytes(), fix.edits));
                const auto left = diagnose(fixed);
                QVERIFY2(!hasError(left), print(left, *fixed).c_str());
                QVERIFY(std::ranges::none_of(left, [&](const Diagnostic& other) {
                    return other.code == diagnostic.code && fixed->text(other.span) == source->text(diagnostic.span);
                }));
                QVERIFY(left.size() < diagnose(source).size());
            }
    }

    void stalePoliciesTakeNoPart() {
        const auto source = sourceOf("policies:\n  - id: a\n    when: { tool: x }\n    action: log\n  - id: b\n    "
                                     "when: { tool: x }\n    action: deny\n");
        auto file = std::make_shared<PolicyFile>(*parse(source).file);
        file->policies[1].stale = true;
        const Engine engine(PolicySet{{file}});
        QCOMPARE(checks::checkEach(engine).found.size() + checks::checkCovered(engine).found.size(), std::size_t(0));
        file->policies[1].stale = false;
        QCOMPARE(checks::checkCovered(engine).found.size(), std::size_t(1));
    }

    void aStopEndsTheWork() {
        const auto source = sourceOf(bytesOf(Golden + "/covered/policies.yaml"));
        const Engine engine(PolicySet{{parse(source).file}});
        std::stop_source stop;
        stop.request_stop();
        for (const auto& findings :
             {checks::checkEach(engine, stop.get_token()), checks::checkCovered(engine, stop.get_token())}) {
            QVERIFY(findings.stopped);
            QVERIFY(findings.found.empty());
        }
    }

    void tooManyPoliciesAreLeftAlone()
    {
        QByteArray text = "policies:\n";
        for (std::size_t i = 0; i <= checks::MostPolicies; ++i)
            text += "  - id: p" + QByteArray::number(quint64(i)) + "\n    when: { tool: x }\n    action: deny\n";
        const Engine engine(PolicySet{{parse(sourceOf(text)).file}});
        for (const auto& findings : {checks::checkEach(engine), checks::checkCovered(engine)}) {
            QVERIFY(findings.found.empty());
            QCOMPARE(findings.notProven, checks::MostPolicies + 1);
        }
    }

    void aSpentBudgetSaysNothing() {
        const auto source = sourceOf(bytesOf(Golden + "/covered/policies.yaml"));
        const Engine engine(PolicySet{{parse(source).file}});
        const auto none = checks::checkCovered(engine, {}, 1);
        QVERIFY(none.found.empty());
        QVERIFY(none.notProven > 0);
    }

private:
    static void listCases() {
        QTest::addColumn<QString>("folder");
        const auto cases = QDir(Golden).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
        QVERIFY(cases.size() >= 7);
        for (const auto& name : cases)
            QTest::newRow(qPrintable(name)) << Golden + '/' + name;
    }
};

QTEST_APPLESS_MAIN(TestFindings)
#include "tst_findings.moc"
