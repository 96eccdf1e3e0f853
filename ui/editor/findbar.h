// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTextCursor>
#include <QWidget>
#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace studio {

class PolicyEdit;

// Find and replace below the text. Plain text, as it is typed; with a box for the case of letters. Escape closes it.
class FindBar : public QWidget {
    Q_OBJECT
public:
    enum class Part { Find, FindAndReplace };
    explicit FindBar(PolicyEdit& edit, QWidget* parent = nullptr);

    void open(Part part);
    QString countWords() const; // "2 of 5"

public slots:
    void close();
    void findNext();
    void findPrevious();
    void replaceOne();
    void replaceAll(); // one undo entry

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makeWidgets();
    void search();
    void go(std::size_t match);
    std::optional<std::size_t> selectedMatch() const;
    void showCount();

    PolicyEdit& m_edit;
    QLineEdit* m_find;
    QLineEdit* m_replacement;
    QCheckBox* m_matchCase;
    QLabel* m_count;
    QWidget* m_replaceRow;
    std::vector<QTextCursor> m_matches;
};

} // namespace studio
