/**
 * Draws a note as a rectangle and a coin as a circle, in decreasing size; a pack shows of how many
 * it is.
 */
import type { PadRow } from "@/lib/domain/till-count/denomination-pad";

type PadFaceProps = {
  row: PadRow;
  name: string;
  /** These are its position among its kind, from the largest, and how many there are. */
  at: number;
  of: number;
};

const WIDTH = 56;

export function PadFace({ row, name, at, of }: PadFaceProps) {
  const share = of < 2 ? 0 : at / (of - 1);
  const isPack = row.per > 1;
  const middle = isPack ? 17 : WIDTH / 2;
  // The mark is a part of the unit or thousands of it, and small enough for the smallest piece.
  const isSmall = isPack || /\D/.test(name);
  return (
    <svg
      width={WIDTH}
      height="34"
      viewBox={`0 0 ${WIDTH} 34`}
      aria-hidden="true"
      className="fill-none stroke-rule-strong [stroke-width:1.2]"
    >
      {row.of === "note" ? (
        <Note middle={middle} width={isPack ? 32 : 54 - 11 * share} />
      ) : (
        <Coin middle={middle} radius={(16.5 - 4 * share) * (isPack ? 0.88 : 1)} />
      )}
      <text x={middle} y={isSmall ? 20.5 : 21.5} textAnchor="middle" className={text(isSmall)}>
        {name}
      </text>
      {isPack && (
        <text x={WIDTH} y="31" textAnchor="end" className="fill-ink-2 stroke-none text-[11px]">
          ×{row.per}
        </text>
      )}
    </svg>
  );
}

function Note({ middle, width }: { middle: number; width: number }) {
  const left = middle - width / 2;
  return (
    <>
      <rect x={left} y="3" width={width} height="28" rx="1.5" className="fill-band" />
      {width > 40 && <path d={`M${left + 4} 7v20M${left + width - 4} 7v20`} />}
    </>
  );
}

function Coin({ middle, radius }: { middle: number; radius: number }) {
  return <circle cx={middle} cy="17" r={radius} className="fill-band" />;
}

function text(isSmall: boolean): string {
  return isSmall
    ? "fill-ink stroke-none text-[10.5px] font-semibold"
    : "fill-ink stroke-none text-[13px] font-semibold";
}
