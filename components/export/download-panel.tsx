"use client";

/** Shows the progress of a download below its button, or why it failed. */
import { useLocale, useTranslations } from "next-intl";
import type { Received } from "@/lib/client/exports";
import { formatCount } from "@/lib/domain/format";
import { Button } from "../ui/button";
import { useProblemText } from "../ui/error-state";
import { Icon } from "../ui/icon";
import { Progress } from "../ui/progress";
import { useDelayed } from "../ui/use-delayed";
import type { Download } from "./use-download";

type DownloadPanelProps = {
  download: Download;
  onEnd: () => void;
  onRetry: (address: string) => void;
};

export function DownloadPanel({ download, onEnd, onRetry }: DownloadPanelProps) {
  if (download.phase === "idle") return null;
  if (download.phase === "running") return <Running received={download.received} onEnd={onEnd} />;
  const { error, address } = download;
  return <Failed error={error} onEnd={onEnd} onRetry={() => onRetry(address)} />;
}

const PANEL =
  "floating no-print absolute top-full right-0 z-40 mt-1 grid w-80 max-w-[calc(100vw-32px)] " +
  "justify-items-start gap-2 p-4";

function Running({ received, onEnd }: { received: Received; onEnd: () => void }) {
  const t = useTranslations("export");
  const language = useLocale();
  const isSlow = useDelayed(true);
  if (!isSlow) return null;
  const { bytes, lines, total } = received;
  const size = t("size", { size: formatCount(Math.round(bytes / 1_000), language) });
  const known = lines !== null && total !== null;
  return (
    <div role="status" className={PANEL}>
      <div className="w-full">
        {known ? (
          <Progress done={Math.min(Math.max(lines, 0), total)} total={total} label={t("lines")} />
        ) : (
          <div className="flex flex-wrap justify-between gap-x-4">
            <span>{bytes === 0 ? t("preparing") : t("coming")}</span>
            <span className="text-ink-2">{size}</span>
          </div>
        )}
      </div>
      {total !== null && (
        <p className="text-xs text-ink-3">{known ? size : t("of-lines", { count: total })}</p>
      )}
      <Button size="small" onClick={onEnd}>
        {t("cancel")}
      </Button>
    </div>
  );
}

type FailedProps = { error: unknown; onEnd: () => void; onRetry: () => void };

function Failed({ error, onEnd, onRetry }: FailedProps) {
  const t = useTranslations("export");
  const { title, detail } = useProblemText(error);
  return (
    <div role="alert" className={PANEL}>
      <p className="flex items-center gap-2 font-semibold">
        <Icon name="warn" className="size-4 text-uncounted" />
        {title}
      </p>
      {detail !== "" && <p className="text-ink-2">{detail}</p>}
      <div className="flex gap-2">
        <Button size="small" onClick={onRetry}>
          {t("again")}
        </Button>
        <Button size="small" kind="bare" onClick={onEnd}>
          {t("close")}
        </Button>
      </div>
    </div>
  );
}
