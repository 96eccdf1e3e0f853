// SPDX-License-Identifier: Apache-2.0
#include "app/cli/check.h"
#include "app/cli/schema.h"
#include "core/language/codes.h"
#include "core/language/schema.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include <sstream>

using namespace runlog;

namespace {

const char* const broken = "policies:\n  - id: a # é😀\n    when: { cost: { greater: 3 } }\n    action: deny\n";
const char* const whole = "policies:\n  - id: b\n    when: { cost: { gt: 3 } }\n    action: deny\n";

struct Result {
    int code = -1;
    QString out;
    QString err;
};

template <typename Command>
Result run(Command command, const QStringList& words, const char* input = "")
{
    std::vector<std::string> texts;
    for (const QString& word : words)
        texts.push_back(word.toStdString());
    const std::vector<std::string_view> arguments(texts.begin(), texts.end());
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    const int code = command(arguments, in, out, err);
    return {code, QString::fromStdString(out.str()), QString::fromStdString(err.str())};
}

QString write(const QTemporaryDir& folder, const QString& name, const char* text)
{
    const QString path = folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
        QTest::qFail("cannot write", __FILE__, __LINE__);
    return path;
}

QJsonObject parsed(const QString& json) { return QJsonDocument::fromJson(json.toUtf8()).object(); }

} // namespace

class TestCheck : public QObject {
    Q_OBJECT
private slots:
    void aWholeFileIsFine()
    {
        const Result result = run(cli::check, {"-"}, whole);
        QCOMPARE(result.out + result.err, QString("1 file, 1 policy: 0 errors, 0 warnings, 0 notes\n"));
        QCOMPARE(result.code, 0);
    }

    void problemsArePrintedWithTheirPlace()
    {
        const Result result = run(cli::check, {"-"}, broken);
        QCOMPARE(result.out, QString("<stdin>:3:21: error: unknown operator `greater` [unknown-operator]\n"
                                     "    when: { cost: { greater: 3 } }\n"
                                     "                    ^~~~~~~\n"
                                     "help: did you mean `gt`?\n"
                                     "1 file, 0 policies: 1 error, 0 warnings, 0 notes\n"));
        QCOMPARE(result.code, 1);
    }

    void jsonLinesHaveOneProblemEach()
    {
        const Result result = run(cli::check, {"--format", "jsonl", "-"}, broken);
        QCOMPARE(result.out.count('\n'), qsizetype(1));
        const QJsonObject line = parsed(result.out);
        QCOMPARE(line.value("code").toString(), QString("unknown-operator"));
        QCOMPARE(line.value("line").toInt(), 3);
        QCOMPARE(line.value("end_column").toInt(), 28);
        const auto fix = line.value("fixes").toArray().at(0).toObject().value("edits").toArray().at(0).toObject();
        QCOMPARE(fix.value("text").toString(), QString("gt"));
        QCOMPARE(fix.value("begin").toInt(), QByteArray(broken).indexOf("greater"));
        QCOMPARE(result.code, 1);
    }

    void foldersAreOneSet()
    {
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir("inner"));
        write(folder, "b.yaml", whole);
        write(folder, "inner/c.yml", whole);
        write(folder, "note.txt", broken);
        const Result result = run(cli::check, {"--format", "json", folder.path()});
        const QJsonObject all = parsed(result.out);
        QCOMPARE(all.value("files").toArray().size(), qsizetype(2));
        QCOMPARE(all.value("errors").toInt(), 1);
        const auto problem = all.value("files").toArray().at(1).toObject().value("diagnostics").toArray().at(0).toObject();
        QCOMPARE(problem.value("code").toString(), QString("duplicate-id"));
        QCOMPARE(result.code, 1);
    }

    void sarifHasARulePerCodeAndUtf16Columns()
    {
        const Result result = run(cli::check, {"--format", "sarif", "-"}, "policies:\n  - { id: \"é😀\", when: { cost: { greater: 3 } }, action: deny }\n");
        const QJsonObject log = parsed(result.out).value("runs").toArray().at(0).toObject();
        QCOMPARE(parsed(result.out).value("version").toString(), QString("2.1.0"));
        const auto rules = log.value("tool").toObject().value("driver").toObject().value("rules").toArray();
        QCOMPARE(rules.size(), static_cast<qsizetype>(codeRows().size()));
        const auto first = log.value("results").toArray().last().toObject();
        QCOMPARE(first.value("ruleId").toString(), QString("unknown-operator"));
        const auto place = first.value("locations").toArray().at(0).toObject().value("physicalLocation").toObject();
        QCOMPARE(place.value("region").toObject().value("startColumn").toInt(), 34);
        QCOMPARE(place.value("artifactLocation").toObject().value("uri").toString(), QString("%3Cstdin%3E"));
        QCOMPARE(first.value("fixes").toArray().size(), qsizetype(1));
    }

    void whatCannotBeOpenedIsAUsageError()
    {
        QTemporaryDir folder;
        const Result missing = run(cli::check, {folder.filePath("nothing.yaml")});
        QCOMPARE(missing.code, 2);
        QVERIFY(missing.err.contains("No such file"));
        QCOMPARE(run(cli::check, {folder.path()}).code, 2);
        QCOMPARE(run(cli::check, {}).code, 2);
        QCOMPARE(run(cli::check, {"--format", "xml", "-"}, whole).code, 2);
    }

    void noRawControlCharacterIsPrinted()
    {
        for (const char* format : {"text", "json", "jsonl", "sarif"}) {
            const Result result = run(cli::check, {"--format", format, "-"}, "\"\\e[31m\": 1\n\x1b]52;c\x07\npolicies: [ { id: \"\\u202e\" } ]\n");
            for (const QChar c : result.out)
                QVERIFY(c == QChar('\n') || (c.unicode() >= 0x20 && c.unicode() != 0x7F && c.unicode() != 0x202E));
            QCOMPARE(result.code, 1);
        }
    }

    void theSchemaIsPrinted()
    {
        const Result result = run(cli::schema, {});
        QCOMPARE(result.out, QString::fromStdString(policySchema()));
        QCOMPARE(result.code, 0);
        QCOMPARE(run(cli::schema, {"extra"}).code, 2);
    }
};

QTEST_APPLESS_MAIN(TestCheck)
#include "tst_check.moc"
