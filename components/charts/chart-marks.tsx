"use client";

/** The links over a chart, and below it the figures of the mark that is pointed at, or a hint. */
import { type ReactNode, useMemo, useState } from "react";
import { ChartHint } from "./chart-hint";
import { type ChartMark, ChartLinks } from "./chart-links";

/** One for each point, in their order. */
export type MarkLinks<Point> = {
  /** Names the group of links. */
  label: string;
  keyOf: (point: Point) => string;
  hrefOf: (point: Point) => string;
  /** The name of the link. */
  nameOf: (point: Point) => string;
  /** The figures of the point. */
  saidOf: (point: Point) => string;
  hint: string;
};

type ChartMarksProps<Point> = {
  points: readonly Point[];
  links: MarkLinks<Point>;
  /** Where the first mark begins, and how wide one is. */
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
        key: links.keyOf(point),
        href: links.hrefOf(point),
        label: links.nameOf(point),
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
      <ChartHint>{shown === undefined ? links.hint : links.saidOf(shown)}</ChartHint>
    </>
  );
}
