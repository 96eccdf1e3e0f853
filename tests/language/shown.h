// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtTest>

#include <string>

// Lets QCOMPARE print texts that differ.
namespace QTest {

template <>
inline char* toString(const std::string& text)
{
    return qstrdup(text.c_str());
}

} // namespace QTest
