// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/entity.h"
#include "ui/editor/completions.h"
#include "ui/editor/hovertext.h"

#include <QtTest>

using namespace studio;

namespace {

// The caret stands at `|`.
QStringList offeredAt(const QString& when)
{
    const QString text = QStringLiteral("policies:\n  - id: p\n    when: ") + when;
    const auto caret = static_cast<int>(text.indexOf(QLatin1Char('|')));
    QStringList words;
    for (const auto& completion : completionsAt(contextAt(text, caret), nullptr, {}))
        words << completion.word;
    return words;
}

QStringList namesOf(bool secrets)
{
    QStringList names;
    for (const auto& row : runlog::pii::entities())
        if ((row.category == runlog::pii::Category::Secret) == secrets)
            names << QString::fromUtf8(row.name.data(), static_cast<qsizetype>(row.name.size()));
    return names;
}

const QStringList underPii{QStringLiteral("policies"), QString(), QStringLiteral("when"), QStringLiteral("input"),
                           QStringLiteral("contains_pii")};

} // namespace

// What the editor offers and tells about the names of entities.
class TestEntities : public QObject {
    Q_OBJECT

private slots:
    void entitiesAreOfferedInTheListsOfTheirOperator_data();
    void entitiesAreOfferedInTheListsOfTheirOperator();
    void scalarsOfAnEntityTestAreOffered();
    void hoveringAnEntityTellsWhatItIsAndHowItIsChecked();
    void hoveringTheKeysOfAnEntityTestTellsWhatTheyMean();
};

void TestEntities::entitiesAreOfferedInTheListsOfTheirOperator_data()
{
    QTest::addColumn<QString>("when");
    QTest::addColumn<bool>("secrets");
    QTest::newRow("a list") << QStringLiteral("{ input: { contains_pii: [EMAIL, |] } }") << false;
    QTest::newRow("entities") << QStringLiteral("{ input: { contains_pii: { entities: [|] } } }") << false;
    QTest::newRow("except") << QStringLiteral("{ args.note: { contains_pii: { except: [|] } } }") << false;
    QTest::newRow("a block list") << QStringLiteral("\n      input:\n        contains_pii:\n          - |") << false;
    QTest::newRow("secrets") << QStringLiteral("{ input: { contains_secret: [|] } }") << true;
}

void TestEntities::entitiesAreOfferedInTheListsOfTheirOperator()
{
    QFETCH(QString, when);
    QFETCH(bool, secrets);
    QCOMPARE(offeredAt(when), namesOf(secrets));
}

void TestEntities::scalarsOfAnEntityTestAreOffered()
{
    QCOMPARE(offeredAt(QStringLiteral("{ input: { contains_pii: | } }")), QStringList({"true", "false"}));
    QCOMPARE(offeredAt(QStringLiteral("{ input: { contains_pii: { entities: | } } }")), QStringList());
    QCOMPARE(offeredAt(QStringLiteral("{ input: { contains_pii: { min_likelihood: | } } }")),
             QStringList({"possible", "likely", "very_likely"}));
    QCOMPARE(offeredAt(QStringLiteral("{ input: { contains_pii: { entities: [EMAIL], | } } }")),
             QStringList({"except", "min_count", "min_likelihood"}));
}

void TestEntities::hoveringAnEntityTellsWhatItIsAndHowItIsChecked()
{
    QCOMPARE(hoverText(QStringLiteral("IBAN"), underPii, nullptr),
             QStringLiteral("IBAN · an international bank account number\nchecked by country length, mod 97"));
    QCOMPARE(hoverText(QStringLiteral("nhs"), underPii, nullptr),
             QStringLiteral("UK_NHS · a UK health service number\nchecked by mod 11\n"
                            "likely only beside a telling word or in a field of a telling name"));
    QCOMPARE(hoverText(QStringLiteral("IP_ADDRESS"), underPii + QStringList(QStringLiteral("entities")), nullptr),
             QStringLiteral("IP_ADDRESS · a routable IPv4 or IPv6 address\nchecked by reserved ranges left out\n"
                            "looked for only where a policy names it"));
    QCOMPARE(hoverText(QStringLiteral("EMAIL"), underPii.mid(0, 4) + QStringList(QStringLiteral("eq")), nullptr), QString());
}

void TestEntities::hoveringTheKeysOfAnEntityTestTellsWhatTheyMean()
{
    QCOMPARE(hoverText(QStringLiteral("min_likelihood"), underPii + QStringList(QStringLiteral("min_likelihood")), nullptr),
             QStringLiteral("min_likelihood · least likelihood of a finding"));
}

QTEST_MAIN(TestEntities)
#include "tst_entities.moc"
