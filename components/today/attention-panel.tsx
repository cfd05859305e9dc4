"use client";

/**
 * Shows the thread of an item: beside the list on a wide screen, over it on a narrow one. Its code
 * loads with the first thread that is opened.
 */
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef } from "react";
import type { AttentionItem } from "@/lib/contracts/attention";
import { buildLineHref } from "@/lib/domain/screen/line-address";
import { Difference } from "../money/difference";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { lazyModule, useLazyModule } from "../ui/lazy/lazy-module";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";
import { useItemTitle } from "./attention-text";

const threadModule = lazyModule(() =>
  import("../thread/line-thread").then((module) => module.LineThread),
);

type AttentionPanelProps = { item: AttentionItem; onClose: () => void };

export function AttentionPanel({ item, onClose }: AttentionPanelProps) {
  const t = useTranslations("today.attention");
  const { whole: title } = useItemTitle(item);
  const heading = useRef<HTMLHeadingElement>(null);
  const { module: LineThread, status } = useLazyModule(threadModule, true);
  const { centreId, businessDate, line } = item;
  const { shiftId, tillId, tenderId } = line;
  const address = useMemo(
    () => ({ centreId, date: businessDate, shiftId, tillId, tenderId }),
    [centreId, businessDate, shiftId, tillId, tenderId],
  );
  useEffect(() => heading.current?.focus(), [item.id]);
  return (
    <aside
      aria-labelledby="attention-thread"
      className="bg-band px-edge py-5 max-[1240px]:fixed max-[1240px]:inset-0 max-[1240px]:z-40 max-[1240px]:overflow-y-auto min-[1241px]:perf-page min-[1241px]:pl-8"
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <div className="min-[1241px]:sticky min-[1241px]:top-4">
        <div className="mb-3 flex items-start gap-3">
          <h2 id="attention-thread" ref={heading} tabIndex={-1} className="min-w-0 flex-1">
            {title}
          </h2>
          <Difference minor={item.netMinor} currency={item.currency} verdict={item.verdict} />
          <Button kind="bare" aria-label={t("close")} onClick={onClose}>
            <Icon name="close" />
          </Button>
        </div>
        <p className="mb-3 text-sm">
          <PrefetchOnHoverLink href={buildLineHref({ ...item, ...line })}>
            {t("open-line")}
          </PrefetchOnHoverLink>
        </p>
        {LineThread === null ? (
          <p role="status" className="text-ink-2">
            {t(status === "failed" ? "lost" : "loading")}
          </p>
        ) : (
          <LineThread key={item.id} line={address} />
        )}
      </div>
    </aside>
  );
}
