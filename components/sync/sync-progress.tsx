"use client";

/** Shows the progress of a sync, what of it failed, and that nobody has to wait for it. */
import { useLocale, useTranslations } from "next-intl";
import { countFailedDays } from "@/lib/client/syncs";
import type { Sync } from "@/lib/contracts/sync";
import { formatCount } from "@/lib/domain/format";
import { Progress } from "../ui/progress";

export function SyncProgress({ sync }: { sync: Sync | null }) {
  const t = useTranslations("sync");
  const language = useLocale();
  const done = sync?.done ?? 0;
  const total = sync?.total ?? 0;
  const failed = sync === null ? 0 : countFailedDays(sync);
  const figures = t("figures", {
    done: formatCount(done, language),
    total: formatCount(total, language),
    failed,
  });
  return (
    <div className="no-print border-y border-rule bg-band px-edge py-3" role="status">
      <Progress
        done={done}
        total={total}
        label={t("reading")}
        figures={total === 0 ? t("starting") : figures}
        hint={t("leave")}
      />
    </div>
  );
}
