/** Compares two versions of one sheet, which are numbers or times. */

const NUMBER = /^\d{1,15}$/;
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const TIME = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$/;
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const DOT_NET = /^\/Date\((\d{1,15})(?:[+-]\d{4})?\)\/$/;

/** Returns a number below 0 when `left` is the earlier one, and null when nothing tells. */
export function compareVersions(left: string | null, right: string | null): number | null {
  if (left === null || right === null) return null;
  if (NUMBER.test(left) && NUMBER.test(right)) return Number(left) - Number(right);
  const [leftTime, rightTime] = [instantOf(left), instantOf(right)];
  if (leftTime === null || rightTime === null) return null;
  return leftTime.zoned === rightTime.zoned ? leftTime.instant - rightTime.instant : null;
}

/** A time without a zone can be compared with another one without a zone. */
function instantOf(text: string): { instant: number; zoned: boolean } | null {
  const dotNet = DOT_NET.exec(text);
  if (dotNet !== null) return { instant: Number(dotNet[1]), zoned: true };
  const match = TIME.exec(text);
  if (match === null) return null;
  const zoned = match[1] !== undefined;
  const isDate = text.length === 10;
  const instant = Date.parse(zoned || isDate ? text : `${text.replace(" ", "T")}Z`);
  return Number.isNaN(instant) ? null : { instant, zoned };
}
