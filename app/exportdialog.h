// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/exportplan.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace studio {

class ChecksList;
class CountsRow;

// What an export will write, why it is safe, and the button that writes it; off with its reason while it must not be written.
// Steps that became looser have to be read, and ticked as read, first.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    ExportDialog(Document& document, ReplaySession& session, Baseline& baseline, const QStringList& corpus, QWidget* parent);

    QString folder() const;
    void setFolder(const QString& folder);
    QString refusal() const { return m_plan.refusal; }
    QPushButton* exportButton() const { return m_export; }
    QCheckBox* readBox() const { return m_read; }

public slots:
    void refresh();
    void write();

signals:
    void problemClicked(std::size_t offset); // of the source; the dialog closes
    void saveWanted();

private:
    QWidget* makeFiles();
    QWidget* makeChecks();
    QWidget* makeFoot();
    void makeTop(QVBoxLayout* layout);
    void showDifference();
    void showFiles();
    void showChecks();
    void showButtons();
    void chooseFolder();
    void pressReason();
    QString command() const;
    QLabel* label(const QString& name);

    Document& m_document;
    ReplaySession& m_session;
    Baseline& m_baseline;
    QStringList m_corpus;
    ExportPlan m_plan;
    QLabel* m_difference;
    QLabel* m_lines;
    CountsRow* m_counts;
    QLineEdit* m_folder;
    QLabel* m_files;
    ChecksList* m_checks = nullptr;
    QCheckBox* m_read;
    QLabel* m_command;
    QPushButton* m_reason;
    QPushButton* m_export;
};

} // namespace studio
