"use client";

/** Chooses between entries about money and days, about access, and all of them. */
import { useTranslations } from "next-intl";
import { AUDIT_KINDS, type AuditKind } from "@/lib/domain/screen/audit-filters";
import { classNames } from "../ui/class-names";

type KindTabsProps = { kind: AuditKind; onChoose: (kind: AuditKind) => void };

export function KindTabs({ kind, onChoose }: KindTabsProps) {
  const t = useTranslations("audit.kinds");
  return (
    <div role="group" aria-label={t("label")} className="no-print flex flex-wrap px-edge pb-3">
      {AUDIT_KINDS.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === kind}
          onClick={() => onChoose(one)}
          className={classNames(
            "h-control border border-rule-strong px-3 text-sm not-first-of-type:border-l-0",
            one === kind
              ? "bg-accent-wash font-medium text-accent forced-colors:outline-2"
              : "text-ink-2 hover:bg-hover",
          )}
        >
          {t(one)}
        </button>
      ))}
    </div>
  );
}
