"use client";

/** Shows the syncs that are running now. */
import { useTranslations } from "next-intl";
import type { Sync } from "@/lib/contracts/sync";
import { Progress } from "../ui/progress";

export function RunningSyncs({ syncs }: { syncs: Sync[] }) {
  const t = useTranslations("today");
  if (syncs.length === 0) return null;
  return (
    <div className="no-print">
      <h2 className="mt-7 mb-1 text-base">{t("under-way")}</h2>
      <ul className="border-t border-rule-strong">
        {syncs.map(({ id, done, total, failures, state }) => (
          <li key={id} className="border-b border-rule py-2">
            <Progress
              done={done}
              total={total}
              label={<b className="font-medium">{t("reading")}</b>}
              figures={t("days-of", { done, total, failed: failures.length })}
              hint={state === "pending" ? t("pending") : t("may-leave")}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
