// SPDX-License-Identifier: Apache-2.0
#include "ui/session/people.h"

#include "ui/session/sessionstore.h"
#include "ui/theme/paint.h"

#include <algorithm>

namespace studio {

People::People(QObject* parent) : QObject(parent), m_current(thisPerson()) {}

void People::setIdentities(Identities identities)
{
    m_identities = std::move(identities);
    emit changed();
}

void People::choose(const std::string& user)
{
    if (user.empty() || user == m_current)
        return;
    m_current = user;
    emit changed();
}

void People::put(const std::string& user, const runlog::Identity& identity)
{
    if (user.empty())
        return;
    m_identities[user] = identity;
    m_current = user;
    emit changed();
}

void People::remove(const std::string& user)
{
    if (m_identities.erase(user) == 0)
        return;
    if (m_current == user)
        m_current = thisPerson();
    emit changed();
}

QString People::nameOf(const std::string& user) const
{
    const auto known = m_identities.find(user);
    return plain(known == m_identities.end() || known->second.name.empty() ? user : known->second.name, 40);
}

bool People::isAsked(const std::vector<std::string>& approvers) const
{
    const auto known = m_identities.find(m_current);
    const auto means = [&](const std::string& approver) {
        const auto& groups = known->second.groups;
        return approver == m_current || approver == known->second.name || std::find(groups.begin(), groups.end(), approver) != groups.end();
    };
    return approvers.empty() || known == m_identities.end() || std::any_of(approvers.begin(), approvers.end(), means);
}

} // namespace studio
