// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <QString>
#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;

namespace studio {

// One thing that can be gone to or done.
struct LocatorEntry {
    QString text;   // what is searched; plain
    QString detail; // at the right: a kind or a shortcut
    std::function<void()> act;
};

// Entries for one typed text; asked again on every key, so that a large corpus is searched, never listed.
using LocatorSource = std::function<std::vector<LocatorEntry>(const QString& typed)>;

// A line to type in and the best matches under it: policies, runs, steps, lines, and everything the menus can do.
class Locator : public QDialog {
    Q_OBJECT
public:
    Locator(LocatorSource source, QWidget* parent);

    void type(const QString& text);
    QStringList shown() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void search();
    void choose();

    LocatorSource m_source;
    std::vector<LocatorEntry> m_entries;
    QLineEdit* m_line;
    QListWidget* m_list;
};

} // namespace studio
