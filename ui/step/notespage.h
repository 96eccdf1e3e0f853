// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <cstdint>
#include <string>
#include <vector>

class QComboBox;
class QLineEdit;
class QListWidget;
class QToolButton;

namespace studio {

class NoteBook;

// What people noted about the step in focus, about the policy that decides it, and about the whole file; and a line to write another
// note. Delete takes a note away, Undo brings it back.
class NotesPage : public QWidget {
    Q_OBJECT
public:
    explicit NotesPage(QWidget* parent = nullptr);

    void setBook(NoteBook& book); // outlives the page
    void setStep(const std::string& run, std::int64_t seq, const std::string& policy); // no policy: empty
    void write(); // puts the caret into the line
    int count() const { return static_cast<int>(m_shown.size()); }

signals:
    void countChanged(int count);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum About { Step, Policy, File };

    QWidget* makeLine();
    void refresh();
    void showAbouts();
    void keep();
    void removeCurrent();

    NoteBook* m_book = nullptr;
    std::string m_run;
    std::int64_t m_seq = 0;
    std::string m_policy;
    std::vector<std::size_t> m_shown; // by row: place in the book
    QListWidget* m_list;
    QComboBox* m_about = nullptr;
    QLineEdit* m_line = nullptr;
    QToolButton* m_undo = nullptr;
};

} // namespace studio
