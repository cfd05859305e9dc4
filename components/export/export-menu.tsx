"use client";

/**
 * Exports exactly the lines that the screen shows: a link to the usual file works without script
 * too, and a menu beside it offers the others.
 */
import { useTranslations } from "next-intl";
import { type MouseEvent, useState } from "react";
import { exportAddress, type ReportFile } from "@/lib/client/exports";
import type { LineFilter } from "@/lib/domain/line-filter";
import { buttonClass } from "../ui/button-class";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";
import { lazyOverlay, OverlayTrigger } from "../ui/lazy-overlay";
import { useToast } from "../ui/toast";
import { DownloadPanel } from "./download-panel";
import { useDownload } from "./use-download";

const Panel = lazyOverlay(() => import("./export-panel").then((panel) => panel.ExportPanel));

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
      <OverlayTrigger
        popup="dialog"
        open={open}
        onOpenChange={setOpen}
        prefetch={Panel.prefetch}
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
        {(overlay) => (
          <Panel
            {...overlay}
            {...{ search, reports }}
            onChoose={(address) => {
              setOpen(false);
              start(address);
            }}
          />
        )}
      </OverlayTrigger>
      <DownloadPanel download={download} onEnd={end} onRetry={start} />
    </div>
  );
}
