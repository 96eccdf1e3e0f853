// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/session/sessionfile.h"

#include <QDialog>
#include <QStringList>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace studio {

// Who answers: a user's id, how people call them, and which of the policy's approver names mean them.
class PersonDialog : public QDialog {
    Q_OBJECT
public:
    // `approvers`: the names that the policies ask, to choose from; those of `identity` are there besides.
    PersonDialog(const std::string& user, const runlog::Identity& identity, const QStringList& approvers, QWidget* parent = nullptr);

    std::string user() const;
    runlog::Identity identity() const;

private:
    QLineEdit* m_user;
    QLineEdit* m_name;
    QListWidget* m_groups;
    QPushButton* m_accept = nullptr;
};

} // namespace studio
