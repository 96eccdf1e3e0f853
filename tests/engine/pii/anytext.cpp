// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/pii/anytext.h"

#include <iterator>
#include <string_view>

std::string anyText(std::mt19937& random)
{
    constexpr std::string_view pieces[] = {"joe@acme.com",
                                           "415-555-2671",
                                           "4539578763621486",
                                           "DE89370400440532013000",
                                           "536-22-8145",
                                           "ssn",
                                           "phone",
                                           "order",
                                           " ",
                                           ", ",
                                           "\n",
                                           ":",
                                           "=",
                                           "\"",
                                           "{",
                                           "}",
                                           "[",
                                           "first_name",
                                           "Mia",
                                           "+44 20 7946 0958",
                                           "1990-04-05",
                                           "born",
                                           "13.52.11.22",
                                           "https://",
                                           "/",
                                           "@",
                                           ".",
                                           "-",
                                           "(",
                                           ")",
                                           "12",
                                           "7",
                                           "a",
                                           "x_",
                                           "\xC3\xA9",
                                           "\xE7\x94\xB5\xE8\xAF\x9D",
                                           "\xFF",
                                           "\\n",
                                           "<EMAIL>",
                                           "password",
                                           "0"};
    std::string text;
    for (auto count = random() % 24; count > 0; --count)
        text += pieces[random() % std::size(pieces)];
    return text;
}
