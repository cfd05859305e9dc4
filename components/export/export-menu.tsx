"use client";

/**
 * Exports exactly the lines that the screen shows: a link to the usual file works without script
 * too, and a menu beside it offers the others.
 */
import { useTranslations } from "next-intl";
import { type MouseEvent, useState } from "react";
import { exportAddress, type ReportFile } from "@/lib/client/exports";
import type { LineFilter } from "@/lib/domain/line-filter";
import { Button } from "../ui/button";
import { buttonClass } from "../ui/button-class";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";
import { Popover } from "../ui/popover";
import { useToast } from "../ui/toast";
import { DownloadPanel } from "./download-panel";
import { ExportForm } from "./export-form";
import { useDownload } from "./use-download";

const USUAL = { format: "xlsx", groupBy: "none" } as const;

type ExportMenuProps = {
  search: LineFilter;
  /**
   * These are files of what the page itself shows; they come before those of the lines behind it.
   */
  reports?: readonly ReportFile[];
  className?: string;
};

export function ExportMenu({ search, reports = [], className }: ExportMenuProps) {
  const t = useTranslations("export");
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const { download, start, end } = useDownload((name) => toast(t("arrived", { name })));
  const usualHref = exportAddress(search, USUAL);
  const onLink = (event: MouseEvent<HTMLAnchorElement>) => {
    // The browser itself opens a link in another tab, or saves it.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    start(usualHref);
  };
  return (
    <div className={classNames("relative flex", className)}>
      <a
        href={usualHref}
        download
        title={t("hint")}
        onClick={onLink}
        className={`${buttonClass({})} rounded-r-none`}
      >
        <Icon name="download" />
        {t("usual")}
      </a>
      <Popover
        label={t("more")}
        align="end"
        open={open}
        onOpenChange={setOpen}
        className="w-72 p-4"
        trigger={(control) => (
          <button
            {...control}
            type="button"
            aria-label={t("more")}
            title={t("more")}
            className={`${buttonClass({})} -ml-px rounded-l-none px-2 sm:px-1.5`}
          >
            <Icon name="chevron-down" />
          </button>
        )}
      >
        {reports.length > 0 && (
          <div className="mb-4 grid gap-2 border-b border-rule pb-4">
            {reports.map(({ format, address }) => (
              <Button
                key={format}
                onClick={() => {
                  setOpen(false);
                  start(address);
                }}
              >
                {t(`reports.${format}`)}
              </Button>
            ))}
          </div>
        )}
        <ExportForm
          onChoose={(choice) => {
            setOpen(false);
            start(exportAddress(search, choice));
          }}
        />
      </Popover>
      <DownloadPanel download={download} onEnd={end} onRetry={start} />
    </div>
  );
}
