// SPDX-License-Identifier: Apache-2.0
#include "ui/approvals/persondialog.h"

#include "ui/theme/paint.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

#include <algorithm>

namespace studio {

namespace {

constexpr int LongestName = 200;

QLineEdit* lineFor(const std::string& text, const QString& name, QWidget* parent)
{
    auto* line = new QLineEdit(QString::fromStdString(text), parent);
    line->setMaxLength(LongestName);
    line->setAccessibleName(name);
    return line;
}

QListWidget* groupsFor(const runlog::Identity& identity, QStringList approvers, QWidget* parent)
{
    for (const std::string& group : identity.groups)
        approvers << QString::fromStdString(group);
    approvers.removeDuplicates();
    approvers.sort();
    auto* list = new QListWidget(parent);
    list->setAccessibleName(PersonDialog::tr("Asked as"));
    for (const QString& approver : approvers) {
        auto* item = new QListWidgetItem(plain(approver.toStdString(), 60), list);
        item->setData(Qt::UserRole, approver);
        const auto& groups = identity.groups;
        const bool isTheirs = std::find(groups.begin(), groups.end(), approver.toStdString()) != groups.end();
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(isTheirs ? Qt::Checked : Qt::Unchecked);
    }
    return list;
}

} // namespace

PersonDialog::PersonDialog(const std::string& user, const runlog::Identity& identity, const QStringList& approvers, QWidget* parent)
    : QDialog(parent), m_user(lineFor(user, tr("User"), this)), m_name(lineFor(identity.name, tr("Name"), this)),
      m_groups(groupsFor(identity, approvers, this))
{
    setWindowTitle(tr("Who answers"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_user, &QLineEdit::textChanged, this, [this] { m_accept->setEnabled(!this->user().empty()); });
    m_accept->setEnabled(!this->user().empty());
    auto* said = new QLabel(tr("Stands at the answers that are given from now on, and in the session file beside the policy."), this);
    said->setTextFormat(Qt::PlainText);
    said->setWordWrap(true);
    auto* form = new QFormLayout(this);
    form->addRow(tr("&User"), m_user);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Asked as"), m_groups);
    form->addRow(said);
    form->addRow(buttons);
    m_user->selectAll();
    resize(420, 340);
}

std::string PersonDialog::user() const { return m_user->text().trimmed().toStdString(); }

runlog::Identity PersonDialog::identity() const
{
    runlog::Identity identity{m_name->text().trimmed().toStdString(), {}};
    for (int row = 0; row < m_groups->count(); ++row)
        if (m_groups->item(row)->checkState() == Qt::Checked)
            identity.groups.push_back(m_groups->item(row)->data(Qt::UserRole).toString().toStdString());
    return identity;
}

} // namespace studio
