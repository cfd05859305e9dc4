"use client";

/** Offers to explain the selected lines at once; its dialog is loaded when it is opened. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { LineRow } from "@/lib/contracts/reconciliation";
import { EXPLAINED_LINES_MAX } from "@/lib/domain/workflow/explanation";
import { findNeed } from "@/lib/domain/workflow/outstanding";
import { Button } from "../ui/button";
import { lazyOverlay } from "../ui/lazy-overlay";

const ExplainLinesDialog = lazyOverlay(() =>
  import("./explain-lines-dialog").then((dialog) => dialog.ExplainLinesDialog),
);

/** Lists the lines of which a reason is expected, explained before or not. */
export function listExplainable(selected: readonly LineRow[]): LineRow[] {
  return selected.filter((line) => findNeed(line) !== "nothing");
}

type ExplainSelectedProps = { lines: readonly LineRow[]; onDone: () => void };

export function ExplainSelected({ lines, onDone }: ExplainSelectedProps) {
  const t = useTranslations("explain-many");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        aria-haspopup="dialog"
        disabled={lines.length > EXPLAINED_LINES_MAX}
        title={
          lines.length > EXPLAINED_LINES_MAX
            ? t("too-many", { max: EXPLAINED_LINES_MAX })
            : undefined
        }
        onFocus={ExplainLinesDialog.prefetch}
        onPointerEnter={ExplainLinesDialog.prefetch}
        onClick={() => setOpen(true)}
      >
        {t("open", { count: lines.length })}
      </Button>
      <ExplainLinesDialog lines={lines} open={open} onOpenChange={setOpen} onDone={onDone} />
    </>
  );
}
