// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/sweep.h"

#include <QStringList>
#include <QWidget>

class QLabel;
class QListView;
class QStringListModel;

namespace studio {

// What the pane shows while it has no number: a sentence, and the numbers of the file as links.
class HintPage : public QWidget {
    Q_OBJECT
public:
    struct Link {
        QString text;
        runlog::Threshold threshold;
        std::string policy;
    };

    explicit HintPage(QWidget* parent = nullptr);

    void setHint(const QString& hint);
    QString hint() const;
    void setLinks(std::vector<Link> links);
    const std::vector<Link>& links() const { return m_links; }

signals:
    void chosen(const runlog::Threshold& threshold, const std::string& policy);

private:
    void choose(int row);

    QLabel* m_hint;
    QListView* m_list;
    QStringListModel* m_model;
    std::vector<Link> m_links;
};

} // namespace studio
