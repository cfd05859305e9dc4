"use client";

/**
 * Lays the links over a chart, and shows below it the figures of the mark that is hovered, or a
 * hint.
 */
import { type ReactNode, useMemo, useState } from "react";
import { ChartHint } from "./chart-hint";
import { type ChartMark, ChartLinks } from "./chart-links";

/** There is one for each point, in their order. */
export type MarkLinks<Point> = {
  /** Names the group of links. */
  label: string;
  getKey: (point: Point) => string;
  getHref: (point: Point) => string;
  /** Formats the name of the link. */
  getName: (point: Point) => string;
  /** Formats the figures of the point. */
  getText: (point: Point) => string;
  hint: string;
};

type ChartMarksProps<Point> = {
  points: readonly Point[];
  links: MarkLinks<Point>;
  /** These say where the first mark begins, and how wide one is. */
  left: number;
  step: number;
  width: number;
  height: number;
  children: ReactNode;
};

export function ChartMarks<Point>(props: ChartMarksProps<Point>) {
  const { points, links, left, step, width, height, children } = props;
  const [pointed, setPointed] = useState<number | null>(null);
  const marks = useMemo(
    () =>
      points.map((point, index): ChartMark => ({
        key: links.getKey(point),
        href: links.getHref(point),
        label: links.getName(point),
        x: left + index * step,
        width: step,
      })),
    [points, links, left, step],
  );
  const shown = pointed === null ? undefined : points[pointed];
  return (
    <>
      <div className="relative">
        {children}
        {width > 0 && (
          <ChartLinks label={links.label} {...{ marks, width, height }} onPoint={setPointed} />
        )}
      </div>
      <ChartHint>{shown === undefined ? links.hint : links.getText(shown)}</ChartHint>
    </>
  );
}
