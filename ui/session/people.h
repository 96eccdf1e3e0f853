// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/session/sessionfile.h"

#include <QObject>
#include <QString>
#include <map>
#include <string>
#include <vector>

namespace studio {

// The persons of a policy's session file, and the one who answers requests here. Lives on the window's thread.
class People : public QObject {
    Q_OBJECT
public:
    using Identities = std::map<std::string, runlog::Identity>; // by the user's id

    explicit People(QObject* parent = nullptr);

    const Identities& identities() const { return m_identities; }
    void setIdentities(Identities identities); // as read from a file

    const std::string& current() const { return m_current; } // a user's id: the account's, until another is chosen
    void choose(const std::string& user);

    // Adds a person or changes one, and chooses them.
    void put(const std::string& user, const runlog::Identity& identity);
    void remove(const std::string& user);

    // "Ana Maria", or the id of one without a name.
    QString nameOf(const std::string& user) const;

    // Whether one of these approver names means the current person: their id, their name or one of their groups. No names: anybody
    // is asked. Of a person who is not described nobody knows: they may be.
    bool isAsked(const std::vector<std::string>& approvers) const;

signals:
    void changed();

private:
    Identities m_identities;
    std::string m_current;
};

} // namespace studio
