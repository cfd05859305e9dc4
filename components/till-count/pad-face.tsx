/** How a piece looks: a note is a rectangle, a coin a circle, in falling size; packs are stacked. */
import type { PadRow } from "@/lib/domain/till-count-pad";

type PadFaceProps = {
  row: PadRow;
  name: string;
  /** Where it stands among its kind, from the largest, and how many there are. */
  at: number;
  of: number;
};

export function PadFace({ row, name, at, of }: PadFaceProps) {
  const share = of < 2 ? 0 : at / (of - 1);
  // A mark of the part, or thousands: small enough for the smallest coin.
  const long = /\D/.test(name);
  return (
    <svg
      width="56"
      height="34"
      viewBox="0 0 56 34"
      aria-hidden="true"
      className="fill-none stroke-rule-strong [stroke-width:1.2]"
    >
      {row.of === "note" ? (
        <Note width={54 - 11 * share} stacked={row.per > 1} />
      ) : (
        <Coin radius={16.5 - 4 * share} stacked={row.per > 1} />
      )}
      <text
        x="28"
        y={long ? 20.5 : 21.5}
        textAnchor="middle"
        className={
          long
            ? "fill-ink stroke-none text-[10.5px] font-semibold"
            : "fill-ink stroke-none text-[13px] font-semibold"
        }
      >
        {name}
      </text>
    </svg>
  );
}

function Note({ width, stacked }: { width: number; stacked: boolean }) {
  const left = (56 - width) / 2;
  return (
    <>
      {stacked && <path d={`M${left + 2} 1.2h${width - 4}M${left + 2} 32.8h${width - 4}`} />}
      <rect x={left} y="3" width={width} height="28" rx="1.5" className="fill-band" />
      <path d={`M${left + 4} 7v20M${left + width - 4} 7v20`} />
    </>
  );
}

function Coin({ radius, stacked }: { radius: number; stacked: boolean }) {
  return (
    <>
      {stacked && (
        <>
          <circle cx="34" cy="17" r={radius} className="fill-band" />
          <circle cx="31" cy="17" r={radius} className="fill-band" />
        </>
      )}
      <circle cx="28" cy="17" r={radius} className="fill-band" />
    </>
  );
}
