"use client";

/**
 * Stacks the parts of each week on both sides of zero: over above, short below, with the net as a
 * tick across. The weeks of the present period stand on a shaded ground. Each week is a link to its
 * lines.
 */
import { useLocale } from "next-intl";
import { computeAxisWidth, computeTicks, formatTick } from "@/lib/domain/screen/chart-scale";
import type { StackSpan } from "@/lib/domain/variance/by-reason";
import { ChartFrame } from "./chart-frame";
import { STACK_HEIGHT } from "./chart-heights";
import { ChartMarks, type MarkLinks } from "./chart-marks";
import { HATCH, HatchPattern } from "./reason-key";
import { StackBar } from "./stack-bar";
import { useWidth } from "./use-width";

export type StackedSpansProps = {
  spans: readonly StackSpan[];
  /** These reasons have a colour each. */
  drawn: readonly string[];
  currency: string;
  /** Describes in a sentence what the chart shows. */
  finding: string;
  /** Names the shaded weeks. */
  current: string;
  formatDate: (span: StackSpan) => string;
  links: MarkLinks<StackSpan>;
};

const NARROW = 600;
const BELOW = 20;
const ABOVE = 12;
/** A date takes so much space, in pixels. */
const DATE_WIDTH = 56;

export function StackedSpans(props: StackedSpansProps) {
  const { spans, drawn, currency, finding, current, formatDate, links } = props;
  const [frame, width] = useWidth();
  const language = useLocale();
  const height = width < NARROW ? 270 : 330;
  const ticks = computeTicks(
    spans.flatMap(({ parts }) => [sumOf(parts, "shortMinor"), sumOf(parts, "overMinor")]),
    width < NARROW ? 4 : 6,
  );
  const axis = computeAxisWidth(ticks, { currency, language });
  const band = (width - axis) / Math.max(1, spans.length);
  const [low = 0, high = 0] = [ticks[0], ticks.at(-1)];
  const at = (amount: number) =>
    ABOVE + ((high - amount) / Math.max(1, high - low)) * (height - ABOVE - BELOW);
  const since = spans.findIndex(({ isCurrent }) => isCurrent);
  const every = Math.max(1, Math.ceil(DATE_WIDTH / Math.max(1, band)));
  return (
    <ChartMarks points={spans} {...{ links, width, height }} left={axis} step={band}>
      <ChartFrame ref={frame} finding={finding} heightClass={STACK_HEIGHT}>
        {width > 0 && (
          <svg width={width} height={height} aria-hidden="true" className="block">
            <HatchPattern id={HATCH} />
            {since !== -1 && (
              <g>
                <rect
                  x={axis + since * band}
                  width={Math.max(0, (spans.length - since) * band)}
                  height={height - BELOW}
                  className="fill-band"
                />
                <text x={axis + since * band + 6} y={10} className="fill-ink text-[11px]">
                  {current}
                </text>
              </g>
            )}
            {ticks.map((tick) => (
              <g key={tick}>
                <path
                  d={`M${axis} ${at(tick)}H${width}`}
                  className={tick === 0 ? "stroke-ink-2" : "stroke-rule"}
                />
                <text
                  x={axis - 8}
                  y={at(tick) + 4}
                  textAnchor="end"
                  className="fill-ink-3 text-[11px]"
                >
                  {formatTick(tick, currency, language)}
                </text>
              </g>
            ))}
            {spans.map((span, index) => (
              <g key={span.from}>
                <StackBar span={span} drawn={drawn} left={axis + index * band} {...{ band, at }} />
                {(spans.length - 1 - index) % every === 0 && (
                  <text
                    x={axis + (index + 0.5) * band}
                    y={height - 4}
                    textAnchor="middle"
                    className="fill-ink-3 text-[11px]"
                  >
                    {formatDate(span)}
                  </text>
                )}
              </g>
            ))}
          </svg>
        )}
      </ChartFrame>
    </ChartMarks>
  );
}

function sumOf(parts: StackSpan["parts"], side: "shortMinor" | "overMinor"): number {
  return parts.reduce((sum, part) => sum + part[side], 0);
}
