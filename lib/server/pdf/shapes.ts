import "server-only";

/** Lines and areas as vectors, in points from the top left of the page. They move no cursor. */
import { INK, type Pdf } from "./document";

export type Point = readonly [x: number, y: number];

export type Stroke = {
  colour?: string | undefined;
  /** In points; half of one by default. */
  width?: number | undefined;
  /** Lengths of stroke and gap; solid by default. */
  dash?: readonly [stroke: number, gap: number] | undefined;
};

/** An area is filled, has an edge, or both. */
export type Paint = { fill?: string | undefined; edge?: Stroke | undefined };

export function drawLine(pdf: Pdf, from: Point, to: Point, stroke: Stroke = {}): void {
  drawPolyline(pdf, [from, to], stroke);
}

/** Fewer than two points draw nothing. */
export function drawPolyline(pdf: Pdf, points: readonly Point[], stroke: Stroke = {}): void {
  if (points.length < 2) return;
  trace(pdf, points);
  strokePath(pdf, stroke);
}

export type Box = { x: number; y: number; width: number; height: number };

/** A negative width or height extends left or up, like bars below zero. */
export function drawRect(pdf: Pdf, { x, y, width, height }: Box, paint: Paint): void {
  pdf.kit.rect(x, y, width, height);
  paintPath(pdf, paint);
}

function trace({ kit }: Pdf, points: readonly Point[]): void {
  for (const [at, [x, y]] of points.entries()) {
    if (at === 0) kit.moveTo(x, y);
    else kit.lineTo(x, y);
  }
}

function paintPath(pdf: Pdf, { fill, edge }: Paint): void {
  const { kit } = pdf;
  if (fill !== undefined && edge !== undefined) {
    kit.lineWidth(edge.width ?? 0.5).fillAndStroke(fill, edge.colour ?? INK);
  } else if (fill !== undefined) kit.fill(fill);
  else strokePath(pdf, edge ?? {});
}

function strokePath({ kit }: Pdf, { colour, width, dash }: Stroke): void {
  kit.lineWidth(width ?? 0.5);
  if (dash !== undefined) kit.dash(dash[0], { space: dash[1] });
  kit.stroke(colour ?? INK);
  if (dash !== undefined) kit.undash();
}
