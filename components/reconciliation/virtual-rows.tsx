"use client";

/** Draws the rows near the window, and spacers of the height of all others. */
import { useTranslations } from "next-intl";
import { Fragment, type ReactNode, useEffect } from "react";
import { GroupRow } from "./group-row";
import { LineRow } from "./line-row";
import type { Item } from "./lines-items";
import { useRenderedRows } from "./use-rendered-rows";
import type { RowLayout } from "./use-row-layout";

/** The next page is requested this many rows before the end. */
const NEAR_END = 1_500;
/** In pixels. A page taller than a browser can lay out, 18 to 34 million, has its head squeezed. */
const END_HEIGHT_MAX = 1e7;

type VirtualRowsProps = {
  layout: RowLayout;
  items: readonly Item[];
  current: number;
  /** The key of the line that the address names. */
  chosen: string | null;
  /** The past moment of the list; null is the present. */
  asOf: string | null;
  /** Each line names its centre and date. */
  named: boolean;
  /** This many columns stand before the sums. */
  columns: number;
  selected: Record<string, boolean>;
  onSelect: (id: string) => void;
  onNearEnd: (() => void) | undefined;
};

export function VirtualRows(props: VirtualRowsProps) {
  const { layout, items, current, chosen, asOf, named, columns } = props;
  const { selected, onSelect, onNearEnd } = props;
  const { rendered, height, beyond } = useRenderedRows(layout, current);
  const last = rendered.at(-1);
  const nearEnd = (last?.index ?? 0) > items.length - NEAR_END;
  useEffect(() => {
    if (nearEnd) onNearEnd?.();
  }, [nearEnd, onNearEnd, items.length]);
  const end = Math.min(height - (last?.end ?? 0), END_HEIGHT_MAX);
  return (
    <tbody>
      {rendered.map(({ index, start }, position) => {
        const before = rendered[position - 1]?.end ?? 0;
        const item = items[index];
        if (item === undefined) return null;
        return (
          <Fragment key={item.key}>
            {start - before > 0.5 && <Spacer height={start - before} />}
            {item.kind === "group" ? (
              <GroupRow item={item} index={index} columns={columns} asOf={asOf} />
            ) : (
              <LineRow
                line={item.line}
                id={item.key}
                index={index}
                alone={named}
                current={index === current}
                chosen={item.key === chosen}
                selected={selected[item.key] === true}
                onSelect={onSelect}
                asOf={asOf}
              />
            )}
          </Fragment>
        );
      })}
      {end > 0.5 && <Spacer height={end}>{beyond && <Awaited />}</Spacer>}
    </tbody>
  );
}

/**
 * The height is that of an empty drawing, because the page's policy refuses a style in served HTML
 * and the scroll bar must not wait for a script. It spans no columns, because those that a narrow
 * page hides would then reappear.
 */
function Spacer({ height, children }: { height: number; children?: ReactNode }) {
  return (
    <tr aria-hidden="true" className="pointer-events-none print:hidden">
      <td className="h-0 border-0! p-0! align-top!">
        <svg width="0" height={height} focusable="false" className="float-left" />
        {children}
      </td>
    </tr>
  );
}

/** It stays in sight over rows that have their place but are not loaded yet. */
function Awaited() {
  const t = useTranslations("reconciliation.keys");
  return (
    <span className="sticky top-24 inline-block bg-sheet px-edge text-ink-2">— {t("reading")}</span>
  );
}
