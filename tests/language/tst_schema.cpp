// SPDX-License-Identifier: Apache-2.0
#include "core/language/parse.h"
#include "core/language/schema.h"
#include "tests/language/helppage.h"
#include "tests/language/validator.h"

#include "tests/language/shown.h"

#include <QtTest>

#include <filesystem>

using namespace runlog;

namespace {

class TestSchema : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_text = policySchema();
        m_schema = readYaml(m_text);
        QVERIFY(!hasError(m_schema.diagnostics));
    }

    void theFileInResourcesIsTheGeneratedOne()
    {
        QCOMPARE(readFile(std::string(RUNLOG_SOURCE_DIR) + "/resources/policy.schema.json"), m_text);
    }

    void whatTheParserTakesTheSchemaTakes()
    {
        std::vector<std::string> texts = exampleFiles();
        addFolder(texts, std::string(RUNLOG_SOURCE_DIR) + "/samples");
#ifdef RUNLOG_SHARED_DIR
        addFolder(texts, std::string(RUNLOG_SHARED_DIR) + "/hostile/policy");
#endif
        std::size_t valid = 0;
        for (const std::string& text : texts) {
            if (hasError(parse(std::make_shared<const Source>("p", text)).diagnostics))
                continue;
            ++valid;
            QVERIFY2(problem(text).empty(), (text + problem(text)).c_str());
        }
        QVERIFY(valid > 80);
    }

    void whatTheSchemaRefusesTheParserRefuses()
    {
        std::size_t refused = 0;
        std::vector<std::string> texts = exampleFiles();
        for (const std::string& text : texts) {
            if (problem(text).empty())
                continue;
            ++refused;
            QVERIFY2(hasError(parse(std::make_shared<const Source>("p", text)).diagnostics), text.c_str());
        }
        QVERIFY(refused > 20);
    }

    void typosAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"polices: []\n", "policies: [ { id: a, when: { tolo: x }, action: deny } ]\n",
                                 "policies: [ { id: a, when: { cost: { greater: 5 } }, action: deny } ]\n",
                                 "policies: [ { id: a, when: { tool: x }, action: block } ]\n",
                                 "policies: [ { id: a, when: { tool: { gt: 5 } }, action: deny } ]\n",
                                 "policies: [ { id: a, action: deny } ]\n", "max_cost_per_run: 5 EUR\n", "default: none\n",
                                 "policies: [ { id: a, when: { count: { gt: 5 } }, action: deny } ]\n",
                                 "policies: [ { id: a, when: { elapsed: { gt: 15min } }, action: deny } ]\n",
                                 "policies: [ { id: a, when: { any: [] }, action: deny } ]\n", "version: 2\n"})
            QTest::newRow(text) << QByteArray(text);
    }
    void typosAreRefused()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!problem(text.toStdString()).empty());
    }

private:
    static void addFolder(std::vector<std::string>& texts, const std::string& folder)
    {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
            if (entry.path().extension() == ".yaml")
                texts.push_back(readFile(entry.path().string()));
    }

    std::string problem(const std::string& text) const
    {
        const YamlTree tree = readYaml(text.starts_with("\xEF\xBB\xBF") ? std::string_view(text).substr(3) : text);
        return tree.whole ? validate(m_schema.root, tree.root) : "no YAML";
    }

    std::string m_text;
    YamlTree m_schema;
};

} // namespace

QTEST_APPLESS_MAIN(TestSchema)
#include "tst_schema.moc"
