"use client";

/** Shows the progress of an import: bytes sent, then rows stored, then days compared. */
import { useLocale, useTranslations } from "next-intl";
import type { ImportProgress as ProgressState } from "@/lib/client/till-count-import";
import { formatCount } from "@/lib/domain/format";
import { Progress } from "../ui/progress";

type ImportProgressProps = { progress: ProgressState; dryRun: boolean; fileName: string };

export function ImportProgress({ progress, dryRun, fileName }: ImportProgressProps) {
  const t = useTranslations("till-count.import");
  const language = useLocale();
  const { stage, done, total } = progress;
  const sent = stage === "sending" && done >= total;
  const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
  // Once all bytes have arrived, the server reads the file without reporting progress.
  const label = sent ? t(dryRun ? "checking" : "reading") : t(`stage.${stage}`);
  const figures =
    stage === "sending"
      ? t("percent", { percent })
      : t(`of.${stage}`, {
          done: formatCount(done, language),
          total: formatCount(total, language),
        });
  return (
    <div className="grid max-w-[640px] gap-3 px-edge py-6" aria-live="polite">
      <p className="text-md font-semibold">{fileName}</p>
      <Progress
        {...{ done, total, label, figures }}
        hint={t(dryRun ? "nothing-yet" : "may-leave")}
      />
    </div>
  );
}
