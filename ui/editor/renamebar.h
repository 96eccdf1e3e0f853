// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <string>

class QLabel;
class QLineEdit;

namespace runlog {
struct FileEdit;
}

namespace studio {

class Document;
class PolicyEdit;

// Gives a policy another id, below the text: while it is typed the bar says in how many places it stands, or why it cannot be.
// Enter renames it everywhere, as one undo entry; Escape leaves everything as it was.
class RenameBar : public QWidget {
    Q_OBJECT
public:
    RenameBar(Document& document, PolicyEdit& edit, QWidget* parent = nullptr);

    // Of the policy that the caret's word names, else of the one that the caret is in. Answers why not, or nothing.
    QString open();
    QString words() const; // "renamed in 3 places", or the reason

public slots:
    void close();
    void rename();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makeWidgets();
    std::string policyAtCaret() const;
    std::string newId() const;
    runlog::FileEdit renamedTo(const std::string& id) const;
    void showPlaces();

    Document& m_document;
    PolicyEdit& m_edit;
    std::string m_id;
    QLineEdit* m_field;
    QLabel* m_words;
};

} // namespace studio
