"use client";

/** Downloads what is stored of a person as one archive. */
import { useTranslations } from "next-intl";
import { dataExportAddress } from "@/lib/client/personal-data";
import { useDownload } from "../export/use-download";
import { Button } from "../ui/button";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";

/** Null: the person is the reader. */
export function DataDownload({ userId }: { userId: string | null }) {
  const t = useTranslations("personal-data");
  const toast = useToast();
  const { download, start } = useDownload((name) => toast(t("downloaded", { name })));
  return (
    <div className="no-print mt-3 max-w-[70ch]">
      <p className="text-ink-2">{t("download-about")}</p>
      <Button
        className="mt-2"
        working={download.phase === "running" && t("downloading")}
        onClick={() => start(dataExportAddress(userId))}
      >
        {t("download")}
      </Button>
      <ProblemNotice
        error={
          download.phase === "failed" && download.error instanceof Error ? download.error : null
        }
      />
    </div>
  );
}
