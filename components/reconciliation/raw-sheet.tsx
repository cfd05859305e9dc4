"use client";

/** Shows Cashrec's own JSON of one version, indented; numbers keep their text. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type DayKey, rawSheetQuery } from "@/lib/client/reconciliations";
import { Dialog } from "../ui/dialog";
import { ErrorState } from "../ui/error-state";
import { indentJson } from "./indent-json";

type RawSheetProps = { dayKey: DayKey; version: number; onClose: () => void };

export function RawSheet({ dayKey, version, onClose }: RawSheetProps) {
  const t = useTranslations("reconciliation.sheets");
  const { data, error, refetch } = useQuery(rawSheetQuery(dayKey, version));
  return (
    <Dialog open onOpenChange={onClose} title={t("raw-title", { version })} wide>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <p className="text-ink-2">{t("loading")}</p>}
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
