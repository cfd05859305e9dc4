"use client";

/**
 * Shows their JSON on one side, and on the other what was found where, what no field took, and what
 * is missing.
 */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ProbeResult } from "@/lib/contracts/connection";
import { SheetFindings } from "../reconciliation/sheet-findings";
import { Notice } from "../ui/notice";
import { OpenQuestions } from "./open-questions";

export function ConnectionResult({ result }: { result: ProbeResult }) {
  const t = useTranslations("connection");
  const { mapped, unmapped, missing, questions, problem, payload, cut, sheets } = result;
  const fieldName = useFieldName();
  const empty = problem === null && sheets === "[]" && questions.length === 0;
  return (
    <div className="pt-5">
      {problem !== null && (
        <Notice kind="error" title={t("unreadable")}>
          <code className="font-mono text-xs break-words">{problem}</code>
        </Notice>
      )}
      {empty && <Notice kind="info" title={t("no-sheet")} />}
      <OpenQuestions questions={questions} />
      {problem === null && !empty && questions.length === 0 && (
        <Notice kind="info" title={t("readable", { count: mapped.length })} />
      )}
      <SheetFindings findings={result.findings} />
      <div className="grid gap-x-8 gap-y-8 px-edge py-5 lg:grid-cols-2">
        <div className="grid min-w-0 content-start gap-8">
          <Text title={t("their-json")} text={payload} note={cut ? t("cut") : null} />
        </div>
        <div className="grid min-w-0 content-start gap-8">
          <List
            title={t("mapped", { count: mapped.length })}
            heads={[t("our-field"), t("their-path"), t("example")]}
            rows={mapped.map(({ field, path, example }) => [
              fieldName(field),
              <Code key="path" text={path} />,
              example,
            ])}
          />
          <List
            title={t("missing", { count: missing.length })}
            heads={[t("our-field"), t("consequence")]}
            rows={missing.map(({ field, required }) => [
              fieldName(field),
              required ? <b key="needed">{t("needed")}</b> : t("not-provided"),
            ])}
          />
          <List
            title={t("unmapped", { count: unmapped.length })}
            heads={[t("their-path"), t("example")]}
            rows={unmapped.map(({ path, example }) => [<Code key="path" text={path} />, example])}
          />
          {sheets !== null && !empty && <Text title={t("our-sheet")} text={sheets} note={null} />}
        </div>
      </div>
    </div>
  );
}

function List({ title, heads, rows }: { title: string; heads: string[]; rows: ReactNode[][] }) {
  if (rows.length === 0) return null;
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={title}>
      <table className="w-full text-sm">
        <caption className="text-left text-md font-semibold">{title}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th
                key={head}
                scope="col"
                className="border-b border-rule-strong py-1.5 pr-3 text-left text-xs text-ink-3"
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row} className="border-b border-rule align-top">
              {cells.map((cell, column) => (
                <td key={column} className="py-1 pr-3 break-words">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Text({ title, text, note }: { title: string; text: string; note: string | null }) {
  return (
    <div>
      <h3 className="text-md font-semibold">{title}</h3>
      <pre
        tabIndex={0}
        role="region"
        aria-label={title}
        className="mt-1 max-h-[70vh] overflow-auto border-y border-rule py-2 font-mono text-xs"
      >
        {text}
      </pre>
      {note !== null && <p className="text-xs text-ink-3">{note}</p>}
    </div>
  );
}

function Code({ text }: { text: string }) {
  return <code className="font-mono text-xs break-all">{text}</code>;
}

/** It has a text where there is one; a field of a newer server is shown by its own name. */
function useFieldName(): (field: string) => string {
  const t = useTranslations("connection.field");
  return (field) => (t.has(field) ? t(field) : field);
}
