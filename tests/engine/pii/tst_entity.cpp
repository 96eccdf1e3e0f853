// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/entity.h"

#include <QFile>
#include <QtTest>

#include <set>
#include <string>

using namespace runlog::pii;

class TestEntity : public QObject {
    Q_OBJECT

private slots:
    void everyNameAndAliasStandsForOneEntity();
    void namesAreReadExactlyAsWritten();
    void theDefaultSetHoldsPeopleOnly();
    void secretsAndNetworkAreSetsOfTheirOwn();
    void setsCanBeNarrowedAndJoined();
    void everyRowSaysWhatItIsAndHowItIsChecked();
    void theReferenceNamesEveryEntityInTheWordsOfTheTable();
};

void TestEntity::everyNameAndAliasStandsForOneEntity()
{
    std::set<std::string_view> names;
    for (const auto& row : entities()) {
        QVERIFY2(names.insert(row.name).second, std::string(row.name).c_str());
        QVERIFY2(row.alias.empty() || names.insert(row.alias).second, std::string(row.alias).c_str());
        QVERIFY(entityNamed(row.name) == row.entity);
        QVERIFY(row.alias.empty() || entityNamed(row.alias) == row.entity);
        QVERIFY(name(row.entity) == row.name);
    }
    QCOMPARE(entities().size(), entityCount);
}

void TestEntity::namesAreReadExactlyAsWritten()
{
    QVERIFY(entityNamed("EMAIL") == Entity::Email);
    QVERIFY(entityNamed("EMAIL_ADDRESS") == Entity::Email);
    QVERIFY(!entityNamed("email"));
    QVERIFY(!entityNamed("EMAILS"));
    QVERIFY(!entityNamed(""));
}

void TestEntity::theDefaultSetHoldsPeopleOnly()
{
    for (const auto& row : entities())
        QCOMPARE(EntitySet::defaults().contains(row.entity), row.category == Category::Pii);
}

void TestEntity::secretsAndNetworkAreSetsOfTheirOwn()
{
    QVERIFY(EntitySet::secrets().contains(Entity::Jwt));
    QVERIFY(!EntitySet::secrets().contains(Entity::Email));
    QVERIFY(EntitySet::of(Category::Network) == (EntitySet{Entity::IpAddress, Entity::MacAddress}));
    QVERIFY(!EntitySet::secrets().intersects(EntitySet::defaults()));
    const auto all = EntitySet::defaults() | EntitySet::secrets() | EntitySet::of(Category::Network);
    QVERIFY(all == EntitySet::everything());
    QCOMPARE(all.size(), entityCount);
}

void TestEntity::setsCanBeNarrowedAndJoined()
{
    EntitySet set{Entity::Email, Entity::SecretValue}; // one in each word of the set
    QCOMPARE(set.size(), std::size_t(2));
    set.erase(Entity::Email);
    QVERIFY(!set.contains(Entity::Email) && set.contains(Entity::SecretValue));
    set.erase(Entity::SecretValue);
    QVERIFY(set.empty());
}

void TestEntity::everyRowSaysWhatItIsAndHowItIsChecked()
{
    for (const auto& row : entities())
        QVERIFY2(row.description.size() > 5, std::string(row.name).c_str());
}

void TestEntity::theReferenceNamesEveryEntityInTheWordsOfTheTable()
{
    QFile page(RUNLOG_SOURCE_DIR "/resources/help/pii.md");
    QVERIFY(page.open(QIODevice::ReadOnly));
    const auto text = page.readAll().toStdString();
    for (const auto& row : entities()) {
        const auto aliased = row.alias.empty() ? std::string() : " (`" + std::string(row.alias) + "`)";
        const auto line = "| `" + std::string(row.name) + "`" + aliased + " | " + std::string(row.description) + " | "
                          + std::string(row.check.empty() ? "form" : row.check) + " | "
                          + (row.needsContext ? "beside a word or by field name" : "anywhere") + " |";
        QVERIFY2(text.find(line) != std::string::npos, line.c_str());
    }
}

QTEST_APPLESS_MAIN(TestEntity)
#include "tst_entity.moc"
