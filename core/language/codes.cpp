// SPDX-License-Identifier: Apache-2.0
#include "core/language/codes.h"

#include <array>

namespace runlog {

namespace {

constexpr auto error = Severity::Error;
constexpr auto warning = Severity::Warning;
constexpr auto note = Severity::Note;

constexpr std::array table{
    CodeRow{Code::TooLarge, "too-large", error, "the file is longer than 16 MiB"},
    CodeRow{Code::TooManyProblems, "too-many-problems", error, "more problems than are listed"},
    CodeRow{Code::InvalidUtf8, "invalid-utf8", error, "bytes that are no UTF-8"},
    CodeRow{Code::ControlCharacter, "control-character", error, "a control character other than tab and line feed"},
    CodeRow{Code::BidiControl, "bidi-control", error, "a character that reorders text on the screen"},
    CodeRow{Code::LineSeparator, "line-separator", warning, "a character that some editors show as a new line, or not at all"},
    CodeRow{Code::YamlSyntax, "yaml-syntax", error, "text that is no YAML"},
    CodeRow{Code::UnclosedQuote, "unclosed-quote", error, "a quote that is not closed"},
    CodeRow{Code::UnclosedBracket, "unclosed-bracket", error, "a bracket that is not closed"},
    CodeRow{Code::TabIndentation, "tab-indentation", error, "a tab where blanks indent"},
    CodeRow{Code::MissingBlank, "missing-blank", error, "no blank after a colon"},
    CodeRow{Code::TooDeep, "too-deep", error, "more than 64 levels of nesting"},
    CodeRow{Code::Anchor, "anchor", error, "a YAML anchor"},
    CodeRow{Code::Alias, "alias", error, "a YAML alias"},
    CodeRow{Code::Tag, "tag", error, "a YAML tag"},
    CodeRow{Code::MergeKey, "merge-key", error, "the merge key `<<`"},
    CodeRow{Code::ComplexKey, "complex-key", error, "a key that is no text"},
    CodeRow{Code::DuplicateKey, "duplicate-key", error, "a key twice in one map"},
    CodeRow{Code::SecondDocument, "second-document", error, "more than one document in a file"},
    CodeRow{Code::Directive, "directive", error, "a YAML directive"},
    CodeRow{Code::TextAfterValue, "text-after-value", error, "text left over after a value"},
    CodeRow{Code::EmptyItem, "empty-item", error, "a list with nothing between two commas"},
    CodeRow{Code::BrokenPolicy, "broken-policy", error, "a policy that cannot be read"},
    CodeRow{Code::EmptyFile, "empty-file", error, "a file without content"},
    CodeRow{Code::NothingEnforced, "nothing-enforced", warning, "a file that enforces nothing"},
    CodeRow{Code::UnknownKey, "unknown-key", error, "a key that the language does not have"},
    CodeRow{Code::MisplacedKey, "misplaced-key", error, "a key that belongs to another level"},
    CodeRow{Code::MissingKey, "missing-key", error, "a required key that is not there"},
    CodeRow{Code::MissingValue, "missing-value", error, "a key without a value"},
    CodeRow{Code::WrongType, "wrong-type", error, "a value of another type than wanted"},
    CodeRow{Code::EmptyValue, "empty-value", error, "an empty list, map or text"},
    CodeRow{Code::UnknownValue, "unknown-value", error, "a word that is none of the possible ones"},
    CodeRow{Code::UnsupportedVersion, "unsupported-version", error, "a version of the language other than 1"},
    CodeRow{Code::UnknownTimezone, "unknown-timezone", error, "a time zone that is not known"},
    CodeRow{Code::TooManyPolicies, "too-many-policies", error, "more than 100,000 policies"},
    CodeRow{Code::BadId, "bad-id", error, "an id that is not one line of printable text"},
    CodeRow{Code::OddId, "odd-id", note, "an id with characters that other tools may not take"},
    CodeRow{Code::SimilarIds, "similar-ids", warning, "two ids that look alike"},
    CodeRow{Code::DuplicateId, "duplicate-id", error, "an id twice"},
    CodeRow{Code::ReservedId, "reserved-id", error, "an id that the language uses itself"},
    CodeRow{Code::UnknownAction, "unknown-action", error, "an action that the language does not have"},
    CodeRow{Code::ApproversWithoutApproval, "approvers-without-approval", error, "approvers on a policy that asks nobody"},
    CodeRow{Code::ModifyMissing, "modify-missing", error, "`action: modify` without its block"},
    CodeRow{Code::ModifyUnexpected, "modify-unexpected", error, "a `modify` block under another action"},
    CodeRow{Code::UselessAllow, "useless-allow", error, "`action: allow` under `default: allow`"},
    CodeRow{Code::ApprovalRequired, "approval-required", error, "a number of approvals that cannot be meant"},
    CodeRow{Code::UnknownApprover, "unknown-approver", error, "a required group that is not an approver"},
    CodeRow{Code::RepeatedValue, "repeated-value", warning, "a value twice in a list"},
    CodeRow{Code::TypeSwitchedOff, "type-switched-off", warning, "a policy type that is `false`"},
    CodeRow{Code::MatchesEverything, "matches-everything", warning, "`when: {}`, which matches every step"},
    CodeRow{Code::EmptyCondition, "empty-condition", error, "an empty map or list in a policy"},
    CodeRow{Code::UnknownField, "unknown-field", error, "a field that the language does not have"},
    CodeRow{Code::UnknownOperator, "unknown-operator", error, "an operator that the language does not have"},
    CodeRow{Code::OperatorMismatch, "operator-mismatch", error, "an operator that can never be meant for a field"},
    CodeRow{Code::BadPath, "bad-path", error, "a path that cannot be read"},
    CodeRow{Code::OutputOutsideHistory, "output-outside-history", error, "`output` where the step has not run"},
    CodeRow{Code::NestedHistory, "nested-history", error, "history, windows or counters inside history or windows"},
    CodeRow{Code::WindowReach, "window-reach", error, "`within: run` over more than a run"},
    CodeRow{Code::UnknownGroup, "unknown-group", error, "a group that is neither built in nor in the file"},
    CodeRow{Code::UnknownEntity, "unknown-entity", error, "a kind of personal data or secret that is not known"},
    CodeRow{Code::UnknownKind, "unknown-kind", error, "a kind of step that is not decided"},
    CodeRow{Code::UnknownWeekday, "unknown-weekday", error, "a day that is none of mon … sun"},
    CodeRow{Code::UnknownUnit, "unknown-unit", error, "a duration with a unit that is not known, or none"},
    CodeRow{Code::BadRegex, "bad-regex", error, "a regular expression that cannot be run in linear time"},
    CodeRow{Code::BadStructuredText, "bad-structured-text", error, "a text that is no host, absolute path or address"},
    CodeRow{Code::NeverTrue, "never-true", warning, "a condition that cannot hold"},
    CodeRow{Code::AlwaysTrue, "always-true", warning, "a condition that always holds"},
    CodeRow{Code::QuotedNumber, "quoted-number", error, "a number in quotes, which is text"},
    CodeRow{Code::OctalNumber, "octal-number", error, "a number that some tools read as octal or hexadecimal"},
    CodeRow{Code::NumberFormat, "number-format", error, "a number that is written in another way"},
    CodeRow{Code::NotFinite, "not-finite", error, "infinity, or what is not a number"},
    CodeRow{Code::OtherCurrency, "other-currency", error, "money in another currency than US dollars"},
    CodeRow{Code::TooManyDecimals, "too-many-decimals", error, "money with more than nine decimals"},
    CodeRow{Code::NumberTooLarge, "number-too-large", error, "a number past the range of its field"},
    CodeRow{Code::MixedScripts, "mixed-scripts", warning, "letters of two alphabets that look alike in one word"},
    CodeRow{Code::BadChange, "bad-change", error, "a change that is not one of clamp, redact, set and remove"},
    CodeRow{Code::ConflictingChanges, "conflicting-changes", warning, "two changes of one place in one policy"},
    CodeRow{Code::PlaceholderNearMiss, "placeholder-near-miss", note, "braces in a message that nearly name a field"},
    CodeRow{Code::ControlInText, "control-in-text", warning, "a control character in a text that people read"},
    CodeRow{Code::BadTime, "bad-time", error, "a time that does not exist or cannot be read"},
    CodeRow{Code::UnknownPolicy, "unknown-policy", error, "a test that names a policy that is not there"},
    CodeRow{Code::NoSteps, "no-steps", error, "a test without steps"},
    CodeRow{Code::Covered, "covered", warning, "a policy that never decides, because others always do"},
    CodeRow{Code::EqualConditions, "equal-conditions", warning, "two policies with the same condition, one of which is not needed"},
    CodeRow{Code::DeadUnless, "dead-unless", warning, "an exception that never applies"},
    CodeRow{Code::MatchesAbsent, "matches-absent", note, "a complement that holds for steps without the field"},
    CodeRow{Code::NotProven, "not-proven", note, "policies of which not everything could be proven"},
};

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < table.size(); ++i)
        if (static_cast<std::size_t>(table[i].code) != i)
            return false;
    return true;
}
static_assert(inOrder());
static_assert(table.size() == static_cast<std::size_t>(Code::NotProven) + 1);

} // namespace

std::span<const CodeRow> codeRows() { return table; }
const CodeRow& row(Code code) { return table[static_cast<std::size_t>(code)]; }

} // namespace runlog
