// SPDX-License-Identifier: Apache-2.0
#include "core/checks/findings.h"
#include "core/language/codes.h"
#include "core/language/fields.h"
#include "core/language/groups.h"
#include "core/language/keys.h"
#include "core/language/parse.h"
#include "tests/language/helppage.h"

#include "tests/language/shown.h"

#include <QtTest>

using namespace runlog;

namespace {

std::string check(std::string bytes, std::string_view onlyCode = {})
{
    const Source source("policies.yaml", bytes);
    std::string out;
    for (const Diagnostic& diagnostic : parse(std::make_shared<const Source>(source)).diagnostics)
        if (onlyCode.empty() || diagnostic.code == onlyCode)
            out += print(diagnostic, source);
    return out;
}

// The same with what is proven of the policies.
std::string checkWhole(std::string bytes, std::string_view onlyCode)
{
    const auto source = std::make_shared<const Source>("policies.yaml", std::move(bytes));
    auto parsed = parse(source);
    if (hasError(parsed.diagnostics))
        return check(std::string(source->bytes()), onlyCode);
    const Engine engine(PolicySet{{parsed.file}});
    checks::addFindings(parsed.diagnostics, checks::checkEach(engine), engine, 0);
    checks::addFindings(parsed.diagnostics, checks::checkCovered(engine), engine, 0);
    std::erase_if(parsed.diagnostics, [&](const Diagnostic& one) { return !onlyCode.empty() && one.code != onlyCode; });
    std::string out;
    for (const Diagnostic& diagnostic : parsed.diagnostics)
        out += print(diagnostic, *source);
    return out;
}

} // namespace

class TestHelp : public QObject {
    Q_OBJECT
private slots:
    void everyCodeHasAPageWhoseExamplesGiveWhatTheySay_data()
    {
        QTest::addColumn<QByteArray>("code");
        for (const CodeRow& row : codeRows())
            QTest::newRow(std::string(row.name).c_str()) << QByteArray(row.name.data(), static_cast<qsizetype>(row.name.size()));
    }
    void everyCodeHasAPageWhoseExamplesGiveWhatTheySay()
    {
        QFETCH(QByteArray, code);
        const std::string name = code.toStdString();
        const auto blocks = blocksOf(readFile(helpPath(name)));
        QCOMPARE(blocks.size(), std::size_t(3));
        QCOMPARE(blocks[0].language + blocks[1].language + blocks[2].language, std::string("yamltextyaml"));
        const bool repeats = blocks[0].option.starts_with("repeat=");
        QCOMPARE(checkWhole(bytesOf(blocks[0]), repeats ? std::string_view(name) : std::string_view()), blocks[1].text);
        QVERIFY(blocks[1].text.find('[' + name + ']') != std::string::npos);
        QCOMPARE(checkWhole(bytesOf(blocks[2]), {}), std::string());
    }

    void everySeverityAndSummaryStandsOnItsPage()
    {
        for (const CodeRow& row : codeRows()) {
            const std::string page = readFile(helpPath(std::string(row.name)));
            const std::string line = "Kind: " + std::string(name(row.severity)) + ". In short: " + std::string(row.summary) + ".\n";
            QVERIFY2(page.starts_with("# " + std::string(row.name) + "\n\n" + line), std::string(row.name).c_str());
        }
    }

    void theReferenceHasEveryField()
    {
        const std::string page = readFile(helpPath("fields"));
        for (const FieldRow& row : fieldRows())
            if (!row.name.empty())
                QVERIFY2(page.find("| `" + std::string(row.name) + "` |") != std::string::npos
                             && page.find(row.description) != std::string::npos,
                         std::string(row.name).c_str());
    }

    void theReferenceHasEveryOperatorWithItsExample()
    {
        const std::string page = readFile(helpPath("operators"));
        for (const OperatorRow& row : operatorRows()) {
            QVERIFY2(page.find("| `" + std::string(row.name) + "` | " + std::string(row.description) + " | `" + std::string(row.example) + "` |")
                         != std::string::npos,
                     std::string(row.name).c_str());
            QCOMPARE(check("policies:\n  - id: example\n    when: { " + std::string(row.example) + " }\n    action: deny\n"), std::string());
        }
    }

    void theReferenceHasEveryGroupWithEveryPattern()
    {
        const std::string page = readFile(helpPath("groups"));
        for (const GroupRow& row : builtInGroups()) {
            std::string line = "| `" + std::string(row.name) + "` | " + std::string(row.description) + " |";
            for (const std::string_view pattern : row.patterns)
                line += " `" + std::string(pattern) + '`';
            QVERIFY2(page.find(line + " |") != std::string::npos, line.c_str());
        }
    }

    void theReferenceHasEveryKey()
    {
        const std::string page = readFile(helpPath("keys"));
        for (const KeyRow& row : keyRows())
            QVERIFY2(page.find("| `" + std::string(row.name) + "` | " + std::string(row.description) + " |") != std::string::npos,
                     std::string(row.name).c_str());
    }

    void everyOtherExampleIsValid()
    {
        for (const char* name : {"fields", "operators", "groups", "keys", "windows", "messages", "numbers", "decisions", "checks", "choices", "tests", "policies"})
            for (const Block& block : blocksOf(readFile(helpPath(name))))
                if (block.language == "yaml")
                    QCOMPARE(check(bytesOf(block)), std::string());
    }
};

QTEST_APPLESS_MAIN(TestHelp)
#include "tst_help.moc"
