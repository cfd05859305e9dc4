/** Prints a proposed field map: each choice with its confidence and reason, and what stays open. */
import type { Proposal, ProposalQuestion, Reason } from "@/lib/domain/field-map/proposal/proposal";

const FIELD = 18;
const ALIAS = 36;

export function formatProposal({ map, choices, questions }: Proposal): string {
  return [
    "Proposed field map",
    ...choices.map(({ field, alias, confidence, reason, alternatives }) => {
      const share = `${Math.round(confidence * 100)} %`.padStart(5);
      const others = alternatives.map((each) => each.alias).join(", ");
      const instead = others === "" ? "" : `; instead: ${others}`;
      const shown = (alias ?? "").padEnd(ALIAS);
      return `  ${field.padEnd(FIELD)} ${shown} ${share}  ${formatReason(reason)}${instead}`;
    }),
    ...map.ignored.map((path) => `  ${"not needed".padEnd(FIELD)} ${path}`),
    "",
    questions.length === 0 ? "Nothing stays open." : `Open questions (${questions.length})`,
    ...questions.map((question) => `  ${question.path}: ${formatQuestion(question)}`),
    "",
    JSON.stringify(map, null, 2),
    "",
  ].join("\n");
}

function formatReason({ code, facts }: Reason): string {
  const {
    matched = "",
    of = "",
    total = "",
    words: key = "",
    example = "",
    form = "",
    name = "",
  } = facts;
  switch (code) {
    case "name":
      return `its name, ${key}`;
    case "requested-centre":
      return `the centres that were asked for: ${matched} of ${of}`;
    case "requested-date":
      return `the dates that were asked for: ${matched} of ${of}, as ${form}`;
    case "adds-up":
      return `adds up to ${total} in ${matched} of ${of} shifts`;
    case "identity":
      return `the figures fit together in ${matched} of ${of} shifts`;
    case "values":
      return `its values, such as ${example}`;
    case "distinguishes":
      return `it tells ${of} records apart`;
    case "structure":
      return "where it stands";
    case "specification":
      return `the specification, ${name}`;
    case "none":
      return "nothing was found";
  }
}

function formatQuestion({ kind, facts }: ProposalQuestion): string {
  const { field = "", first = "", second = "", reason = "", failed = "some", of = "" } = facts;
  switch (kind) {
    case "not-found":
      return `no ${field} was found`;
    case "uncertain":
      return `which is ${field}: ${first}${second === "" ? "" : ` or ${second}`}?`;
    case "unknown-money":
      return "money, and nothing says what it is";
    case "unknown-list":
      return "a list with amounts, and nothing says what it is";
    case "unread":
      return `it can't be read: ${reason}`;
    case "does-not-add-up":
      return `tenders differ from sales in ${failed}${of === "" ? "" : ` of ${of}`} shifts`;
    case "unknown-scale":
      return "amounts may be in cents or in major units";
  }
}
