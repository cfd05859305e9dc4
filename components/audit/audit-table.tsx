"use client";

/** Lists the entries, newest first. The tab key reaches one of them; arrows, J and K move on. */
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef, useState } from "react";
import type { AuditEntryRow } from "@/lib/contracts/audit";
import type { OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { useShortcuts } from "../shell/shortcuts";
import { AuditRow } from "./audit-row";

type AuditTableProps = {
  entries: readonly AuditEntryRow[];
  centres: readonly OfferedCentre[];
  /** This entry is open at first. */
  opened: number | null;
};

export function AuditTable({ entries, centres, opened }: AuditTableProps) {
  const t = useTranslations("audit");
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set(opened === null ? [] : [String(opened)]),
  );
  const [current, setCurrent] = useState(0);
  const table = useRef<HTMLTableElement>(null);
  const buttons = () => [
    ...(table.current?.querySelectorAll<HTMLButtonElement>("button[data-entry]") ?? []),
  ];
  const lead = (step: number) => {
    const all = buttons();
    const at = all.findIndex((button) => button === document.activeElement);
    const target = at < 0 ? current : Math.max(0, Math.min(all.length - 1, at + step));
    all[target]?.focus();
  };
  useShortcuts({ j: () => lead(1), k: () => lead(-1) }, { scope: "audit" });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const isEntry = event.target instanceof HTMLElement && event.target.matches("[data-entry]");
    if (step === undefined || !isEntry || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    lead(step);
  };
  const toggle = (id: string) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  return (
    <table ref={table} className="ledger" onKeyDown={onKeyDown}>
      <caption className="sr-only">{t("caption")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("what")}</th>
          <th scope="col" className="max-sm:hidden">
            {t("who")}
          </th>
          <th scope="col" className="max-sm:hidden">
            {t("where")}
          </th>
          <th scope="col" className="max-md:hidden">
            {t("from-where")}
          </th>
          <th scope="col" className="num max-md:hidden">
            {t("entry")}
          </th>
          <th scope="col" className="num">
            {t("when")}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, index) => (
          <AuditRow
            key={entry.id}
            {...{ entry, centres }}
            isOpen={open.has(entry.id)}
            isStop={index === Math.min(current, entries.length - 1)}
            onToggle={() => toggle(entry.id)}
            onFocus={() => setCurrent(index)}
          />
        ))}
      </tbody>
    </table>
  );
}

const STEPS: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 20,
  PageUp: -20,
  Home: -Infinity,
  End: Infinity,
};
