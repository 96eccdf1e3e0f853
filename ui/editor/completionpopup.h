// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/completions.h"

#include <QAbstractListModel>
#include <QListView>

class QPlainTextEdit;

namespace studio {

class CompletionModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { InsertRole = Qt::UserRole, DetailRole };
    using QAbstractListModel::QAbstractListModel;

    void setCompletions(const std::vector<Completion>& completions);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<Completion> m_completions;
};

// The list of words below the caret. It never takes the keyboard: the editor hands it the keys that are meant for it.
class CompletionPopup : public QListView {
    Q_OBJECT
public:
    explicit CompletionPopup(QPlainTextEdit* editor);

    enum class Selection { None, First };
    // At the left end of the word that is being typed, below its line or above where there is no room. No words: hidden.
    void offer(const std::vector<Completion>& completions, Selection selection, const QRect& wordBox);
    // Whether the key was for the list.
    bool takeKey(int key);

    QString selectedInsert() const; // empty: nothing is selected

signals:
    void accepted(const QString& insert);

private:
    void move(int rows);
    void place(const QRect& wordBox);
    QSize wantedSize() const;

    QPlainTextEdit* m_editor;
    CompletionModel m_model;
};

} // namespace studio
