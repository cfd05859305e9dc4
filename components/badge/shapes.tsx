"use client";

/**
 * The shapes of verdicts and states, drawn once for each document. A page of many centres
 * refers to them thousands of times.
 */
import type { ReactNode } from "react";
import type { Verdict } from "@/lib/domain/line";
import { classNames } from "../ui/class-names";

export type StateShape =
  | "open"
  | "reviewed"
  | "approved"
  | "closed"
  | "changed"
  | "unexplained"
  | "part-counted"
  | "empty"
  | "no-sheet"
  | "unread"
  | "failed";
type ShapeName = Verdict | StateShape;

/** What fills a shape has no line. */
const FILL = { fill: "currentColor", stroke: "none" } as const;

const SHAPES: Record<ShapeName, ReactNode> = {
  matched: <path d="M2.5 7.5 5.6 10.6 11.5 3.8" strokeWidth="1.8" />,
  "within-tolerance": (
    <>
      <path d="M1.5 5.4C3.3 3.4 5.1 3.4 7 4.8S10.7 6.2 12.5 4.2" strokeWidth="1.6" />
      <path d="M1.5 10C3.3 8 5.1 8 7 9.4S10.7 10.8 12.5 8.8" strokeWidth="1.6" />
    </>
  ),
  over: <path d="M7 1.8 13 12H1z" {...FILL} />,
  short: <path d="M7 12.2 1 2h12z" {...FILL} />,
  uncounted: <circle cx="7" cy="7" r="5.2" className="dashed" />,
  unexpected: (
    <>
      <path d="M7 .9 13.1 7 7 13.1.9 7z" />
      <path d="M7 4.2v5.6M4.2 7h5.6" />
    </>
  ),
  open: <circle cx="7" cy="7" r="5.2" />,
  reviewed: (
    <>
      <circle cx="7" cy="7" r="5.2" />
      <path d="M7 1.8a5.2 5.2 0 0 0 0 10.4z" {...FILL} />
    </>
  ),
  approved: (
    <>
      <circle cx="7" cy="7" r="6" {...FILL} />
      <path d="M4 7.2 6.2 9.4 10.1 4.9" className="stroke-sheet" strokeWidth="1.6" />
    </>
  ),
  closed: (
    <>
      <rect x="1.5" y="1.5" width="11" height="11" {...FILL} />
      <path d="M4.3 5.6h5.4M4.3 8.4h5.4" className="stroke-sheet" strokeWidth="1.3" />
    </>
  ),
  changed: (
    <>
      <path d="M1.5 1.5h7l4 4v7h-11z" />
      <path d="M7 4.3v3.8M7 9.5v1.5" strokeWidth="1.6" />
    </>
  ),
  "part-counted": (
    <>
      <circle cx="7" cy="7" r="5.2" className="dashed" />
      <path d="M2.6 7.5a4.5 4.5 0 0 0 8.8 0z" {...FILL} />
    </>
  ),
  unexplained: (
    <>
      <circle cx="7" cy="7" r="5.2" />
      <path d="M4.2 7h5.6" strokeWidth="1.6" />
    </>
  ),
  empty: <path d="M4 7h6" />,
  "no-sheet": (
    <>
      <path d="M3 11 11 3" />
      <circle cx="7" cy="7" r="5.2" strokeWidth="1.2" />
    </>
  ),
  unread: <circle cx="7" cy="7" r="1.2" {...FILL} />,
  failed: (
    <>
      <path d="M7 1.6 13 12.4H1z" strokeWidth="1.4" strokeLinejoin="round" />
      <path d="M7 5.4v3.4M7 10v1.2" strokeWidth="1.4" />
    </>
  ),
};

/** Stands once in the document, before the shapes that refer to it. */
export function ShapeSheet() {
  return (
    <svg width="0" height="0" aria-hidden="true" className="absolute">
      {Object.entries(SHAPES).map(([name, shape]) => (
        <symbol key={name} id={`shape-${name}`} viewBox="0 0 14 14" overflow="visible">
          {shape}
        </symbol>
      ))}
    </svg>
  );
}

/** It has no name of its own: the text must stand beside it, or name its container. */
export function Shape({ name, className }: { name: ShapeName; className?: string }) {
  return (
    <svg aria-hidden="true" className={classNames("shape", className)}>
      <use href={`#shape-${name}`} />
    </svg>
  );
}
