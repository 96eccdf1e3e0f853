// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/problemsmodel.h"
#include "ui/theme/tokens.h"

#include <QWidget>

class QLabel;
class QListView;

namespace studio {

class Document;
class PaneHeader;

// What is wrong with the policy file: severity, message, line and column, code. Return or a double click goes there.
class ProblemsPane : public QWidget {
    Q_OBJECT
public:
    ProblemsPane(Document& document, Theme& theme, QWidget* parent = nullptr);

    ProblemsModel* model() { return &m_model; }
    QListView* list() { return m_list; }
    QString summary() const; // "2 problems", "✓ valid" without the tick: for the status bar

signals:
    void jumpRequested(std::size_t offset); // of Document::source()
    void summaryChanged(const QString& summary);

private:
    void refresh();
    void jump(const QModelIndex& index);

    Document& m_document;
    ProblemsModel m_model;
    PaneHeader* m_header;
    QListView* m_list;
    QLabel* m_empty;
};

} // namespace studio
