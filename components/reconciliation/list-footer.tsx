"use client";

/** The bar below the list: what is new, what is selected, and what can be done with it. */
import type { Total } from "@/lib/contracts/reconciliation";
import type { Permission } from "@/lib/domain/permission";
import { lazyOverlay } from "../ui/lazy-overlay";
import { ShortcutsBar } from "./shortcuts-bar";
import { countLines } from "./totals-rows";
import { UpdatesNotice } from "./updates-notice";
import type { useLineList } from "./use-line-list";

const BulkMoves = lazyOverlay(
  () => import("../workflow/bulk-moves").then((bulk) => bulk.BulkMoves),
  ["explain-many", "explanation", "sign-off"],
);

type ListFooterProps = {
  listed: ReturnType<typeof useLineList>;
  /** What was known at a past moment can't be changed. */
  isPast: boolean;
  permissions: readonly Permission[];
};

export function ListFooter({ listed, isPast, permissions }: ListFooterProps) {
  const { list, lines, totals, updates, selection } = listed;
  return (
    <ShortcutsBar
      selected={selection.lines}
      shown={countAll(totals.shown)}
      all={countAll(totals.all.totals)}
      isReading={lines.error === null}
      hasNews={updates.waiting > 0}
      news={
        <UpdatesNotice
          inList
          changedDays={updates.waiting}
          working={updates.working}
          onShow={() => void updates.show()}
        />
      }
    >
      {!isPast && (
        <BulkMoves
          key={JSON.stringify(list)}
          selected={selection.lines}
          days={lines.data?.pages.flatMap((page) => page.days) ?? []}
          permissions={permissions}
          open={selection.lines.length > 0}
          onOpenChange={() => selection.change(() => ({}))}
        />
      )}
    </ShortcutsBar>
  );
}

/** Counts the lines of all currencies; null while they are not known. */
function countAll(totals: readonly Total[] | undefined): number | null {
  return totals?.reduce((sum, total) => sum + countLines(total).all, 0) ?? null;
}
