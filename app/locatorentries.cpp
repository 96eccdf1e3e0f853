// SPDX-License-Identifier: Apache-2.0
#include "app/locatorentries.h"

#include "ui/theme/paint.h"

#include <QAction>
#include <QCoreApplication>

namespace studio {

namespace {

constexpr std::size_t Most = 50;

QString tr(const char* text) { return QCoreApplication::translate("studio::Locator", text); }

class Search {
public:
    Search(const LocatorPlaces& places, const QString& typed)
        : m_places(places)
        , m_typed(typed.trimmed())
    {
    }

    std::vector<LocatorEntry> find()
    {
        if (m_typed.startsWith(u':'))
            findLine();
        else if (m_typed.startsWith(u'>'))
            findCommands(m_typed.mid(1).trimmed());
        else
            findAnything();
        return std::move(m_found);
    }

private:
    bool isFull() const { return m_found.size() >= Most; }

    void findLine()
    {
        bool isNumber = false;
        const int line = m_typed.mid(1).toInt(&isNumber);
        if (isNumber)
            m_found.push_back({tr("Line %1").arg(line), {}, [go = m_places.goToLine, line] { go(line); }});
    }

    void findCommands(const QString& word)
    {
        for (QAction* action : m_places.commands) {
            const QString text = action->text().remove(u'&');
            if (!isFull() && text.contains(word, Qt::CaseInsensitive))
                m_found.push_back({text, action->shortcut().toString(QKeySequence::NativeText), [action] { action->trigger(); }});
        }
    }

    void findPolicies()
    {
        for (const runlog::Policy& policy : m_places.policies->policies) {
            const QString id = plain(policy.id);
            if (!isFull() && id.contains(m_typed, Qt::CaseInsensitive))
                m_found.push_back({id, tr("policy"), [go = m_places.goToOffset, at = policy.idSpan.begin] { go(at); }});
        }
    }

    // "r0412 17" is step 17 of a run whose id contains "r0412".
    void findRuns()
    {
        const QString id = m_typed.section(u' ', 0, 0);
        bool hasStep = false;
        const qlonglong seq = m_typed.section(u' ', 1, 1).toLongLong(&hasStep);
        for (std::size_t run = 0; run < m_places.runs->runs().size() && !isFull(); ++run) {
            const QString name = plain(m_places.runs->run(run).id);
            if (!name.contains(id, Qt::CaseInsensitive))
                continue;
            const auto step = hasStep ? m_places.runs->findStep(run, seq) : std::optional<std::size_t>(m_places.runs->run(run).firstStep);
            if (!step || m_places.runs->run(run).stepCount == 0)
                continue;
            const QString text = hasStep ? tr("%1 step %2").arg(name).arg(seq) : name;
            m_found.push_back({text, tr("run"), [go = m_places.goToStep, at = *step] { go(at); }});
        }
    }

    void findAnything()
    {
        if (m_places.policies)
            findPolicies();
        if (m_places.runs && !m_typed.isEmpty())
            findRuns();
        findCommands(m_typed);
    }

    const LocatorPlaces& m_places;
    QString m_typed;
    std::vector<LocatorEntry> m_found;
};

} // namespace

std::vector<LocatorEntry> locatorEntries(const LocatorPlaces& places, const QString& typed)
{
    return Search(places, typed).find();
}

} // namespace studio
