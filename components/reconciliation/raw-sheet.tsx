"use client";

/**
 * Shows Cashrec's own JSON of one version, indented; numbers keep their text. Of a version whose
 * content was removed, it shows the hash.
 */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type DayKey, rawSheetQuery } from "@/lib/client/reconciliations";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { Dialog } from "../ui/dialog";
import { ErrorState } from "../ui/error-state";
import { indentJson } from "./indent-json";

type Shown = DayDetail["sheetVersions"][number];
type RawSheetProps = {
  dayKey: DayKey;
  shown: Shown;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

export function RawSheet({ dayKey, shown, open, onOpenChange }: RawSheetProps) {
  const { version, hash, isThinned } = shown;
  const t = useTranslations("day.sheets");
  const { data, error, refetch } = useQuery({
    ...rawSheetQuery(dayKey, version),
    enabled: !isThinned,
  });
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("raw-title", { version })} wide>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {isThinned && (
        <>
          <p className="pb-2 font-mono text-xs break-all text-ink-3">{hash}</p>
          <p className="max-w-[70ch]">{t("thinned-about")}</p>
        </>
      )}
      {data === undefined && error === null && !isThinned && (
        <p className="text-ink-2">{t("loading")}</p>
      )}
      {data !== undefined && (
        <>
          <p className="pb-2 font-mono text-xs break-all text-ink-3">{data.hash}</p>
          <pre
            tabIndex={0}
            aria-label={t("raw-title", { version })}
            className="max-h-[55dvh] overflow-auto border border-rule bg-band p-3 font-mono text-xs"
          >
            {indentJson(data.payload)}
          </pre>
        </>
      )}
    </Dialog>
  );
}
