"use client";

/** Shows Cashrec's JSON, and marks in it what the map uses and what nothing uses. */
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { TriedResult } from "@/lib/contracts/field-map-trial";
import { annotateJson } from "@/lib/domain/field-map/annotate-json";
import { classNames } from "../ui/class-names";

const LINES_MAX = 1_500;

type TheirResponseProps = {
  response: TriedResult;
  /** The paths of the field that is being looked at. */
  chosen: ReadonlySet<string>;
};

export function TheirResponse({ response, chosen }: TheirResponseProps) {
  const t = useTranslations("field-map.response");
  const { payload, mapped, questions, cut } = response;
  const lines = useMemo(() => annotateJson(payload, LINES_MAX), [payload]);
  const used = useMemo(() => new Set(mapped.map(({ path }) => path)), [mapped]);
  const open = useMemo(() => new Set(questions.map(({ path }) => path)), [questions]);
  const markOf = (path: string, value: string): keyof typeof MARKS | null => {
    if (path === "$" || /^[\]}]/.test(value)) return null;
    if (chosen.has(path)) return "chosen";
    if (open.has(path)) return "open";
    return used.has(path) ? "used" : null;
  };
  return (
    <>
      <pre
        tabIndex={0}
        role="region"
        aria-label={t("label")}
        className="mt-1 max-h-[70vh] overflow-auto py-2 font-mono text-xs text-ink-2"
      >
        {lines.map(({ indent, key, value, path }, index) => {
          const mark = markOf(path, value);
          return (
            <span key={index} className="block">
              {" ".repeat(indent)}
              {key}
              {mark === null ? value : <span className={MARKS[mark]}>{value}</span>}
            </span>
          );
        })}
      </pre>
      {(cut || lines.length >= LINES_MAX) && <p className="text-xs text-ink-3">{t("cut")}</p>}
      <p className="mt-1 flex flex-wrap gap-3 text-xs" aria-hidden="true">
        {(["used", "chosen", "open"] as const).map((mark) => (
          <span key={mark} className={classNames(MARKS[mark], "px-1")}>
            {t(mark)}
          </span>
        ))}
      </p>
    </>
  );
}

const MARKS = {
  used: "rounded-sm bg-accent-wash text-accent",
  chosen: "rounded-sm bg-do text-on-do",
  open: "rounded-sm bg-uncounted-wash text-uncounted outline-1 outline-dashed outline-uncounted",
} as const;
