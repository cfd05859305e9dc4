"use client";

/** Sends the explanation that is in the panel and goes to the next line, or skips this one. */
import { useIsMutating } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { LineRow } from "@/lib/contracts/reconciliation";
import { isUnexplained } from "@/lib/domain/screen/worst-line";
import { EXPLAIN_KEY } from "../explanation/use-explain";
import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";
import { PANEL_FORM } from "./panel-form";
import type { PanelOrder } from "./use-panel-order";

type PanelFooterProps = {
  line: LineRow | undefined;
  /** The reader may explain lines of this day. */
  may: boolean;
  order: PanelOrder;
};

export function PanelFooter({ line, may, order }: PanelFooterProps) {
  const t = useTranslations("reconciliation.panel");
  const isSaving = useIsMutating({ mutationKey: EXPLAIN_KEY }) > 0;
  const asks = may && line !== undefined && isUnexplained(line);
  return (
    <footer className="border-t border-rule-strong bg-band px-5 py-2.5">
      <p role="status" className="text-xs text-ink-2 empty:hidden">
        {order.isDone && t("nothing-left")}
      </p>
      <div className="flex gap-2">
        {asks ? (
          <Button
            type="submit"
            form={PANEL_FORM}
            kind="do"
            className="flex-1 gap-2"
            working={isSaving && t("saving")}
          >
            {t(line.verdict === "uncounted" ? "waive-next" : "explain-next")} <Kbd>E</Kbd>
          </Button>
        ) : (
          <Button className="flex-1" onClick={order.goNext}>
            {t("next")}
          </Button>
        )}
        {asks && (
          <Button className="gap-2" onClick={() => order.step(1)}>
            {t("skip")} <Kbd>J</Kbd>
          </Button>
        )}
      </div>
    </footer>
  );
}
