"use client";

/**
 * Lays one link for each mark over a chart, as columns of its full height. Together they are one
 * tab stop: the arrow keys go from mark to mark.
 */
import { useRouter } from "next/navigation";
import { type KeyboardEvent, type MouseEvent, useRef, useState } from "react";

export type ChartMark = { key: string; href: string; label: string; x: number; width: number };

type ChartLinksProps = {
  /** Names the group of links. */
  label: string;
  marks: readonly ChartMark[];
  width: number;
  height: number;
  /** This is the mark that is hovered or focused; it is null when none is. */
  onPoint?: (index: number | null) => void;
};

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, Home: -1e6, End: 1e6 };

export function ChartLinks({ label, marks, width, height, onPoint }: ChartLinksProps) {
  const router = useRouter();
  const group = useRef<SVGSVGElement>(null);
  const [stop, setStop] = useState(0);
  const current = Math.min(stop, marks.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(Math.max(current + step, 0), marks.length - 1);
    setStop(next);
    group.current?.querySelectorAll("a")[next]?.focus();
  };
  const onClick = (event: MouseEvent, href: string) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.push(href);
  };
  return (
    <svg
      ref={group}
      role="group"
      aria-label={label}
      width={width}
      height={height}
      className="no-print absolute inset-0"
      onKeyDown={onKeyDown}
      onMouseLeave={() => onPoint?.(null)}
      onBlur={() => onPoint?.(null)}
    >
      {marks.map((mark, index) => (
        <a
          key={mark.key}
          href={mark.href}
          aria-label={mark.label}
          tabIndex={index === current ? 0 : -1}
          className="group outline-none"
          onClick={(event) => onClick(event, mark.href)}
          onMouseEnter={() => onPoint?.(index)}
          onFocus={() => {
            setStop(index);
            onPoint?.(index);
          }}
        >
          {onPoint === undefined && <title>{mark.label}</title>}
          <rect
            x={mark.x}
            y={1}
            width={Math.max(1, mark.width)}
            height={height - 2}
            strokeWidth={2}
            className="fill-ink opacity-0 group-hover:opacity-[0.06] group-focus-visible:fill-transparent group-focus-visible:stroke-focus group-focus-visible:opacity-100"
          />
        </a>
      ))}
    </svg>
  );
}
