// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/tokens.h"

#include "core/language/policy.h"

#include <QAbstractListModel>
#include <QFrame>
#include <QSortFilterProxyModel>

class QLineEdit;
class QListView;

namespace studio {

// The policies of a file in its order: id and name, action, line.
class OutlineModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { OutcomeRole = Qt::UserRole, LineRole, OffsetRole };
    using QAbstractListModel::QAbstractListModel;

    void setFile(const std::shared_ptr<const runlog::PolicyFile>& file);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::shared_ptr<const runlog::PolicyFile> m_file;
};

// A list of the policies with a field that narrows it: arrows choose, Return goes there, Escape closes.
class Outline : public QFrame {
    Q_OBJECT
public:
    explicit Outline(QWidget* parent);

    void open(const std::shared_ptr<const runlog::PolicyFile>& file, const QRect& over);

signals:
    void chosen(std::size_t offset);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void narrow(const QString& text);
    void choose();
    void move(int rows);

    OutlineModel m_model;
    QSortFilterProxyModel m_narrowed;
    QLineEdit* m_field;
    QListView* m_list;
};

} // namespace studio
