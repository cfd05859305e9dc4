"use client";

/** Hairline rows with short dashes that figures will replace; it says in words what is going on. */
import { useTranslations } from "next-intl";

export function Skeleton({ rows = 8 }: { rows?: number }) {
  const t = useTranslations("ui");
  return (
    <div className="px-edge pt-5">
      <p role="status" className="pb-4 text-lg text-ink-3">
        {t("loading")}
      </p>
      <div aria-hidden="true" className="border-t border-rule-strong">
        {Array.from({ length: rows }, (_, index) => (
          <div
            key={index}
            className="flex h-row items-center justify-between border-b border-rule text-ink-3"
          >
            <span>——</span>
            <span>—</span>
          </div>
        ))}
      </div>
    </div>
  );
}
