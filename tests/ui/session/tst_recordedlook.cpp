// SPDX-License-Identifier: Apache-2.0
#include "ui/session/recordedlook.h"

#include "core/traces/read.h"
#include "ui/session/document.h"
#include "ui/session/replaysession.h"

#include <QSignalSpy>
#include <QTest>

using namespace studio;

// What recorded runs say of the entities that a text names, among the document's problems.
class TestRecordedLook : public QObject {
    Q_OBJECT
private slots:
    void anEntityThatNoRunHoldsIsAProblem();
    void anotherTextTakesItAway();
};

namespace {

const QByteArray Policies = "policies:\n  - id: mail\n    when: { args.note: { contains_pii: [EMAIL, IBAN] } }\n    action: deny\n";

struct Fixture {
    Fixture()
    {
        QObject::connect(&document, &Document::policiesChanged, [this] { session.setPolicies(document.policySet()); });
        session.setRuns(runlog::readTrace("runs.jsonl", R"({"type":"step","run":"r","seq":1,"kind":"tool_call","tool":"t","args":{"note":"ann@example.org"}})").runs);
        document.setText(Policies, QStringLiteral("p.yaml"));
        document.parseNow();
        session.setPolicies(document.policySet());
    }

    QStringList problems() const
    {
        QStringList lines;
        for (const auto& found : document.diagnostics())
            lines << QString::fromStdString(found.code + ": " + found.message);
        return lines;
    }

    Document document;
    ReplaySession session;
    RecordedLook look{document, session};
};

} // namespace

void TestRecordedLook::anEntityThatNoRunHoldsIsAProblem()
{
    Fixture f;
    QTRY_COMPARE(f.problems(), QStringList(QStringLiteral("entity-not-recorded: no `IBAN` is in `args.note` of 1 step")));
    QVERIFY(f.document.isValid());
}

void TestRecordedLook::anotherTextTakesItAway()
{
    Fixture f;
    QTRY_COMPARE(f.problems().size(), 1);
    f.document.setText(QByteArray(Policies).replace(", IBAN", ""), QStringLiteral("p.yaml"));
    f.document.parseNow();
    QCOMPARE(f.problems(), QStringList());
}

QTEST_MAIN(TestRecordedLook)
#include "tst_recordedlook.moc"
