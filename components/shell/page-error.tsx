"use client";

/** Stands in for a page that failed to render. */
import { useTranslations } from "next-intl";
import { useAbsentDatabase } from "@/lib/client/health";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";

type PageErrorProps = {
  /** The digest finds the failure in the server's log. */
  digest: string | undefined;
  onRetry: () => void;
};

export function PageError({ digest, onRetry }: PageErrorProps) {
  const t = useTranslations("shell.failed");
  const isDatabaseAbsent = useAbsentDatabase();
  return (
    <div role="alert" className="grid max-w-[70ch] justify-items-start gap-3 px-edge py-8">
      <h1 className="flex items-center gap-2">
        <Icon name="warn" className="size-5 text-uncounted" />
        {t(isDatabaseAbsent ? "database-title" : "title")}
      </h1>
      <p className="text-ink-2">{t(isDatabaseAbsent ? "database-hint" : "hint")}</p>
      <Button kind="do" onClick={onRetry}>
        {t("again")}
      </Button>
      {digest !== undefined && (
        <p className="text-xs text-ink-3">
          {t("number")} <code className="font-mono select-all">{digest}</code>
        </p>
      )}
    </div>
  );
}
