import "server-only";

/**
 * Prints a probe on the terminal: each line of their JSON beside the field of ours that took it.
 */
import { isLosslessNumber, parse } from "lossless-json";
import type { ProbeResult } from "@/lib/contracts/connection";
import { pathText } from "@/lib/domain/field-map/cursor";
import { groupBy } from "@/lib/domain/group-by";

const ITEMS_MAX = 2;
const LINES_MAX = 2_000;
const DEPTH_MAX = 20;
const COLUMN = 64;

export function probeText(result: ProbeResult): string {
  const json = result.cut ? result.payload : annotated(result);
  return [
    json,
    "",
    heading("Mapped", result.mapped.length),
    ...result.mapped.map(
      ({ field, path, example }) => `  ${field.padEnd(16)} ${path}  (${example})`,
    ),
    heading("Not mapped", result.unmapped.length),
    ...result.unmapped.map(({ path, example }) => `  ${path}  (${example})`),
    heading("Missing", result.missing.length),
    ...result.missing.map(({ field, required }) =>
      required
        ? `  ${field}: nothing can be read without it`
        : `  ${field}: will be shown as not provided`,
    ),
    ...(result.findings.length === 0 ? [] : [heading("In doubt", result.findings.length)]),
    ...result.findings.map(
      ({ kind, shiftId, tillId, name, detail }) =>
        `  ${kind.padEnd(16)} shift ${shiftId}, till ${tillId}: ${name ?? "without a name"}` +
        (detail === null ? "" : ` (${detail})`),
    ),
    "",
    ...(result.questions.length === 0 ? [] : [heading("Open questions", result.questions.length)]),
    ...result.questions.map(({ kind, path }) => `  ${kind.padEnd(16)} ${path}`),
    "",
    result.problem === null
      ? result.questions.length === 0
        ? "The field map can read this response."
        : "The field map can read this answer, and leaves questions open: nothing is stored yet."
      : `The field map can't read this answer. At ${result.problem}.`,
    "",
  ].join("\n");
}

function annotated({ payload, mapped }: ProbeResult): string {
  const fields = groupBy(
    mapped,
    ({ path }) => path,
    ({ field }) => field,
  );
  const lines: string[] = [];
  write(parse(payload), { path: "$", lead: "", fields, depth: 0 }, lines);
  return lines.join("\n");
}

type Position = { path: string; lead: string; fields: Map<string, string[]>; depth: number };

function write(value: unknown, position: Position, lines: string[]): void {
  const { path, lead, fields, depth } = position;
  const indent = "  ".repeat(depth);
  const took = fields.get(path);
  const line = (text: string, leaf: boolean) => {
    const note = took === undefined ? (leaf ? "·" : "") : `→ ${took.join(", ")}`;
    const whole = `${indent}${lead}${text}`;
    lines.push(note === "" ? whole : `${whole.padEnd(COLUMN)} ${note}`);
  };
  if (lines.length >= LINES_MAX || depth > DEPTH_MAX) return;
  if (Array.isArray(value)) {
    line(value.length === 0 ? "[]" : "[", value.length === 0);
    for (const item of value.slice(0, ITEMS_MAX)) {
      write(item, { ...position, path: `${path}[]`, lead: "", depth: depth + 1 }, lines);
    }
    if (value.length > ITEMS_MAX) lines.push(`${indent}  … and ${value.length - ITEMS_MAX} more`);
    if (value.length > 0) lines.push(`${indent}]`);
  } else if (typeof value === "object" && value !== null && !isLosslessNumber(value)) {
    line("{", false);
    for (const [key, inner] of Object.entries(value)) {
      const at = path + pathText([key]).slice(1);
      write(
        inner,
        { ...position, path: at, lead: `${JSON.stringify(key)}: `, depth: depth + 1 },
        lines,
      );
    }
    lines.push(`${indent}}`);
  } else {
    line(isLosslessNumber(value) ? value.toString() : JSON.stringify(value), true);
  }
}

function heading(title: string, count: number): string {
  return `\n${title} (${count})`;
}
