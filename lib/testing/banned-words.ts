/**
 * Lists words that names and comments must not contain, because a reader of React, of PostgreSQL or
 * of finance software knows another word for the same thing.
 */
export type BannedWord = { word: string; where: readonly Where[]; instead: string };
type Where = "name" | "comment";

const BOTH = ["name", "comment"] as const;
/** A comment may use these words in their ordinary meaning. */
const NAMES = ["name"] as const;
const COMMENTS = ["comment"] as const;

/** Words and phrases are written with spaces; a name contains them as successive parts. */
export const BANNED_WORDS: readonly BannedWord[] = (
  [
    ["said", BOTH, "explained, recorded or stated"],
    ["saying", BOTH, "explanation or note"],
    ["sayings", BOTH, "explanations or notes"],
    ["told", BOTH, "revealed, reported or given"],
    ["wish", BOTH, "input or request"],
    ["wishes", BOTH, "preferences or requests"],
    ["begun", BOTH, "started"],
    ["spine", BOTH, "sidebar"],
    ["rooms", BOTH, "folders, or heights of charts"],
    ["mend", BOTH, "correct or repair"],
    ["mends", BOTH, "corrects or repairs"],
    ["reckon", BOTH, "compute or expect"],
    ["reckons", BOTH, "computes or expects"],
    ["insist", BOTH, "submit anyway"],
    ["insists", BOTH, "submits anyway"],
    ["anew", BOTH, "again"],
    ["amid", BOTH, "among or around"],
    ["harm", BOTH, "fault"],
    ["in turn", BOTH, "in order"],
    ["hand in", BOTH, "submit"],
    ["handed in", BOTH, "submitted"],
    ["hands in", BOTH, "passes or submits"],
    ["same eyes", BOTH, "four eyes"],
    ["answer", BOTH, "response or result"],
    ["answers", BOTH, "responses or results"],
    ["answered", BOTH, "returned"],
    ["goes on with", COMMENTS, "continues with"],
    ["in peace", COMMENTS, "without interruption"],
    ["for the trail", COMMENTS, "for the audit trail"],
    ["as it is", NAMES, "current"],
    ["as they are", NAMES, "current"],
    ["held", NAMES, "stored, buffered or granted"],
    ["kept", NAMES, "stored or retained"],
    ["later", NAMES, "lazy, pending or next"],
    ["hands", NAMES, "signatories"],
    ["hand bar", NAMES, "submit bar"],
    ["opener", NAMES, "overlay trigger"],
    ["near link", NAMES, "prefetching link"],
    ["room", NAMES, "folder, or height of a chart"],
    ["trail", NAMES, "audit trail or audit entries"],
    ["turns", NAMES, "concurrency or rounds"],
    ["drawing", NAMES, "chart, frame or icon"],
    ["drawings", NAMES, "charts or icons"],
    ["engine", NAMES, "V8, Node.js or the module's own name"],
    ["subject", NAMES, "count item"],
    ["world", NAMES, "runtime or fixture"],
    ["desk", NAMES, "counts API"],
    ["place", NAMES, "line key, centre-day or position"],
    ["places", NAMES, "line keys, centre-days or positions"],
    ["day work", NAMES, "outstanding items"],
    ["work of", NAMES, "outstanding items"],
    ["work line", NAMES, "outstanding line"],
    ["words", NAMES, "texts, labels or messages"],
  ] as const
).map(([word, where, instead]) => ({ word, where, instead }));

/** A name is exempt in files whose path matches; `reason` tells why it can't be another one. */
export type Exemption = { names: RegExp; paths: RegExp; reason: string };

export const EXEMPTIONS: readonly Exemption[] = [
  {
    names: /^(?:keptLines|later)$/,
    paths: /./,
    reason: "Fields of the tolerance API; clients rely on their names.",
  },
  { names: /^answersRecount$/, paths: /./, reason: "Audit entries are stored with this field." },
  { names: /^trail$/, paths: /./, reason: "A field of the day in the API." },
  {
    names: /audittrail/i,
    paths: /./,
    reason: "The audit trail is the term of auditors; the glossary has it.",
  },
  {
    names: /^subject$/,
    paths: /mail|push\/outbox/,
    reason: "A field of the header of a mail (RFC 5322), and of a signed push message (RFC 8292).",
  },
  {
    names: /engine/i,
    paths: /^(?:prisma|scripts\/watch-engine)/,
    reason: "Prisma names its schema engine so.",
  },
  {
    names: /words/i,
    paths: /field-map|cash-words|tidy-words|banned-words|source-words|^lib\/papers/,
    reason: "Here names and texts are really split into words.",
  },
];
