// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractItemModel>
#include <vector>

namespace studio {

// A row of a tree with the rows below it.
template <typename Row>
struct TreeNode {
    Row row;
    std::vector<TreeNode> children;
    const TreeNode* parent = nullptr; // set by the model
    int place = 0;
};

// A read-only tree of values that is replaced whole. A subclass says what a column shows.
template <typename Row>
class TreeModel : public QAbstractItemModel {
public:
    using Node = TreeNode<Row>;
    using QAbstractItemModel::QAbstractItemModel;

    void setNodes(std::vector<Node> nodes)
    {
        beginResetModel();
        m_root.children = std::move(nodes);
        link(m_root, nullptr);
        endResetModel();
    }

    // nullptr for an index that is not valid.
    const Row* row(const QModelIndex& index) const { return index.isValid() ? &node(index).row : nullptr; }

    QModelIndex index(int place, int column, const QModelIndex& parent = {}) const override
    {
        if (!hasIndex(place, column, parent))
            return {};
        return createIndex(place, column, &node(parent).children[static_cast<std::size_t>(place)]);
    }

    QModelIndex parent(const QModelIndex& child) const override
    {
        const Node* above = child.isValid() ? node(child).parent : nullptr;
        return above == nullptr || above == &m_root ? QModelIndex() : createIndex(above->place, 0, above);
    }

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.column() > 0 ? 0 : static_cast<int>(node(parent).children.size());
    }

private:
    const Node& node(const QModelIndex& index) const
    {
        return index.isValid() ? *static_cast<const Node*>(index.constInternalPointer()) : m_root;
    }

    static void link(Node& node, const Node* parent)
    {
        node.parent = parent;
        int place = 0;
        for (Node& child : node.children) {
            child.place = place++;
            link(child, &node);
        }
    }

    Node m_root;
};

} // namespace studio
