// SPDX-License-Identifier: Apache-2.0
#include "core/language/parse.h"
#include "core/replay/order.h"
#include "core/replay/replay.h"
#include "tests/engine/world.h"
#include "tests/replay/printing.h"
#include "tests/replay/recorder.h"

#include <QtTest>

using namespace runlog;

namespace {

constexpr std::size_t EditsInAWorld = 40;
constexpr std::size_t UsualEdits = 10'000;

// A policy file that is edited as its author would: whole policies come, go, change places or are written anew, numbers are
// replaced, keys of the file are switched.
class EditedFile {
public:
    explicit EditedFile(WorldMaker& maker) : m_maker(maker)
    {
        for (auto count = 2 + maker.below(4); count > 0; --count)
            add();
    }

    void edit()
    {
        switch (m_maker.below(8)) {
        case 0: add(); return;
        case 1:
            if (m_policies.size() > 1)
                m_policies.erase(m_policies.begin() + static_cast<std::ptrdiff_t>(any()));
            return;
        case 2: std::swap(m_policies[any()], m_policies[any()]); return;
        case 3: m_policies[any()] = m_maker.policy("q" + std::to_string(m_next++)); return;
        case 4: m_head = m_maker.below(heads().size()); return;
        default: replaceNumber(m_policies[any()]); return;
        }
    }

    std::string text() const
    {
        auto text = heads()[m_head] + "policies:\n";
        for (const auto& policy : m_policies)
            text += policy;
        return text;
    }

private:
    static const std::vector<std::string>& heads()
    {
        static const std::vector<std::string> heads{"", "", "default: deny\n", "services: [support]\n", "timezone: Asia/Kathmandu\n",
                                                    "default: deny\nservices: [\"s*\"]\n", "mode: observe\n"};
        return heads;
    }

    std::size_t any() { return m_maker.below(m_policies.size()); }
    void add() { m_policies.push_back(m_maker.policy("p" + std::to_string(m_next++))); }

    void replaceNumber(std::string& policy)
    {
        static const QRegularExpression number(R"((?<=: )\d+(\.\d+)?(?=[ ,}]))");
        std::vector<std::pair<qsizetype, qsizetype>> places;
        const auto text = QString::fromStdString(policy);
        for (auto found = number.globalMatch(text); found.hasNext();) {
            const auto match = found.next();
            places.emplace_back(match.capturedStart(), match.capturedLength());
        }
        if (places.empty())
            return;
        const auto [begin, length] = places[m_maker.below(places.size())];
        policy = (text.left(begin) + QString::number(m_maker.below(7)) + text.mid(begin + length)).toStdString();
    }

    WorldMaker& m_maker;
    std::size_t m_head = 0;
    std::size_t m_next = 0;
    std::vector<std::string> m_policies;
};

EnginePtr compiled(const std::string& text)
{
    const auto result = parse(std::make_shared<const Source>("edited.yaml", text));
    return hasError(result.diagnostics) ? nullptr : std::make_shared<const Engine>(PolicySet{{result.file}});
}

std::string told(const Replay& replay)
{
    auto text = print(replay) + digest(replay) + "\n";
    for (const auto& request : replay.requests) {
        text += std::to_string(request.step) + " " + std::string(name(request.state)) + " " + actionOf(replay, request);
        for (const auto policy : request.asking)
            text += " " + std::to_string(policy);
        text += "\n";
    }
    for (const auto& [step, args] : replay.changedArgs)
        text += std::to_string(step) + " " + args + "\n";
    for (const auto& policy : replay.totals.policies)
        text += std::to_string(policy.matchedSteps) + " " + std::to_string(policy.matchedRuns) + "\n";
    return text + runlog::text(replay.totals.stoppedCost) + " " + runlog::text(replay.totals.laterCost);
}

std::size_t editsWanted()
{
    const auto wanted = qEnvironmentVariableIntValue("RUNLOG_EDITS");
    return wanted > 0 ? static_cast<std::size_t>(wanted) : UsualEdits;
}

} // namespace

class TestEdits : public QObject {
    Q_OBJECT
private slots:
    void afterAnyEditAReplayGivesWhatOneWithoutMemoryGives();
};

void TestEdits::afterAnyEditAReplayGivesWhatOneWithoutMemoryGives()
{
    static constexpr ApprovalMode modes[] = {ApprovalMode::RecordedElseApprove, ApprovalMode::DenyAll, ApprovalMode::Hold,
                                             ApprovalMode::Model};
    std::size_t edits = 0;
    std::size_t refused = 0;
    for (std::size_t seed = 0; edits < editsWanted(); ++seed) {
        WorldMaker maker(seed + 9'000'000);
        World world;
        maker.fill(world, 2 + seed % 4, 8 + seed % 16);
        const auto lines = recorded(world, maker);
        const auto runs = runsOf(lines);
        Answers answers;
        answers.mode = modes[seed % std::size(modes)];
        answers.model.approveMillionths = 600'000;
        ReplayOptions remembering;
        remembering.order = std::make_shared<const ReplayOrder>(*runs);
        ReplayOptions plainly; // without an order
        EditedFile file(maker);
        for (std::size_t edit = 0; edit < EditsInAWorld; ++edit, file.edit()) {
            const auto engine = compiled(file.text());
            refused += engine ? 0 : 1;
            if (!engine)
                continue;
            ++edits;
            remembering.threads = edit % 8 == 7 ? 2 : 1;
            plainly.threads = remembering.threads;
            const auto got = told(replay(engine, runs, answers, remembering));
            const auto wanted = told(replay(engine, runs, answers, plainly));
            if (got != wanted)
                qFatal("seed %zu, edit %zu\n%s%s\nremembering:\n%s\nplainly:\n%s", seed, edit, file.text().c_str(), lines.c_str(),
                       got.c_str(), wanted.c_str());
        }
    }
    qInfo("%zu edits, %zu more that the language refuses", edits, refused);
    QVERIFY(refused < edits / 2);
}

QTEST_APPLESS_MAIN(TestEdits)
#include "tst_edits.moc"
