// SPDX-License-Identifier: Apache-2.0
//
// Who answers; what they answer is in approvalspaneanswers.cpp.
#include "ui/approvals/answerbar.h"
#include "ui/approvals/approvalspane.h"
#include "ui/approvals/inbox.h"
#include "ui/approvals/persondialog.h"
#include "ui/session/document.h"
#include "ui/session/people.h"

#include <QActionGroup>
#include <QMenu>

#include <algorithm>

namespace studio {

void ApprovalsPane::setPeople(People& people)
{
    m_people = &people;
    connect(m_people, &People::changed, this, &ApprovalsPane::showPerson);
    connect(m_bar->persons(), &QMenu::aboutToShow, this, &ApprovalsPane::fillPersons);
    showPerson();
}

void ApprovalsPane::showPerson()
{
    if (m_people == nullptr)
        return;
    const Card* card = current();
    const bool isAsked = card == nullptr || std::any_of(card->asked.begin(), card->asked.end(),
                                                        [this](const auto& approvers) { return m_people->isAsked(approvers); });
    const QString name = m_people->nameOf(m_people->current());
    m_bar->showPerson(name, isAsked ? QString() : tr("%1 is not among those who are asked: %2").arg(name, card->approvers));
}

void ApprovalsPane::fillPersons()
{
    QMenu* menu = m_bar->persons();
    menu->clear();
    qDeleteAll(menu->findChildren<QActionGroup*>());
    auto* group = new QActionGroup(menu);
    const auto add = [&](const std::string& user) {
        QAction* action = menu->addAction(m_people->nameOf(user).replace(u'&', QStringLiteral("&&")));
        action->setCheckable(true);
        action->setChecked(user == m_people->current());
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, user] { m_people->choose(user); });
    };
    if (!m_people->identities().contains(m_people->current()))
        add(m_people->current());
    for (const auto& [user, identity] : m_people->identities())
        add(user);
    menu->addSeparator();
    connect(menu->addAction(tr("Who I am…")), &QAction::triggered, this, &ApprovalsPane::askPerson);
}

// All names that the policies of the file ask.
QStringList ApprovalsPane::approverNames() const
{
    QStringList names;
    for (const auto& file : m_document.policySet().files)
        for (const runlog::Policy& policy : file->policies)
            for (const std::string& approver : policy.approvers)
                names << QString::fromStdString(approver);
    return names;
}

void ApprovalsPane::askPerson()
{
    if (m_people == nullptr)
        return;
    const std::string& user = m_people->current();
    const auto known = m_people->identities().find(user);
    const runlog::Identity identity = known == m_people->identities().end() ? runlog::Identity() : known->second;
    PersonDialog dialog(user, identity, approverNames(), this);
    if (dialog.exec() == QDialog::Accepted)
        m_people->put(dialog.user(), dialog.identity());
    m_view->setFocus();
}

} // namespace studio
