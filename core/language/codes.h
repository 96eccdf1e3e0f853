// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/diagnostic.h"

#include <span>
#include <string_view>

// The one table of diagnostic codes. Each code names a page of the language reference.
namespace runlog {

enum class Code : std::uint8_t {
    // the bytes
    TooLarge, TooManyProblems, InvalidUtf8, ControlCharacter, BidiControl, LineSeparator,
    // YAML
    YamlSyntax, UnclosedQuote, UnclosedBracket, TabIndentation, MissingBlank, TooDeep, Anchor, Alias, Tag, MergeKey,
    ComplexKey, DuplicateKey, SecondDocument, Directive, TextAfterValue, EmptyItem, BrokenPolicy,
    // structure
    EmptyFile, NothingEnforced, UnknownKey, MisplacedKey, MissingKey, MissingValue, WrongType, EmptyValue, UnknownValue,
    UnsupportedVersion, UnknownTimezone, TooManyPolicies,
    // policies
    BadId, OddId, SimilarIds, DuplicateId, ReservedId, UnknownAction, ApproversWithoutApproval, ModifyMissing, ModifyUnexpected,
    UselessAllow, ApprovalRequired, UnknownApprover, RepeatedValue, TypeSwitchedOff, MatchesEverything, EmptyCondition,
    // conditions
    UnknownField, UnknownOperator, OperatorMismatch, BadPath, OutputOutsideHistory, NestedHistory, WindowReach, UnknownGroup,
    UnknownEntity, UnknownKind, UnknownWeekday, UnknownUnit, BadRegex, BadStructuredText, NeverTrue, AlwaysTrue,
    // scalars
    QuotedNumber, OctalNumber, NumberFormat, NotFinite, OtherCurrency, TooManyDecimals, NumberTooLarge, MixedScripts,
    // changes, messages, tests
    BadChange, ConflictingChanges, PlaceholderNearMiss, ControlInText, BadTime, UnknownPolicy, NoSteps,
    // policies beside each other and over all steps
    Covered, EqualConditions, DeadUnless, MatchesAbsent, NotProven
};

struct CodeRow {
    Code code;
    std::string_view name;   // "unknown-operator"
    Severity severity;
    std::string_view summary; // one line for the list of codes
};

std::span<const CodeRow> codeRows();
const CodeRow& row(Code code);

} // namespace runlog
